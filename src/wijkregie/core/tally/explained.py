"""Why a project was not funded, and what would have done it.

Every number that is told was counted: with so many votes more, or so much cheaper, the rule
funds the project. That fewer would not have done is said where it follows.

More votes, or a lower price, never hurt a project where everything that was funded before it
stays as it is: under most votes first, and under Phragmén, up to the moment at which its own
turn comes, now earlier, with no less money left. The same holds for a lower price under equal
shares that are not raised, since what voters hold at first does not depend on it. There the
least is found by halving. It does not hold where shares are raised, where votes change the
share of every voter, or where a rule compares or asks for a share of the voters: there small
numbers are tried one by one, and of larger ones it is only said that they suffice.

Where no lot was drawn, a number can make projects stand level. Then all orders are counted in
which those could be drawn, so that it is known whether the lot would decide.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from wijkregie.core.tally.counting import count
from wijkregie.core.tally.declared import (
    About,
    Family,
    Misfit,
    Raise,
    TieKey,
    TieOrder,
    Utility,
)
from wijkregie.core.tally.enough import Enough, Search, Trial, orders
from wijkregie.core.tally.field import Field
from wijkregie.core.tally.holdings import Holdings
from wijkregie.core.tally.marks import PLAIN
from wijkregie.core.tally.records import Election, Kind, TallyError
from wijkregie.core.tally.ties import LotNeeded

if TYPE_CHECKING:
    from wijkregie.core.tally.declared import Limit, Rule
    from wijkregie.core.tally.records import Outcome, Project

LEVEL: Final = 4
"""Of so many projects that stand level every order is tried in which they could be drawn."""

MANY: Final = 4
"""So many times the voters, at most, are tried as extra votes under shares and Phragmén."""


class Barrier(StrEnum):
    """What stood in the way of a project."""

    #: It stood level with another one, and would have been funded had it been drawn first.
    LOT = "lot"
    WITHDRAWN = "withdrawn"
    THRESHOLD = "threshold"
    #: Something was funded that cannot be carried out beside it.
    EXCLUDED = "excluded"
    #: Its category or area has spent what it may.
    LIMIT = "limit"
    TOO_DEAR = "too dear"
    #: Its voters do not hold enough together (equal shares).
    SUPPORT = "support"
    #: Others came first, and what was left does not pay for it.
    NO_MONEY = "no money"
    #: The count stopped before its turn.
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a project was not funded.

    ``rival`` came first by the lot where that is the barrier, and is empty elsewhere. ``held``
    is what its supporters held together in the end (equal shares). ``votes`` is how many more
    ballots for this project alone would have done, ``cheaper`` by how much less it should have
    cost; ``None`` where no number that was tried does. ``open`` tells that no number of votes
    is known only because a lot between others could not be followed.
    """

    project: str
    barrier: Barrier
    held: Fraction | None
    votes: Enough | None
    cheaper: Enough | None
    rival: str = ""
    open: bool = False


