"""What a file says about itself beside what stands in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from wijkregie.sources.pabulib import numbers
from wijkregie.sources.pabulib.records import Oddity, PbElection, PbNote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from wijkregie.sources.pabulib.ballots import Seen
    from wijkregie.sources.pabulib.records import PbVote


def noticed(election: PbElection, seen: Seen) -> PbElection:
    """Return the election with a note for everything odd about it."""
    met = [PbNote(odd, n, seen.first[odd, of], of) for (odd, of), n in seen.counts.items()]
    found = [*met, *_sizes(election), *_projects(election), *_totals(election)]
    return replace(election, notes=(*found, *_limits(election)))


def _sizes(election: PbElection) -> Iterator[PbNote]:
    told = election.limits
    if told.get("num_votes", len(election.votes)) != len(election.votes):
        yield PbNote(Oddity.VOTES_COUNTED, len(election.votes), None, "num_votes")
    if told.get("num_projects", len(election.projects)) != len(election.projects):
        yield PbNote(Oddity.PROJECTS_COUNTED, len(election.projects), None, "num_projects")


def _projects(election: PbElection) -> Iterator[PbNote]:
    projects = election.projects
    kinds = {
        Oddity.WITHDRAWN: [one for one in projects if one.is_withdrawn],
        Oddity.NOUGHT_COST: [one for one in projects if not one.cost],
        Oddity.TOO_DEAR: [
            one for one in projects if one.cost > election.budget and not one.is_withdrawn
        ],
    }
    for oddity, found in kinds.items():
        if found:
            yield PbNote(oddity, len(found), None, "cost")


def _totals(election: PbElection) -> Iterator[PbNote]:
    """Compare ``votes`` with the ballots, and ``score`` where it is a sum of points."""
    votes = Counter(mark for vote in election.votes for mark in vote.projects)
    scores: dict[str, Decimal | int] = dict.fromkeys(votes, 0)
    if election.vote_type.has_points:
        for vote in election.votes:
            for mark, points in zip(vote.projects, vote.points, strict=True):
                scores[mark] += points
    counted: dict[str, Mapping[str, Decimal | int]] = {"votes": votes}
    if election.vote_type.has_points:
        counted["score"] = scores
    for column, totals in counted.items():
        differing = [
            project
            for project in election.projects
            if (told := project.cells.get(column, ""))
            and not _same(told, totals.get(project.id, 0))
        ]
        if differing:
            yield PbNote(Oddity.TOTAL_DIFFERS, len(differing), None, column)


def _same(told: str, counted: Decimal | int) -> bool:
    return numbers.number(told) == counted


def _limits(election: PbElection) -> Iterator[PbNote]:
    costs = {project.id: project.cost for project in election.projects}
    for key, value in election.limits.items():
        lowest = key.startswith("min_")
        measured = _measured(key.partition("_")[2], election.votes, costs)
        over = sum(one < value if lowest else one > value for one in measured)
        if over:
            yield PbNote(Oddity.OVER_LIMIT, over, None, key)


def _measured(
    of: str, votes: Sequence[PbVote], costs: dict[str, Decimal]
) -> Iterator[Decimal | int]:
    """Yield what a limit is about, for every ballot."""
    if of == "length":
        yield from (len(vote.projects) for vote in votes)
    elif of == "sum_cost":
        yield from (sum(map(costs.__getitem__, vote.projects)) for vote in votes)
    elif of == "sum_points":
        yield from (sum(vote.points) for vote in votes)
    elif of == "points":
        yield from (points for vote in votes for points in vote.points)
