"""A rule as it is declared before the vote: plain values, and nothing left open.

Everything that can change an outcome stands here, so that the whole of it can be hashed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Family(StrEnum):
    """Which way of counting."""

    GREEDY = "greedy"
    EQUAL_SHARES = "equal shares"
    PHRAGMEN = "phragmen"


class Utility(StrEnum):
    """What a funded project is worth to a voter who marked it."""

    #: What it costs.
    COST = "cost"
    #: One.
    CARDINALITY = "cardinality"
    #: The points the voter gave.
    POINTS = "points"
    #: The declared points of the place in the ranking (``Rule.rank_points``).
    RANK = "rank"
    #: Places below it on the same ballot, so the last place is worth nothing.
    BORDA = "borda"


class Misfit(StrEnum):
    """What happens at a project that does not fit in the money that is left."""

    #: It is passed over.
    SKIP = "skip"
    #: Counting stops.
    STOP = "stop"
    #: Phragmén: counting stops as soon as any of the level best does not fit.
    STOP_IF_ANY = "stop if any"


class TieKey(StrEnum):
    """One part of a tie order."""

    LOWEST_COST = "lowest cost"
    HIGHEST_COST = "highest cost"
    MOST_VOTES = "most votes"
    #: The id as a text, by code point.
    ID = "id"
    #: The order in which the projects were published.
    PUBLISHED = "published"
    #: The order that was drawn by lot and recorded (``TieOrder.lot``).
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class TieOrder:
    """Who comes first of projects that stand level, the same in every round and every step.

    ``lot`` holds ids, the first drawn first. Where the other keys leave a tie and the lot
    does not hold all of its projects, the count reports that a lot is needed.
    """

    keys: tuple[TieKey, ...] = (TieKey.LOWEST_COST, TieKey.MOST_VOTES, TieKey.LOT)
    lot: tuple[str, ...] = ()


class Raise(StrEnum):
    """When raising the shares of the voters stops."""

    #: Shares are not raised.
    NEVER = "never"
    #: As soon as nothing more fits; the step before, once it costs too much.
    UNTIL_EXHAUSTIVE = "until exhaustive"
    #: The last step before the first that costs too much.
    UNTIL_OVERSPENT = "until overspent"


class Start(StrEnum):
    """What a voter holds at first."""

    #: The budget divided by the voters.
    EXACT = "exact"
    #: The same, rounded down to a multiple of ``Completion.unit``.
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class Completion:
    """What follows when equal shares leave money.

    ``step`` is what each voter gets more in every step and ``unit`` what ``Start.FLOOR``
    rounds down to, both in the unit of the amounts. ``greedy`` then adds what fits, by votes.
    """

    until: Raise = Raise.NEVER
    start: Start = Start.EXACT
    step: Fraction = Fraction(1)
    unit: int = 1
    greedy: bool = False


class Leftover(StrEnum):
    """What a greedy count does with what its limits and its stop leave over."""

    NONE = "none"
    #: Further projects that fit, by the same order, without the limits.
    FIT = "fit"
    #: The first that was not funded gets what is left.
    PART = "part"


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a project needs to be counted at all.

    At least ``votes`` voters, ``score`` points, and ``share`` of all voters. With ``factor``
    its share of the voters must be at least its cost divided by ``factor`` budgets.
    """

    votes: int = 0
    score: int = 0
    share: Fraction = Fraction(0)
    factor: int = 0


class About(StrEnum):
    """What a limit is about."""

    CATEGORY = "category"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that the projects of one category or area may cost together."""

    about: About
    name: str
    most: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of counting with all of its settings.

    ``per_cost`` counts the score per unit of money (greedy); ``reserve`` is the share of the
    first misfit that must be left for it to be funded with money from a reserve (greedy,
    with ``Misfit.STOP``). ``withdrawn`` are ids that are not counted. ``compare`` keeps the
    greedy outcome where more voters prefer it, by this utility (equal shares).
    """

    family: Family
    utility: Utility
    ties: TieOrder = field(default_factory=TieOrder)
    completion: Completion = field(default_factory=Completion)
    threshold: Threshold = field(default_factory=Threshold)
    limits: tuple[Limit, ...] = ()
    withdrawn: tuple[str, ...] = ()
    rank_points: tuple[int, ...] = ()
    per_cost: bool = False
    misfit: Misfit = Misfit.SKIP
    reserve: Fraction | None = None
    leftover: Leftover = Leftover.NONE
    compare: Utility | None = None
