"""One small contest of every kind, with ballots for it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Final

from wijkregie.core.tally import coins, themes, variants
from wijkregie.core.tally.contests import Acts, Coins, Plans, Projects, Stake, Themes
from wijkregie.core.tally.declared import (
    About,
    Completion,
    Family,
    Leftover,
    Limit,
    Misfit,
    Raise,
    Rule,
    Start,
    Threshold,
    TieKey,
    TieOrder,
    Utility,
)
from wijkregie.core.tally.records import Ballots, Kind, Project, collected

if TYPE_CHECKING:
    from wijkregie.core.tally.contests import Contest

PROJECTS: Final = (
    Project("tuin", 40, ("groen",), ("noord",), name="De tuin\u2028 van “óns” 🌱"),
    Project("bank", 30, ("groen", "spel")),
    Project("éi\U0001f333", 50, ("spel",), ("zuid", "noord")),
    Project("boom", 20, excludes=("plein",)),
    Project("plein", 60, ("spel",)),
    Project("gift", 0),
    Project("weg", 10),
)
BUDGET: Final = 120
BY_ID: Final = TieOrder((TieKey.LOWEST_COST, TieKey.MOST_VOTES, TieKey.ID))
PUBLISHED: Final = TieOrder((TieKey.MOST_VOTES, TieKey.HIGHEST_COST, TieKey.PUBLISHED))
LOT: Final = TieOrder((TieKey.LOT,), tuple(sorted(one.id for one in PROJECTS)))
LIMITS: Final = (Limit(About.CATEGORY, "groen", 60), Limit(About.AREA, "noord", 80))

GREEDY: Final = Rule(Family.GREEDY, Utility.CARDINALITY, BY_ID)
SHARES: Final = Rule(Family.EQUAL_SHARES, Utility.COST, BY_ID)
PHRAGMEN: Final = Rule(Family.PHRAGMEN, Utility.CARDINALITY, BY_ID)
ADD1: Final = Completion(Raise.UNTIL_OVERSPENT)

RULES: Final[dict[str, tuple[Kind, Rule]]] = {
    "most votes": (Kind.APPROVAL, GREEDY),
    "most votes per euro": (Kind.APPROVAL, replace(GREEDY, per_cost=True, ties=PUBLISHED)),
    "votes times cost": (Kind.APPROVAL, replace(GREEDY, utility=Utility.COST)),
    "stop at the first misfit": (Kind.APPROVAL, replace(GREEDY, misfit=Misfit.STOP)),
    "with a reserve": (
        Kind.APPROVAL,
        replace(GREEDY, misfit=Misfit.STOP, reserve=Fraction(4, 5)),
    ),
    "limits, then what fits": (
        Kind.APPROVAL,
        replace(GREEDY, limits=LIMITS, leftover=Leftover.FIT),
    ),
    "limits, then a part": (
        Kind.APPROVAL,
        replace(GREEDY, limits=LIMITS, leftover=Leftover.PART),
    ),
    "thresholds": (
        Kind.APPROVAL,
        replace(GREEDY, threshold=Threshold(1, 1, Fraction(1, 9), 3), withdrawn=("weg",)),
    ),
    "points": (Kind.POINTS, replace(GREEDY, utility=Utility.POINTS)),
    "three, two, one": (
        Kind.RANKING,
        replace(GREEDY, utility=Utility.RANK, rank_points=(3, 2, 1)),
    ),
    "equal shares": (Kind.APPROVAL, SHARES),
    "equal shares, each one": (Kind.APPROVAL, replace(SHARES, utility=Utility.CARDINALITY)),
    "equal shares by points": (
        Kind.POINTS,
        replace(SHARES, utility=Utility.POINTS, completion=ADD1),
    ),
    "equal shares by rank": (
        Kind.RANKING,
        replace(SHARES, utility=Utility.BORDA, completion=replace(ADD1, greedy=True)),
    ),
    "raised until overspent": (Kind.APPROVAL, replace(SHARES, completion=ADD1, ties=LOT)),
    "raised until exhaustive": (
        Kind.APPROVAL,
        replace(
            SHARES,
            completion=Completion(
                Raise.UNTIL_EXHAUSTIVE, Start.FLOOR, Fraction(1, 2), 2, greedy=True
            ),
        ),
    ),
    "shares with limits": (Kind.APPROVAL, replace(SHARES, limits=LIMITS, completion=ADD1)),
    "shares compared": (Kind.APPROVAL, replace(SHARES, compare=Utility.CARDINALITY)),
    "shares compared by cost": (
        Kind.APPROVAL,
        replace(SHARES, utility=Utility.CARDINALITY, compare=Utility.COST, completion=ADD1),
    ),
    "phragmen": (Kind.APPROVAL, PHRAGMEN),
    "phragmen that stops": (Kind.APPROVAL, replace(PHRAGMEN, misfit=Misfit.STOP)),
    "phragmen that stops if any": (
        Kind.APPROVAL,
        replace(PHRAGMEN, misfit=Misfit.STOP_IF_ANY, limits=LIMITS),
    ),
}
PLANS: Final = ("a", "b", "c")
ON_BALLOT: Final = Stake(
    600_000, tuple(Project(one, 600_000, name=f"Plan {one}") for one in PLANS)
)
SPLIT: Final = themes.Split(40, 10, 2, ("spel", "groen", "zorg"))
GAME: Final = coins.Game(households=12, rounds=2, coins=100)
POT: Final = Stake(2_000, (Project("bank", 295, name="Een bank"), Project("boom", 600)))
PROPOSALS: Final = (
    coins.Proposal("bank", 30),
    coins.Proposal("boom", 60, vetoed=2),
    coins.Proposal("late", 20, opened=2),
)
NAMES: Final = (
    *RULES,
    *(
        "plans",
        "plans by majority",
        "plans by transfer",
        "themes",
        "coins",
        "coins that expire",
    ),
)


def seeded(seed: int) -> Random:
    """Return chance that is the same every time."""
    return Random(seed)  # noqa: S311 - nobody guesses anything of it


def projects(rule: Rule, after: Acts | None = None) -> Projects:
    """Return the contest over ``PROJECTS`` by a rule."""
    return Projects(PROJECTS, BUDGET, rule, after or Acts())


def contest(name: str) -> Contest:
    """Return the contest of a name."""
    if name in RULES:
        return projects(RULES[name][1])
    lot = Acts(("b", "c", "a"))
    majority = variants.Choice(PLANS, Fraction(1, 2), variants.Short.SECOND_VOTE, voters=2)
    expires = replace(GAME, unspent=coins.Unspent.EXPIRES, pool=coins.Pool.RETURNS)
    others: dict[str, Contest] = {
        "plans": Plans(variants.Choice(PLANS), ON_BALLOT, lot),
        "plans by majority": Plans(majority, ON_BALLOT, lot),
        "plans by transfer": Plans(
            replace(majority, short=variants.Short.TRANSFER), ON_BALLOT, lot
        ),
        "themes": Themes(SPLIT),
        "coins": Coins(GAME, POT, PROPOSALS),
        "coins that expire": Coins(expires, POT, PROPOSALS),
    }
    return others[name]


def cast(
    name: str, chance: Random, voters: int = 12
) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Return ballots that fit a contest, as they come in."""
    return [_one(name, chance) for _voter in range(voters)]


