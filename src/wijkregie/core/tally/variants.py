"""One of several whole plans: plurality or transfer, with a stated majority and tie order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from wijkregie.core.tally.records import Ballots, Kind, TallyError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Short(StrEnum):
    """What follows when no plan has the majority."""

    #: The plan with most votes wins all the same.
    HIGHEST = "highest"
    #: Nobody wins; the two highest go to a second vote.
    SECOND_VOTE = "second vote"
    #: The lowest falls out and its ballots pass on to their next preference (rankings only).
    TRANSFER = "transfer"


class Ended(StrEnum):
    """How a choice between plans ended."""

    CHOSEN = "chosen"
    #: Fewer voters than the rule asks for.
    TOO_FEW_VOTERS = "too few voters"
    #: Nobody chose any plan.
    NO_VOTES = "no votes"
    SECOND_VOTE = "second vote"
    #: Plans stand level and the lot that decides between them was not drawn.
    LOT_NEEDED = "lot needed"


@dataclass(frozen=True, slots=True)
class Choice:
    """The rule: which plans, what a winner needs, and who comes first of those that are level.

    A winner has more than ``majority`` of the ballots that still name a plan. ``voters`` is
    the least number of ballots, blank ones too. ``lot`` holds plans, the first drawn first.
    """

    variants: tuple[str, ...]
    majority: Fraction = Fraction(0)
    short: Short = Short.HIGHEST
    voters: int = 0
    lot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One round of counting: the votes of each plan that is still in it."""

    votes: tuple[tuple[str, int], ...]
    dropped: str = ""
    level: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What came out; ``names`` are the winner, those of the second vote, or those level."""

    ended: Ended
    names: tuple[str, ...]
    standings: tuple[Standing, ...]


def chosen(rule: Choice, ballots: Ballots) -> Chosen:
    """Return which plan the voters choose, with every round.

    One choice is a ballot of one mark; with more marks every one of them is a vote, and of a
    ranking only the first plan that is still in. Raises ``TallyError`` for ballots that the
    rule does not know.
    """
    _check(rule, ballots)
    if ballots.voters < rule.voters:
        return Chosen(Ended.TOO_FEW_VOTERS, (), (_standing(rule.variants, ballots),))
    rounds: list[Standing] = []
    left = rule.variants
    while True:
        now = _standing(left, ballots)
        ended, names, standing = _judged(rule, now, _naming(left, ballots))
        rounds.append(standing)
        if ended is not None:
            return Chosen(ended, names, tuple(rounds))
        left = tuple(one for one in left if one != standing.dropped)


def _check(rule: Choice, ballots: Ballots) -> None:
    if ballots.kind is Kind.POINTS:
        raise TallyError("plans are chosen or ranked, not given points")
    if rule.short is Short.TRANSFER and ballots.kind is not Kind.RANKING:
        raise TallyError("only a ranking tells where a ballot passes on to")
    if len(set(rule.variants)) != len(rule.variants) or not rule.variants:
        raise TallyError("plans must differ, and there must be one")
    if not 0 <= rule.majority < 1:
        raise TallyError("a majority is a share below one")
    unknown = {mark for marks in ballots.marks for mark in marks} - set(rule.variants)
    if unknown or not set(rule.lot) <= set(rule.variants):
        raise TallyError(f"unknown plans: {sorted(unknown) or rule.lot}")


def _marks(left: tuple[str, ...], ballots: Ballots) -> Iterator[tuple[tuple[str, ...], int]]:
    for marks, count in zip(ballots.marks, ballots.counts, strict=True):
        named = tuple(mark for mark in marks if mark in left)
        yield (named[:1] if ballots.kind is Kind.RANKING else named), count


def _standing(left: tuple[str, ...], ballots: Ballots) -> Standing:
    votes: Counter[str] = Counter()
    for marks, count in _marks(left, ballots):
        for mark in marks:
            votes[mark] += count
    return Standing(tuple((one, votes[one]) for one in sorted(left)))


def _naming(left: tuple[str, ...], ballots: Ballots) -> int:
    """Return how many ballots name any of the plans that are left."""
    return sum(count for marks, count in _marks(left, ballots) if marks)


def _judged(
    rule: Choice, now: Standing, naming: int
) -> tuple[Ended | None, tuple[str, ...], Standing]:
    """Return how it ended, or ``None`` and the standing with the plan that falls out."""
    votes = dict(now.votes)
    top = max(votes.values())
    if not top:
        return Ended.NO_VOTES, (), now
    if rule.short is Short.HIGHEST or top > rule.majority * naming:
        return _first(rule, now, [one for one in votes if votes[one] == top])
    if rule.short is Short.SECOND_VOTE:
        return _second_vote(rule, now)
    return _drop(rule, now)


def _first(
    rule: Choice, now: Standing, level: list[str]
) -> tuple[Ended, tuple[str, ...], Standing]:
    if len(level) == 1:
        return Ended.CHOSEN, tuple(level), now
    told = Standing(now.votes, level=tuple(level))
    if not set(level) <= set(rule.lot):
        return Ended.LOT_NEEDED, tuple(level), told
    return Ended.CHOSEN, (min(level, key=rule.lot.index),), told


def _second_vote(rule: Choice, now: Standing) -> tuple[Ended, tuple[str, ...], Standing]:
    """Let the two highest go on; who is level for the second place needs the lot."""
    ordered = sorted(now.votes, key=lambda one: -one[1])
    last = ordered[min(1, len(ordered) - 1)][1]
    sure = [name for name, votes in ordered if votes > last]
    level = sorted(name for name, votes in ordered if votes == last)
    places = min(2, len(ordered)) - len(sure)
    if len(level) == places:
        return Ended.SECOND_VOTE, tuple(sorted((*sure, *level))), now
    told = Standing(now.votes, level=tuple(level))
    if not set(level) <= set(rule.lot):
        return Ended.LOT_NEEDED, tuple(level), told
    drawn = sorted(level, key=rule.lot.index)[:places]
    return Ended.SECOND_VOTE, tuple(sorted((*sure, *drawn))), told


def _drop(rule: Choice, now: Standing) -> tuple[Ended | None, tuple[str, ...], Standing]:
    low = min(votes for _name, votes in now.votes)
    level = tuple(name for name, votes in now.votes if votes == low)
    if len(level) == 1:
        return None, (), Standing(now.votes, dropped=level[0])
    if not set(level) <= set(rule.lot):
        return Ended.LOT_NEEDED, level, Standing(now.votes, level=level)
    last = max(level, key=rule.lot.index)
    return None, (), Standing(now.votes, last, level)
