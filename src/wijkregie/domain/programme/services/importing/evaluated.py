"""Plans to tell an effect out of a file, and what all that is measured has to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import EvaluationPlan, GoalIndicator
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.evaluating import check_fixed
from wijkregie.domain.programme.services.measured_in import fault_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.domain.programme.services.importing.merge import Fields, Merge
    from wijkregie.domain.programme.services.importing.names import Names
    from wijkregie.sources.programme import ProgrammeFile
    from wijkregie.sources.programme.measuring_records import EvaluationRow


def merge_evaluations(merge: Merge) -> None:
    """Bring the plans to tell an effect up to date; each is known by its title."""
    old, new = _evaluations(merge.old), _evaluations(merge.new)
    figures = {
        (goal, key): pk
        for goal, key, pk in GoalIndicator.objects.filter(
            goal__programme=merge.programme
        ).values_list("goal__key", "key", "pk")
    }
    rows = {one.title: one for one in merge.programme.evaluation_plans.all()}
    for order, (title, row) in enumerate(new.items()):
        fields = _evaluation_fields(row, merge.names, figures)
        if title not in old and title not in rows:
            rows[title] = merge.make(
                EvaluationPlan,
                programme=merge.programme,
                title=title,
                order=order,
                made_at=merge.at,
                fixed_at=merge.at if fields["indicator_id"] else None,
                **fields,
            )
            merge.added += 1
        else:
            _change_evaluation(merge, rows.get(title), old.get(title), (fields, figures))
        if title in rows:
            _merge_arms(merge, rows[title], old.get(title), row)


def remove_evaluations(merge: Merge) -> None:
    """Take away the plans that left the file: before the figures that they are about."""
    old, new = _evaluations(merge.old), _evaluations(merge.new)
    for title in old.keys() - new.keys():
        for plan in merge.programme.evaluation_plans.filter(title=title):
            merge.remove(_plan_named(title), plan, ())


def check_baselines(merge: Merge) -> None:
    """Name values from before that cannot come from their measurement.

    It has yet to begin, or the programme is not measured by it any more. A value outside its
    scale, or from a day to come, cannot be either.
    """
    for one in GoalIndicator.objects.filter(goal__programme=merge.programme).order_by("pk"):
        if fault := fault_of(one, merge.at):
            merge.conflicts.append(f"“{one.title}”: {fault}")
    figures = GoalIndicator.objects.filter(
        goal__programme=merge.programme, baseline_wave__isnull=False
    )
    early = Q(baseline__isnull=False) & Q(
        baseline_wave__begins_on__gt=timezone.localdate(merge.at)
    )
    for title in figures.filter(early).order_by("pk").values_list("title", flat=True):
        merge.conflicts.append(
            _("The value from before of “%(title)s” comes from a measurement yet to begin.")
            % {"title": title}
        )
    loose = figures.exclude(baseline_wave__in=merge.programme.wave_links.values("wave"))
    for title in loose.order_by("pk").values_list("title", flat=True):
        merge.conflicts.append(
            _("The measurement before of “%(title)s” does not belong to this programme.")
            % {"title": title}
        )


def _change_evaluation(
    merge: Merge,
    plan: EvaluationPlan | None,
    before: EvaluationRow | None,
    after: tuple[Fields, Mapping[tuple[str, str], int]],
) -> None:
    fields, figures = after
    old = _evaluation_fields(before, merge.old_names, figures) if before else None
    if plan is not None and old is not None:
        old = old | {"fixed_at": plan.fixed_at}
        fields = fields | {"fixed_at": plan.fixed_at}
        if fields["indicator_id"] != plan.indicator_id:
            fields["fixed_at"] = merge.at if fields["indicator_id"] else None
            try:
                check_fixed(plan, merge.at)
            except ProgrammeRefused as refused:
                merge.conflicts.append(str(refused))
    title = plan.title if plan else before.title if before else ""
    merge.row(_plan_named(title), plan, old, fields)


def _merge_arms(
    merge: Merge, plan: EvaluationPlan, before: EvaluationRow | None, after: EvaluationRow
) -> None:
    for name in ("treated", "comparison"):
        was = set(merge.old_names.areas(getattr(before, name))) if before else set()
        now = set(merge.names.areas(getattr(after, name)))
        arm = getattr(plan, name)
        arm.add(*(now - was))
        arm.remove(*(was - now))
        merge.changed += was != now and before is not None
    both = plan.treated.filter(pk__in=plan.comparison.values("pk")).order_by("pk")
    for area in both:
        merge.conflicts.append(
            _("%(plan)s: %(area)s stands on both sides. Name it on one.")
            % {"plan": _plan_named(plan.title), "area": area.name or area.code}
        )


def _evaluations(file: ProgrammeFile | None) -> dict[str, EvaluationRow]:
    return {row.title: row for row in file.measured.evaluations} if file else {}


def _evaluation_fields(
    row: EvaluationRow, names: Names, figures: Mapping[tuple[str, str], int]
) -> Fields:
    return {
        "indicator_id": figures.get(row.indicator) if row.indicator else None,
        "selection_wave_id": names.wave(row.selection_wave),
        "baseline_wave_id": names.wave(row.baseline_wave),
        "follow_up_wave_id": names.wave(row.follow_up_wave),
    }


def _plan_named(title: str) -> str:
    return _("evaluation “%(title)s”") % {"title": title}
