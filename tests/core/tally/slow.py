"""The same rules once more, slowly: a fraction for every voter, nothing shared, no floats.

Written from the description of the rules, and with no function of the package in it, so that
a mistake in the one is not a mistake in the other.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wijkregie.core.tally.declared import Rule
    from wijkregie.core.tally.records import Election, Project

Voter = dict[str, int]
#: What is funded, in its order, each with what it is paid.
Funded = list[tuple[str, int]]


class NoLot(Exception):
    """Nothing says which of the projects that stand level comes first."""


class Slow:
    """An election counted by the book."""

    def __init__(self, election: Election, rule: Rule) -> None:
        self.election, self.rule = election, rule
        self.voters: list[Voter] = []
        ballots = election.ballots
        for at, (marks, count) in enumerate(zip(ballots.marks, ballots.counts, strict=True)):
            for _ in range(count):
                self.voters.append({mark: self.weight(at, mark) for mark in marks})
        self.projects = [one for one in election.projects if self.passes(one)]

    def weight(self, ballot: int, mark: str) -> int:
        marks = self.election.ballots.marks[ballot]
        place = marks.index(mark)
        match self.rule.utility.value:
            case "points":
                return self.election.ballots.points[ballot][place]
            case "borda":
                return len(marks) - place - 1
            case "rank":
                return (*self.rule.rank_points, *[0] * len(marks))[place]
        return 1

    def votes(self, project: Project) -> int:
        return sum(project.id in voter for voter in self.voters)

    def score(self, project: Project) -> int:
        return sum(voter.get(project.id, 0) for voter in self.voters)

    def passes(self, project: Project) -> bool:
        asked, votes, all_ = self.rule.threshold, self.votes(project), len(self.voters)
        if project.id in self.rule.withdrawn or votes < asked.votes:
            return False
        if self.score(project) < asked.score or votes < asked.share * all_:
            return False
        if not asked.factor or not all_:
            return True
        # votes / voters < cost / (factor * budget), without dividing by an empty budget
        return votes * asked.factor * self.election.budget >= project.cost * all_

    def place(self, key: str, project: Project) -> tuple[int, str]:
        value = 0
        match key:
            case "lowest cost":
                value = project.cost
            case "highest cost":
                value = -project.cost
            case "most votes":
                value = -self.votes(project)
            case "published":
                value = self.election.projects.index(project)
            case "lot":
                value = self.rule.ties.lot.index(project.id)
        return value, project.id if key == "id" else ""

    def first(self, tied: list[Project]) -> Project:
        if len(tied) == 1:
            return tied[0]
        lot = self.rule.ties.lot
        for key in self.rule.ties.keys:
            if key.value == "lot" and not all(one.id in lot for one in tied):
                raise NoLot
            values = {one.id: self.place(key.value, one) for one in tied}
            tied = [one for one in tied if values[one.id] == min(values.values())]
            if len(tied) == 1:
                return tied[0]
        raise NoLot

    def named(self, id_: str) -> Project:
        return next(one for one in self.election.projects if one.id == id_)

    def barred(self, project: Project, funded: Funded, *, limits: bool = True) -> bool:
        others = [self.named(id_) for id_, _ in funded]
        if any(project.id in one.excludes or one.id in project.excludes for one in others):
            return True
        for limit in self.rule.limits if limits else ():
            side = "categories" if limit.about.value == "category" else "areas"
            together = [one.cost for one in others if limit.name in getattr(one, side)]
            mine = limit.name in getattr(project, side)
            if mine and sum(together) + project.cost > limit.most:
                return True
        return False

    def left(self, funded: Funded) -> int:
        return self.election.budget - sum(paid for _, paid in funded)

    # Most votes first.

    def density(self, project: Project) -> Fraction | float:
        score = self.score(project)
        if self.rule.utility.value == "cost":
            score *= project.cost
        if not self.rule.per_cost:
            return Fraction(score)
        if not project.cost:
            return float("inf") if score else Fraction(0)
        return Fraction(score, project.cost)

    def by_votes(self, project: Project) -> Fraction | float:
        return Fraction(self.votes(project))

    def best(
        self, projects: list[Project], by: object, funded: Funded
    ) -> tuple[Project, list[Project]]:
        assert callable(by)
        top = max(by(one) for one in projects)
        tied = [one for one in projects if by(one) == top]
        try:
            return self.first(tied), tied
        except NoLot:
            plain = not self.rule.limits and not any(one.excludes for one in tied)
            left = self.left(funded)
            none_fits = all(one.cost > left for one in tied)
            matters = self.rule.reserve is not None or self.rule.leftover.value == "part"
            if plain and (sum(one.cost for one in tied) <= left or (none_fits and not matters)):
                return min(tied, key=lambda one: one.id), tied
            raise

    def fill(
        self, funded: Funded, by: object, *, stops: bool, limits: bool = True
    ) -> Project | None:
        while True:
            taken = [id_ for id_, _ in funded]
            open_ = [one for one in self.projects if one.id not in taken]
            open_ = [one for one in open_ if not self.barred(one, funded, limits=limits)]
            if not stops:
                open_ = [one for one in open_ if one.cost <= self.left(funded)]
            if not open_:
                return None
            chosen, _ = self.best(open_, by, funded)
            if chosen.cost > self.left(funded):
                return chosen
            funded.append((chosen.id, chosen.cost))

    def greedy(self) -> Funded:
        funded: Funded = []
        misfit = self.fill(funded, self.density, stops=self.rule.misfit.value != "skip")
        if misfit is not None and self.rule.reserve is not None:
            if self.left(funded) >= self.rule.reserve * misfit.cost:
                funded.append((misfit.id, misfit.cost))
        elif self.rule.leftover.value == "fit":
            self.fill(funded, self.density, stops=False, limits=False)
        elif self.rule.leftover.value == "part":
            taken = [id_ for id_, _ in funded]
            open_ = [one for one in self.projects if one.id not in taken]
            open_ = [one for one in open_ if not self.barred(one, funded, limits=False)]
            if open_ and self.left(funded):
                chosen, _ = self.best(open_, self.density, funded)
                funded.append((chosen.id, min(chosen.cost, self.left(funded))))
        return funded

    # Equal shares.

    def price(self, project: Project, held: list[Fraction]) -> Fraction | None:
        """Return what a supporter pays per unit of weight, if all together can."""
        supporters = [
            (held[at] / voter[project.id], at, voter[project.id])
            for at, voter in enumerate(self.voters)
            if voter.get(project.id)
        ]
        if not supporters or sum(held[at] for _, at, _ in supporters) < project.cost:
            return None
        paid, mass = Fraction(0), sum(weight for _, _, weight in supporters)
        for reach, at, weight in sorted(supporters):
            rho = (project.cost - paid) / mass
            if reach >= rho:
                return rho
            paid += held[at]
            mass -= weight
        raise AssertionError

    def shares(self, endowment: Fraction) -> Funded:
        held = [endowment] * len(self.voters)
        funded: Funded = []
        for one in sorted(self.projects, key=lambda one: one.id):
            if not one.cost and self.score(one) and not self.barred(one, funded):
                funded.append((one.id, 0))
        while self.left(funded) >= 0:
            taken = [id_ for id_, _ in funded]
            open_ = [one for one in self.projects if one.id not in taken and one.cost]
            open_ = [one for one in open_ if not self.barred(one, funded)]
            prices = {one.id: self.price(one, held) for one in open_}
            values = {
                one.id: price / (one.cost if self.rule.utility.value == "cost" else 1)
                for one in open_
                if (price := prices[one.id]) is not None
            }
            if not values:
                break
            least = min(values.values())
            chosen = self.first([one for one in open_ if values.get(one.id) == least])
            price = prices[chosen.id]
            assert price is not None
            for at, voter in enumerate(self.voters):
                held[at] -= min(held[at], price * voter.get(chosen.id, 0))
            funded.append((chosen.id, chosen.cost))
        return funded

    def raised(self) -> Funded:
        completion = self.rule.completion
        if not self.voters:
            return []
        endowment = Fraction(self.election.budget, len(self.voters))
        if completion.start.value == "floor":
            endowment = Fraction(endowment // completion.unit * completion.unit)
        found = self.shares(endowment)
        while completion.until.value != "never":
            taken = [id_ for id_, _ in found]
            open_ = [
                one
                for one in self.projects
                if one.id not in taken and self.score(one) and one.cost
            ]
            open_ = [one for one in open_ if not self.barred(one, found)]
            if not open_:
                break
            fits = any(one.cost <= self.left(found) for one in open_)
            if completion.until.value == "until exhaustive" and not fits:
                break
            endowment += completion.step
            more = self.shares(endowment)
            if self.left(more) < 0:
                break
            found = more
        return found

    def equal_shares(self) -> Funded:
        funded = self.raised()
        if self.rule.completion.greedy:
            self.fill(funded, self.by_votes, stops=False)
        return funded

    # Phragmén.

    def phragmen(self) -> Funded:
        loads = [Fraction(0)] * len(self.voters)
        funded: Funded = []
        fair = [one for one in self.projects if self.votes(one)]
        fair = [one for one in fair if one.cost <= self.election.budget]
        while True:
            taken = [id_ for id_, _ in funded]
            open_ = [one for one in fair if one.id not in taken]
            open_ = [one for one in open_ if not self.barred(one, funded)]
            if self.rule.misfit.value == "skip":
                open_ = [one for one in open_ if one.cost <= self.left(funded)]
            if not open_:
                return funded
            at = {
                one.id: Fraction(
                    sum(
                        load
                        for load, voter in zip(loads, self.voters, strict=True)
                        if one.id in voter
                    )
                    + one.cost,
                    self.votes(one),
                )
                for one in open_
            }
            tied = [one for one in open_ if at[one.id] == min(at.values())]
            misfits = [one for one in tied if one.cost > self.left(funded)]
            if misfits and self.rule.misfit.value == "stop if any":
                return funded
            chosen = self.first(tied)
            if chosen in misfits:
                return funded
            loads = [
                at[chosen.id] if chosen.id in voter else load
                for load, voter in zip(loads, self.voters, strict=True)
            ]
            funded.append((chosen.id, chosen.cost))


def slowly(election: Election, rule: Rule) -> Funded | None:
    """Return what is funded, or nothing where a lot is needed."""
    slow = Slow(election, rule)
    try:
        match rule.family.value:
            case "greedy":
                return slow.greedy()
            case "phragmen":
                return slow.phragmen()
        return slow.equal_shares()
    except NoLot:
        return None
