"""What one may know of concerns. The words themselves come only from ``open_concern``.

The team sees what waits and what it took up. Who wrote a concern sees by the private link how
far it is. Who leads the work here sees how many wait too long, and whom to call. Nobody else
sees anything, and nobody sees another municipality's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.domain.concerns import rules
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.concerns.states import CALL_AFTER, DEPUTY_AFTER, HandedTo, State
from wijkregie.domain.people import queries as people
from wijkregie.domain.people.models import SealedDesk
from wijkregie.domain.places.models import Municipality
from wijkregie.kit import outbox, sealing, tokens
from wijkregie.kit.outbox_states import Way
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ConcernSeen:
    """A concern as the team sees it in its queue, without a word of it."""

    id: int
    reference: str
    area_name: str
    state: State
    received_on: date
    waits_since: datetime | None
    opened_at: datetime | None
    opened_by: str
    taken_up_on: date | None
    handed_to: HandedTo | None
    closed_on: date | None
    alarm: int


@dataclass(frozen=True, slots=True)
class FollowedConcern:
    """All that who wrote a concern may know of it."""

    reference: str
    state: State
    received_on: date
    group_name: str


@dataclass(frozen=True, slots=True)
class CallToMake:
    """A number to call because something stays unread.

    ``message_id`` is there to note the call, ``None`` when somebody did.
    """

    message_id: int | None
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Concerns that nobody opened for more than a day, and whom to call about them."""

    waiting: int
    group_name: str
    calls: tuple[CallToMake, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A municipality in which concerns wait too long, or cannot be opened with our key."""

    name: str
    late: int
    locked: int


def concerns_visible_to(
    viewer: Viewer, *, at: datetime, states: Iterable[State]
) -> Rows[ConcernSeen]:
    """Return the concerns in these states, what waits longest first; for the team only.

    Two queries a page, one for the team that is designated.
    """
    rows = _mine(viewer).filter(state__in=[*states]).select_related("area", "opened_by")
    return Rows(rows.order_by("received_on", "pk"), lambda one: _seen(one, at))


def concern_seen(viewer: Viewer, concern_id: int, *, at: datetime) -> ConcernSeen | None:
    """Return one concern, ``None`` for who may not know of it. Two queries."""
    found = _mine(viewer).select_related("area", "opened_by").filter(pk=concern_id).first()
    return None if found is None else _seen(found, at)


def waiting_for(viewer: Viewer) -> int:
    """Return how many concerns nobody of this viewer's team opened yet. Two queries."""
    return _mine(viewer).filter(state=State.RECEIVED, opened_at__isnull=True).count()


def followed_concern(municipality_id: int, token: str) -> FollowedConcern | None:
    """Return how far a concern is, by its private link. One query."""
    rows = Concern.objects.filter(
        municipality_id=municipality_id, link_digest=tokens.digest(token)
    ).select_related("group")
    found = rows.first()
    if found is None:
        return None
    return FollowedConcern(
        found.reference, State(found.state), found.received_on, found.group.name
    )


def alarm_for(viewer: Viewer, *, at: datetime) -> Alarm | None:
    """Return the red banner of who leads the work here; ``None`` when all is well.

    No query for who leads nothing, one when all is well.
    """
    if not rules.may_see_alarm(viewer) or viewer.municipality_id is None:
        return None
    late = _late(at).filter(municipality_id=viewer.municipality_id)
    waiting = late.count()
    if not waiting:
        return None
    desk = SealedDesk.objects.filter(municipality_id=viewer.municipality_id)
    name = desk.values_list("group__name", flat=True).first() or ""
    return Alarm(waiting, name, _calls(viewer.municipality_id, name))


def unread(*, at: datetime) -> list[Unread]:
    """Return where concerns wait too long, or were sealed with another key. Three queries.

    For the health of the installation: numbers and names of municipalities only.
    """
    late = list(_late(at).values_list("municipality_id", flat=True))
    other = Concern.objects.filter(state=State.RECEIVED).exclude(key_mark=sealing.key_mark())
    locked = list(other.values_list("municipality_id", flat=True))
    names = Municipality.objects.filter(pk__in={*late, *locked}).order_by("name")
    return [Unread(one.name, late.count(one.pk), locked.count(one.pk)) for one in names]


def all_is_read(*, at: datetime) -> bool:
    """Tell whether nothing waits too long and all can be opened with our key. One query."""
    locked = Q(state=State.RECEIVED) & ~Q(key_mark=sealing.key_mark())
    return not (_late(at) | Concern.objects.filter(locked)).exists()


def still_unread(concern_id: int) -> bool:
    """Tell whether nobody opened it yet, for who sends a message about it. One query."""
    rows = Concern.objects.filter(pk=concern_id, state=State.RECEIVED)
    return rows.filter(opened_at__isnull=True).exists()


def still_unconfirmed(concern_id: int) -> bool:
    """Tell whether nobody confirmed receipt yet, for who sends a message. One query."""
    return Concern.objects.filter(pk=concern_id, state=State.RECEIVED).exists()


def _mine(viewer: Viewer) -> QuerySet[Concern]:
    """Return the concerns that this viewer's team may open: one query more."""
    here = viewer.municipality_id or 0
    desk_id = SealedDesk.objects.filter(municipality_id=here).values_list("group_id", flat=True)
    if not viewer.sealed_ids or not rules.may_open(viewer, here, desk_id.first()):
        return Concern.objects.none()
    return Concern.objects.filter(municipality_id=here)


def _late(at: datetime) -> QuerySet[Concern]:
    return Concern.objects.filter(
        state=State.RECEIVED, opened_at__isnull=True, received_at__lte=at - CALL_AFTER
    )


def _calls(municipality_id: int, group_name: str) -> tuple[CallToMake, ...]:
    """Return whom to call, each once, however many concerns wait. Three queries."""
    open_calls: dict[int, int] = {}
    for message in outbox.waiting(Way.CALL, municipality_id):
        if message.template == "concern_call":
            open_calls.setdefault(message.ids["call"], message.id)
    calls = people.sealed_alarm(municipality_id).calls
    if not calls:
        return (CallToMake(open_calls.get(0), group_name, ""),)
    return tuple(CallToMake(open_calls.get(one.id), one.name, one.number) for one in calls)


def _seen(concern: Concern, at: datetime) -> ConcernSeen:
    return ConcernSeen(
        id=concern.pk,
        reference=concern.reference,
        area_name=concern.area.name if concern.area else "",
        state=State(concern.state),
        received_on=concern.received_on,
        waits_since=concern.received_at,
        opened_at=concern.opened_at,
        opened_by=concern.opened_by.name if concern.opened_by else "",
        taken_up_on=concern.taken_up_on,
        handed_to=HandedTo(concern.handed_to) if concern.handed_to else None,
        closed_on=concern.closed_on,
        alarm=_alarm(concern, at),
    )


def _alarm(concern: Concern, at: datetime) -> int:
    """Return which alarm went off: 0 none, 1 the deputy, 2 the phone list."""
    if concern.received_at is None or concern.opened_at is not None:
        return 0
    waited = at - concern.received_at
    return (waited >= DEPUTY_AFTER) + (waited >= CALL_AFTER)
