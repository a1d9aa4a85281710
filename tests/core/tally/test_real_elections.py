"""Real elections: what is counted equals what is expected, and what the cities announced.

All runs take minutes: here those that are quick, the whole of them in ``bench tally``.
"""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.makers.elections import LEXICO, PABULIB, expected_runs, real, rule_of
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.declared import (
    Completion,
    Family,
    Misfit,
    Raise,
    Rule,
    Start,
    Threshold,
    TieKey,
    TieOrder,
    Utility,
)
from wijkregie.core.tally.records import Phase, Stop

if TYPE_CHECKING:
    from wijkregie.core.tally.records import Outcome

pytestmark = pytest.mark.skipif(
    not PABULIB.is_dir(), reason="the folder ../shared/data/pabulib with elections is not here"
)

#: Small files with every kind of ballot, and every rule that is expected of them.
QUICK = (
    "Canada_Stanford_Dataset_PB_Dieppe_2018_vote_approvals.pb",
    "Netherlands_Amsterdam_643.pb",
    "Netherlands_Amsterdam_289.pb",
    "Poland_Gdynia_2020_Babie_Doly__small.pb",
    "Poland_Gdynia_2023_Chylonia__small.pb",
    "Poland_Katowice_2022_Koszutka.pb",
    "Poland_Warszawa_2019_RadiowoWolka_WeglowaPlacowkaHuta.pb",
    "Poland_Zabrze_2020_Centrum_Poludnie.pb",
    "Poland_Zabrze_2021_Zandka.pb",
    "Switzerland_Zurich_D10.pb",
    "Switzerland_Zurich_S5R.pb",
    "US_Stanford_Dataset_2022_Jersey_City_Ward_B_vote_knapsacks.pb",
    "Worldwide_Mechanical_Turk_Ranking_value_3.pb",
)
PUBLISHED = TieOrder((TieKey.PUBLISHED,))


@pytest.mark.parametrize("name", QUICK)
def test_every_expected_outcome_of_a_small_file_is_counted(name: str) -> None:
    election = real(name)

    for file, run in expected_runs():
        if file == name:
            outcome = count(election, rule_of(run))
            found = (sorted(outcome.selected), outcome.spent)
            assert found == (run["selected"], run["total_cost"]), run


def test_a_large_city_is_counted_as_expected() -> None:
    election = real("Poland_Warszawa_2026.pb")

    for file, run in expected_runs():
        if file == "Poland_Warszawa_2026.pb" and "add1" not in str(run["rule"]):
            outcome = count(election, rule_of(run))
            assert sorted(outcome.selected) == run["selected"], run


def official(name: str) -> list[str]:
    told = json.loads((PABULIB / "expected.json").read_text())
    found: list[str] = next(one for one in told if one["file"] == name)["official"][
        "selected_1"
    ]
    return sorted(found)


def add1(until: Raise, start: Start = Start.EXACT, compare: Utility | None = None) -> Rule:
    raised = Completion(until, start)
    return Rule(Family.EQUAL_SHARES, Utility.COST, LEXICO, raised, compare=compare)


def test_assen_is_counted_as_the_city_did() -> None:
    outcome = count(real("Netherlands_Assen_2024.pb"), add1(Raise.UNTIL_OVERSPENT))

    assert sorted(outcome.selected) == official("Netherlands_Assen_2024.pb")
    assert (outcome.stopped, outcome.spent) == (Stop.OVERSPENT, 76_700)
    # the expected run counts its first one too, and the one that costs too much
    assert outcome.steps + 2 == 845
    assert outcome.endowment == Fraction(100_000, 84) + outcome.steps


@pytest.mark.parametrize("start", [Start.EXACT, Start.FLOOR])
def test_wieliczka_stopped_only_when_overspent_and_then_compared(start: Start) -> None:
    name = "Poland_Wieliczka_2023_Green_Budget.pb"
    outcome = count(real(name), add1(Raise.UNTIL_OVERSPENT, start, Utility.CARDINALITY))

    assert sorted(outcome.selected) == official(name)
    assert outcome.spent == 995_079
    assert {each.phase for each in outcome.rounds} == {Phase.EQUAL_SHARES}
    assert outcome.preferred is not None
    assert outcome.preferred[0] > outcome.preferred[1]


