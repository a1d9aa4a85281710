"""Rounds: their line of phases, who decides on what, and what one may change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.makers.budgets import (
    make_fund,
    make_pot,
    make_round,
    part,
    round_seen,
    set_rules,
    settle,
)
from tests.makers.people import make_group, make_role
from tests.makers.places import AT, make_municipality
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from tests.web.seen import seen
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Fund, Round
from wijkregie.domain.people.states import Role
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from datetime import date

    from tests.web.control.conftest import Browser
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def manager(here: Municipality) -> Browser:
    return log_in(make_role(here, Role.DISTRICT_MANAGER).person)


@pytest.fixture
def fund(here: Municipality) -> Fund:
    return make_fund(here, "Wijkbudget")


@pytest.fixture
def made(fund: Fund) -> Round:
    return make_round(fund, "Voorjaar", budget_cents=500_000)


def url(here: Municipality, path: str) -> str:
    return f"/{here.slug}/{path}"


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def days(opens: int, closes: int, text: str = "") -> dict[str, str]:
    return {
        "opens_on": day(opens).isoformat(),
        "closes_on": day(closes).isoformat(),
        "text": text,
    }


def plan(made: Round, *phases: tuple[str, int, int]) -> None:
    drafts = [services.PhaseDraft(kind, day(one), day(two)) for kind, one, two in phases]
    by = installation(made.municipality_id)
    services.plan_phases(made.pk, drafts, by=by, at=AT)


def test_a_round_is_planned_and_changed(
    here: Municipality, manager: Browser, fund: Fund
) -> None:
    asked = {"title": "Najaar", "year": str(day(0).year), "budget": "5.000"}

    page = manager.follow(url(here, f"budget/{fund.pk}/ronde"), **asked)

    assert page.status_code == 200, errors(page)
    text = seen(page).text.replace("\u00a0", " ")
    for told in ("€ 5.000", "er wordt niet gestemd", "nog geen dagen gepland", "Geen eisen"):
        assert told.lower() in text.lower(), told
    made = Round.objects.get()
    counting = {"majority": "1/3", "short": "highest", "voters": 0}
    Round.objects.filter(pk=made.pk).update(ballot="variants", counting=counting)
    change = seen(manager.get(url(here, f"budgetronde/{made.pk}/wijzigen")))
    assert change.url("Hoe wordt gekozen") == url(here, f"budgetronde/{made.pk}/kiezen")
    assert "stemt niemand" not in change.text.lower(), "there is one place to choose"
    changed = asked | {"about": "Doe mee.", "budget": "", "repair_days": "21"}
    page = manager.follow(url(here, f"budgetronde/{made.pk}/wijzigen"), **changed)
    assert "Doe mee." in seen(page).text
    kept = round_seen(made)
    assert (kept.ballot, kept.counting) == ("variants", counting)
    form = manager.get(url(here, f"budgetronde/{made.pk}/wijzigen")).context["form"]
    assert form["repair_days"].value() == 21
    page = manager.post(url(here, f"budget/{fund.pk}/ronde"), **asked)
    assert page.status_code == 422
    assert "title" in page.context["form"].errors


def test_what_is_about_no_field_of_a_round_stands_above_its_form(
    here: Municipality, manager: Browser, made: Round
) -> None:
    plan(made, ("vote", 0, 5))
    asked = {"title": "Voorjaar", "year": made.year, "budget": "4.000"}

    page = manager.post(url(here, f"budgetronde/{made.pk}/wijzigen"), **asked)

    assert page.status_code == 422
    assert "Het stemmen is begonnen" in str(page.context["form"].non_field_errors())
    assert "title" not in page.context["form"].errors


def test_a_date_moves_and_pushes_its_neighbours(
    here: Municipality, manager: Browser, made: Round
) -> None:
    phase = f"budgetronde/{made.pk}/fase"
    manager.follow(url(here, f"{phase}/ideeen"), **days(0, 5, "Kom met ideeën."))
    manager.follow(url(here, f"{phase}/toets"), **days(6, 9))

    page = manager.follow(url(here, f"{phase}/ideeen"), **days(0, 7, "Kom met ideeën."))

    text = seen(page).text
    assert "Mee opgeschoven: toets" in text
    assert "Kom met ideeën." in text
    assert "Je kunt tot en met" in text
    assert [one.closes_on for one in round_seen(made).listed.phases] == [day(7), day(11)]
    page = manager.post(url(here, f"{phase}/toets"), **days(3, 9))
    assert page.status_code == 422
    assert "is dan nog niet voorbij" in seen(page).text
    assert "Deze fase weghalen" in seen(manager.get(url(here, f"{phase}/toets"))).text
    manager.follow(url(here, f"{phase}/toets/weghalen"))
    assert len(round_seen(made).listed.phases) == 1
    assert manager.post(url(here, f"{phase}/ideeen/weghalen")).status_code == 422
    assert manager.get(url(here, f"{phase}/feest")).status_code == 404


def test_what_happens_now_is_the_first_line(
    here: Municipality, fund: Fund, made: Round
) -> None:
    passer_by, path = log_in(None), url(here, f"budgetronde/{made.pk}")
    plan(made, ("ideas", 3, 3), ("vote", 5, 9))
    text = seen(passer_by.get(path)).text
    assert "Nu loopt er niets. Ideeën begint op" in text
    over = make_round(fund, "Vorige")
    plan(over, ("ideas", -9, -3))
    text = seen(passer_by.get(url(here, f"budgetronde/{over.pk}"))).text
    assert "Deze ronde is voorbij." in text
    text = seen(passer_by.get(url(here, f"budget/{fund.pk}"))).text
    assert "Ideeën begint op" in text
    assert "ideeën vanaf" in seen(passer_by.get(url(here, "budgetten"))).text
    ideas = make_round(fund, "Ideeën")
    plan(ideas, ("ideas", 0, 2))
    asks = seen(passer_by.get(url(here, f"budgetronde/{ideas.pk}")))
    assert asks.url("Idee inbrengen") == url(here, "melden?soort=idea")
    assert "Idee inbrengen" not in text
    now = make_round(fund, "Nu")
    plan(now, ("check", 0, 2))
    assert "getoetst" in seen(passer_by.get(url(here, "budgetten"))).text
    assert "getoetst" in seen(passer_by.get(url(here, f"budget/{fund.pk}"))).text


def test_who_asks_an_amount_reads_who_decides(
    here: Municipality, manager: Browser, made: Round
) -> None:
    group = make_group(here, "Wijktafel Oost")
    asked = {
        "path1": "municipality",
        "up_to1": "10.000",
        "mandate1": "Besluit",
        "path2": "table",
        "up_to2": "20.000",
        "checks2": ["cost", "feasible"],
        "mandate2": "Mandaat",
        "group2": group.pk,
    }
    path = url(here, f"budgetronde/{made.pk}")

    page = manager.follow(f"{path}/wie-beslist", **asked)

    text = seen(page).text.replace("\u00a0", " ")
    assert "Tot en met € 10.000" in text
    assert "Boven € 10.000, tot en met € 20.000" in text
    told = {
        "10.000": "de gemeente beslist",
        "10.001": "wijktafel van bewoners beslist: Wijktafel Oost",
        "20.001": "Niemand heeft afgesproken",
        "veel": "Schrijf een bedrag in cijfers",
    }
    for amount, words in told.items():
        page = manager.get(f"{path}?bedrag={amount}")
        assert words.lower() in seen(page).text.lower(), amount
    form = manager.get(f"{path}/wie-beslist").context["form"]
    assert form["group2"].value() == group.pk
    page = manager.post(f"{path}/wie-beslist", **asked | {"up_to2": "10.000"})
    assert page.status_code == 422


def test_one_rule_for_any_amount_or_for_all_that_is_more(
    here: Municipality, made: Round
) -> None:
    passer_by, path = log_in(None), url(here, f"budgetronde/{made.pk}")
    rule = services.AmountRuleDraft("vote", "Stemming")
    set_rules(made, rule)
    assert "Elk bedrag" in seen(passer_by.get(path)).text
    set_rules(made, services.AmountRuleDraft("municipality", "Besluit", 100_000), rule)
    assert "Boven" in seen(passer_by.get(path)).text


def test_a_group_that_stopped_stays_in_its_rule(
    here: Municipality, manager: Browser, made: Round
) -> None:
    group = make_group(here, "Oude groep")
    set_rules(made, services.AmountRuleDraft("table", "Mandaat", group_id=group.pk))
    type(group).objects.update(ended_on=AT.date())

    form = manager.get(url(here, f"budgetronde/{made.pk}/wie-beslist")).context["form"]

    assert (group.pk, "Oude groep") in form.fields["group1"].choices


def test_criteria_are_written_one_per_line(
    here: Municipality, manager: Browser, made: Round
) -> None:
    path = url(here, f"budgetronde/{made.pk}/eisen")

    page = manager.follow(path, criteria="Voor de wijk\nBinnen een jaar\n")

    assert "Binnen een jaar" in seen(page).text
    many = "\n".join(f"Eis {number}" for number in range(30))
    page = manager.post(path, criteria=many)
    assert page.status_code == 422


def test_money_is_carried_over_and_a_round_closes(
    here: Municipality, manager: Browser, fund: Fund, made: Round
) -> None:
    path = url(here, f"budgetronde/{made.pk}")
    assert "nog niet vastgesteld" in seen(manager.get(path)).text
    settle(make_pot(fund, parts=(part("fixed", 6_000),)))
    assert "nog niet vastgesteld" not in seen(manager.get(path)).text
    page = manager.follow(f"{path}/sluiten", why="Alles is besteed, op 500 euro na.")
    text = seen(page).text
    assert "op 500 euro na" in text
    assert "Ronde wijzigen" not in text
    after = make_round(fund, "Najaar", budget_cents=100)
    asked = {
        "source": made.pk,
        "amount": "500",
        "body": "role:district_manager",
        "taken_on": day(0).isoformat(),
        "reason": "Het blijft in de wijk.",
        "mandate": "Regels van het budget",
        "rung": "codecide",
    }
    into = url(here, f"budgetronde/{after.pk}/meenemen")
    page = manager.post(into, **asked | {"amount": "5.001"})
    assert page.status_code == 422

    page = manager.follow(into, **asked)

    text = seen(page).text.replace("\u00a0", " ")
    assert "€ 500 van Voorjaar" in text
    assert "€ 501" in text
    assert "Het blijft in de wijk." in text
    assert "Geld meenemen" not in text
    page = manager.post(f"{path}/sluiten", why="Nog eens.")
    assert page.status_code == 422
