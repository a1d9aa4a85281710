"""How votes are counted: declared settings, read as the rule of ``core/tally`` they are."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from wijkregie.core.tally.coins import Game, Pool, Unspent
from wijkregie.core.tally.declared import (
    About,
    Completion,
    Family,
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
from wijkregie.core.tally.themes import Split
from wijkregie.core.tally.variants import Choice, Short
from wijkregie.domain.budgets.states import BallotKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Counting = Rule | Choice | Game | Split | None

#: Which worth of a project a ballot can tell.
_UTILITIES: Final[Mapping[BallotKind, frozenset[Utility]]] = {
    BallotKind.APPROVAL: frozenset({Utility.COST, Utility.CARDINALITY}),
    BallotKind.ONE: frozenset({Utility.COST, Utility.CARDINALITY}),
    BallotKind.KNAPSACK: frozenset({Utility.COST, Utility.CARDINALITY}),
    BallotKind.RANKING: frozenset({Utility.RANK, Utility.BORDA}),
    BallotKind.POINTS: frozenset({Utility.POINTS}),
}
_PROJECTS: Final = frozenset(
    {
        "family",
        "utility",
        "misfit",
        "per_cost",
        "least_votes",
        "until",
        "start",
        "step",
        "greedy",
        "ties",
        "rank_points",
        "limits_per_area",
        "limits_per_theme",
    }
)
_KEYS: Final[Mapping[BallotKind, frozenset[str]]] = {
    BallotKind.NONE: frozenset(),
    BallotKind.VARIANTS: frozenset({"majority", "short", "voters"}),
    BallotKind.COINS: frozenset({"rounds", "coins", "unspent", "pool"}),
    BallotKind.THEMES: frozenset({"step_cents", "least", "themes"}),
} | dict.fromkeys(_UTILITIES, _PROJECTS)


class CountingFault(ValueError):
    """Settings that are not those of a rule that can be counted."""


def counting_of(ballot: str, settings: Mapping[str, Any]) -> Counting:
    """Return the rule that these settings declare for a ballot; nothing without a vote.

    Of what only the vote itself brings (plans, households, the amount) nothing is in it yet.
    Raises ``CountingFault`` for a setting that the ballot does not have, or that is no value
    of it.
    """
    try:
        kind = BallotKind(ballot)
        unknown = set(settings) - _KEYS[kind]
        if unknown:
            raise CountingFault(f"{kind} has no setting {sorted(unknown)}")
        return _READERS.get(kind, _projects)(kind, settings)
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as fault:
        raise CountingFault(str(fault)) from fault


def _none(_kind: BallotKind, _settings: Mapping[str, Any]) -> Counting:
    return None


def _variants(_kind: BallotKind, settings: Mapping[str, Any]) -> Choice:
    majority = Fraction(str(settings.get("majority", 0)))
    if not 0 <= majority < 1:
        raise CountingFault("a majority is a share below one")
    short = Short(settings.get("short", Short.HIGHEST))
    if short is Short.TRANSFER:
        raise CountingFault("one choice tells no next preference")
    return Choice((), majority, short, _whole(settings.get("voters", 0), least=0))


def _coins(_kind: BallotKind, settings: Mapping[str, Any]) -> Game:
    return Game(
        households=0,
        rounds=_whole(settings["rounds"]),
        coins=_whole(settings["coins"]),
        unspent=Unspent(settings.get("unspent", Unspent.KEPT)),
        pool=Pool(settings.get("pool", Pool.STAYS)),
    )


def _themes(_kind: BallotKind, settings: Mapping[str, Any]) -> Split:
    names = tuple(str(one) for one in settings["themes"])
    least = _whole(settings["least"])
    if len(set(names)) != len(names) or least > len(names):
        raise CountingFault("themes must differ, and there must be enough of them")
    return Split(amount=0, step=_whole(settings["step_cents"]), least=least, themes=names)


def _projects(kind: BallotKind, settings: Mapping[str, Any]) -> Rule:
    family, utility = Family(settings["family"]), Utility(settings["utility"])
    if utility not in _UTILITIES[kind]:
        raise CountingFault(f"{kind} does not tell {utility}")
    points = tuple(_whole(one) for one in settings.get("rank_points", ()))
    if (utility is Utility.RANK) != bool(points):
        raise CountingFault("points per place belong to a ranking that counts them")
    shares = family is Family.EQUAL_SHARES
    if not shares and set(settings) & {"until", "start", "step", "greedy"}:
        raise CountingFault("only equal shares are completed")
    ties = tuple(TieKey(one) for one in settings.get("ties", TieOrder().keys))
    return Rule(
        family,
        utility,
        TieOrder(ties),
        _completion(settings),
        Threshold(votes=_whole(settings.get("least_votes", 0), least=0)),
        _limits(settings),
        rank_points=points,
        per_cost=bool(settings.get("per_cost", False)),
        misfit=Misfit(settings.get("misfit", Misfit.SKIP)),
    )


def _limits(settings: Mapping[str, Any]) -> tuple[Limit, ...]:
    """Return the most that may go to an area (by its code) or a theme (by its name)."""
    found = [
        Limit(about, _name(name), _whole(most, least=0))
        for about, key in (
            (About.AREA, "limits_per_area"),
            (About.CATEGORY, "limits_per_theme"),
        )
        for name, most in sorted(settings.get(key, {}).items())
    ]
    return tuple(found)


def _name(value: str) -> str:
    if not value.strip():
        raise CountingFault("a limit is of an area or a theme")
    return value


def _completion(settings: Mapping[str, Any]) -> Completion:
    return Completion(
        until=Raise(settings.get("until", Raise.NEVER)),
        start=Start(settings.get("start", Start.EXACT)),
        step=Fraction(_whole(settings.get("step", 1))),
        greedy=bool(settings.get("greedy", False)),
    )


def _whole(value: Any, *, least: int = 1) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise CountingFault(f"no whole number from {least} on: {value!r}")
    return value


_READERS: Final[Mapping[BallotKind, Callable[[BallotKind, Mapping[str, Any]], Counting]]] = {
    BallotKind.NONE: _none,
    BallotKind.VARIANTS: _variants,
    BallotKind.COINS: _coins,
    BallotKind.THEMES: _themes,
}
