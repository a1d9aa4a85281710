"""Points of an agenda that go on to the next meeting of the series."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.meetings.models import Action, AgendaItem, Meeting, Proposal
from wijkregie.domain.meetings.services import guests
from wijkregie.domain.meetings.states import ActionState, MeetingState, ProposalState
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from wijkregie.domain.meetings.models import Series
    from wijkregie.kit.viewer import Viewer


def append(meeting: Meeting, item: AgendaItem) -> AgendaItem:
    """Put a point at the end of the agenda of a meeting; part of a larger change."""
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    item.municipality_id, item.meeting, item.order = meeting.municipality_id, meeting, last + 1
    item.save()
    return item


def next_planned(meeting: Meeting) -> Meeting | None:
    """Return the planned meeting of the same series after this one, locked."""
    planned = _locked().filter(
        series_id=meeting.series_id,
        state=MeetingState.PLANNED,
        starts_at__gt=meeting.starts_at,
    )
    return planned.order_by("starts_at", "pk").first()


def carry_signals(meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Take the signals that were not decided on to the next meeting, or back to triage."""
    waiting = meeting.items.filter(
        signal__state=State.ON_AGENDA, decision__isnull=True
    ).select_related("signal")
    following = next_planned(meeting)
    for item in waiting.order_by("order", "pk"):
        if following is None:
            signals.take_off_agenda(
                item.signal_id or 0,
                why=_("There was no time for it, and no next meeting is planned yet."),
                by=by,
                at=at,
            )
        else:
            _carry(item, following)
            announce(item.signal_id or 0, following, by=by, at=at)


def carry_own(items: Iterable[AgendaItem], following: Meeting) -> None:
    """Take points of the group's own to another meeting."""
    for item in items:
        _carry(item, following)


def carry_on(meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Prepare the next planned meeting: reports, proposals and what is still open go there."""
    carry_signals(meeting, by=by, at=at)
    following = next_planned(meeting)
    if following is not None:
        meeting.proposals.filter(state=ProposalState.WAITING).update(meeting=following)
        put_what_is_open(following)


def welcome(series: Series, *, at: datetime) -> None:
    """Let the first meeting that comes take what waited for it: part of planning one.

    That is what cancelled meetings left behind, proposals, and actions that are still open.
    """
    today = timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
    planned = _locked().filter(series=series, state=MeetingState.PLANNED)
    first = planned.filter(starts_at__gte=today).order_by("starts_at", "pk").first()
    if first is None:
        return
    carry_own(list(left_behind(series)), first)
    waiting = Proposal.objects.filter(meeting__series=series, state=ProposalState.WAITING)
    waiting.exclude(meeting__state=MeetingState.PLANNED).update(meeting=first)
    put_what_is_open(first)


def put_what_is_open(meeting: Meeting) -> None:
    """Put the fixed point on top of an agenda if actions are still open by then."""
    late = Action.objects.filter(
        group_id=meeting.series.group_id,
        state=ActionState.OPEN,
        due_on__lte=timezone.localdate(meeting.starts_at),
    )
    if late.exists() and not meeting.items.filter(fixed=True).exists():
        AgendaItem.objects.create(
            municipality_id=meeting.municipality_id,
            meeting=meeting,
            order=0,
            title=_("Open actions"),
            fixed=True,
        )


def left_behind(series: Series) -> QuerySet[AgendaItem]:
    """Return the group's own points of the cancelled meetings of a series, not carried."""
    return AgendaItem.objects.filter(
        meeting__series=series,
        meeting__state=MeetingState.CANCELLED,
        signal__isnull=True,
        fixed=False,
        carried_to__isnull=True,
    ).order_by("meeting__starts_at", "order", "pk")


def end(meeting: Meeting, state: MeetingState, at: datetime) -> None:
    """Let a meeting be held or cancelled from now on; part of a larger change."""
    meeting.state, meeting.closed_at = state, at
    meeting.changed_at = at
    meeting.sequence += state == MeetingState.CANCELLED
    meeting.save(update_fields=["state", "closed_at", "changed_at", "sequence"])


def announce(signal_id: int, meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Tell the signal on which agenda it stands now."""
    signals.put_on_agenda(
        signal_id,
        on=timezone.localdate(meeting.starts_at),
        body_name=meeting.series.group.name,
        by=by,
        at=at,
    )


def announce_again(meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Tell the signals on an agenda that the meeting is on another day."""
    there = meeting.items.filter(signal__state=State.ON_AGENDA, decision__isnull=True)
    for signal_id in there.order_by("order", "pk").values_list("signal_id", flat=True):
        announce(signal_id or 0, meeting, by=by, at=at)


def _carry(item: AgendaItem, following: Meeting) -> None:
    """A signal is on one agenda at a time, so it cannot be on that of the next meeting yet."""
    carried = AgendaItem(title=item.title, signal_id=item.signal_id, carried_from=item)
    append(following, carried)
    guests.follow(item, carried)
    item.findings.update(back_on=carried)


def _locked() -> QuerySet[Meeting]:
    return Meeting.objects.select_for_update(of=("self",), no_key=True).select_related(
        "series__group"
    )
