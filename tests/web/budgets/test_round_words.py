"""What the pages of a round say before somebody is caught out: money, days, who decides."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.makers.budgets import make_fund, make_pot, make_round, set_rules
from tests.makers.people import make_role
from tests.makers.places import AT, make_municipality
from tests.web.control.conftest import log_in
from tests.web.seen import seen
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Fund
from wijkregie.domain.people.states import Role
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def manager(here: Municipality) -> Browser:
    return log_in(make_role(here, Role.DISTRICT_MANAGER).person)


@pytest.mark.parametrize("case", ["dordrecht", "gouda"])
def test_a_first_day_that_is_long_ago_is_refused_at_the_day(
    here: Municipality, manager: Browser, case: str
) -> None:
    path = f"/{here.slug}/budget/zoals/{case}"
    owner = f"role:{Role.DISTRICT_MANAGER.value}"

    page = manager.post(path, name="Zo", owner=owner, first_day="2016-01-01")

    assert page.status_code == 422
    assert "al voorbij" in str(page.context["form"].errors["first_day"])
    assert not Fund.objects.exists()
    today = timezone.localdate()
    manager.follow(path, name="Zo", owner=owner, first_day=f"{today - timedelta(days=3)}")
    assert Fund.objects.exists(), "a phase that goes on may have begun before"


def test_a_round_with_criteria_says_that_one_looks_at_those_too(
    here: Municipality, manager: Browser
) -> None:
    made = make_round(make_fund(here, "Wijkbudget"), "Voorjaar")
    set_rules(made, services.AmountRuleDraft("vote", "Besluit", checks=("cost", "feasible")))
    path = f"/{here.slug}/budgetronde/{made.pk}"
    assert "past het bij de eisen" not in seen(manager.get(path)).text

    services.set_criteria(made.pk, ["Het is groen."], by=installation(here.pk), at=AT)

    text = seen(manager.get(f"{path}?bedrag=100")).text
    assert text.count("past het bij de eisen") == 2


def test_a_rule_for_more_than_there_is_gets_a_word(
    here: Municipality, manager: Browser
) -> None:
    made = make_round(make_fund(here, "Wijkbudget"), "Voorjaar", budget_cents=4_000_000)
    path = f"/{here.slug}/budgetronde/{made.pk}/wie-beslist"
    rule = {"path1": "vote", "mandate1": "Besluit"}

    page = manager.post(path, **rule, up_to1="99.000.000.000")
    assert page.status_code == 422
    assert "Zoveel heeft geen enkele ronde" in str(page.context["form"].errors["up_to1"])
    text = seen(manager.follow(path, **rule, up_to1="50.000")).text
    assert "Kijk er nog eens naar: een regel geldt tot en met € 50.000" in text
    text = seen(manager.follow(path, **rule, up_to1="40.000")).text
    assert "Kijk er nog eens naar" not in text


def test_without_an_earlier_round_there_is_no_form_to_carry_money(
    here: Municipality, manager: Browser
) -> None:
    made = make_round(make_fund(here, "Wijkbudget"), "Voorjaar")

    page = manager.get(f"/{here.slug}/budgetronde/{made.pk}/meenemen")

    assert page.context["form"] is None
    assert "geen eerdere ronde die is gesloten" in seen(page).text
    assert seen(page).url("Terug") == f"/{here.slug}/budgetronde/{made.pk}"


def test_a_round_without_a_budget_tells_what_the_formula_gives(
    here: Municipality, manager: Browser
) -> None:
    fund = make_fund(here, "Wijkbudget")
    made = make_round(fund, "Voorjaar")
    path = f"/{here.slug}/budgetronde/{made.pk}"
    assert "Volgens de formule" not in seen(manager.get(path)).text
    part = services.PartDraft("fixed", 1_000_001, (("Gemeente", Decimal(100)),))
    make_pot(fund, parts=[part])

    assert "€ 10.000,01 in 2026" in seen(manager.get(path)).text
    assert "Volgens de formule" not in seen(log_in(None).get(path)).text
    unknown = services.PartDraft("fixed", None, (("Gemeente", Decimal(100)),))
    make_pot(fund, parts=[unknown], title="Nog een")
    assert "Volgens de formule" not in seen(manager.get(path)).text
