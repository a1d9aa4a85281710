"""How a programme is measured, and what its next measurement can show: before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from wijkregie.core import logframe
from wijkregie.core.logframe import Measure
from wijkregie.domain.programme.models import GoalIndicator
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.measured import measured_of, with_measuring
from wijkregie.domain.programme.queries.measuring import with_targets
from wijkregie.domain.programme.queries.parts import parts_seen
from wijkregie.domain.programme.queries.programmes import programme_seen
from wijkregie.domain.programme.queries.seen_measuring import (
    IndicatorPlanned,
    MeasurementPlanSeen,
    TargetShown,
    WaveNamed,
)
from wijkregie.domain.programme.states import Direction

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.domain.indicators.queries import WaveSeen
    from wijkregie.domain.programme.queries.measured import Measured
    from wijkregie.domain.programme.queries.seen import ProgrammeSeen
    from wijkregie.domain.programme.queries.seen_goals import TargetSeen
    from wijkregie.kit.viewer import Viewer

#: Where a baseline is not known yet: nowhere does a share need a larger change to show.
_MIDDLE: Final = Decimal(50)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What all indicators of one programme are laid beside."""

    around: Measured
    wave: WaveSeen | None
    frame: logframe.Wave | None
    areas: frozenset[int]
    may_steer: bool


def measurement_plan(viewer: Viewer, key: str, *, on: date) -> MeasurementPlanSeen | None:
    """Return how a programme is measured, ``None`` where it is not there.

    At most eight queries, however much is measured.
    """
    programme = programme_seen(viewer, key)
    if programme is None:
        return None
    rows = with_targets(
        GoalIndicator.objects.filter(goal__programme_id=programme.id)
        .select_related("goal", "series", "baseline_wave")
        .order_by("goal__order", "goal_id", "order", "pk")
    )
    around = measured_of(viewer, programme.id)
    ahead = _ahead(viewer, programme, around, on)
    return MeasurementPlanSeen(
        programme=programme,
        waves=tuple(around.waves.values()),
        next_wave=wave_named(ahead.wave),
        indicators=tuple(_planned(one, targets, ahead) for one, targets in rows),
    )


def wave_named(one: WaveSeen | None) -> WaveNamed | None:
    """Return a measurement by its name."""
    return WaveNamed(one.id, one.title, one.begins_on, one.ends_on) if one else None


def _ahead(viewer: Viewer, programme: ProgrammeSeen, around: Measured, on: date) -> _Ahead:
    years = logframe.Span.of_years(programme.from_year, programme.until_year)
    frame = logframe.next_wave(
        logframe.Programme(
            programme.id, programme.name, years, waves=tuple(around.frames.values())
        ),
        on,
    )
    known = {part.area_id for parts in around.parts.values() for part in parts if part.area_id}
    areas = door.areas(viewer).filter(pk__in=known).values_list("pk", flat=True)
    return _Ahead(
        around=around,
        wave=around.waves[frame.id] if frame else None,
        frame=frame,
        areas=frozenset(areas) if known else frozenset(),
        may_steer=programme.may_steer,
    )


def _planned(
    one: GoalIndicator, targets: Iterable[TargetSeen], ahead: _Ahead
) -> IndicatorPlanned:
    frame = _frame(one, ahead.around)
    asked = ahead.wave.asked(one.question) if ahead.wave else None
    n = logframe.answers(ahead.frame, frame) if ahead.frame else None
    around = _around(frame)
    return IndicatorPlanned(
        id=one.pk,
        key=one.key,
        title=one.title,
        goal=door.goal_named(one.goal),
        unit=one.unit,
        higher=bool(frame.higher),
        measure=frame.measure,
        question=one.question,
        series_key=one.series.key if one.series else "",
        series_name=one.series.name if one.series else "",
        deviation=one.deviation,
        baseline=one.baseline,
        baseline_n=frame.baseline.n,
        baseline_wave=wave_named(ahead.around.waves.get(one.baseline_wave_id or 0)),
        parts=parts_seen(
            ahead.around.parts.get(one.pk, ()), ahead.areas, may_steer=ahead.may_steer
        ),
        asked=asked is not None if one.question and ahead.wave else None,
        n=n,
        modes=asked.modes if asked else (),
        owner=asked.owner if asked else "",
        smallest=_smallest(frame, around, n),
        around=around,
        guessed=around is not None and one.baseline is None,
        targets=tuple(_target(each, frame, n) for each in targets),
    )


def _frame(one: GoalIndicator, around: Measured) -> logframe.Indicator:
    made = logframe.Indicator(
        id=one.pk,
        goal_id=one.goal_id,
        title=one.title,
        unit=one.unit,
        higher=one.direction == Direction.HIGHER,
        series=one.series.key if one.series else "",
        baseline=logframe.Baseline(value=one.baseline, n=one.baseline_n),
    )
    return with_measuring(made, one, around)


def _around(one: logframe.Indicator) -> Decimal | None:
    """Return from which value a change is looked at; of a mean it does not matter which."""
    known = one.baseline.value
    if known is not None or one.measure == Measure.OTHER:
        return known
    return _MIDDLE if one.measure == Measure.SHARE else None


def _smallest(one: logframe.Indicator, around: Decimal | None, n: int | None) -> Decimal | None:
    """Return the smallest change that shows, as if as many had answered before if unknown."""
    if n is None:
        return None
    before = one.baseline.n if one.baseline.n is not None else n
    return logframe.smallest_change(
        one.measure,
        around if around is not None else Decimal(0),
        (before, n),
        higher=bool(one.higher),
        deviation=one.deviation,
    )


def _target(each: TargetSeen, one: logframe.Indicator, n: int | None) -> TargetShown:
    before = one.baseline
    change = None if before.value is None else abs(each.value - before.value)
    shows = None
    if before.value is not None and before.n is not None and n is not None:
        values = (before.value, each.value)
        shows = logframe.is_detectable(
            one.measure, values, (before.n, n), deviation=one.deviation
        )
    return TargetShown(each.value, each.year, each.on, change, shows)