def kind(name: str) -> Kind:
    """Return which kind of ballots a contest asks for."""
    if name in RULES:
        return RULES[name][0]
    if name == "plans by transfer":
        return Kind.RANKING
    return Kind.APPROVAL if name.startswith("plans") else Kind.POINTS


def ballots(name: str, chance: Random, voters: int = 12) -> Ballots:
    """Return ballots that fit a contest."""
    return collected(kind(name), cast(name, chance, voters))


def _one(name: str, chance: Random) -> tuple[tuple[str, ...], tuple[int, ...]]:
    if name == "themes":
        steps = [*SPLIT.themes[:2], *chance.choices(SPLIT.themes, k=2)]
        return SPLIT.themes, tuple(10 * steps.count(theme) for theme in SPLIT.themes)
    if name.startswith("coins"):
        gifts = {"bank": chance.randint(0, 3), "boom": chance.randint(0, 4)}
        given = [(coins.mark(1, to), many) for to, many in gifts.items() if many]
        late = [(coins.mark(2, "late"), chance.randint(1, 4))]
        both = [*given, *late]
        return tuple(one for one, _many in both), tuple(many for _one, many in both)
    ids = PLANS if name.startswith("plans") else tuple(one.id for one in PROJECTS)
    most = 1 if name in ("plans", "plans by majority") else 4
    marks = tuple(chance.sample(ids, chance.randint(0, min(most, len(ids)))))
    points = kind(name) is Kind.POINTS
    return marks, tuple(chance.randint(1, 3) for _mark in marks) if points else ()
