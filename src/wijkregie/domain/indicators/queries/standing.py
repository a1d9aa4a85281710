"""Where figures of an area stand among those of similar areas, and what to call that."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Final

from wijkregie.core.discovery import discoveries
from wijkregie.domain.indicators.queries.beside import beside_peers
from wijkregie.domain.indicators.queries.beside_own import beside_own
from wijkregie.domain.indicators.queries.standing_words import why
from wijkregie.domain.indicators.states import Direction, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries.beside import Beside
    from wijkregie.domain.indicators.queries.peers import PeerSet
    from wijkregie.domain.indicators.queries.profile import Line
    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer

#: A figure must be known of this many similar areas, or nothing is said of it.
FEWEST: Final = 5
#: A strong point is better than in at least this part of the similar areas, in percent.
CLEARLY: Final = 75.0
# What sums of decimals may be off in binary: no difference at all.
_FLOAT: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure among those of similar areas.

    ``value`` and ``median`` are shares, in percent, for a count. ``percentile`` is the
    percentage of the others that lie below; ``rank`` (1 is the best, of what is neither good
    nor bad the highest) counts ``of`` areas, this one along, and is nothing for a figure of a
    sample: chance decides too much there.
    ``gap`` is value minus median, ``band`` how far that can be off: by rounding, or for
    a ``sample`` its margin. ``ground`` says in a word what decided: ``rounding``, ``chance``,
    ``value``, ``count``, ``few`` or ``margin``; ``reason`` in a sentence. ``among`` is
    ``peers``, or ``municipality`` for a figure that only the municipality itself has.
    ``ahead`` is the percentage of the others that it stands out from: that lie below a
    figure above the median, or above a figure below it; ``passed`` is how many those are.
    """

    key: str
    value: float | None
    median: float | None
    percentile: float | None
    rank: int | None
    of: int
    verdict: str
    gap: float | None
    band: float | None
    ground: str
    reason: str
    sample: bool = False
    among: str = "peers"
    ahead: float = 0.0
    passed: int = 0


def standings(
    viewer: Viewer, area: Area, lines: Sequence[Line], peers: PeerSet
) -> dict[str, Standing]:
    """Return where each of the area's figures stands, by the key of its indicator.

    Four queries, five for an own area and one more if figures of the municipality itself are
    among them. A figure of a register differs when the gap with the median exceeds what
    rounding can do to both; figures of a sample must survive the control of false
    discoveries over all cells of this report. Counts are compared as shares only.
    """
    found = [*beside_peers(area, lines, peers), *beside_own(viewer, area, lines)]
    tested = [one for one in found if one.chance is not None]
    stands = discoveries([one.chance for one in tested if one.chance is not None])
    real = {id(one) for one, at in zip(tested, stands, strict=True) if at}
    return {one.indicator.key: _standing(one, real=id(one) in real) for one in found}


def _standing(found: Beside, *, real: bool) -> Standing:
    enough = found.known >= FEWEST
    told = not found.problem and enough and found.value is not None
    problem = found.problem or ("" if told else "few")
    gap = found.value - found.median if told and found.value is not None else None
    verdict, ground = _verdict(found, gap, real=real) if told else (Verdict.UNKNOWN, problem)
    lower_first = found.indicator.direction == Direction.LOWER
    before = found.below if lower_first else found.above
    passed = (found.below if gap > 0 else found.above) if gap else 0
    return Standing(
        key=found.indicator.key,
        value=found.value,
        median=found.median if isfinite(found.median) else None,
        percentile=100 * found.below / found.known if told else None,
        rank=before + 1 if told and not found.sample else None,
        of=found.known + 1,
        verdict=verdict,
        gap=gap,
        band=found.band if isfinite(found.band) else None,
        ground=ground,
        reason=why(found, verdict, ground),
        sample=found.sample,
        among=found.among,
        ahead=100 * passed / found.known if gap else 0.0,
        passed=passed,
    )


def _verdict(found: Beside, gap: float | None, *, real: bool) -> tuple[Verdict, str]:
    """Return what may be said of a gap, and by which of the two tests."""
    if found.sample and found.chance is None:
        return Verdict.UNKNOWN, "margin"
    ground = "chance" if found.sample else "rounding"
    clear = real if found.sample else abs(gap or 0) > found.band + _FLOAT
    if not gap or not clear:
        return Verdict.NOT_DISTINGUISHABLE, ground
    direction = found.indicator.direction
    if direction == Direction.NEUTRAL:
        return (Verdict.HIGHER if gap > 0 else Verdict.LOWER), ground
    good = (gap > 0) == (direction == Direction.HIGHER)
    return (Verdict.BETTER if good else Verdict.WORSE), ground


def strengths_and_weaknesses(
    standings: Mapping[str, Standing], lines: Sequence[Line], most: int = 3
) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """Return what is better here, and what is worse, than in most similar areas.

    A point counts when it is clear (see ``standings``) and at least three quarters of the
    similar areas lie on the other side. Those that stand out most come first, one of each
    theme before a second of any. What is neither better nor worse never is in.
    """
    shown = [line.indicator for line in lines if line.indicator.key in standings]
    found = tuple(
        _most_telling(
            [one for one in shown if standings[one.key].verdict == verdict], standings
        )
        for verdict in (Verdict.BETTER, Verdict.WORSE)
    )
    return found[0][:most], found[1][:most]


def _most_telling(
    indicators: Sequence[Indicator], standings: Mapping[str, Standing]
) -> tuple[Standing, ...]:
    unique = list({one.key: one for one in indicators}.values())
    clear = [one for one in unique if standings[one.key].ahead >= CLEARLY]
    clear.sort(key=lambda one: -standings[one.key].ahead)
    themes: set[str] = set()
    first: list[Standing] = []
    second: list[Standing] = []
    for one in clear:
        (second if one.theme in themes else first).append(standings[one.key])
        themes.add(one.theme)
    return (*first, *second)
