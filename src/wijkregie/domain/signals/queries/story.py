"""The story of one signal: its steps, answers and photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from wijkregie.core import reference as references
from wijkregie.domain.decisions.queries import decision_seen
from wijkregie.domain.people.rules import may_see_names
from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Answer, Event, Photo, Raiser, SignalArea, Step
from wijkregie.domain.signals.queries.lists import raised_by
from wijkregie.domain.signals.queries.seen import AnswerSeen, EventSeen, StepSeen
from wijkregie.domain.signals.states import EventKind, State

if TYPE_CHECKING:
    from wijkregie.domain.people.models import Person
    from wijkregie.kit.viewer import Viewer


def story_of(viewer: Viewer, signal_id: int) -> tuple[StepSeen, ...]:
    """Return the steps of a signal, the first first. Three queries at most."""
    rows = (
        Step.objects.filter(municipality_id=viewer.municipality_id or 0, signal_id=signal_id)
        .select_related("by", "decision__body", "decision__handed_to", "decision__recorded_by")
        .order_by("at", "pk")
    )
    reads = _may_read(viewer, signal_id, said=True)
    return tuple(
        StepSeen(
            at=step.at,
            from_state=State(step.from_state) if step.from_state else None,
            to_state=State(step.to_state),
            why=step.why,
            said=step.said if reads else None,
            decision=decision_seen(step.decision, viewer) if step.decision else None,
            by_name=_name(step.by, viewer),
        )
        for step in rows
    )


def events_of(viewer: Viewer, signal_id: int) -> tuple[EventSeen, ...]:
    """Return what happened with a signal besides its steps, in order. Three queries at most.

    That a routing rule failed is for who works here: they set the rules.
    """
    rows = (
        Event.objects.filter(municipality_id=viewer.municipality_id or 0, signal_id=signal_id)
        .select_related("by", "group", "organisation", "other")
        .order_by("at", "pk")
    )
    if not (viewer.is_member or viewer.operator):
        rows = rows.exclude(what=EventKind.RULE_FAILED)
    reads = _may_read(viewer, signal_id, said=True)
    return tuple(
        EventSeen(
            at=event.at,
            what=EventKind(event.what),
            why=event.why,
            said=event.said if reads else None,
            group_name=event.group.name if event.group else "",
            organisation_name=event.organisation.name if event.organisation else "",
            reference=event.other.reference if event.other else "",
            by_name=_name(event.by, viewer),
        )
        for event in rows
    )


def answers_of(viewer: Viewer, signal_id: int) -> tuple[AnswerSeen, ...]:
    """Return the answers that this viewer may read, the first first. Three queries at most."""
    rows = Answer.objects.filter(
        municipality_id=viewer.municipality_id or 0, signal_id=signal_id
    )
    if not (_raised(viewer, signal_id) or _may_read(viewer, signal_id)):
        rows = rows.filter(public=True)
    return tuple(
        AnswerSeen(one.pk, one.text, one.public, one.at, _name(one.by, viewer))
        for one in rows.select_related("by").order_by("at", "pk")
    )


def photo_of(viewer: Viewer, reference: str, photo_pk: int) -> str | None:
    """Return the stored name of a photo of this signal, if the viewer may see it."""
    found = Photo.objects.filter(
        pk=photo_pk,
        municipality_id=viewer.municipality_id or 0,
        signal__reference=references.clean(reference) or "",
    ).first()
    if found is None or not _may_read(viewer, found.signal_id):
        return None
    return str(found.file)


def _raised(viewer: Viewer, signal_id: int) -> bool:
    """Tell whether the viewer, or their group, raised or joined this. One query at most."""
    mine = raised_by(viewer)
    if mine is None:
        return False
    here = viewer.municipality_id or 0
    raised = Raiser.objects.filter(mine, signal_id=signal_id)
    return raised.filter(municipality_id=here).exists()


def _may_read(viewer: Viewer, signal_id: int, *, said: bool = False) -> bool:
    """Tell whether the viewer handles this signal, or (their group) wrote it. Two queries.

    ``said``: whether they may read what was said later too; of several who raised it we do
    not know who said it, and then it is for handlers only.
    """
    mine = raised_by(viewer)
    if mine is not None:
        raisers = Raiser.objects.filter(
            signal_id=signal_id, municipality_id=viewer.municipality_id or 0
        )
        wrote = Count("pk", filter=mine & Q(joined=False))
        found = raisers.aggregate(wrote=wrote, all=Count("pk"))
        if found["wrote"] and not (said and found["all"] > 1):
            return True
    if not (viewer.grants or viewer.operator):
        return False
    areas = SignalArea.objects.filter(
        signal_id=signal_id, municipality_id=viewer.municipality_id or 0
    )
    return rules.may_handle(viewer, set(areas.values_list("area_id", flat=True)))


def _name(person: Person | None, viewer: Viewer) -> str | None:
    if person is None or not may_see_names(viewer):
        return None
    return person.name
