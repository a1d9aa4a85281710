"""Meetings and actions for the calendar of somebody, or of everybody.

A calendar program keeps what it gets and shares it with whom its owner chose. So, beside when
and where, it holds no more than everyone may read; the rest stands behind the link.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.meetings.models import (
    Action,
    AgendaItem,
    CalendarLink,
    Invitation,
    Meeting,
    Series,
)
from wijkregie.domain.meetings.queries.meetings import meeting_for
from wijkregie.domain.meetings.queries.sight import sight_of
from wijkregie.domain.meetings.states import ActionState, MeetingState
from wijkregie.domain.people import queries as people
from wijkregie.kit import tokens
from wijkregie.kit.calendar import Event
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.meetings.queries.seen import MeetingSeen
    from wijkregie.domain.meetings.queries.sight import Sight
    from wijkregie.kit.viewer import Viewer

    Address = Callable[[int], str]

#: How long a meeting that was held or cancelled stays in a calendar.
_BACK: Final = timedelta(days=92)
_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class CalendarSeen:
    """A calendar with the name that a program shows; ``None`` for that of a municipality."""

    name: str | None
    events: tuple[Event, ...]


def public_calendar(municipality_id: int, *, on: date, address: Address) -> CalendarSeen:
    """Return when all groups here meet, as everyone may know: two queries.

    ``address`` gives the full address of the page of a meeting.
    """
    sight = sight_of(anonymous(municipality_id), on=on)
    return CalendarSeen(None, _of_meetings(_lately(sight, on), sight, address))


def series_calendar(
    municipality_id: int, series_id: int, *, on: date, address: Address
) -> CalendarSeen | None:
    """Return the meetings of a public series, ``None`` for any other: three queries."""
    rows = Series.objects.filter(municipality_id=municipality_id, public=True)
    series = rows.select_related("group").filter(pk=series_id).first()
    if series is None:
        return None
    sight = sight_of(anonymous(municipality_id), on=on)
    meetings = _lately(sight, on).filter(series_id=series_id)
    name = f"{series.group.name}: {series.name}"
    return CalendarSeen(name, _of_meetings(meetings, sight, address))


def personal_calendar(
    municipality_id: int, token: str, *, on: date, address: Address
) -> CalendarSeen | None:
    """Return the calendar behind a private link, ``None`` once it works no more.

    The meetings of which one attends a part or all, and what one is going to do. Who has the
    link did not log in: it shows what a seat lets see, never what a role does. Eight queries.
    """
    links = CalendarLink.objects.filter(digest=tokens.digest(token))
    link = links.filter(municipality_id=municipality_id).select_related("person").first()
    if link is None:
        return None
    viewer = people.viewer(link.person_id, municipality_id=municipality_id, on=on, strong=False)
    if not viewer.is_member:
        return None
    sight = sight_of(viewer, on=on)
    meetings = _lately(sight, on).filter(_attended(sight))
    actions = _own_actions(sight)
    return CalendarSeen(
        _("Meetings of %(name)s") % {"name": link.person.name},
        (*_of_meetings(meetings, sight, address), *_of_actions(actions, address)),
    )


def mail_calendar(
    municipality_id: int, person_id: int, meeting_id: int, *, on: date, address: Address
) -> tuple[Event, ...]:
    """Return what goes along with a mail about a meeting: eight queries at most.

    While it is planned or was cancelled, the meeting itself; once it was held, what this
    person is going to do and when the group meets next. As in the mail itself, no more
    than everyone may read: not the place of a meeting of the group only.
    """
    viewer = people.viewer(person_id, municipality_id=municipality_id, on=on, strong=False)
    sight = sight_of(viewer, on=on)
    meeting = sight.meetings().filter(pk=meeting_id).first()
    if meeting is None or not viewer.is_member:
        return ()
    everyone = sight_of(anonymous(municipality_id), on=on)
    if meeting.state != MeetingState.HELD:
        return _of_meetings(everyone.meetings().filter(pk=meeting_id), everyone, address)
    following = sight.meetings().filter(
        _attended(sight),
        series_id=meeting.series_id,
        state=MeetingState.PLANNED,
        starts_at__gt=meeting.starts_at,
    )
    first = following.order_by("starts_at", "pk").values_list("pk", flat=True).first()
    actions = _own_actions(sight).filter(item__meeting_id=meeting_id)
    return (
        *_of_meetings(everyone.meetings().filter(pk=first or 0), everyone, address),
        *_of_actions(actions, address),
    )


def calendar_token(viewer: Viewer) -> str:
    """Return the token of the viewer's own private link, empty without one: one query."""
    link = CalendarLink.objects.filter(
        municipality_id=viewer.municipality_id or 0, person_id=viewer.person_id or 0
    ).first()
    return link.token() if link else ""


