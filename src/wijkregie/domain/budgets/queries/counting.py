"""How votes are counted: declared settings, read as the rule of ``core/tally`` they are."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from wijkregie.core.tally.coins import Game, Pool, Unspent
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
#: Settings of any count over projects, and those that only one family has.
_PROJECTS: Final = frozenset(
    {
        *("family", "utility", "ties", "rank_points", "limits_per_area", "limits_per_theme"),
        *("least_votes", "least_score", "least_share", "cost_factor"),
        *("per_cost", "misfit", "reserve", "leftover"),
        *("until", "start", "unit", "step", "greedy", "compare"),
    }
)
_OF_FAMILY: Final[Mapping[Family, frozenset[str]]] = {
    Family.GREEDY: frozenset({"per_cost", "misfit", "reserve", "leftover"}),
    Family.EQUAL_SHARES: frozenset({"until", "start", "unit", "step", "greedy", "compare"}),
    Family.PHRAGMEN: frozenset({"misfit"}),
}
#: Keys that leave no projects level: without one of these at its end an order leaves a tie
#: that nothing can decide.
DECIDING: Final = (TieKey.LOT, TieKey.ID, TieKey.PUBLISHED)
_KEYS: Final[Mapping[BallotKind, frozenset[str]]] = {
    BallotKind.NONE: frozenset(),
    BallotKind.VARIANTS: frozenset({"majority", "short", "voters"}),
    BallotKind.COINS: frozenset({"rounds", "coins", "unspent", "pool"}),
    BallotKind.THEMES: frozenset({"step_cents", "least", "themes"}),
} | dict.fromkeys(_UTILITIES, _PROJECTS)


class Clash(StrEnum):
    """Settings that are known each, and cannot be counted together."""

    #: A family reads only marks, and this ballot tells more or less than those.
    PHRAGMEN_MARKS = "phragmen marks"
    OTHER_FAMILY = "other family"
    RESERVE = "reserve"
    TIES = "ties"
    RANK_POINTS = "rank points"
    MAJORITY = "majority"
    SHARE = "share"
    THEMES = "themes"


class CountingFault(ValueError):
    """Settings that are not those of a rule that can be counted.

    ``clash`` says which do not go together, and ``field`` where that was filled in.
    """

    def __init__(self, why: str, clash: Clash | None = None, field: str = "") -> None:
        super().__init__(why)
        self.clash, self.field = clash, field


def counting_of(ballot: str, settings: Mapping[str, Any]) -> Counting:
    """Return the rule that these settings declare for a ballot; nothing without a vote.

    Of what only the vote itself brings (plans, households, the amount) nothing is in it yet.
    Raises ``CountingFault`` for a setting that the ballot does not have, or that is no value
    of it.
    """
    try:
        return _read(BallotKind(ballot), settings)
    except CountingFault:
        raise
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as fault:
        raise CountingFault(str(fault)) from fault


def _read(kind: BallotKind, settings: Mapping[str, Any]) -> Counting:
    unknown = set(settings) - _KEYS[kind]
    if unknown:
        raise CountingFault(f"{kind} has no setting {sorted(unknown)}")
    return _READERS.get(kind, _projects)(kind, settings)


def _none(_kind: BallotKind, _settings: Mapping[str, Any]) -> Counting:
    return None


def _variants(_kind: BallotKind, settings: Mapping[str, Any]) -> Choice:
    majority = Fraction(str(settings.get("majority", 0)))
    if not 0 <= majority < 1:
        raise CountingFault("a majority is a share below one", Clash.MAJORITY, "majority")
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
        why = "themes must differ, and there must be enough of them"
        raise CountingFault(why, Clash.THEMES, "themes")
    return Split(amount=0, step=_whole(settings["step_cents"]), least=least, themes=names)


def _projects(kind: BallotKind, settings: Mapping[str, Any]) -> Rule:
    family, utility = Family(settings["family"]), Utility(settings["utility"])
    if family is Family.PHRAGMEN and kind in {BallotKind.RANKING, BallotKind.POINTS}:
        raise CountingFault("phragmen reads marks only", Clash.PHRAGMEN_MARKS, "family")
    if utility not in _UTILITIES[kind]:
        raise CountingFault(f"{kind} does not tell {utility}")
    points = tuple(_whole(one) for one in settings.get("rank_points", ()))
    if (utility is Utility.RANK) != bool(points):
        why = "points per place belong to a ranking that counts them"
        raise CountingFault(why, Clash.RANK_POINTS, "rank_points")
    of_others = frozenset().union(*_OF_FAMILY.values()) - _OF_FAMILY[family]
    for name in sorted(of_others & set(settings)):
        raise CountingFault(f"{family} knows no {name}", Clash.OTHER_FAMILY, name)
    compare = settings.get("compare")
    misfit, reserve = _misfit(family, settings)
    return Rule(
        family,
        utility,
        _ties(settings),
        _completion(settings),
        _threshold(settings),
        _limits(settings),
        rank_points=points,
        per_cost=bool(settings.get("per_cost", False)),
        misfit=misfit,
        reserve=reserve,
        leftover=Leftover(settings.get("leftover", Leftover.NONE)),
        compare=None if compare is None else _plain_utility(compare),
    )


def _plain_utility(value: str) -> Utility:
    """Return a worth that every ballot tells."""
    utility = Utility(value)
    if utility not in {Utility.COST, Utility.CARDINALITY}:
        raise CountingFault(f"outcomes are not compared by {value}")
    return utility


def _misfit(family: Family, settings: Mapping[str, Any]) -> tuple[Misfit, Fraction | None]:
    misfit = Misfit(settings.get("misfit", Misfit.SKIP))
    if misfit is Misfit.STOP_IF_ANY and family is not Family.PHRAGMEN:
        raise CountingFault(f"{family} does not stop so", Clash.OTHER_FAMILY, "misfit")
    if settings.get("reserve") is None:
        return misfit, None
    if misfit is Misfit.SKIP:
        raise CountingFault("a reserve needs a stop", Clash.RESERVE, "reserve")
    return misfit, _share(settings, "reserve")


def _ties(settings: Mapping[str, Any]) -> TieOrder:
    keys = tuple(TieKey(one) for one in settings.get("ties", TieOrder().keys))
    if not keys or len(set(keys)) != len(keys) or keys[-1] not in DECIDING:
        raise CountingFault("the order leaves a tie that nothing decides", Clash.TIES, "ties")
    return TieOrder(keys)


def _threshold(settings: Mapping[str, Any]) -> Threshold:
    return Threshold(
        votes=_whole(settings.get("least_votes", 0), least=0),
        score=_whole(settings.get("least_score", 0), least=0),
        share=_share(settings, "least_share"),
        factor=_whole(settings.get("cost_factor", 0), least=0),
    )


def _share(settings: Mapping[str, Any], name: str) -> Fraction:
    """Return a share from nought up to and including one, written as "1/20"."""
    share = Fraction(str(settings.get(name, 0)))
    if not 0 <= share <= 1:
        raise CountingFault(f"{name} is a share", Clash.SHARE, name)
    return share


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
        unit=_whole(settings.get("unit", 1)),
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
