"""A vote that was told as a file of Pabulib, so that researchers read it as any other."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, cast

from wijkregie.core.tally.audit import read_ballots
from wijkregie.core.tally.contests import Projects, contest_of
from wijkregie.core.tally.declared import Family, Misfit, Raise
from wijkregie.domain.budgets.models import Count
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.polling import days_of_vote
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.sources.pabulib import PbElection, PbProject, PbVote, VoteType, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wijkregie.core.tally.declared import Rule
    from wijkregie.core.tally.records import Ballots
    from wijkregie.domain.budgets.models import CountedProposal
    from wijkregie.kit.viewer import Viewer

TYPES: Final[Mapping[BallotKind, VoteType]] = {
    BallotKind.APPROVAL: VoteType.APPROVAL,
    BallotKind.KNAPSACK: VoteType.APPROVAL,
    BallotKind.ONE: VoteType.CHOOSE_1,
    BallotKind.RANKING: VoteType.ORDINAL,
    BallotKind.POINTS: VoteType.CUMULATIVE,
}
#: How Pabulib calls a limit of a ballot.
_LIMITS: Final = {"least": "min_length", "most": "max_length", "points": "max_sum_points"}


def pabulib_file(viewer: Viewer, round_id: int) -> bytes | None:
    """Return the file, where everyone may have the ballots; ``None`` elsewhere.

    Amounts are euros. Voters have numbers in the order of their ballots, which tell nothing
    of who they are.
    """
    rows = Count.objects.filter(
        round_id=round_id,
        round__fund__in=funds_here(viewer),
        round__ballot__in=TYPES,
        ballots_public=True,
        told_at__isnull=False,
    )
    row = rows.select_related("round__fund", "municipality").first()
    return None if row is None else write(_election(row))


def _election(row: Count) -> PbElection:
    told = json.loads(row.audit)
    # Every ballot that Pabulib knows is counted over projects.
    contest = cast("Projects", contest_of(told["declaration"], told["acts"]))
    ballots, _salt = read_ballots(row.ballots.encode())
    kind = TYPES[BallotKind(row.round.ballot)]
    counted = row.proposals.select_related("proposal").order_by("proposal__number")
    costs = {one.id: one.cost for one in contest.projects}
    return PbElection(
        meta=_meta(row, contest, kind),
        budget=_euros(contest.budget),
        vote_type=kind,
        projects=tuple(_project(one, costs, kind) for one in counted),
        votes=tuple(_votes(ballots)),
    )


def _meta(row: Count, contest: Projects, kind: VoteType) -> dict[str, str]:
    days = days_of_vote(row.round)
    electorate = getattr(row.round, "electorate", None)
    limits = electorate.limits if electorate else {}
    found: dict[str, Any] = {
        "description": f"{row.round.fund.name}: {row.round.title}",
        "country": "Netherlands",
        "unit": row.municipality.name,
        "instance": row.round.year,
        "num_projects": len(contest.projects),
        "num_votes": row.cast,
        "budget": f"{_euros(contest.budget):f}",
        "vote_type": kind.value,
        "rule": _rule(contest.rule),
        "language": "nl",
        "currency": "EUR",
    }
    if days is not None:
        found["date_begin"] = days.opens_on.strftime("%d.%m.%Y")
        found["date_end"] = days.closes_on.strftime("%d.%m.%Y")
    found |= {_LIMITS[name]: number for name, number in limits.items() if name in _LIMITS}
    return {name: str(value) for name, value in found.items()}


def _rule(rule: Rule) -> str:
    """Return how Pabulib calls a rule."""
    if rule.family is Family.EQUAL_SHARES:
        raised = rule.completion.until is not Raise.NEVER
        return "equalshares/add1" if raised else "equalshares"
    if rule.family is Family.PHRAGMEN:
        return "phragmen"
    return "greedy" if rule.misfit is Misfit.SKIP else "greedy-no-skip"


def _project(one: CountedProposal, costs: Mapping[str, int], kind: VoteType) -> PbProject:
    number = str(one.proposal.number)
    selected = int(one.place is not None)
    cells = {"votes": str(one.votes), "name": one.proposal.title, "selected": str(selected)}
    if kind.has_points:
        cells["score"] = str(one.points)
    return PbProject(
        id=number,
        cost=_euros(costs[number]),
        name=one.proposal.title,
        selected=selected,
        cells=cells,
    )


def _votes(ballots: Ballots) -> Iterator[PbVote]:
    number = 0
    points = ballots.points or ((),) * len(ballots.marks)
    for marks, given, count in zip(ballots.marks, points, ballots.counts, strict=True):
        for _voter in range(count):
            number += 1
            yield PbVote(str(number), marks, tuple(map(Decimal, given)))


def _euros(cents: int) -> Decimal:
    return Decimal(cents) / 100
