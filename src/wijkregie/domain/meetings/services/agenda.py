"""Put points on an agenda, write down what was said, and decide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.meetings import rules
from wijkregie.domain.meetings.models import AgendaItem
from wijkregie.domain.meetings.services import carrying
from wijkregie.domain.meetings.services.drafts import (
    MeetingRefused,
    NotesRefused,
    item_to_write,
    known,
    meeting_to_write,
    not_there,
    sight_for,
    worded,
)
from wijkregie.domain.meetings.services.wording import checked_notes, checked_point
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.signals import queries as signals_seen
from wijkregie.domain.signals import services as signals
from wijkregie.kit import audit
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.decisions.services import DecisionDraft
    from wijkregie.domain.people.models import Group
    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.kit.viewer import Viewer

_TITLE: Final = 160
_NOTES: Final = 8000
#: Notes are saved while one types; the log holds them once in so long.
_LOGGED_EVERY: Final = timedelta(minutes=10)


@transaction.atomic
def add_item(meeting_id: int, title: str, *, by: Viewer, at: datetime) -> int:
    """Put a point of the group's own on the agenda, and return its number."""
    words = worded(title, longest=_TITLE, empty=_("Write what the point is about."))
    checked_point(words)
    meeting = meeting_to_write(meeting_id, by=by, at=at)
    item = carrying.append(meeting, AgendaItem(title=words))
    audit.record("agenda_item_added", item, by=by, at=at)
    return item.pk


@transaction.atomic
def add_signal(meeting_id: int, signal_id: int, *, by: Viewer, at: datetime) -> int:
    """Put a signal on the agenda, and return the number of the point.

    Raises ``MeetingRefused`` if it stands on the agenda of a meeting that still comes, and
    ``SignalRefused`` if it cannot be put on one now.
    """
    meeting = meeting_to_write(meeting_id, by=by, at=at)
    signal = signals_seen.signal_by_id(by, signal_id, on=timezone.localdate(at))
    if signal is None:
        raise not_there()
    if not _is_for(meeting.series.group, signal):
        raise MeetingRefused(
            _("This group is not there for the area of this report. Choose another meeting.")
        )
    ahead = AgendaItem.objects.filter(
        signal_id=signal_id, meeting__state=MeetingState.PLANNED, decision__isnull=True
    )
    if ahead.exists():
        raise MeetingRefused(_("This report stands on an agenda already."))
    item = carrying.append(
        meeting, AgendaItem(title=_title(signal_id, by, at), signal_id=signal_id)
    )
    carrying.announce(signal_id, meeting, by=by, at=at)
    audit.record("agenda_signal_added", item, by=by, at=at)
    return item.pk


@transaction.atomic
def add_signals(
    meeting_id: int, signal_ids: Collection[int], *, by: Viewer, at: datetime
) -> tuple[int, ...]:
    """Put several signals on the agenda in this order, and return the numbers of the points.

    One that a colleague dealt with meanwhile is passed over. Raises the refusal of the last
    one if none could be put on it, and ``MeetingRefused`` if none was chosen.
    """
    made: list[int] = []
    refused: Refusal = MeetingRefused(_("Choose at least one report."))
    for signal_id in signal_ids:
        try:
            with transaction.atomic():
                made.append(add_signal(meeting_id, signal_id, by=by, at=at))
        except Refusal as refusal:
            refused = refusal
    if not made:
        raise refused
    return tuple(made)


@transaction.atomic
def take_off(item_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a point off the agenda again; a signal goes back to triage.

    Raises ``MeetingRefused`` once something was written down, decided or agreed.
    """
    item = item_to_write(item_id, by=by, at=at)
    if item.notes or item.decision_id or item.actions.exists():
        raise MeetingRefused(_("Something was written down here already, so it stays."))
    if item.signal_id is not None:
        why = _("It was taken off the agenda.")
        signals.take_off_agenda(item.signal_id, why=why, by=by, at=at)
    audit.record("agenda_item_taken_off", item, by=by, at=at)
    item.delete()


@transaction.atomic
def note(item_id: int, notes: str, version: int, *, by: Viewer, at: datetime) -> int:
    """Write down what was said, and return the version that now stands.

    Raises ``NotesRefused``, with what stands there, if somebody wrote since ``version``.
    """
    item = item_to_write(item_id, by=by, at=at)
    text = notes.replace("\r\n", "\n").strip()
    if text == item.notes:
        return item.version
    if item.version != version:
        raise NotesRefused(
            _(
                "Somebody else wrote here too, so your text is not saved yet. Take over what "
                "you miss and choose “Keep my text”."
            ),
            theirs=item.notes,
            version=item.version,
        )
    if len(text) > _NOTES:
        raise MeetingRefused(
            _("This is longer than %(longest)s signs. Make it shorter.") % {"longest": _NOTES}
        )
    checked_notes(text)
    item.notes, item.version = text, version + 1
    item.save(update_fields=["notes", "version"])
    if not _logged_lately(item, by, at):
        audit.record("notes_written", item, by=by, at=at)
    return item.version


@transaction.atomic
def decide(item_id: int, draft: DecisionDraft, *, by: Viewer, at: datetime) -> Decision:
    """Decide on a point, and return the decision; on a signal the signal moves along.

    Raises ``MeetingRefused`` if ``by`` may not, or if a colleague was first; a signal that
    was decided on elsewhere raises ``SignalRefused``.
    """
    item = item_to_write(item_id, by=by, at=at)
    if item.decision_id is not None:
        raise MeetingRefused(_("This point has been decided on. Reload the page."))
    _check_body(item, draft, by=by, at=at)
    if item.signal_id is None:
        taken = decisions.record(draft, by=by, at=at)
    else:
        taken = signals.decide(item.signal_id, draft, by=by, at=at)
    item.decision, item.version = taken, item.version + 1
    item.save(update_fields=["decision", "version"])
    audit.record("agenda_item_decided", item, by=by, at=at)
    return taken


def _check_body(item: AgendaItem, draft: DecisionDraft, *, by: Viewer, at: datetime) -> None:
    group_id = item.meeting.series.group_id
    if draft.officer:
        areas = sight_for(by, at).areas.get(group_id, frozenset())
        allowed = draft.body_id is None and rules.may_decide_as(by, draft.officer, areas)
    else:
        allowed = draft.body_id == group_id and rules.may_decide_for(by, group_id)
    if not allowed:
        raise MeetingRefused(
            _("Only the chair, the secretary or a professional of this group can decide here.")
        )


def _is_for(group: Group, signal: SignalSeen) -> bool:
    """Tell whether a group handles a signal, or is there for its area (or for all)."""
    own = set(group.areas.values_list("pk", flat=True))
    return signal.owner_id == group.pk or not own or not own.isdisjoint(signal.area_ids)


def _title(signal_id: int, by: Viewer, at: datetime) -> str:
    """Return what everyone may read of a signal: an agenda may be public, its areas not."""
    everyone = anonymous(by.municipality_id)
    signal = known(signals_seen.signal_by_id(everyone, signal_id, on=timezone.localdate(at)))
    place = f", {signal.area.name}" if signal.area else ""
    return (signal.title or f"{signal.theme_name}{place}")[:_TITLE]


def _logged_lately(item: AgendaItem, by: Viewer, at: datetime) -> bool:
    lately = audit.rows_of(item.municipality_id).filter(
        what="notes_written",
        object_id=item.pk,
        by_id=by.person_id,
        at__gt=at - _LOGGED_EVERY,
    )
    return lately.exists()
