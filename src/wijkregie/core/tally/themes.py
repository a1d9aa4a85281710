"""Residents split an amount over themes; the splits are added up and divided pro rata."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from wijkregie.core.tally.records import Ballots, Kind, TallyError
from wijkregie.core.tally.remainder import apportioned

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Split:
    """How an amount may be split: in steps, over at least ``least`` of the themes.

    Every ballot splits the whole amount. ``unit`` is what the outcome is rounded to (1 is the
    cent or the euro that amounts are in), and themes that lost the same in rounding come in
    the order of ``themes``.
    """

    amount: int
    step: int
    least: int
    themes: tuple[str, ...]
    unit: int = 1


@dataclass(frozen=True, slots=True)
class Divided:
    """What the themes get, what residents together gave each, and how many they were."""

    parts: tuple[int, ...]
    given: tuple[int, ...]
    voters: int


def fault(rule: Split, split: dict[str, int]) -> str:
    """Return what is wrong with the split on one ballot, or nothing.

    >>> rule = Split(40, step=10, least=2, themes=("green", "play", "safe"))
    >>> fault(rule, {"green": 30, "play": 10}), fault(rule, {"green": 40})
    ('', 'too few themes')
    """
    if not set(split) <= set(rule.themes):
        return "unknown theme"
    if any(amount <= 0 or amount % rule.step for amount in split.values()):
        return "not in steps"
    if sum(split.values()) != rule.amount:
        return "not the whole amount"
    return "too few themes" if len(split) < rule.least else ""


def divided(rule: Split, ballots: Ballots) -> Divided:
    """Return what each theme gets out of the splits, exactly and by the largest remainder.

    A blank ballot splits nothing, and is a voter all the same. Raises ``TallyError`` for a
    ballot that the rule does not allow, and if nobody voted.
    """
    return weighed(rule, [(Fraction(1), ballots)])


def weighed(rule: Split, groups: Sequence[tuple[Fraction, Ballots]]) -> Divided:
    """Return the same where groups (at tables, on the web) weigh a declared share each.

    A group in which nobody voted weighs nothing, the others then weigh more in proportion.
    """
    _check(rule)
    sums = [_sums(rule, ballots) for _share, ballots in groups]
    weights = [Fraction(0)] * len(rule.themes)
    for (share, _ballots), given in zip(groups, sums, strict=True):
        if any(given):
            weights = [
                weight + share * Fraction(one, sum(given))
                for weight, one in zip(weights, given, strict=True)
            ]
    parts = apportioned(rule.amount // rule.unit, weights)
    return Divided(
        tuple(part * rule.unit for part in parts),
        tuple(sum(column) for column in zip(*sums, strict=True)),
        sum(ballots.voters for _share, ballots in groups),
    )


def _check(rule: Split) -> None:
    if rule.step <= 0 or rule.unit <= 0 or rule.amount % rule.unit:
        raise TallyError("an amount must be made of whole units, and steps be above nought")
    if rule.amount % rule.step or rule.least * rule.step > rule.amount:
        raise TallyError("nobody can split this amount in these steps over so many themes")
    if not len(set(rule.themes)) == len(rule.themes) >= rule.least:
        raise TallyError("themes must differ, and be as many as a ballot needs")


def _sums(rule: Split, ballots: Ballots) -> list[int]:
    if ballots.kind is not Kind.POINTS:
        raise TallyError("a split is a ballot of points: what each theme gets")
    sums = dict.fromkeys(rule.themes, 0)
    for marks, points, count in zip(ballots.marks, ballots.points, ballots.counts, strict=True):
        split = dict(zip(marks, points, strict=True))
        wrong = fault(rule, split) if split else ""
        if wrong:
            raise TallyError(f"{wrong}: {split}")
        for theme, amount in split.items():
            sums[theme] += amount * count
    return list(sums.values())
