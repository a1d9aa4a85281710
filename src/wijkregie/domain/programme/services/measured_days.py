"""Change a measurement only as far as what programmes took from it still fits its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import services as indicators
from wijkregie.domain.programme.models import EvaluationPlan, GoalIndicator
from wijkregie.domain.programme.services.drafts import ProgrammeRefused

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

    #: Of each thing that does not fit: what it is, its number, and that in a sentence.
    Misfits = dict[tuple[str, int], str]


class DaysRefused(ProgrammeRefused):
    """Days of a measurement that contradict what was taken from it."""

    field = "begins_on"


@transaction.atomic
def change_wave(wave_id: int, whole: indicators.WholePlan, *, by: Viewer, at: datetime) -> None:
    """Change a measurement with its plan, as ``indicators`` does.

    Raises ``DaysRefused`` with the goal where its new days contradict the day of a value from
    before, or the order of the two measurements of a plan. What did not fit before may stay.
    """
    before = misfits([wave_id], at)
    indicators.change_whole_wave(wave_id, whole, by=by, at=at)
    for key, words in misfits([wave_id], at).items():
        if key not in before:
            raise DaysRefused(words)


def misfits(
    wave_ids: Collection[int], at: datetime, *, beside: Programme | None = None
) -> Misfits:
    """Return what was taken from measurements and does not fit their days. Two queries.

    ``beside`` leaves out what is of one programme.
    """
    figures = GoalIndicator.objects.filter(baseline_wave__in=wave_ids)
    either = Q(baseline_wave__in=wave_ids) | Q(follow_up_wave__in=wave_ids)
    plans = EvaluationPlan.objects.filter(either)
    if beside is not None:
        figures = figures.exclude(goal__programme=beside)
        plans = plans.exclude(programme=beside)
    found: Misfits = {}
    for figure in figures.select_related("goal", "baseline_wave").order_by("pk"):
        found |= _of_figure(figure, timezone.localdate(at))
    together = plans.select_related("baseline_wave", "follow_up_wave", "indicator__goal")
    for plan in together.order_by("pk"):
        found |= _of_plan(plan)
    return found


def _of_figure(one: GoalIndicator, today: date) -> Misfits:
    wave = one.baseline_wave
    if wave is None or one.baseline is None:
        return {}
    named = {"figure": one.title, "goal": one.goal.title, "wave": wave.title}
    if wave.begins_on > today:
        words = _(
            "The value from before of “%(figure)s” (goal “%(goal)s”) comes from “%(wave)s”, so "
            "that cannot have yet to begin. Choose days that have been."
        )
        return {("begun", one.pk): words % named}
    on, year = one.baseline_on, one.baseline_year
    if on is not None and not wave.begins_on <= on <= wave.ends_on:
        when = date_format(on, "j F Y")
    elif on is None and year and not wave.begins_on.year <= year <= wave.ends_on.year:
        when = str(year)
    else:
        return {}
    words = _(
        "The value from before of “%(figure)s” (goal “%(goal)s”) comes from “%(wave)s” and is "
        "of %(when)s. Choose days that fit that, or change that value first."
    )
    return {("day", one.pk): words % (named | {"when": when})}


def _of_plan(one: EvaluationPlan) -> Misfits:
    before, after = one.baseline_wave, one.follow_up_wave
    if before is None or after is None or after.begins_on > before.ends_on:
        return {}
    named = {"plan": one.title, "before": before.title, "after": after.title}
    if one.indicator is None:
        words = _(
            "“%(plan)s” compares “%(after)s” with “%(before)s”, so it has to come after that. "
            "Choose other days, or change that plan first."
        )
        return {("order", one.pk): words % named}
    words = _(
        "“%(plan)s” (goal “%(goal)s”) compares “%(after)s” with “%(before)s”, so it has to "
        "come after that. Choose other days, or change that plan first."
    )
    return {("order", one.pk): words % (named | {"goal": one.indicator.goal.title})}
