"""The projects that take part in a count: their votes and scores, and what still fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.core.tally.declared import About
from wijkregie.core.tally.marks import Marks
from wijkregie.core.tally.records import Kind, TallyError
from wijkregie.core.tally.ties import Order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijkregie.core.tally.declared import Limit, Rule
    from wijkregie.core.tally.records import Election, Project


class Field:
    """An election as a rule looks at it.

    ``votes`` are voters per project, ``scores`` the points they gave (the votes again where
    marks weigh nothing more), and ``eligible`` the projects that pass the thresholds.
    """

    def __init__(self, election: Election, rule: Rule) -> None:
        _checked(election)
        self.election, self.rule = election, rule
        ids = [project.id for project in election.projects]
        self.marks = Marks(election.ballots, ids, rule)
        self.votes = dict(zip(ids, self.marks.votes(), strict=True))
        self.scores = dict(zip(ids, self.marks.scores(), strict=True))
        self.eligible = tuple(one for one in election.projects if self._passes(one))
        self.order = Order(rule.ties, election, self.votes)

    def _passes(self, project: Project) -> bool:
        asked, votes = self.rule.threshold, self.votes[project.id]
        voters, budget = self.election.ballots.voters, self.election.budget
        return (
            project.id not in self.rule.withdrawn
            and votes >= asked.votes
            and self.scores[project.id] >= asked.score
            and votes >= asked.share * voters
            and votes * asked.factor * budget >= project.cost * voters * bool(asked.factor)
        )


class Purse:
    """The money that is left while projects are funded, and the limits and conflicts."""

    def __init__(self, election: Election, limits: tuple[Limit, ...]) -> None:
        self.left = election.budget
        self._room = {(limit.about, limit.name): limit.most for limit in limits}
        self._plain = not limits and not any(one.excludes for one in election.projects)
        self.taken: set[str] = set()
        self._excluded: set[str] = set()

    def holds(self, project: Project) -> bool:
        """Tell whether the money that is left pays for a project."""
        return project.cost <= self.left

    def bars(self, project: Project) -> bool:
        """Tell whether a limit is in the way, or a project that was funded before."""
        return not self._plain and (
            project.id in self._excluded
            or not self.taken.isdisjoint(project.excludes)
            or any(project.cost > self._room[key] for key in _of(project) if key in self._room)
        )

    def take(self, project: Project) -> None:
        """Fund a project, also beyond what is left."""
        self.left -= project.cost
        self.taken.add(project.id)
        self._excluded.update(project.excludes)
        for key in _of(project):
            if key in self._room:
                self._room[key] -= project.cost

    def without_limits(self) -> None:
        """Forget the limits; what excludes each other still does."""
        self._room.clear()


def _of(project: Project) -> Iterator[tuple[About, str]]:
    yield from ((About.CATEGORY, name) for name in project.categories)
    yield from ((About.AREA, name) for name in project.areas)


def _checked(election: Election) -> None:
    if len({project.id for project in election.projects}) != len(election.projects):
        raise TallyError("two projects have the same id")
    if election.budget < 0 or any(project.cost < 0 for project in election.projects):
        raise TallyError("an amount is below nought")
    ballots = election.ballots
    if len(ballots.counts) != len(ballots.marks) or any(one < 1 for one in ballots.counts):
        raise TallyError("every ballot is counted once or more")
    if any(len(set(marks)) != len(marks) for marks in ballots.marks):
        raise TallyError("a ballot names a project twice")
    told = [len(marks) for marks in ballots.marks] if ballots.kind is Kind.POINTS else []
    if [len(points) for points in ballots.points] != told:
        raise TallyError("ballots have other points than projects")