class Explainer:
    """Explains the outcome of one election, by counting it again with one thing changed.

    ``step`` is the unit in which a lower price is looked for.
    """

    def __init__(
        self, election: Election, rule: Rule, outcome: Outcome, *, step: int = 1
    ) -> None:
        self._rule, self._outcome, self._step = rule, outcome, step
        self._field = Field(election, rule)
        self._election = _condensed(self._field)
        self._holdings = Holdings(election.ballots, rule, outcome)
        self._known = {project.id: project for project in election.projects}

    def why(self, project: str) -> Why:
        """Return why a project was not funded; ``TallyError`` if it was, or is unknown."""
        if project in self._outcome.selected or project not in self._known:
            raise TallyError(f"{project} was funded, or is unknown")
        mine = self._known[project]
        held = None if self._outcome.endowment is None else self._holdings.of(project)
        votes, voters = self._field.votes[project], self._election.ballots.voters
        top = max(self._field.scores.values()) + 1
        if self._rule.family is not Family.GREEDY:
            top = MANY * voters + 1
        short = Fraction(mine.cost)
        if held is not None:
            short = max(short - held, Fraction(self._step))
        share = self._outcome.endowment
        ahead = max(self._field.votes[one] for one in (*self._outcome.selected, project))
        guess = ceil(short / share) if share else max(ahead - votes, 1)
        rival = self._drawn_before(project)
        votes_more = Search(
            lambda n: self._tried(self._with_votes(mine, n), project),
            top,
            proven=votes_never_hurt(self._rule),
        )
        cheaper = Search(
            lambda n: self._tried(self._cheaper(mine, n), project),
            (mine.cost - 1) // self._step,
            proven=a_lower_price_never_hurts(self._rule),
        )
        enough = votes_more.found(guess)
        return Why(
            project,
            Barrier.LOT if rival else self._barrier(mine, held),
            held,
            enough,
            cheaper.found(ceil(short / self._step)),
            rival,
            open=enough is None and votes_more.left_open,
        )

    def _tried(self, election: Election, project: str) -> Trial:
        try:
            won = project in count(election, self._rule).selected
        except LotNeeded as needed:
            fates = self._fates(election, project, self._rule.ties.lot)
            if len(fates) == 1:
                return Trial.FUNDED if True in fates else Trial.NOT
            level = bool(fates) and project in needed.projects
            return Trial.LEVEL if level else Trial.OPEN
        return Trial.FUNDED if won else Trial.NOT

    def _fates(self, election: Election, project: str, lot: tuple[str, ...]) -> set[bool]:
        """Return what becomes of a project by every lot; nothing where those are too many."""
        try:
            return {self._wins(election, project, lot)}
        except LotNeeded as needed:
            drawn = (*lot, *(one for one in needed.projects if one not in lot))
            if len(drawn) > LEVEL:
                return set()
            fates = [self._fates(election, project, one) for one in orders(drawn, lot)]
            return set().union(*fates) if all(fates) else set()

    def _drawn_before(self, project: str) -> str:
        """Return what came first by a lot that kept this project out; empty where none did."""
        lost = (
            tie.chosen
            for tie in self._outcome.ties
            if tie.by == TieKey.LOT.value and project in tie.projects and tie.chosen != project
        )
        rival = next(lost, "")
        others = (one for one in self._rule.ties.lot if one != project)
        won = bool(rival) and self._wins(self._election, project, (project, *others))
        return rival if won else ""

    def _wins(self, election: Election, project: str, lot: tuple[str, ...]) -> bool:
        """Tell whether a project is funded had the lot been drawn in this order."""
        keys = tuple(key for key in self._rule.ties.keys if key is not TieKey.LOT)
        ties = TieOrder((*keys, TieKey.LOT), lot)
        return project in count(election, replace(self._rule, ties=ties)).selected

    def _with_votes(self, project: Project, votes: int) -> Election:
        ballots = self._election.ballots
        points = (max((max(one, default=0) for one in ballots.points), default=1),)
        kept = replace(
            ballots,
            marks=(*ballots.marks, (project.id,)),
            counts=(*ballots.counts, votes),
            points=(*ballots.points, points) if ballots.kind is Kind.POINTS else (),
        )
        return replace(self._election, ballots=kept)

    def _cheaper(self, project: Project, steps: int) -> Election:
        less = replace(project, cost=project.cost - steps * self._step)
        mine = tuple(less if one is project else one for one in self._election.projects)
        return replace(self._election, projects=mine)

    def _barrier(self, project: Project, held: Fraction | None) -> Barrier:
        outcome = self._outcome
        taken = [self._known[one] for one in outcome.selected]
        left = self._election.budget - outcome.spent
        checks = (
            (Barrier.WITHDRAWN, project.id in self._rule.withdrawn),
            (Barrier.THRESHOLD, project not in self._field.eligible),
            (Barrier.EXCLUDED, any(_excludes(one, project) for one in taken)),
            (Barrier.LIMIT, any(_full(one, project, taken) for one in self._rule.limits)),
            (Barrier.TOO_DEAR, project.cost > self._election.budget),
            (Barrier.SUPPORT, held is not None and held < project.cost),
            (Barrier.NO_MONEY, project.cost > left),
        )
        return next((barrier for barrier, stood in checks if stood), Barrier.STOPPED)


def _condensed(field: Field) -> Election:
    """Return an election that counts alike and faster: by votes only the totals matter."""
    rule, ballots = field.rule, field.election.ballots
    plain = ballots.kind is Kind.APPROVAL and rule.utility in PLAIN
    if rule.family is not Family.GREEDY or not plain or not votes_never_hurt(rule):
        return field.election
    voted = sorted(one for one in field.votes.items() if one[1])
    totals = replace(
        ballots,
        marks=tuple((project,) for project, _votes in voted),
        counts=tuple(votes for _project, votes in voted),
    )
    return replace(field.election, ballots=totals)


def votes_never_hurt(rule: Rule) -> bool:
    """Tell whether more votes are proven never to take a project out of the outcome."""
    asked = rule.threshold
    if rule.compare is not None or asked.share or asked.factor:
        return False
    if rule.family is Family.PHRAGMEN:
        return rule.misfit is not Misfit.STOP_IF_ANY
    return rule.family is Family.GREEDY


def a_lower_price_never_hurts(rule: Rule) -> bool:
    """Tell whether a lower price is proven never to take a project out of the outcome."""
    if rule.compare is not None or TieKey.HIGHEST_COST in rule.ties.keys:
        return False
    if rule.family is Family.PHRAGMEN:
        return rule.misfit is not Misfit.STOP_IF_ANY
    if rule.family is Family.GREEDY:
        return rule.per_cost or rule.utility is not Utility.COST
    return rule.completion.until is Raise.NEVER


def _excludes(one: Project, other: Project) -> bool:
    return one.id in other.excludes or other.id in one.excludes


def _full(limit: Limit, project: Project, taken: list[Project]) -> bool:
    spent = sum(one.cost for one in taken if _within(one, limit))
    return _within(project, limit) and spent + project.cost > limit.most


def _within(project: Project, limit: Limit) -> bool:
    named = project.areas if limit.about is About.AREA else project.categories
    return limit.name in named
