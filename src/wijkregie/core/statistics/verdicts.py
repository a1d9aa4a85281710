"""What may be said of a programme: five fixed verdicts, and everything each rests on.

``python -m bench court`` tries the rules on simulated municipalities whose truth is known.
They never say "no effect".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.core.statistics.differences import Mean, between
from wijkregie.core.statistics.effects import LEAST_ARRANGEMENTS, arranged, change_beside
from wijkregie.core.statistics.samples import SampleError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.core.statistics.differences import Difference
    from wijkregie.core.statistics.effects import Arranged, Step
    from wijkregie.core.statistics.samples import Floats

#: The chance below which a difference is not called chance.
LEVEL: Final = 0.05
#: By how much more the ways of answering may shift in one arm than in the other.
MOST_SHIFT: Final = 0.15
_MOST_TREATED_ALONE: Final = 1
_LEAST_AREAS: Final = 3


class Verdict(StrEnum):
    """The five verdicts, from most to least; the words for people are fixed elsewhere."""

    EFFECT = "effect"
    INDICATION = "indication"
    CHANGE = "change"
    CANNOT_TELL = "cannot_tell"
    NOT_COMPARABLE = "not_comparable"


class Because(StrEnum):
    """What keeps a verdict from being more than it is."""

    ONE_TREATED = "one_treated"
    FEW_ARRANGEMENTS = "few_arrangements"
    ARRANGEMENTS = "arrangements"
    NO_EARLIER_WAVE = "no_earlier_wave"
    PLACEBO = "placebo"
    NO_COMPARISON = "no_comparison"
    TOO_FEW_AREAS = "too_few_areas"
    CHANCE = "chance"
    MODE = "mode"
    WORDING = "wording"
    SELECTION = "selection"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Point:
    """What one area said in one wave.

    Attributes
    ----------
    value, error : the estimate and its standard error, the way of drawing and weights included
    n : the answers it rests on
    version : which wording, scale and definition; points of two versions are never compared
    modes : the part of the answers by each way of answering (``web``, ``paper``, ...)
    """

    value: float
    error: float
    n: int
    version: str
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Court:
    """What is to be judged.

    Attributes
    ----------
    waves : the names of the waves, oldest first
    points : what each area said in each wave, by (area, wave)
    treated, others : areas where the programme runs, and those beside which it is seen
    baseline, followup : names of waves
    chosen_on : the wave by whose scores the treated areas were chosen, if any
    """

    waves: Sequence[str]
    points: Mapping[tuple[str, str], Point]
    treated: Sequence[str]
    others: Sequence[str]
    baseline: str
    followup: str
    chosen_on: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, why it is no more than that, and the figures beside it.

    Attributes
    ----------
    verdict, because : see there
    baseline : the wave that served as such: an earlier one where the areas were chosen on the
        scores of the one that was meant
    step : the difference with the other areas, where there are any
    placebo : the largest such difference before the programme began, if there was a wave
    arranged : the chance by other labels
    change : how much the treated areas changed by themselves
    left_out : areas without an answer in either wave, or without a margin
    """

    verdict: Verdict
    because: tuple[Because, ...]
    baseline: str
    step: Step | None = None
    placebo: Step | None = None
    arranged: Arranged | None = None
    change: Difference | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Arms:
    """The areas that can be judged between two waves, in one order."""

    names: tuple[str, ...]
    changes: Floats
    variances: Floats
    treated: Floats
    left_out: tuple[str, ...]


def judge(court: Court) -> Judgement:
    """Return what may be said of this programme, by rules that were fixed beforehand.

    Raises ``SampleError`` for waves in a wrong order, unknown waves, or an area in both arms.
    """
    _checked(court)
    baseline, moved = _start(court)
    if baseline is None:
        return Judgement(Verdict.NOT_COMPARABLE, (Because.SELECTION,), court.baseline)
    arms = _arms(court, baseline, court.followup)
    unlike = _unlike(court, arms, baseline)
    if unlike:
        return Judgement(Verdict.NOT_COMPARABLE, unlike, baseline, left_out=arms.left_out)
    if arms.treated.all() or not arms.treated.any() or len(arms.names) < _LEAST_AREAS:
        return _alone(court, arms, baseline)
    step = change_beside(arms.changes, arms.variances, arms.treated)
    by_labels = arranged(arms.changes, arms.treated)
    placebo = None if moved else _placebo(court, baseline)
    verdict, because = _verdict(step, by_labels, placebo, int(arms.treated.sum()))
    change = _change(court, arms, baseline)
    return Judgement(
        verdict, because, baseline, step, placebo, by_labels, change, arms.left_out
    )


def _alone(court: Court, arms: _Arms, baseline: str) -> Judgement:
    """Judge treated areas beside which there are none, or too few, to compare with."""
    change = _change(court, arms, baseline)
    stands = change is not None and change.chance < LEVEL
    if change is None:
        short = Because.MISSING
    elif arms.treated.all():
        short = Because.NO_COMPARISON
    else:
        short = Because.TOO_FEW_AREAS
    verdict = Verdict.CHANGE if stands else Verdict.CANNOT_TELL
    return Judgement(verdict, (short,), baseline, change=change, left_out=arms.left_out)


