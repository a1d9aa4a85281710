"""Changes to bottlenecks and to what shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import Bottleneck, BottleneckGoal, Evidence, Goal
from wijkregie.domain.programme.services import citing, finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.programmes import next_place
from wijkregie.domain.programme.states import Priority
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.programme.services.drafts import BottleneckDraft, EvidenceDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def add_bottleneck(
    programme_id: int, draft: BottleneckDraft, *, by: Viewer, at: datetime
) -> int:
    """Add a bottleneck to a programme, with the goals that answer it; return its number."""
    programme = finding.programme_to_steer(programme_id, by)
    title = finding.line(draft.title, 200, needed=_("Write down what the bottleneck is."))
    if draft.priority and draft.priority not in Priority.values:
        raise ProgrammeRefused(_("Choose how much this bottleneck weighs."))
    finding.day(draft.found_on, "found_on", happened=at)
    areas = finding.known_areas(draft.area_ids, programme.municipality_id)
    goals = finding.all_found(Goal.objects.all(), draft.goal_ids, programme=programme)
    made = Bottleneck.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        title=title,
        remark=finding.line(draft.remark, 400),
        priority=draft.priority,
        found_on=draft.found_on,
        order=next_place(programme.bottlenecks.all()),
    )
    made.areas.set(areas)
    for goal in goals:
        _link(made, goal, at=at)
    audit.record("bottleneck_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def link_goal(bottleneck_id: int, goal_id: int, *, by: Viewer, at: datetime) -> None:
    """Note that a goal answers a bottleneck; a second time changes nothing."""
    finding.steer(by)
    bottleneck = finding.found(Bottleneck.objects.all(), bottleneck_id, by)
    goals = Goal.objects.filter(programme_id=bottleneck.programme_id)
    goal = finding.found(goals, goal_id, by)
    if not bottleneck.goal_links.filter(goal=goal).exists():
        _link(bottleneck, goal, at=at)
        audit.record("bottleneck_goal_linked", bottleneck, by=by, at=at)


@transaction.atomic
def add_evidence(bottleneck_id: int, draft: EvidenceDraft, *, by: Viewer, at: datetime) -> int:
    """Add what shows a bottleneck, and return the number of the link.

    Raises ``ProgrammeRefused`` for nothing or several, or where it is there already.
    """
    finding.steer(by)
    bottleneck = finding.found(Bottleneck.objects.all(), bottleneck_id, by)
    fields = citing.fields_of(draft, by)
    citing.refuse_twice(bottleneck.evidence, fields)
    made = Evidence.objects.create(
        municipality_id=bottleneck.municipality_id,
        bottleneck=bottleneck,
        linked_at=at,
        **fields,
    )
    audit.record("evidence_added", made, by=by, at=at)
    return made.pk


def _link(bottleneck: Bottleneck, goal: Goal, *, at: datetime) -> None:
    BottleneckGoal.objects.create(
        municipality_id=bottleneck.municipality_id,
        bottleneck=bottleneck,
        goal=goal,
        linked_at=at,
    )
