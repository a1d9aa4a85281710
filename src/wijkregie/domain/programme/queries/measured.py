"""Measurements of a programme and what hangs on them, as the checks ask for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from wijkregie.core import logframe
from wijkregie.core.logframe import Measure, Span
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators.states import Kind
from wijkregie.domain.programme.models import BaselinePart, EvaluationPlan, ProgrammeWave
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.measuring import SHARES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from wijkregie.domain.indicators.queries import WaveSeen
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.programme.models import GoalIndicator
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Measured:
    """The measurements of a programme in time, the parts by indicator, and its plans."""

    waves: Mapping[int, WaveSeen]
    frames: Mapping[int, logframe.Wave]
    parts: Mapping[int, Sequence[BaselinePart]]


def measured_of(viewer: Viewer, programme_id: int) -> Measured:
    """Return what a programme is measured by: two queries, three more where it is."""
    waves = waves_of(viewer, programme_id)
    parts: dict[int, list[BaselinePart]] = defaultdict(list)
    rows = BaselinePart.objects.filter(indicator__goal__programme_id=programme_id)
    for row in rows.select_related("area").order_by("order", "pk"):
        parts[row.indicator_id].append(row)
    return Measured(waves, {pk: _wave(one) for pk, one in waves.items()}, parts)


def waves_of(viewer: Viewer, programme_id: int) -> Mapping[int, WaveSeen]:
    """Return the measurements of a programme: one query, three more where there are any."""
    links = ProgrammeWave.objects.filter(
        programme_id=programme_id, municipality_id=door.here(viewer)
    )
    linked = list(links.values_list("wave_id", flat=True))
    return indicators.waves_seen(viewer, linked) if linked else {}


def measure_of(one: GoalIndicator) -> Measure:
    """Return what chance does to a value: a share by its unit, a mean by what tells it so."""
    if one.unit in SHARES:
        return Measure.SHARE
    is_mean = one.deviation is not None or (one.series and one.series.kind == Kind.MEAN)
    return Measure.MEAN if is_mean else Measure.OTHER


def with_measuring(
    made: logframe.Indicator, one: GoalIndicator, measured: Measured
) -> logframe.Indicator:
    """Return an indicator with how it is measured.

    What a baseline lacks is taken from the measurement that it came from.
    """
    parts = measured.parts.get(one.pk, ())
    areas = [part.area_id for part in parts if part.area_id is not None]
    alone = [one.series_area_id] if one.series_area_id is not None else []
    whole = replace(
        made,
        question=one.question,
        measure=measure_of(one),
        deviation=one.deviation,
        parts=tuple(logframe.Part(part.numerator, part.denominator) for part in parts),
        area_ids=tuple(areas if areas and len(areas) == len(parts) else alone),
    )
    wave = measured.frames.get(one.baseline_wave_id or 0)
    if wave is None:
        return whole
    before = whole.baseline
    n = before.n if before.n is not None else logframe.answers(wave, whole)
    known = replace(before, wave_id=wave.id, when=before.when or wave.when, n=n)
    return replace(whole, baseline=replace(known, source=one.baseline_source or wave.title))


def plans_of(viewer: Viewer, programme_id: int) -> QuerySet[EvaluationPlan]:
    """Return the plans of a programme with their areas: three queries, one if none."""
    areas = door.areas(viewer)
    rows = EvaluationPlan.objects.filter(
        programme_id=programme_id, municipality_id=door.here(viewer)
    )
    return (
        rows.select_related("indicator")
        .prefetch_related(Prefetch("treated", areas), Prefetch("comparison", areas))
        .order_by("order", "pk")
    )


def evaluations_for_checks(
    viewer: Viewer, programme_id: int, waves: Mapping[int, WaveSeen]
) -> tuple[logframe.Evaluation, ...]:
    """Return the plans to tell an effect: three queries, one where there are none."""
    return tuple(_evaluation(one, waves) for one in plans_of(viewer, programme_id))


def arm_of(
    areas: Iterable[Area], plan: EvaluationPlan, waves: Mapping[int, WaveSeen]
) -> logframe.Arm:
    """Return areas of a plan with how people answer there, before and after."""
    pks = tuple(area.pk for area in areas)
    question = plan.indicator.question if plan.indicator else ""
    before, after = (
        modes_in(waves.get(pk or 0), pks, question)
        for pk in (plan.baseline_wave_id, plan.follow_up_wave_id)
    )
    return logframe.Arm(pks, before, after)


def modes_in(wave: WaveSeen | None, areas: Iterable[int], question: str) -> frozenset[str]:
    """Return how people answer in areas; nothing where that is not known of one of them.

    Where an area does not say it holds what the measurement says of the question, or of all.
    """
    if wave is None:
        return frozenset()
    asked = wave.asked(question)
    lines = [asked] if asked and asked.modes else [one for one in wave.lines if one.question]
    usual = frozenset(mode.value for line in lines for mode in line.modes)
    named = {
        one.area_id: frozenset(mode.value for mode in one.modes)
        for one in wave.areas
        if one.modes
    }
    each = [named.get(pk, usual) for pk in areas]
    return frozenset().union(*each) if all(each) else frozenset()


def _evaluation(one: EvaluationPlan, waves: Mapping[int, WaveSeen]) -> logframe.Evaluation:
    return logframe.Evaluation(
        id=one.pk,
        title=one.title,
        treated=arm_of(one.treated.all(), one, waves),
        comparison=arm_of(one.comparison.all(), one, waves),
        selection_wave_id=one.selection_wave_id,
        baseline_wave_id=one.baseline_wave_id,
    )


def _wave(one: WaveSeen) -> logframe.Wave:
    return logframe.Wave(
        id=one.id,
        title=one.title,
        when=Span(one.begins_on, one.ends_on),
        questions=tuple(
            logframe.Asked(line.question, line.wording, line.scale, line.answers, line.n)
            for line in one.lines
            if line.question
        ),
        n=one.n,
        by_area=tuple((area.area_id, area.n) for area in one.areas),
        reads=tuple(line.series_key for line in one.lines if not line.question),
    )
