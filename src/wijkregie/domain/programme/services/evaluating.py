"""Plan how one will tell whether the programme had an effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import EvaluationPlan, GoalIndicator
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.meanwhile import check_unchanged
from wijkregie.domain.programme.services.measuring import wave_of
from wijkregie.domain.programme.services.measuring_drafts import EvaluationDraft
from wijkregie.domain.programme.services.programmes import next_place
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def make_evaluation(
    programme_id: int, draft: EvaluationDraft, *, by: Viewer, at: datetime
) -> int:
    """Plan how the effect of a programme will be told, and return the number of the plan."""
    programme = finding.programme_to_steer(programme_id, by)
    fields = _fields(programme, draft)
    arms = _arms(programme, draft)
    made = EvaluationPlan.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        order=next_place(programme.evaluation_plans.all()),
        fixed_at=at if fields["indicator_id"] else None,
        made_at=at,
        **fields,
    )
    _set_arms(made, arms)
    audit.record("evaluation_made", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_evaluation(
    plan_id: int,
    draft: EvaluationDraft,
    *,
    before: EvaluationDraft,
    by: Viewer,
    at: datetime,
) -> None:
    """Change a plan; ``before`` is how it was when it was read.

    By which figure the effect is told stays as it is once the follow-up began. Raises
    ``ChangedMeanwhile`` where somebody else was first.
    """
    plan = _plan(plan_id, by)
    check_unchanged(before, evaluation_as_is(plan))
    fields = _fields(plan.programme, draft, but=plan.pk)
    arms = _arms(plan.programme, draft)
    if fields["indicator_id"] != plan.indicator_id:
        check_fixed(plan, at)
        plan.fixed_at = at if fields["indicator_id"] else None
    for name, value in fields.items():
        setattr(plan, name, value)
    plan.save()
    _set_arms(plan, arms)
    audit.record("evaluation_changed", plan, by=by, at=at)


@transaction.atomic
def remove_evaluation(plan_id: int, *, by: Viewer, at: datetime) -> None:
    """Tell the effect in this way no longer."""
    plan = _plan(plan_id, by)
    audit.record("evaluation_removed", plan, by=by, at=at, why=plan.title)
    plan.delete()


def evaluation_as_is(one: EvaluationPlan) -> EvaluationDraft:
    """Return a plan as the draft that would leave it as it is. Two queries."""
    return EvaluationDraft(
        title=one.title,
        indicator_id=one.indicator_id,
        treated_ids=tuple(sorted(one.treated.values_list("pk", flat=True))),
        comparison_ids=tuple(sorted(one.comparison.values_list("pk", flat=True))),
        selection_wave_id=one.selection_wave_id,
        baseline_wave_id=one.baseline_wave_id,
        follow_up_wave_id=one.follow_up_wave_id,
    )


def _plan(plan_id: int, by: Viewer) -> EvaluationPlan:
    finding.steer(by)
    rows = EvaluationPlan.objects.select_related("programme", "follow_up_wave")
    return finding.found(rows, plan_id, by)


def _fields(programme: Programme, draft: EvaluationDraft, *, but: int = 0) -> dict[str, Any]:
    said = finding.line(draft.title, 160, needed=_("Fill in what this plan is called."))
    title = checked_words(said, field="title")
    if programme.evaluation_plans.filter(title=title).exclude(pk=but).exists():
        raise ProgrammeRefused(
            _("There is a plan “%(title)s” already. Give this one another name.")
            % {"title": title}
        )
    here = GoalIndicator.objects.filter(goal__programme=programme)
    if draft.indicator_id and not here.filter(pk=draft.indicator_id).exists():
        raise finding.not_there()
    return {"title": title, "indicator_id": draft.indicator_id} | _waves(programme, draft)


def _waves(programme: Programme, draft: EvaluationDraft) -> dict[str, Any]:
    selection = wave_of(programme.pk, draft.selection_wave_id)
    before = wave_of(programme.pk, draft.baseline_wave_id)
    after = wave_of(programme.pk, draft.follow_up_wave_id)
    if before and after and after.begins_on <= before.ends_on:
        raise ProgrammeRefused(
            _("“%(after)s” does not come after “%(before)s”. Choose a later measurement.")
            % {"after": after.title, "before": before.title}
        )
    return {"selection_wave": selection, "baseline_wave": before, "follow_up_wave": after}


def _arms(programme: Programme, draft: EvaluationDraft) -> tuple[list[Area], list[Area]]:
    """Return the areas with the programme and those beside it; refuse one in both."""
    known = programme.municipality_id
    treated = finding.known_areas(draft.treated_ids, known)
    comparison = finding.known_areas(draft.comparison_ids, known)
    both = {area.pk for area in treated} & {area.pk for area in comparison}
    if both:
        names = sorted(area.name or area.code for area in treated if area.pk in both)
        raise ProgrammeRefused(
            _(
                "%(names)s cannot be compared with itself. Choose whether the programme works "
                "there or not."
            )
            % {"names": ", ".join(names)}
        )
    return treated, comparison


def _set_arms(plan: EvaluationPlan, arms: tuple[list[Area], list[Area]]) -> None:
    treated, comparison = arms
    plan.treated.set(treated)
    plan.comparison.set(comparison)


def check_fixed(plan: EvaluationPlan, at: datetime) -> None:
    """Refuse another figure to tell the effect by once the follow-up began."""
    follow_up = plan.follow_up_wave
    if plan.indicator_id and follow_up and follow_up.begins_on <= timezone.localdate(at):
        raise ProgrammeRefused(
            _(
                "“%(wave)s” has begun, so the figure by which the effect is told stays as it "
                "is. Make another plan beside this one."
            )
            % {"wave": follow_up.title}
        )
