"""How large a fund is: to the cent, by the formulas of towns, with invented counts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.makers.budgets import (
    cents_of,
    day,
    decided,
    make_fund,
    make_pot,
    part,
    pot_draft,
    pot_seen,
    settle,
    tally,
)
from tests.makers.indicators import make_figures, sheet
from tests.makers.people import make_role, viewer_for
from tests.makers.places import AT, area_row, make_areas, make_municipality
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import FundGrant, FundYear, Pot
from wijkregie.domain.budgets.services import BudgetRefused
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme.models import Funder
from wijkregie.domain.programme.services import ProgrammeRefused, merge_funders
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality()


def test_emmen_a_base_and_an_amount_per_inhabitant(here: Municipality) -> None:
    barger, angelslo = make_fund(here, "Barger"), make_fund(here, "Angelslo")
    parts = (part("fixed", 5000), part("per_inhabitant", 2))
    pot = make_pot(barger, angelslo, parts=parts)
    tally(pot, barger, inhabitants=1204)
    tally(pot, angelslo, inhabitants=7310)

    assert cents_of(pot) == {"Barger": 740_800, "Angelslo": 1_962_000}


def test_hoogeveen_seventy_to_thirty_to_the_cent(here: Municipality) -> None:
    fund = make_fund(here, "Smederijen")
    funders = (("Gemeente", 70), ("Woningcorporaties", 30))
    pot = make_pot(fund, parts=[services.PartDraft("fixed", 99_999, _paid(*funders))])

    (place,) = pot_seen(pot).places

    assert place.grants == (("Gemeente", 69_999), ("Woningcorporaties", 30_000))
    assert place.cents == 99_999
    assert pot_seen(pot).parts[0].shares == (("Gemeente", "70"), ("Woningcorporaties", "30"))


def test_ijsselstein_by_households_and_a_thousand_where_there_is_social_rent(
    here: Municipality,
) -> None:
    west, centrum = make_fund(here, "West"), make_fund(here, "Centrum")
    corporation = (("Corporatie", 100),)
    parts = (part("per_household", 3), part("fixed_rented", 1000, *corporation))
    pot = make_pot(west, centrum, parts=parts)
    tally(pot, west, households=3250, corporation_homes=810)
    tally(pot, centrum, households=1120, corporation_homes=0)

    assert cents_of(pot) == {"West": 1_075_000, "Centrum": 336_000}
    of_west = next(one for one in pot_seen(pot).places if one.fund_name == "West")
    assert of_west.grants == (("Corporatie", 100_000), ("Gemeente", 975_000))


def test_ijsselstein_one_subsidy_divided_by_households_is_the_subsidy(
    here: Municipality,
) -> None:
    funds = [make_fund(here, name) for name in ("West", "Zuid", "Noord")]
    pot = make_pot(*funds, parts=(part("divided_households", 10_000),))
    for fund, households in zip(funds, (3250, 2977, 1), strict=True):
        tally(pot, fund, households=households)

    seen = pot_seen(pot)

    assert seen.total_cents == 1_000_000
    assert cents_of(pot) == {"West": 521_837, "Zuid": 478_003, "Noord": 160}


def test_zwolle_pots_and_five_euros_per_corporation_home(here: Municipality) -> None:
    holtenbroek, schoonhorst = make_fund(here, "Holtenbroek"), make_fund(here, "Pad & Tuin")
    social = make_fund(here, "Sociale projecten")
    parts = (part("fixed", 100_000), part("per_corporation_home", 5, ("Corporatie", 100)))
    pot = make_pot(holtenbroek, schoonhorst, parts=parts)
    other = make_pot(social, parts=(part("fixed", 40_000),))
    tally(pot, holtenbroek, corporation_homes=2417)
    tally(pot, schoonhorst, corporation_homes=388)

    settle(pot)
    settle(other)

    assert cents_of(pot) == {"Holtenbroek": 11_208_500, "Pad & Tuin": 10_194_000}
    town = FundGrant.objects.filter(funder__name="Gemeente").values_list("cents", flat=True)
    assert sum(town) == 24_000_000


def test_vouchers_count_as_many_as_were_handed_out(here: Municipality) -> None:
    fund = make_fund(here, "Vouchers")
    pot = make_pot(fund, parts=(part("voucher", 250),))
    tally(pot, fund, vouchers=14)

    assert cents_of(pot) == {"Vouchers": 350_000}


def test_a_given_pot_is_divided_and_stays_the_pot(here: Municipality) -> None:
    one, other = make_fund(here, "Een"), make_fund(here, "Twee")
    pot = make_pot(one, other, parts=(part("per_inhabitant", 1),), whole_cents=100_001)
    tally(pot, one, inhabitants=1)
    tally(pot, other, inhabitants=2)

    assert cents_of(pot) == {"Een": 33_334, "Twee": 66_667}


def test_unknown_is_unknown_and_never_nought(here: Municipality) -> None:
    fund, other = make_fund(here, "Een"), make_fund(here, "Twee")
    pot = make_pot(fund, other, parts=(part("per_inhabitant", 1), part("per_household", 1)))
    tally(pot, fund, inhabitants=5)

    seen = pot_seen(pot)

    assert cents_of(pot) == {"Een": None, "Twee": None}
    assert seen.total_cents is None
    assert [count.number for count in seen.places[0].counts] == [None, 5]
    with pytest.raises(BudgetRefused, match="3 "):
        settle(pot)
    tally(pot, fund, households=5)
    tally(pot, other, households=5)
    with pytest.raises(BudgetRefused, match="1 "):
        settle(pot)
    assert not Pot.objects.filter(settled_at__isnull=False).exists()


def test_an_amount_nobody_tells_is_asked_for(here: Municipality) -> None:
    pot = make_pot(make_fund(here), parts=(part("fixed", None),))

    assert pot_seen(pot).amount_missing
    with pytest.raises(BudgetRefused, match=r"amount|bedrag"):
        settle(pot)


def test_nothing_to_divide_by_is_told(here: Municipality) -> None:
    fund = make_fund(here)
    pot = make_pot(fund, parts=(part("divided_homes", 10),))
    tally(pot, fund, corporation_homes=0)

    assert pot_seen(pot).nothing_to_divide_by
    with pytest.raises(BudgetRefused):
        settle(pot)


def test_settling_is_a_decision_and_stands(here: Municipality) -> None:
    fund = make_fund(here, "Wijk")
    pot = make_pot(fund)
    settle(pot)

    seen = pot_seen(pot)

    assert seen.settled
    assert seen.decision is not None
    assert seen.decision.mandate == "Besluit van het college"
    with pytest.raises(BudgetRefused):
        services.change_pot(pot.pk, pot_draft([fund]), by=installation(here.pk), at=AT)
    for table, where in (
        ("budgets_pot", "SET title = 'anders'"),
        ("budgets_fundyear", "SET cents = 1"),
        ("budgets_fundgrant", "SET cents = 1"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as on:
            on.execute(f"UPDATE {table} {where}")


def test_what_another_changed_meanwhile_is_not_settled(here: Municipality) -> None:
    pot = make_pot(make_fund(here))
    by = installation(here.pk)

    with pytest.raises(BudgetRefused):
        services.settle_pot(pot.pk, decided(), read_at=AT.replace(year=2020), by=by, at=AT)
    no = decided(outcome=Outcome.DECLINE)
    with pytest.raises(ValueError, match="decline"):
        services.settle_pot(pot.pk, no, read_at=pot.changed_at, by=by, at=AT)


def _paid(*funders: tuple[str, int]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((name, Decimal(percent)) for name, percent in funders)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"year": 1900},
        {"parts": ()},
        {"parts": (part(),) * 13},
        {"parts": (part("gift"),)},
        {"parts": (part("fixed", -1),)},
        {"parts": (part("fixed", 1, ("A", 60), ("B", 30)),)},
        {"parts": (part("fixed", 1, ("A", 150), ("B", -50)),)},
        {"parts": (part("fixed", 1, ("A", 60), ("a", 40)),)},
        {"parts": (part("fixed", 1, (" ", 100)),)},
        {"parts": (services.PartDraft("fixed", 1, ()),)},
        {"fund_ids": ()},
        {"whole_cents": -1},
    ],
)
def test_a_formula_that_cannot_be_is_refused(here: Municipality, wrong: dict[str, Any]) -> None:
    draft = {"title": "Geld", "year": 2026, "parts": (part(),)}
    known: dict[str, Any] = draft | {"fund_ids": (make_fund(here).pk,)} | wrong

    with pytest.raises((BudgetRefused, ProgrammeRefused)):
        services.make_pot(services.PotDraft(**known), by=installation(here.pk), at=AT)
    assert not Pot.objects.exists()


def test_funds_of_elsewhere_or_closed_get_nothing(here: Municipality) -> None:
    by = installation(here.pk)
    there, closed = make_fund(make_municipality()), make_fund(here)
    services.close_fund(closed.pk, "Klaar.", by=by, at=AT)

    for fund in (there, closed):
        with pytest.raises(ProgrammeRefused):
            services.make_pot(pot_draft([fund]), by=by, at=AT)


def test_a_formula_is_changed_and_counts_of_what_stays_stay(here: Municipality) -> None:
    one, other, third = (make_fund(here, name) for name in ("Een", "Twee", "Drie"))
    pot = make_pot(one, other, parts=(part("per_inhabitant", 1),))
    tally(pot, one, inhabitants=3)
    by = installation(here.pk)

    draft = pot_draft([one, third], part("per_inhabitant", 2), title="Anders")
    services.change_pot(pot.pk, draft, by=by, at=AT)

    assert set(cents_of(pot)) == {"Een", "Drie"}
    tally(pot, third, inhabitants=1)
    assert cents_of(pot) == {"Een": 600, "Drie": 200}
    services.remove_pot(pot.pk, by=by, at=AT)
    assert not Pot.objects.exists()


def test_a_count_has_a_source_and_goes_again(here: Municipality) -> None:
    fund = make_fund(here)
    pot = make_pot(fund, parts=(part("per_inhabitant", 1),))
    by, place = installation(here.pk), FundYear.objects.get()

    for what, number, source in (
        ("inhabitants", 3, " "),
        ("inhabitants", -1, "Telling"),
        ("dogs", 3, "Telling"),
    ):
        with pytest.raises(BudgetRefused):
            services.count(place.pk, what, number, source, by=by, at=AT)
    tally(pot, fund, inhabitants=3)
    services.count(place.pk, "inhabitants", None, "", by=by, at=AT)

    assert cents_of(pot) == {fund.name: None}


def test_only_who_runs_funds_writes_formulas(here: Municipality) -> None:
    fund = make_fund(here)
    pot = make_pot(fund)
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)
    there = installation(make_municipality().pk)

    for by in (worker, anonymous(here.pk), anonymous()):
        with pytest.raises(BudgetRefused):
            services.make_pot(pot_draft([fund]), by=by, at=AT)
    with pytest.raises(ProgrammeRefused):
        services.remove_pot(pot.pk, by=there, at=AT)
    for role in (Role.DISTRICT_MANAGER, Role.ADMINISTRATOR):
        by = viewer_for(make_role(here, role).person, here)
        services.change_pot(pot.pk, pot_draft([fund]), by=by, at=AT)


def test_a_funder_that_fills_a_fund_is_not_made_one_with_another(here: Municipality) -> None:
    make_pot(make_fund(here), parts=(part("fixed", 1, ("Gemeente", 60), ("Corporatie", 40)),))
    by = installation(here.pk)
    one, other = Funder.objects.order_by("name")

    with pytest.raises(ProgrammeRefused):
        merge_funders(one.pk, other.pk, by=by, at=AT)
    assert Funder.objects.count() == 2


def test_the_day_of_a_decision_is_not_to_come(here: Municipality) -> None:
    pot = make_pot(make_fund(here))
    with pytest.raises(Exception, match=r"still to come|moet nog komen"):
        services.settle_pot(
            pot.pk,
            decided(taken_on=day(1)),
            read_at=pot.changed_at,
            by=installation(here.pk),
            at=AT,
        )


def test_counts_are_cited_from_the_figures(here: Municipality) -> None:
    town = make_municipality("Heuvelstad", code="GM0398")
    codes = ("GM0398", "WK039801", "WK039802")
    areas = make_areas(*(area_row(code, f"Naam {code}") for code in codes))
    make_figures(sheet({"WK039801": {"inhabitants": 1500.0, "households": 700.0}}))
    known = make_fund(town, "Bekend", area_id=areas["WK039801"].pk)
    unknown = make_fund(town, "Onbekend", area_id=areas["WK039802"].pk)
    nowhere = make_fund(town, "Hele stad")
    kinds = (part("per_inhabitant", 1), part("per_corporation_home", 1))
    pot = make_pot(known, unknown, nowhere, parts=kinds)

    assert services.cite_counts(pot.pk, by=installation(town.pk), at=AT) == 1

    counts = {one.fund_name: one.counts for one in pot_seen(pot).places}
    cited, typed = counts["Bekend"]
    assert (cited.number, cited.key, cited.period) == (1500, "inhabitants", 2017)
    assert cited.source == "kwb 2017.1"
    assert typed.number is None
    assert [one.number for one in (*counts["Onbekend"], *counts["Hele stad"])] == [None] * 4
