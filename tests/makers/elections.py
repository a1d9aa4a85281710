"""Elections to count: small ones by hand, random ones with many ties, and real ones."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

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
from wijkregie.core.tally.records import Election, Kind, Project, collected
from wijkregie.sources.pabulib import VoteType, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PABULIB: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "pabulib"
LEXICO: Final = TieOrder((TieKey.ID,))
MINCOST: Final = TieOrder((TieKey.LOWEST_COST, TieKey.MOST_VOTES, TieKey.ID))
KINDS: Final = {
    VoteType.APPROVAL: Kind.APPROVAL,
    VoteType.CHOOSE_1: Kind.APPROVAL,
    VoteType.ORDINAL: Kind.RANKING,
    VoteType.CUMULATIVE: Kind.POINTS,
    VoteType.SCORING: Kind.POINTS,
}
#: How the expected outcomes name utilities and tie orders.
UTILITIES: Final = {
    "cost": Utility.COST,
    "card": Utility.CARDINALITY,
    "points": Utility.POINTS,
    "borda": Utility.BORDA,
    "-": Utility.CARDINALITY,
}
#: Rules as the expected outcomes of real elections name them.
GREEDY: Final = "greedy (utility/cost, skip)"
PLAIN: Final = "mes (no completion)"
FILLED: Final = "mes + greedy-by-votes completion"
ADD1: Final = "mes add1, stop when exhaustive or overspent"
PHRAGMEN: Final = "sequential phragmen (stop at first overspend)"
SUITED: Final = {
    Kind.APPROVAL: ("cost", "card"),
    Kind.POINTS: ("points",),
    Kind.RANKING: ("borda",),
}
ORDERS: Final = {"lexico": LEXICO, "mincost": MINCOST}


def approvals(costs: dict[str, int], budget: int, *cast: str) -> Election:
    """Return an election whose ids are letters, and each of ``cast`` a ballot of those."""
    projects = tuple(Project(id_, cost) for id_, cost in costs.items())
    ballots = collected(Kind.APPROVAL, [(tuple(ballot), ()) for ballot in cast])
    return Election(projects, budget, ballots)


def real(name: str) -> Election:
    """Return the election of a file of Pabulib."""
    path = PABULIB / name
    told = read(path.read_bytes(), file=path.name)
    kind = KINDS[told.vote_type]
    return Election(
        tuple(Project(one.id, int(one.cost)) for one in told.projects),
        int(told.budget),
        collected(kind, ((vote.projects, tuple(map(int, vote.points))) for vote in told.votes)),
    )


def expected_runs() -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each file with each outcome that is expected of it."""
    for each in json.loads((PABULIB / "expected.json").read_text()):
        for run in each["runs"]:
            yield each["file"], run


def rule_of(run: Mapping[str, object]) -> Rule:
    """Return the rule of an expected outcome."""
    name = str(run["rule"])
    rule = Rule(
        Family.EQUAL_SHARES,
        UTILITIES[str(run["utility"])],
        ORDERS[str(run["tie_breaking"])],
    )
    if name.startswith("greedy"):
        return replace(rule, family=Family.GREEDY, per_cost=True)
    if name.startswith("sequential"):
        return replace(rule, family=Family.PHRAGMEN, misfit=Misfit.STOP_IF_ANY)
    if "add1" not in name:
        return replace(rule, completion=Completion(greedy="+ greedy" in name))
    return replace(
        rule,
        completion=Completion(
            until=Raise.UNTIL_OVERSPENT if "only when" in name else Raise.UNTIL_EXHAUSTIVE,
            start=Start.FLOOR if "floor" in name else Start.EXACT,
            greedy="add1u" in name,
        ),
    )