def _verdict(
    step: Step, by_labels: Arranged, placebo: Step | None, treated: int
) -> tuple[Verdict, tuple[Because, ...]]:
    if step.chance >= LEVEL:
        return Verdict.CANNOT_TELL, (Because.CHANCE,)
    nearest = min(abs(step.interval.low), abs(step.interval.high))
    lacks = {
        Because.ONE_TREATED: treated <= _MOST_TREATED_ALONE,
        Because.FEW_ARRANGEMENTS: by_labels.arrangements < LEAST_ARRANGEMENTS,
        Because.ARRANGEMENTS: by_labels.chance > LEVEL,
        Because.NO_EARLIER_WAVE: placebo is None,
        Because.PLACEBO: placebo is not None and nearest <= abs(placebo.value),
    }
    because = tuple(one for one, is_so in lacks.items() if is_so)
    return (Verdict.INDICATION if because else Verdict.EFFECT), because


def _start(court: Court) -> tuple[str | None, bool]:
    """Return the wave to start from, and whether it is another than was meant.

    Who chooses the worst areas on a wave sees them better in the next one by chance alone. So
    that wave is no baseline; the one before it is, and then nothing is left as a placebo.
    """
    if court.chosen_on != court.baseline:
        return court.baseline, False
    at = list(court.waves).index(court.baseline)
    return (court.waves[at - 1], True) if at else (None, True)


def _arms(court: Court, first: str, second: str) -> _Arms:
    names: list[str] = []
    left_out: list[str] = []
    for area in (*court.treated, *court.others):
        ends = [court.points.get((area, wave)) for wave in (first, second)]
        whole = all(end is not None and end.error > 0 for end in ends)
        (names if whole else left_out).append(area)
    before = [court.points[area, first] for area in names]
    after = [court.points[area, second] for area in names]
    pairs = list(zip(before, after, strict=True))
    return _Arms(
        tuple(names),
        np.array([two.value - one.value for one, two in pairs]),
        np.array([one.error**2 + two.error**2 for one, two in pairs]),
        np.array([float(area in court.treated) for area in names]),
        tuple(left_out),
    )


def _unlike(court: Court, arms: _Arms, first: str) -> tuple[Because, ...]:
    """Return why two waves cannot be compared: other questions, or other ways of answering."""
    ends = [
        (court.points[area, first], court.points[area, court.followup]) for area in arms.names
    ]
    if len({one.version for pair in ends for one in pair}) > 1:
        return (Because.WORDING,)
    modes = sorted({mode for pair in ends for one in pair for mode in one.modes})
    shifts = np.array(
        [[two.modes.get(m, 0.0) - one.modes.get(m, 0.0) for m in modes] for one, two in ends]
    ).reshape(len(ends), len(modes))
    inside = arms.treated.astype(bool)
    # Where nothing stands beside an area it may not shift at all.
    none = np.zeros(len(modes))
    means = [shifts[arm].mean(0) if arm.any() else none for arm in (inside, ~inside)]
    apart = np.abs(means[0] - means[1]).max(initial=0.0)
    return (Because.MODE,) if apart > MOST_SHIFT else ()


def _change(court: Court, arms: _Arms, first: str) -> Difference | None:
    """Return how the treated areas changed, each counting for the same."""
    areas = [one for one, is_in in zip(arms.names, arms.treated, strict=True) if is_in]
    if not areas:
        return None
    return between(_mean(court, areas, court.followup), _mean(court, areas, first))


def _mean(court: Court, areas: Sequence[str], wave: str) -> Mean:
    points = [court.points[area, wave] for area in areas]
    variances = np.array([one.error**2 for one in points]) / len(points) ** 2
    spare = np.array([max(one.n - 1, 1) for one in points])
    df = float(variances.sum() ** 2 / (variances**2 / spare).sum())
    return Mean(
        float(np.mean([one.value for one in points])), float(variances.sum()) ** 0.5, df
    )


def _placebo(court: Court, baseline: str) -> Step | None:
    """Return the largest difference of a step before the programme, in the same areas."""
    waves = list(court.waves)[: list(court.waves).index(baseline) + 1]
    found = []
    for first, second in pairwise(waves):
        arms = _arms(court, first, second)
        versions = {court.points[a, w].version for a in arms.names for w in (first, second)}
        if len(versions) > 1 or court.chosen_on == first:
            continue
        try:
            found.append(change_beside(arms.changes, arms.variances, arms.treated))
        except SampleError:
            continue
    return max(found, key=lambda one: abs(one.value), default=None)


def _checked(court: Court) -> None:
    waves = list(court.waves)
    for wave in (court.baseline, court.followup, court.chosen_on):
        if wave is not None and wave not in waves:
            raise SampleError(f"there is no wave {wave}")
    if waves.index(court.baseline) >= waves.index(court.followup):
        raise SampleError("the follow-up comes after the baseline")
    if set(court.treated) & set(court.others):
        raise SampleError("an area cannot be treated and stand beside")
