"""What can be counted, each as a declaration, the acts after it, and a count.

A declaration is frozen and hashed before the vote opens. An act is what is recorded later: the
order that a lot drew, a project that was withdrawn, proposals and vetoes of a game of coins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from wijkregie.core.tally import coins, themes, variants
from wijkregie.core.tally.canonical import digest, plain
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.declared import Rule, TieKey
from wijkregie.core.tally.records import Election, Project, TallyError
from wijkregie.core.tally.restored import restored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.core.tally.records import Ballots

VERSION: Final = "wijkregie tally 2"
"""The version of the count and of everything that is written about it."""


class Contest(Protocol):
    """Something that people vote on."""

    def declaration(self) -> dict[str, Any]:
        """Return all that decides the outcome and is known before the vote, as plain values."""

    def acts(self) -> dict[str, Any]:
        """Return what was recorded after the declaration."""

    def outcome(self, ballots: Ballots) -> dict[str, Any]:
        """Count the ballots and return what came out, as plain values."""


@dataclass(frozen=True, slots=True)
class Acts:
    """What happened after the declaration: the lot that was drawn, and what was withdrawn."""

    lot: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stake:
    """What a vote is about: the money, and each plan with its name and price on the ballot."""

    budget: int
    projects: tuple[Project, ...]


@dataclass(frozen=True, slots=True)
class Projects:
    """Projects over which a budget is divided by a declared rule."""

    projects: tuple[Project, ...]
    budget: int
    rule: Rule
    after: Acts = Acts()

    def declaration(self) -> dict[str, Any]:
        """Return the rule with all of its settings, the budget and the projects by id.

        The order of publication is part of it only where it decides ties.
        """
        declared: dict[str, Any] = {
            "family": self.rule.family.value,
            "version": VERSION,
            "rule": plain(self.rule),
            **_told(Stake(self.budget, self.projects)),
        }
        if TieKey.PUBLISHED in self.rule.ties.keys:
            declared["published"] = [project.id for project in self.projects]
        return declared

    def acts(self) -> dict[str, Any]:
        """Return the lot and the withdrawn projects."""
        return _acts(self.after)

    def outcome(self, ballots: Ballots) -> dict[str, Any]:
        """Count; raises ``LotNeeded`` where a lot must decide and was not drawn."""
        result = count(Election(self.projects, self.budget, ballots), self.counted_rule())
        told = {"selected": sorted(result.selected), "spent": result.spent}
        return dict(plain(result)) | told

    def counted_rule(self) -> Rule:
        """Return the rule with the lot and the withdrawn projects in it."""
        _check_acts(self.after, {project.id for project in self.projects}, self.rule.ties.lot)
        ties = replace(self.rule.ties, lot=self.rule.ties.lot or self.after.lot)
        withdrawn = tuple(sorted({*self.rule.withdrawn, *self.after.withdrawn}))
        return replace(self.rule, ties=ties, withdrawn=withdrawn)


@dataclass(frozen=True, slots=True)
class Plans:
    """Whole plans of which one is chosen; the rule names those that are at stake."""

    rule: variants.Choice
    stake: Stake
    after: Acts = Acts()

    def declaration(self) -> dict[str, Any]:
        """Return the rule, the money, and the plans with their names and prices.

        Raises ``TallyError`` where the rule is of other plans than those at stake.
        """
        ordered = replace(self.rule, variants=tuple(sorted(self.rule.variants)))
        if list(ordered.variants) != sorted(one.id for one in self.stake.projects):
            raise TallyError("the rule is of other plans than those on the ballot")
        told = {"family": "plans", "version": VERSION, "rule": plain(ordered)}
        return told | _told(self.stake)

    def acts(self) -> dict[str, Any]:
        """Return the lot."""
        return _acts(self.after)

    def outcome(self, ballots: Ballots) -> dict[str, Any]:
        """Count."""
        _check_acts(self.after, set(self.rule.variants), self.rule.lot)
        if self.after.withdrawn:
            raise TallyError("a plan cannot be withdrawn once it was declared")
        rule = replace(self.rule, lot=self.rule.lot or self.after.lot)
        return dict(plain(variants.chosen(rule, ballots)))


@dataclass(frozen=True, slots=True)
class Themes:
    """Themes over which residents split an amount. Their order decides who is rounded up."""

    rule: themes.Split

    def declaration(self) -> dict[str, Any]:
        """Return the rule; the themes stand in it."""
        return {"family": "themes", "version": VERSION, "rule": plain(self.rule)}

    def acts(self) -> dict[str, Any]:
        """Return nothing: a split needs no act."""
        return {}

    def outcome(self, ballots: Ballots) -> dict[str, Any]:
        """Count."""
        return dict(plain(themes.divided(self.rule, ballots)))


@dataclass(frozen=True, slots=True)
class Coins:
    """A game of coins; vetoes, and proposals that were not at stake at first, come later."""

    rule: coins.Game
    stake: Stake
    proposals: tuple[coins.Proposal, ...]

    def declaration(self) -> dict[str, Any]:
        """Return the rule of the game, its money, and the plans with which it begins."""
        told = {"family": "coins", "version": VERSION, "rule": plain(self.rule)}
        return told | _told(self.stake)

    def acts(self) -> dict[str, Any]:
        """Return the proposals, with the rounds in which they opened and were vetoed."""
        return {"proposals": plain(sorted(self.proposals, key=lambda one: one.id))}

    def outcome(self, ballots: Ballots) -> dict[str, Any]:
        """Count; raises ``TallyError`` for a plan that is not there at its declared price."""
        there = {one.id: (one.cost, one.opened) for one in self.proposals}
        for one in self.stake.projects:
            price = coins.price(self.rule, self.stake.budget, one.cost)
            if there.get(one.id) != (price, 1):
                raise TallyError(f"{one.id} is not in the game as it was declared")
        return dict(plain(coins.played(self.rule, self.proposals, ballots)))


def declared(contest: Contest) -> str:
    """Return the hash of a declaration: SHA-256 of the one way to write it."""
    return digest(contest.declaration())


def contest_of(declaration: Mapping[str, Any], acts: Mapping[str, Any]) -> Contest:
    """Return the contest that a declaration and the acts after it describe.

    Raises ``TallyError`` for what no contest of this version would say.
    """
    family = declaration.get("family")
    made: Contest
    if family == "plans":
        rule = restored(variants.Choice, declaration.get("rule"))
        made = Plans(rule, _stake(declaration), restored(Acts, acts))
    elif family == "themes":
        made = Themes(restored(themes.Split, declaration.get("rule")))
    elif family == "coins":
        game = restored(coins.Game, declaration.get("rule"))
        made = Coins(game, _stake(declaration), restored(_Proposals, acts).proposals)
    else:
        made = _projects(declaration, restored(Acts, acts))
    if made.declaration() != declaration or made.acts() != acts:
        raise TallyError("this is not a declaration of this version")
    return made


@dataclass(frozen=True, slots=True)
class _Proposals:
    proposals: tuple[coins.Proposal, ...]


def _projects(declaration: Mapping[str, Any], after: Acts) -> Projects:
    rule = restored(Rule, declaration.get("rule"))
    told = _stake(declaration)
    known = {project.id: project for project in told.projects}
    published = declaration.get("published", list(known))
    if not isinstance(published, list) or sorted(map(str, published)) != sorted(known):
        raise TallyError("the order of publication names other projects")
    return Projects(tuple(known[one] for one in published), told.budget, rule, after)


def _stake(declaration: Mapping[str, Any]) -> Stake:
    named = {name: declaration.get(name) for name in ("budget", "projects")}
    return restored(Stake, named)


def _told(stake: Stake) -> dict[str, Any]:
    ordered = sorted(stake.projects, key=lambda project: project.id)
    return {"budget": stake.budget, "projects": plain([_canonical(one) for one in ordered])}


def _canonical(project: Project) -> Project:
    return replace(
        project,
        categories=tuple(sorted(project.categories)),
        areas=tuple(sorted(project.areas)),
        excludes=tuple(sorted(project.excludes)),
    )


def _acts(after: Acts) -> dict[str, Any]:
    ordered = replace(after, withdrawn=tuple(sorted(after.withdrawn)))
    return dict(plain(ordered))


def _check_acts(after: Acts, known: set[str], lot: tuple[str, ...]) -> None:
    if after.lot and lot:
        raise TallyError("the lot was drawn before the vote: no other one counts")
    if not {*after.lot, *after.withdrawn} <= known or len(set(after.lot)) != len(after.lot):
        raise TallyError("a lot or a withdrawal names something unknown, or something twice")