def test_stopping_when_nothing_fits_is_another_rule() -> None:
    outcome = count(real("Poland_Wieliczka_2023_Green_Budget.pb"), add1(Raise.UNTIL_EXHAUSTIVE))

    assert (len(outcome.rounds), outcome.spent) == (31, 984_579)
    assert outcome.stopped is Stop.EXHAUSTIVE


@pytest.mark.parametrize(
    "name",
    [
        "Poland_Warszawa_2019_RadiowoWolka_WeglowaPlacowkaHuta.pb",
        "Poland_Zabrze_2021_Zandka.pb",
    ],
)
def test_a_project_that_takes_all_the_money_of_all_its_voters_is_funded(name: str) -> None:
    """Floats lose it: 142 times a 142nd part of the budget is less than the budget."""
    outcome = count(real(name), Rule(Family.EQUAL_SHARES, Utility.COST, LEXICO))

    assert [each.left for each in outcome.rounds] == [0]


def greedy(name: str, misfit: Misfit, threshold: Threshold, utility: Utility) -> Outcome:
    rule = Rule(
        Family.GREEDY,
        utility,
        PUBLISHED,
        threshold=threshold,
        misfit=misfit,
        rank_points=(3, 2, 1),
    )
    return count(real(name), rule)


@pytest.mark.parametrize(
    ("name", "misfit", "threshold", "utility"),
    [
        ("Warszawa_2026", Misfit.SKIP, Threshold(votes=3000), Utility.CARDINALITY),
        ("Warszawa_2023_Wilanow", Misfit.SKIP, Threshold(), Utility.CARDINALITY),
        ("Warszawa_2019_Brodno", Misfit.SKIP, Threshold(), Utility.CARDINALITY),
        (
            "Warszawa_2018_Niskie_Okecie",
            Misfit.SKIP,
            Threshold(share=Fraction(1, 10)),
            Utility.CARDINALITY,
        ),
        ("Warszawa_2022_Praga-Polnoc", Misfit.SKIP, Threshold(), Utility.CARDINALITY),
        ("Lodz_2024_Katedralna", Misfit.SKIP, Threshold(votes=50), Utility.CARDINALITY),
        ("Krakow_2024_Krowodrza", Misfit.SKIP, Threshold(), Utility.RANK),
        ("Katowice_2023_Bogucice", Misfit.SKIP, Threshold(score=50), Utility.POINTS),
        ("Katowice_2022_Koszutka", Misfit.SKIP, Threshold(score=50), Utility.POINTS),
        ("Czestochowa_2024_Dzbow", Misfit.SKIP, Threshold(), Utility.POINTS),
        ("Wroclaw_2018_Rejon_nr_10_250", Misfit.STOP, Threshold(), Utility.CARDINALITY),
        ("Gdynia_2023_Chylonia__small", Misfit.STOP, Threshold(votes=50), Utility.CARDINALITY),
        (
            "Gdynia_2020_Babie_Doly__small",
            Misfit.STOP,
            Threshold(votes=50),
            Utility.CARDINALITY,
        ),
    ],
)
def test_what_polish_cities_announced_follows_from_their_rule(
    name: str, misfit: Misfit, threshold: Threshold, utility: Utility
) -> None:
    file = f"Poland_{name}.pb"

    outcome = greedy(file, misfit, threshold, utility)

    assert sorted(outcome.selected) == official(file)


def test_poznan_stops_at_the_first_misfit_and_asks_for_four_fifths_of_it() -> None:
    name = "Poland_Poznan_2023_13_-_Jezyce_sw.Lazarz.pb"
    rule = Rule(
        Family.GREEDY,
        Utility.CARDINALITY,
        PUBLISHED,
        misfit=Misfit.STOP,
        reserve=Fraction(4, 5),
    )

    outcome = count(real(name), rule)

    assert sorted(outcome.selected) == official(name)
    assert outcome.stopped is Stop.MISFIT
    more = count(real(name), replace(rule, reserve=Fraction(1, 10)))
    assert more.rounds[-1].phase is Phase.RESERVE
    assert more.rounds[-1].left < 0