def random_election(chance: Random, *, kind: Kind | None = None, odd: bool = True) -> Election:
    """Return a small election in which many things are level.

    Costs are few and round, ballots are copied, and one project in three is another with its
    id changed. ``odd`` also makes projects that cost nothing, exclude each other or fall
    under limits.
    """
    kind = kind or chance.choice(list(Kind))
    wide = chance.random() < 0.5
    most = chance.randint(4, 9) if wide else chance.randint(1, 6)
    costs = [chance.choice((1, 2, 2, 3, 4, 4, 6, 12)) for _ in range(most)]
    ids = [f"p{at}" for at in chance.sample(range(12), len(costs))]
    if odd and chance.random() < 0.1:
        costs[0] = 0
    projects = tuple(
        Project(id_, cost, *_surroundings(chance, ids, odd=odd))
        for id_, cost in zip(ids, costs, strict=True)
    )
    cast: list[tuple[tuple[str, ...], tuple[int, ...]]] = []
    for _ in range(chance.randint(6, 14) if wide else chance.randint(0 if odd else 1, 7)):
        if cast and chance.random() < 0.4:
            cast.append(chance.choice(cast))
        else:
            cast.append(_ballot(chance, ids, kind))
    budget = chance.randint(sum(costs) // 2 if wide else 0, sum(costs)) or 1
    return Election(projects, budget, collected(kind, cast))


def level_elections(seeds: range) -> Iterator[Election]:
    """Yield elections in which much is level, and that others know how to count as well.

    Projects without votes stay out: Phragmén in pabutools funds them once nothing else is left.
    """
    for seed in seeds:
        election = random_election(Random(seed), odd=False)  # noqa: S311  # the same each time
        marked = {mark for marks in election.ballots.marks for mark in marks}
        kept = tuple(one for one in election.projects if one.id in marked)
        if kept:
            yield replace(election, projects=kept)


def usual_runs(election: Election) -> Iterator[dict[str, str]]:
    """Yield the rules that suit the ballots, as the expected outcomes name them."""
    for utility in SUITED[election.ballots.kind]:
        for order in ORDERS:
            for rule in (GREEDY, PLAIN, FILLED, ADD1):
                if rule != FILLED or election.ballots.kind is Kind.APPROVAL:
                    yield {"rule": rule, "utility": utility, "tie_breaking": order}
    if election.ballots.kind is Kind.APPROVAL:
        for order in ORDERS:
            yield {"rule": PHRAGMEN, "utility": "-", "tie_breaking": order}


def random_rule(chance: Random, election: Election) -> Rule:
    """Return a rule that fits the ballots of an election."""
    kind = election.ballots.kind
    family = chance.choice([Family.GREEDY, Family.EQUAL_SHARES, Family.EQUAL_SHARES])
    utility = chance.choice([Utility.COST, Utility.CARDINALITY])
    if kind is Kind.APPROVAL and chance.random() < 0.25:
        family = Family.PHRAGMEN
    elif kind is Kind.POINTS:
        utility = chance.choice([Utility.POINTS, utility])
    elif kind is Kind.RANKING:
        utility = chance.choice([Utility.RANK, Utility.BORDA, utility])
    rule = Rule(
        family,
        utility,
        random_order(chance, election),
        random_completion(chance),
        threshold=_threshold(chance),
        limits=tuple(
            Limit(about, name, chance.randint(1, 8))
            for about, name in ((About.CATEGORY, "green"), (About.AREA, "north"))
            if chance.random() < 0.2
        ),
        rank_points=chance.choice([(3, 2, 1), (2, 1), (5,)]),
        per_cost=chance.random() < 0.5,
        misfit=chance.choice([*Misfit]),
        leftover=chance.choice([*Leftover]),
    )
    if chance.random() < 0.1:
        rule = replace(rule, withdrawn=(election.projects[0].id,))
    if family is Family.GREEDY and rule.misfit is not Misfit.SKIP and chance.random() < 0.3:
        rule = replace(rule, reserve=Fraction(4, 5))
    return rule


def random_order(chance: Random, election: Election) -> TieOrder:
    """Return a tie order, sometimes with a lot that does not hold every project."""
    lot = [one.id for one in election.projects]
    chance.shuffle(lot)
    if chance.random() < 0.2:
        lot.pop()
    keys = chance.choice(
        [
            (TieKey.ID,),
            (TieKey.PUBLISHED,),
            (TieKey.LOWEST_COST, TieKey.MOST_VOTES, TieKey.ID),
            (TieKey.HIGHEST_COST, TieKey.PUBLISHED),
            (TieKey.LOWEST_COST, TieKey.MOST_VOTES, TieKey.LOT),
            (TieKey.LOT,),
        ]
    )
    return TieOrder(keys, tuple(lot))


def random_completion(chance: Random) -> Completion:
    """Return how money that is left is used; steps are wide enough to stay few."""
    return Completion(
        chance.choice([*Raise]),
        chance.choice([*Start]),
        chance.choice([Fraction(1, 7), Fraction(1, 3), Fraction(1), Fraction(2)]),
        chance.choice([1, 1, 2]),
        greedy=chance.random() < 0.5,
    )


def _threshold(chance: Random) -> Threshold:
    if chance.random() < 0.7:
        return Threshold()
    return Threshold(
        chance.randint(0, 2),
        chance.randint(0, 3),
        Fraction(chance.randint(0, 3), 10),
        chance.choice([0, 3]),
    )


def _surroundings(
    chance: Random, ids: list[str], *, odd: bool
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    if not odd or chance.random() < 0.8:
        return (), (), ()
    return (
        ("green",) if chance.random() < 0.5 else (),
        ("north",) if chance.random() < 0.5 else (),
        (chance.choice(ids),) if chance.random() < 0.2 else (),
    )


def _ballot(
    chance: Random, ids: list[str], kind: Kind
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    marks = tuple(chance.sample(ids, chance.randint(0, min(6, len(ids)))))
    if kind is not Kind.POINTS:
        return marks, ()
    return marks, tuple(chance.choice((0, 1, 1, 2, 3)) for _ in marks)