def _lately(sight: Sight, on: date) -> QuerySet[Meeting]:
    return sight.meetings().filter(starts_at__date__gte=on - _BACK)


def _attended(sight: Sight) -> Q:
    """Return what selects the meetings that the viewer goes to: of a group, or as a guest."""
    asked = Invitation.objects.filter(sight.own_invitations(), item__meeting=OuterRef("pk"))
    return Q(series__group_id__in=sight.viewer.first_shell_ids) | Q(Exists(asked))


def _own_actions(sight: Sight) -> QuerySet[Action]:
    rows = Action.objects.filter(sight.own_actions(), municipality_id=sight.municipality_id)
    rows = rows.filter(state=ActionState.OPEN).select_related("group", "item__meeting__series")
    return rows.defer("item__notes").order_by("due_on", "pk")


def _of_meetings(rows: QuerySet[Meeting], sight: Sight, address: Address) -> tuple[Event, ...]:
    meetings = [meeting_for(row, sight) for row in rows.order_by("starts_at", "pk")[:_MOST]]
    agendas = _agendas(one.id for one in meetings if one.public)
    return tuple(_meeting(one, agendas.get(one.id, ()), address) for one in meetings)


def _agendas(meeting_ids: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = AgendaItem.objects.filter(meeting_id__in=list(meeting_ids)).order_by("order", "pk")
    for meeting_id, title in rows.values_list("meeting_id", "title"):
        found.setdefault(meeting_id, []).append(title)
    return found


def _meeting(seen: MeetingSeen, agenda: Iterable[str], address: Address) -> Event:
    cancelled = seen.state == MeetingState.CANCELLED
    summary = f"{seen.group_name}: {seen.series_name}"
    url = address(seen.id)
    lines = [f"{number}. {title}" for number, title in enumerate(agenda, 1)]
    return Event(
        uid=_uid("meeting", seen.id),
        sequence=seen.sequence,
        changed_at=seen.changed_at,
        starts=seen.starts_at,
        ends=seen.ends_at,
        summary=_("Cancelled: %(what)s") % {"what": summary} if cancelled else summary,
        url=url,
        place=seen.location or "",
        description="\n".join([*lines, *([""] if lines else []), url]),
        cancelled=cancelled,
    )


def _of_actions(rows: QuerySet[Action], address: Address) -> tuple[Event, ...]:
    return tuple(_action(one, address(one.item.meeting_id)) for one in rows)


def _action(action: Action, url: str) -> Event:
    """Return the day on which an action is due; what it is, only where everyone may read it."""
    meeting = action.item.meeting
    told = meeting.series.public and meeting.state == MeetingState.HELD
    summary = action.what if told else _("an action of %(group)s") % {"group": action.group}
    day = timezone.localdate(meeting.starts_at)
    return Event(
        uid=_uid("action", action.pk),
        sequence=0,
        changed_at=action.made_at,
        starts=action.due_on,
        ends=action.due_on + timedelta(days=1),
        summary=_("Ready today: %(what)s") % {"what": summary},
        url=url,
        description=_("Agreed on %(day)s: %(url)s") % {"day": f"{day:%d-%m-%Y}", "url": url},
    )


def _uid(kind: str, pk: int) -> str:
    """Return an identity that stays, also when the installation moves to another address."""
    return f"{tokens.derive(kind, pk, 'calendar')}@wijkregie"
