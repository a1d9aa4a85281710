"""All marks on all ballots as arrays: which project, on which ballot, and what it weighs.

Voters are numbers of whole people and weights are whole, so float64 arrays hold them exactly:
every sum stays below 2**53, which is looked after here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.core.tally.declared import Utility
from wijkregie.core.tally.records import Kind, TallyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from wijkregie.core.tally.declared import Rule
    from wijkregie.core.tally.records import Ballots

    Whole = NDArray[np.int64]
    Places = NDArray[np.intp]
    Real = NDArray[np.float64]

#: Whole numbers up to here are exact in a float64, and so is every sum that stays below.
EXACT: Final = 2**53
#: The first number of projects that does not fit in 16 bits.
LARGE: Final = 2**15
#: How many products are summed at once.
PART: Final = 2**13
#: Utilities that a voter gives by marking, whatever is written beside the mark.
PLAIN: Final = frozenset({Utility.COST, Utility.CARDINALITY})
_KINDS: Final[Mapping[Utility, Kind]] = {
    Utility.POINTS: Kind.POINTS,
    Utility.RANK: Kind.RANKING,
    Utility.BORDA: Kind.RANKING,
}


class Marks:
    """One entry per mark; ``weight`` is ``None`` where every mark weighs one.

    Raises ``TallyError`` where a ballot names a project that is not there, or does not hold
    what the utility asks for.
    """

    def __init__(self, ballots: Ballots, ids: Sequence[str], rule: Rule) -> None:
        at = {id_: place for place, id_ in enumerate(ids)}
        lengths = np.fromiter(map(len, ballots.marks), np.intp, len(ballots.marks))
        self.size = int(lengths.sum())
        small = np.int16 if len(ids) < LARGE else np.int32  # what is small is sorted quickly
        places = map(at.__getitem__, chain.from_iterable(ballots.marks))
        try:
            self.project = np.fromiter(places, small, self.size)
        except KeyError as stranger:
            raise TallyError(f"a ballot names an unknown project: {stranger}") from None
        self.ballot = np.repeat(np.arange(len(lengths)), lengths)
        self.counts = np.array(ballots.counts, dtype=np.float64)
        self.weight = None if rule.utility in PLAIN else self._weights(ballots, rule)
        self._projects = len(ids)

    def _weights(self, ballots: Ballots, rule: Rule) -> Whole:
        weight = np.fromiter(chain.from_iterable(_given(ballots, rule)), np.int64, self.size)
        if int(np.abs(weight).max(initial=0)) * ballots.voters >= EXACT:
            raise TallyError("points are too large to be added exactly")
        return weight

    def votes(self) -> list[int]:
        """Return how many voters marked each project."""
        return self._summed(self.counts[self.ballot])

    def scores(self) -> list[int]:
        """Return what all marks of each project weigh together."""
        if self.weight is None:
            return self.votes()
        return self._summed(self.counts[self.ballot] * self.weight)

    def _summed(self, of_marks: Real) -> list[int]:
        sums = np.bincount(self.project, of_marks, self._projects)
        return [int(one) for one in sums]


def dot(one: Real, other: Real) -> float:
    """Return the sum of products; in parts, for long ones are handed to several threads."""
    if len(one) <= PART:
        return float(one.dot(other))
    return sum(
        float(one[at : at + PART].dot(other[at : at + PART])) for at in range(0, len(one), PART)
    )


@dataclass(slots=True)
class Support:
    """The ballots that support a project: one entry each, most of them many voters.

    ``mass`` is count times weight; ``voters`` and ``total`` are the sums of counts and mass.
    ``rho`` is the price per unit of weight that the last run found, where the next one starts
    to look; ``poor`` and ``owed`` are who could not pay it then, and their summed marks.
    """

    ballots: Places
    counts: Real
    weights: Real | None
    mass: Real
    voters: float
    total: float
    rho: float
    poor: NDArray[np.bool_]
    owed: Real


class Supports:
    """The support of each project, and all marks as a table: a row per ballot.

    Marks that weigh nought are no support; those below nought cannot be shared.
    """

    def __init__(self, marks: Marks, projects: int) -> None:
        weight = marks.weight
        if weight is not None and int(weight.min(initial=0)) < 0:
            raise TallyError("equal shares know no points below nought")
        most = 1 if weight is None else int(weight.max(initial=0))
        self.counts = marks.counts
        self.table = np.zeros((len(marks.counts), projects), dtype=np.min_scalar_type(most))
        self.table[marks.ballot, marks.project] = 1 if weight is None else weight
        order = np.argsort(marks.project, kind="stable")
        if weight is not None:
            order = order[weight[order] > 0]
        ends = np.searchsorted(marks.project[order], np.arange(projects + 1))
        self.of = [
            self._support(marks, order[start:end], projects) for start, end in pairwise(ends)
        ]

    def owed(self, support: Support, poor: NDArray[np.bool_]) -> Real:
        """Return what the ballots of ``poor`` entries marked, by project, in voters.

        Little changes from one run to the next, so what was found before is brought up.
        """
        changed = np.flatnonzero(support.poor != poor)
        if len(changed):
            sign = np.where(poor[changed], support.counts[changed], -support.counts[changed])
            support.owed = support.owed + sign @ self.table[support.ballots[changed]]
            support.poor = poor
        return support.owed

    @staticmethod
    def _support(marks: Marks, entries: Places, projects: int) -> Support:
        ballots = marks.ballot[entries]
        counts = marks.counts[ballots]
        weights = None if marks.weight is None else marks.weight[entries].astype(np.float64)
        mass = counts if weights is None else counts * weights
        nobody = np.zeros(len(entries), dtype=np.bool_)
        sums = (float(counts.sum()), float(mass.sum()))
        return Support(ballots, counts, weights, mass, *sums, 0.0, nobody, np.zeros(projects))


def _given(ballots: Ballots, rule: Rule) -> Iterable[Iterable[int]]:
    """Return per ballot what each of its marks weighs."""
    if ballots.kind is not _KINDS[rule.utility]:
        raise TallyError(f"{rule.utility.value} cannot be read from {ballots.kind.value}")
    if rule.utility is Utility.POINTS:
        return ballots.points
    lengths = map(len, ballots.marks)
    if rule.utility is Utility.BORDA:
        return (range(length - 1, -1, -1) for length in lengths)
    points = rule.rank_points
    return ((*points[:length], *[0] * (length - len(points))) for length in lengths)
