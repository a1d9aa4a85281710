"""Funds: read by everyone, run by who leads the work and by administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.makers.budgets import (
    make_fund,
    make_pot,
    make_round,
    part,
    pot_seen,
    start_as,
    tally,
)
from tests.makers.indicators import make_figures, sheet
from tests.makers.people import make_group, make_organisation, make_role
from tests.makers.places import AT, area_row, make_areas, make_municipality
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from tests.web.seen import seen
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Fund, Pot, Round
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad", code="GM0398")


@pytest.fixture
def manager(here: Municipality) -> Browser:
    return log_in(make_role(here, Role.DISTRICT_MANAGER).person)


def url(here: Municipality, path: str = "budgetten") -> str:
    return f"/{here.slug}/{path}"


def test_a_fund_is_written_down_changed_and_closed(
    here: Municipality, manager: Browser
) -> None:
    assert "Nog geen budget" in seen(manager.get(url(here))).text
    group = make_group(here, "Groep Oost")
    asked = {"name": "Wijkbudget Oost", "form": "district", "owner": f"group:{group.pk}"}

    page = manager.follow(url(here, "budget/nieuw"), **asked, purpose="Voor een fijne wijk.")

    assert page.status_code == 200, errors(page)
    fund = Fund.objects.get()
    text = seen(page).text
    for told in ("Wijkbudget", "Groep Oost", "Bewoners beslissen zelf", "niet bekend"):
        assert told in text, told
    organisation = make_organisation(here, "Stichting Samen")
    theirs = asked | {"owner": f"organisation:{organisation.pk}", "form": "residents"}
    page = manager.follow(url(here, f"budget/{fund.pk}/wijzigen"), **theirs)
    assert "Stichting Samen" in seen(page).text
    officer = theirs | {"owner": f"role:{Role.SPECIALIST}"}
    manager.follow(url(here, f"budget/{fund.pk}/wijzigen"), **officer)
    form = manager.get(url(here, f"budget/{fund.pk}/wijzigen")).context["form"]
    assert form["owner"].value() == f"role:{Role.SPECIALIST}"
    page = manager.follow(url(here, f"budget/{fund.pk}/sluiten"), why="Het is op.")
    text = seen(page).text
    assert "Het is op." in text
    assert "Budget wijzigen" not in text
    assert "gesloten" in seen(manager.get(url(here))).text


def test_a_municipality_starts_as_dordrecht_did(here: Municipality, manager: Browser) -> None:
    text = seen(manager.get(url(here, "budgetten/voorbeelden"))).text
    for town in ("Dordrecht", "Lombaspel", "Vouchers", "Porto Alegre"):
        assert town in text
    path = url(here, "budget/zoals/dordrecht")
    assert "600.000" in seen(manager.get(path)).text
    today = timezone.localdate()

    page = manager.follow(
        path, name="Wijk kiest", owner="role:district_manager", first_day=today.isoformat()
    )

    assert page.status_code == 200, errors(page)
    text = seen(page).text
    assert "Begonnen zoals Stadspolder, Dordrecht" in text
    assert "€ 600.000" in text.replace("\u00a0", " ")
    assert "nog niet vastgesteld" in text
    made = Round.objects.get()
    text = seen(manager.get(url(here, f"budgetronde/{made.pk}"))).text
    assert "Je kunt tot en met" in text
    assert "hele plannen" in text
    assert manager.get(url(here, "budget/zoals/atlantis")).status_code == 404


@pytest.mark.parametrize("case", [one.key for one in queries.cases()])
def test_every_case_can_be_read_as_fund_and_round(here: Municipality, case: str) -> None:
    fund, made = start_as(case, here)
    passer_by = log_in(None)

    for path in (f"budget/{fund.pk}", f"budgetronde/{made.pk}"):
        page = passer_by.get(url(here, path))
        assert page.status_code == 200
        assert not seen(page).unclosed


def test_the_money_of_a_year_is_written_counted_and_settled(
    here: Municipality, manager: Browser
) -> None:
    areas = make_areas(area_row("GM0398"), area_row("WK039801"))
    make_figures(sheet({"WK039801": {"inhabitants": 1500.0}}))
    fund = make_fund(here, "Oost", area_id=areas["WK039801"].pk)
    asked: dict[str, Any] = {
        "title": "Wijkgeld",
        "year": "2026",
        "funds": [fund.pk],
        "kind1": "per_inhabitant",
        "amount1": "2,50",
        "funder1": "Gemeente",
        "percent1": "70",
        "funder1_2": "Corporatie",
        "percent1_2": "30",
        "kind2": "per_corporation_home",
        "amount2": "5",
        "funder2": "Corporatie",
    }

    page = manager.follow(url(here, f"budget/{fund.pk}/geld"), **asked)

    assert page.status_code == 200, errors(page)
    text = seen(page).text
    assert "Nog niet alles is geteld" in text
    assert "Gemeente 70%, Corporatie 30%" in text
    pot = Pot.objects.get()
    _count(here, manager, pot)
    _change(here, manager, pot, asked)
    _settle(here, manager, pot)


def _count(here: Municipality, manager: Browser, pot: Pot) -> None:
    assert manager.get(url(here, f"budgetgeld/{pot.pk}/cijfers")).status_code == 200
    page = manager.follow(url(here, f"budgetgeld/{pot.pk}/cijfers"))
    assert "1 cijfer is overgenomen." in seen(page).text
    (place,) = pot_seen(pot).places
    counts = {
        f"inhabitants_{place.id}": "1500",
        f"corporation_homes_{place.id}": "100",
        f"source_corporation_homes_{place.id}": "",
    }
    page = manager.post(url(here, f"budgetgeld/{pot.pk}/tellen"), **counts)
    assert page.status_code == 422
    counts[f"source_corporation_homes_{place.id}"] = "Opgave corporatie, 1 januari 2026"
    page = manager.follow(url(here, f"budgetgeld/{pot.pk}/tellen"), **counts)
    text = seen(page).text.replace("\u00a0", " ")
    assert "€ 4.250" in text
    assert "cijfer van 2017" in text
    assert "Opgave corporatie" in text


def _change(here: Municipality, manager: Browser, pot: Pot, asked: dict[str, Any]) -> None:
    form = manager.get(url(here, f"budgetgeld/{pot.pk}/wijzigen")).context["form"]
    assert str(form["percent1_2"].value()) == "30"
    changed = asked | {"amount1": "3"}
    page = manager.follow(url(here, f"budgetgeld/{pot.pk}/wijzigen"), **changed)
    assert "€ 5.000" in seen(page).text.replace("\u00a0", " ")


def _settle(here: Municipality, manager: Browser, pot: Pot) -> None:
    path = url(here, f"budgetgeld/{pot.pk}/vaststellen")
    read_at = manager.get(path).context["form"]["read_at"].value()
    asked = {
        "body": "role:district_manager",
        "taken_on": timezone.localdate().isoformat(),
        "reason": "Zo is het begroot.",
        "mandate": "Begroting van de raad",
        "rung": "inform",
    }
    assert manager.post(path, **asked, read_at="gisteren").status_code == 422
    page = manager.follow(path, **asked, read_at=read_at)
    text = seen(page).text
    assert "vastgesteld" in text
    assert "Begroting van de raad" in text
    assert "Formule wijzigen" not in text
    page = manager.post(url(here, f"budgetgeld/{pot.pk}/weghalen"))
    assert page.status_code == 422


def test_a_formula_nobody_settled_is_taken_away(here: Municipality, manager: Browser) -> None:
    fund = make_fund(here)
    pot = make_pot(fund, parts=(part("fixed", None),), whole_cents=5_000_00)
    assert "onbekend bedrag" in seen(manager.get(url(here, f"budget/{fund.pk}"))).text
    assert manager.get(url(here, f"budgetgeld/{pot.pk}/tellen")).status_code == 200

    manager.follow(url(here, f"budgetgeld/{pot.pk}/weghalen"))

    assert not Pot.objects.exists()


def test_a_size_that_cannot_be_is_told(here: Municipality) -> None:
    fund = make_fund(here)
    pot = make_pot(fund, parts=(part("divided_homes", 5),))
    tally(pot, fund, corporation_homes=0)

    text = seen(log_in(None).get(url(here, f"budget/{fund.pk}"))).text

    assert "er valt niets te verdelen" in text


def test_everyone_reads_funds_and_nobody_else_runs_them(here: Municipality) -> None:
    group = make_group(here, "Oude groep")
    fund = make_fund(here, "Oost", owner=services.OwnerDraft(group_id=group.pk))
    pot, made = make_pot(fund), make_round(fund)
    passer_by = log_in(None)
    worker = log_in(make_role(here, Role.COMMUNITY_WORKER).person)

    text = seen(passer_by.get(url(here))).text
    assert "Oost" in text
    assert "Budget opschrijven" not in text
    for path in (f"budget/{fund.pk}", f"budgetronde/{made.pk}", "budgetten/voorbeelden"):
        assert passer_by.get(url(here, path)).status_code == 200
    for path in (
        "budget/nieuw",
        f"budget/{fund.pk}/wijzigen",
        f"budgetgeld/{pot.pk}/vaststellen",
        f"budgetronde/{made.pk}/wie-beslist",
    ):
        assert passer_by.get(url(here, path)).url.startswith("/inloggen")
        assert worker.get(url(here, path)).status_code == 403
        weak = log_in(make_role(here, Role.DISTRICT_MANAGER).person, strong=False)
        assert weak.get(url(here, path)).status_code == 302
    elsewhere = make_municipality("Dalstad")
    for path in (f"budget/{fund.pk}", f"budgetronde/{made.pk}"):
        assert passer_by.get(url(elsewhere, path)).status_code == 404
    theirs = log_in(make_role(elsewhere, Role.DISTRICT_MANAGER).person)
    assert theirs.get(url(elsewhere, f"budgetgeld/{pot.pk}/tellen")).status_code == 404
    assert passer_by.get("/nederland/budgetten").status_code == 404


def test_what_is_wrong_is_refused_at_its_field(here: Municipality, manager: Browser) -> None:
    fund = make_fund(here, "Oost")
    asked = {"name": "oost", "form": "district", "owner": "role:district_manager"}
    page = manager.post(url(here, "budget/nieuw"), **asked)
    assert page.status_code == 422
    assert "Er is al een budget" in seen(page).text
    money = {"title": "Geld", "year": "2026", "kind1": "fixed", "amount1": "5"}
    page = manager.post(url(here, f"budget/{fund.pk}/geld"), **money, funds=[fund.pk])
    assert page.status_code == 422
    assert "wie dit deel betaalt" in seen(page).text
    page = manager.post(url(here, f"budget/{fund.pk}/sluiten"), why="")
    assert page.status_code == 422
    page = manager.post(url(here, "budget/zoals/venlo"), name="")
    assert page.status_code == 422


def test_who_owns_a_fund_may_have_stopped(here: Municipality, manager: Browser) -> None:
    group = make_group(here, "Oude groep")
    area = make_areas(area_row("GM0398"), area_row("WK039801"), area_row("BU03980101"))
    owner = services.OwnerDraft(group_id=group.pk)
    fund = make_fund(here, owner=owner, area_id=area["BU03980101"].pk)
    type(group).objects.update(ended_on=AT.date())

    form = manager.get(url(here, f"budget/{fund.pk}/wijzigen")).context["form"]

    assert (f"group:{group.pk}", "Oude groep") in form.fields["owner"].choices
    assert area["BU03980101"].pk in [one for one, _name in form.fields["area"].choices]
