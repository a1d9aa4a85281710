"""Sequential Phragmén: moments by hand, and what is declared for what does not fit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.makers.elections import LEXICO, approvals
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.declared import About, Family, Limit, Misfit, Rule, TieOrder, Utility
from wijkregie.core.tally.records import (
    Election,
    Kind,
    Phase,
    Project,
    Round,
    Stop,
    TallyError,
    Tie,
    collected,
)
from wijkregie.core.tally.ties import LotNeeded

PHRAGMEN = Rule(Family.PHRAGMEN, Utility.CARDINALITY, LEXICO, misfit=Misfit.STOP_IF_ANY)


def test_supporters_buy_as_soon_as_their_money_is_enough() -> None:
    # money flows in at one each. At 4/3 three buy a. For b its two voters then have 7 to pay
    # from 4/3 and from 0: at (7 + 4/3) / 2. For c one voter has 5 from 0.
    election = approvals({"a": 4, "b": 7, "c": 5}, 16, "ab", "a", "a", "b", "c")

    outcome = count(election, PHRAGMEN)

    assert outcome.rounds == (
        Round("a", Phase.PHRAGMEN, Fraction(4, 3), 3, 0, 4, 12),
        Round("b", Phase.PHRAGMEN, Fraction(25, 6), 2, 0, 7, 5),
        Round("c", Phase.PHRAGMEN, Fraction(5), 1, 0, 5, 0),
    )
    assert outcome.stopped is Stop.DONE


#: At 4 a and b stand level; b does not fit once z is paid, which comes before both.
LEVEL = approvals({"z": 1, "a": 4, "b": 8, "c": 5}, 10, "a", "b", "b", "c", "z", "z", "z", "z")


@pytest.mark.parametrize(
    ("misfit", "selected", "stopped"),
    [
        (Misfit.STOP_IF_ANY, "", Stop.MISFIT),
        (Misfit.STOP, "a", Stop.MISFIT),
        (Misfit.SKIP, "ac", Stop.DONE),
    ],
)
def test_a_tie_with_one_that_does_not_fit_goes_as_declared(
    misfit: Misfit, selected: str, stopped: Stop
) -> None:
    budget = 8 if misfit is Misfit.STOP_IF_ANY else 10

    outcome = count(replace(LEVEL, budget=budget), replace(PHRAGMEN, misfit=misfit))

    assert outcome.selected == ("z", *selected)
    assert outcome.stopped is stopped


def test_what_nobody_wants_and_what_costs_more_than_all_there_is_take_no_part() -> None:
    outcome = count(approvals({"a": 4, "b": 9, "c": 1}, 8, "ab", "b"), PHRAGMEN)

    assert (outcome.selected, outcome.stopped) == (("a",), Stop.DONE)


def test_limits_and_lots_hold_here_too() -> None:
    projects = (Project("a", 2, ("green",)), Project("b", 2, ("green",)), Project("c", 2))
    ballots = collected(Kind.APPROVAL, [(("a", "b"), ()), (("c",), ())])
    election = Election(projects, 9, ballots)

    limited = count(election, replace(PHRAGMEN, limits=(Limit(About.CATEGORY, "green", 3),)))
    assert limited.selected == ("a", "c")
    assert limited.ties[0] == Tie(0, ("a", "b", "c"), "a", "id")
    with pytest.raises(LotNeeded):
        count(election, replace(PHRAGMEN, ties=TieOrder()))


def test_only_approvals_are_counted() -> None:
    ranking = Election((Project("a", 1),), 9, collected(Kind.RANKING, [(("a",), ())]))

    with pytest.raises(TallyError, match="for approvals"):
        count(ranking, PHRAGMEN)
    with pytest.raises(TallyError):
        count(ranking, replace(PHRAGMEN, utility=Utility.BORDA))
