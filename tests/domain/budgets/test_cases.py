"""Each case of a town is a template that starts, and rules of towns answer as told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.makers.budgets import MANAGER, TODAY, decided, pot_seen, round_seen, start_as
from tests.makers.places import AT, make_municipality
from wijkregie.core.tally.coins import Game
from wijkregie.core.tally.declared import Family, Raise, Rule, Utility
from wijkregie.core.tally.themes import Split
from wijkregie.core.tally.variants import Choice
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Fund
from wijkregie.domain.budgets.queries import CountingFault, UnfitCase, counting_of
from wijkregie.domain.budgets.queries.cases import check
from wijkregie.domain.budgets.services import BudgetRefused
from wijkregie.kit.viewer import installation
from wijkregie.sources.fund_cases import CaseRule

CASES = [one.key for one in queries.cases()]


def test_there_are_seventeen_towns_and_the_voucher() -> None:
    towns = [one.town for one in queries.cases()]

    assert len(towns) == len(set(towns)) == 18
    assert towns[-1] == ""
    assert all(one.source and one.told and one.untold for one in queries.cases())


@pytest.mark.django_db
@pytest.mark.parametrize("key", CASES)
def test_every_case_starts_in_one_act_and_can_be_changed(key: str) -> None:
    here = make_municipality()
    by = installation(here.pk)

    fund, made = start_as(key, here)

    case = queries.case_of(key)
    seen = round_seen(made)
    assert case is not None
    assert (fund.form, fund.template) == (case.form, key)
    assert seen.listed.phases[0].opens_on == TODAY
    assert [one.kind for one in seen.listed.phases] == [one.kind for one in case.phases]
    assert len(seen.rules) == len(case.rules)
    pot = fund.years.get().pot
    assert pot_seen(pot).amount_missing == any(one.cents is None for one in case.parts)
    draft = services.RoundDraft("Anders", TODAY.year, "", 100, seen.ballot, seen.counting)
    services.change_round(made.pk, draft, by=by, at=AT)
    assert round_seen(made).listed.title == "Anders"


@pytest.mark.django_db
def test_what_is_no_case_starts_nothing() -> None:
    here = make_municipality()
    with pytest.raises(BudgetRefused):
        start_as("atlantis", here)
    draft = services.StartDraft("zaanstad", " ", MANAGER, TODAY)
    with pytest.raises(BudgetRefused):
        services.start_as(draft, by=installation(here.pk), at=AT)
    assert not Fund.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "euros", "path", "checks"),
    [
        ("zaanstad", 10_000, "municipality", ()),
        ("zaanstad", 10_001, "consulted", ("feasible", "reasonable", "cost")),
        ("arnhem", 5_000, "platform", ("policy",)),
        ("leeuwarden", 5_000, "weighty_advice", ("criteria",)),
        ("den-bosch", 5_000, "table", ()),
        ("emmen", 5_000, "group_buys", ()),
        ("breda", 5_000, "client", ("feasible", "cost")),
    ],
)
def test_who_decides_on_an_amount_and_after_which_checks(
    key: str, euros: int, path: str, checks: tuple[str, ...]
) -> None:
    _fund, made = start_as(key, make_municipality())

    found = queries.who_decides(round_seen(made).rules, euros * 100)

    assert found is not None
    assert (str(found.path), tuple(str(one) for one in found.checks)) == (path, checks)
    assert found.mandate


@pytest.mark.django_db
def test_dordrecht_is_settled_as_it_was_told() -> None:
    here = make_municipality()
    fund, made = start_as("dordrecht", here)
    pot = fund.years.get().pot
    services.settle_pot(
        pot.pk, decided(), read_at=pot.changed_at, by=installation(here.pk), at=AT
    )

    seen = queries.fund_seen(installation(here.pk), fund.pk, on=TODAY)

    assert seen is not None
    assert seen.listed.year_cents == round_seen(made).listed.money_cents == 60_000_000


def test_declared_settings_are_the_rules_of_the_count() -> None:
    rules = {one.key: counting_of(one.ballot, one.counting) for one in queries.cases()}

    assert rules["dordrecht"] == Choice(())
    assert rules["gouda"] is None
    game, split = rules["lombardijen"], rules["venlo"]
    assert isinstance(game, Game)
    assert (game.rounds, game.coins) == (10, 10_000)
    assert isinstance(split, Split)
    assert (split.step, split.least, len(split.themes)) == (1_000_000, 4, 12)
    declared = {
        "family": "equal shares",
        "utility": "cost",
        "until": "until overspent",
        "start": "floor",
        "step": 100,
        "least_votes": 5,
        "ties": ["lowest cost", "lot"],
    }
    shares = counting_of("approval", declared)
    assert isinstance(shares, Rule)
    assert (shares.family, shares.utility) == (Family.EQUAL_SHARES, Utility.COST)
    assert shares.completion.until is Raise.UNTIL_OVERSPENT
    assert shares.threshold.votes == 5
    krakow = {"family": "greedy", "utility": "rank", "rank_points": [3, 2, 1]}
    ranked = counting_of("ranking", krakow)
    assert isinstance(ranked, Rule)
    assert ranked.rank_points == (3, 2, 1)


GREEDY = {"family": "greedy", "utility": "cost"}


@pytest.mark.parametrize(
    ("ballot", "settings"),
    [
        ("dice", {}),
        ("none", GREEDY),
        ("approval", {}),
        ("approval", GREEDY | {"utility": "points"}),
        ("approval", GREEDY | {"until": "until exhaustive"}),
        ("approval", GREEDY | {"least_votes": -1}),
        ("approval", GREEDY | {"ties": ["coin"]}),
        ("approval", GREEDY | {"rank_points": [1]}),
        ("ranking", {"family": "greedy", "utility": "rank"}),
        ("variants", {"majority": "1/0"}),
        ("variants", {"majority": 1}),
        ("variants", {"short": "transfer"}),
        ("variants", {"voters": True}),
        ("coins", {"rounds": 3}),
        ("themes", {"step_cents": 1, "least": 2, "themes": ["a"]}),
        ("themes", {"step_cents": 1, "least": 1, "themes": ["a", "a"]}),
    ],
)
def test_settings_that_cannot_be_counted_are_refused(
    ballot: str, settings: dict[str, Any]
) -> None:
    with pytest.raises(CountingFault):
        counting_of(ballot, settings)


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": "gift"},
        {"phases": ()},
        {"ballot": "one", "counting": GREEDY},
        {"counting": {"x": 1}},
        {"rules": ()},
        {"rules": (CaseRule("table", "M"), CaseRule("vote", "M"))},
        {"rules": (CaseRule("king", "M", checks=("luck",)),)},
    ],
)
def test_a_case_that_this_room_cannot_run_is_found_when_it_is_loaded(
    wrong: dict[str, Any],
) -> None:
    fine = queries.case_of("gouda")
    assert fine is not None
    check(fine)

    with pytest.raises(UnfitCase, match="gouda"):
        check(replace(fine, **wrong))


def test_funders_and_phases_of_a_case_must_be_whole() -> None:
    fine = queries.case_of("hoogeveen")
    assert fine is not None
    short = replace(fine.parts[0], funders=(("Gemeente", 70),))

    for wrong in ({"parts": (short,)}, {"phases": fine.phases[::-1]}):
        with pytest.raises(UnfitCase):
            check(replace(fine, **wrong))
