"""What is counted and what comes out of it, as plain values.

Names as Pabulib has them: project, cost, budget, ballot. Amounts are whole numbers of one unit
(cents, or the currency unit of a file); everything that is divided is a ``Fraction``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction


class TallyError(ValueError):
    """An election or a rule that cannot be counted; the message says what is wrong with it."""


class Kind(StrEnum):
    """What a voter writes down."""

    #: Projects that one approves of; one choice is an approval of one.
    APPROVAL = "approval"
    #: Projects in order of preference, the first first.
    RANKING = "ranking"
    #: Projects with whole points each.
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Project:
    """A project that one can vote for.

    ``categories`` and ``areas`` are what limits are about; ``excludes`` names projects that
    cannot be carried out beside it (one side naming the other is enough). ``name`` is how it
    is called on the ballot: it decides nothing, and is bound by the declaration all the same.
    """

    id: str
    cost: int
    categories: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ballots:
    """All ballots, equal ones once, in an order that says nothing about who voted when.

    ``marks[b]`` are the ids of the projects on ballot ``b`` (sorted, but a ranking in its own
    order), ``points[b]`` what each of them gets (empty unless ``kind`` is ``POINTS``), and
    ``counts[b]`` how many voters cast it. A ballot without marks is a voter all the same.
    """

    kind: Kind
    marks: tuple[tuple[str, ...], ...] = ()
    counts: tuple[int, ...] = ()
    points: tuple[tuple[int, ...], ...] = ()

    @property
    def voters(self) -> int:
        """Return how many ballots were cast."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Election:
    """Projects in the order in which they were published, the money, and the ballots."""

    projects: tuple[Project, ...]
    budget: int
    ballots: Ballots


class Phase(StrEnum):
    """In which part of a rule a project was funded."""

    GREEDY = "greedy"
    EQUAL_SHARES = "equal shares"
    PHRAGMEN = "phragmen"
    #: Completed by votes after equal shares.
    COMPLETION = "completion"
    #: From what was left, without the limits.
    LEFTOVER = "leftover"
    #: The first that did not fit, with money from a reserve.
    RESERVE = "reserve"
    #: Paid in part, with all that was left.
    PART = "part"


@dataclass(frozen=True, slots=True)
class Round:
    """One project that was funded.

    ``price`` is, by phase: what each who can pays per unit of utility's weight (equal shares:
    the payment of one voter with weight 1), the load that its voters reach (phragmen), or its
    score per unit of money or plain score (greedy). ``payers`` paid the full price and
    ``emptied`` all they had, in voters; by votes, ``payers`` are all who voted for it.
    ``paid`` is what it cost the budget and ``left`` what is left after it; below nought only
    where a reserve pays.
    """

    project: str
    phase: Phase
    price: Fraction
    payers: int
    emptied: int
    paid: int
    left: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects that stood exactly level, which of them came first, and what decided that.

    ``round`` counts from 0: the place in ``Outcome.rounds`` of what was chosen then.
    ``by`` names the deciding part of the declared order, and ``step`` how many times shares
    had been raised (the step after the last one is told too: it decided where to stop).
    """

    round: int
    projects: tuple[str, ...]
    chosen: str
    by: str
    step: int = 0


class Stop(StrEnum):
    """Why counting stopped."""

    #: Every project was looked at.
    DONE = "done"
    #: The next one did not fit, and the rule stops there.
    MISFIT = "misfit"
    #: No group of voters can pay for another project.
    UNAFFORDABLE = "unaffordable"
    #: Raised shares: nothing more fits in the budget.
    EXHAUSTIVE = "exhaustive"
    #: Raised shares: one step more would have cost too much.
    OVERSPENT = "overspent"
    #: Raised shares: every project with a vote is funded.
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a count came to.

    ``endowment`` is what each voter held at first in the run that counts, and ``steps`` how
    many times it was raised to get there (equal shares). ``preferred`` tells how many voters
    prefer this outcome and how many the one it was compared with, where a rule compares.
    """

    rounds: tuple[Round, ...]
    stopped: Stop
    ties: tuple[Tie, ...] = ()
    endowment: Fraction | None = None
    steps: int = 0
    preferred: tuple[int, int] | None = None

    @property
    def selected(self) -> tuple[str, ...]:
        """Return the ids of what is funded, in the order of the count."""
        return tuple(each.project for each in self.rounds)

    @property
    def spent(self) -> int:
        """Return what all of it costs the budget."""
        return sum(each.paid for each in self.rounds)


def collected(kind: Kind, cast: Iterable[tuple[tuple[str, ...], tuple[int, ...]]]) -> Ballots:
    """Return ballots in their canonical form, whatever order they were cast in.

    ``cast`` are marks and their points (empty unless ``kind`` is ``POINTS``). Points of
    nought are left out. Raises ``TallyError`` where a ballot names a project twice or where
    points and marks differ in number.

    >>> collected(Kind.APPROVAL, [(("b", "a"), ()), (("a", "b"), ())])
    Ballots(kind=<Kind.APPROVAL: 'approval'>, marks=(('a', 'b'),), counts=(2,), points=())
    """
    tallied = Counter(cast)
    canonical: Counter[tuple[tuple[str, ...], tuple[int, ...]]] = Counter()
    for (marks, points), count in tallied.items():
        canonical[_canonical(kind, marks, points)] += count
    ordered = sorted(canonical)
    return Ballots(
        kind,
        tuple(marks for marks, _ in ordered),
        tuple(canonical[ballot] for ballot in ordered),
        tuple(points for _, points in ordered) if kind is Kind.POINTS else (),
    )


def _canonical(
    kind: Kind, marks: tuple[str, ...], points: tuple[int, ...]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    if len(set(marks)) != len(marks):
        raise TallyError(f"a ballot names a project twice: {marks}")
    if len(points) != (len(marks) if kind is Kind.POINTS else 0):
        raise TallyError(f"a ballot has {len(points)} points for {len(marks)} projects")
    if kind is Kind.APPROVAL:
        return tuple(sorted(marks)), ()
    if kind is Kind.RANKING:
        return marks, ()
    given = sorted(pair for pair in zip(marks, points, strict=True) if pair[1])
    return tuple(mark for mark, _ in given), tuple(point for _, point in given)
