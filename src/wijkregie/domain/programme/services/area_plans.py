"""The plan of an area: write down where it wants to go, and who agreed to that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme.models import AreaPlan, Programme
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.programme.services.bridge_drafts import AreaPlanDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def write_area_plan(
    programme_id: int, draft: AreaPlanDraft, *, by: Viewer, at: datetime
) -> int:
    """Write down the vision of an area, and return the number of its plan.

    Other words are a draft beside those that were agreed to: these stand, with their
    decision, until the new ones are agreed to. Raises ``ProgrammeRefused`` if somebody
    changed it since it was read.
    """
    programme = finding.found(Programme.objects.all(), programme_id, by)
    area = finding.known_areas([draft.area_id], programme.municipality_id)[0]
    finding.may_run(by, [area.pk])
    vision = finding.text(draft.vision, 2000)
    checked_words(vision, field="vision")
    plan = programme.area_plans.filter(area=area).first()
    if plan is None:
        plan = AreaPlan(
            municipality_id=programme.municipality_id, programme=programme, area=area
        )
    elif plan.changed_at != draft.read_at:
        raise ProgrammeRefused(
            _("Somebody else changed this plan. Reload the page and try again.")
        )
    elif plan.vision == vision:
        return plan.pk
    stands = plan.agreed_by if vision == plan.agreed_vision else None
    plan.vision, plan.decision, plan.changed_at = vision, stands, at
    plan.save()
    audit.record("area_plan_written", plan, by=by, at=at)
    return plan.pk


@transaction.atomic
def agree_area_plan(
    plan_id: int,
    draft: decisions.DecisionDraft,
    *,
    read_at: datetime,
    by: Viewer,
    at: datetime,
) -> int:
    """Write down that a body agreed to the vision of an area; return the decision."""
    plan = finding.found(AreaPlan.objects.select_related("programme"), plan_id, by)
    finding.may_run(by, [plan.area_id])
    if not plan.vision:
        raise ProgrammeRefused(_("There is no vision yet. Write that down first."))
    if plan.decision_id is not None:
        raise ProgrammeRefused(_("This plan has been agreed to. Reload the page."))
    if plan.changed_at != read_at:
        raise ProgrammeRefused(
            _("Somebody else changed this plan. Reload the page and try again.")
        )
    if draft.outcome != Outcome.FOLLOW_UP:
        raise ValueError(draft.outcome)
    decision = decisions.record(draft, by=by, at=at, since=plan.changed_at, elsewhere=True)
    plan.decision = plan.agreed_by = decision
    plan.agreed_vision = plan.vision
    plan.save(update_fields=["decision", "agreed_by", "agreed_vision"])
    audit.record("area_plan_agreed", plan, by=by, at=at)
    return decision.pk
