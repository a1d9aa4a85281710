"""Hand out vouchers, lose one, and hand one in with a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.makers.budgets import make_fund, make_pot, make_round, part, settle, tally
from tests.makers.people import make_role
from tests.makers.places import AT, make_municipality
from tests.makers.signals import make_theme
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from tests.web.seen import seen
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import FundYear, Proposal, Round
from wijkregie.domain.people.states import Role
from wijkregie.kit.models import SentForm
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.control.conftest import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken() -> Round:
    """A round of now that takes vouchers of 150 euros, of which there are three."""
    here = make_municipality("Heuvelstad")
    make_theme(here, "Samen")
    fund, on = make_fund(here, "Vouchers"), timezone.localdate()
    pot = make_pot(fund, parts=(part("voucher", 150),), year=on.year)
    tally(pot, fund, vouchers=3)
    settle(pot)
    made = make_round(fund, "Ronde", year=on.year, budget_cents=45_000)
    by, at = installation(here.pk), AT
    ideas = services.PhaseDraft("ideas", on, on)
    services.plan_phases(made.pk, [ideas], by=by, at=at)
    rule = services.AmountRuleDraft("group_buys", "Een voucher")
    services.set_amount_rules(made.pk, [rule], by=by, at=at)
    return Round.objects.get(pk=made.pk)


@pytest.fixture
def manager(taken: Round) -> Browser:
    return log_in(make_role(taken.municipality, Role.DISTRICT_MANAGER).person)


def url(found: Round, path: str) -> str:
    return f"/{found.municipality.slug}/budget/{found.fund_id}/{path}"


def draw(manager: Browser, taken: Round, number: int = 1) -> list[str]:
    year = FundYear.objects.get(fund_id=taken.fund_id)
    page = manager.post(url(taken, f"vouchers/{year.pk}/uitreiken"), number=number)
    assert page.status_code == 200, errors(page)
    return re.findall(r"[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}", seen(page).text)


def plan(code: str, taken: Round, **more: str) -> dict[str, object]:
    theme = taken.municipality.themes.get()
    given = {
        "code": code,
        "title": "Straatfeest",
        "plan": "We eten samen in de straat.",
        "theme": theme.pk,
        "submission": "a" * 32,
    }
    return given | more


def test_vouchers_are_handed_out_and_handed_in(
    taken: Round, manager: Browser, client: Client
) -> None:
    assert "Nog uit te reiken: 3" in seen(manager.get(url(taken, "vouchers"))).text
    (code,) = draw(manager, taken)
    assert "Uitgereikt: 1. Ingeleverd: 0" in seen(manager.get(url(taken, "vouchers"))).text

    assert "Voucher inleveren" in seen(client.get(url(taken, "voucher"))).text
    page = client.post(url(taken, "voucher"), plan(code.lower(), taken, email="a@b.nl"))

    text = seen(page).text
    assert "Je voucher telt" in text
    made = Proposal.objects.get()
    assert made.state == "chosen"
    listed = client.get(f"/{taken.municipality.slug}/budgetronde/{taken.pk}/gekozen")
    assert "Straatfeest" not in seen(listed).text
    assert code not in str(list(SentForm.objects.values()))
    account = seen(client.get(url(taken, "verantwoording"))).text
    assert "Er is 1 voucher uitgereikt; 1 kwam terug met een plan." in account
    assert "Plan 1" in account


def test_a_wrong_code_keeps_what_was_typed(taken: Round, client: Client) -> None:
    page = client.post(url(taken, "voucher"), plan("0000 0000", taken, cost="100"))
    assert page.status_code == 422
    assert "geen voucher" in str(errors(page))
    assert "We eten samen in de straat." in page.content.decode()
    assert client.post(url(taken, "voucher"), {}).status_code == 422


def test_a_lost_voucher_is_replaced(taken: Round, manager: Browser, client: Client) -> None:
    (code,) = draw(manager, taken)
    year = FundYear.objects.get(fund_id=taken.fund_id)
    lost = url(taken, f"vouchers/{year.pk}/kwijt")
    assert manager.get(lost).status_code == 200
    text = seen(manager.post(lost, number=1, why="Kwijt")).text
    assert "voucher 2" in text
    assert code not in text
    assert client.post(url(taken, "voucher"), plan(code, taken)).status_code == 422
    assert manager.post(lost, number=1, why="Kwijt").status_code == 422


def test_only_who_runs_the_fund_hands_out(
    taken: Round, manager: Browser, client: Client
) -> None:
    assert client.get(url(taken, "vouchers")).status_code == 302
    assert manager.get(url(taken, "vouchers/0/uitreiken")).status_code == 404
    year = FundYear.objects.get(fund_id=taken.fund_id)
    page = url(taken, f"vouchers/{year.pk}/uitreiken")
    assert "hooguit 3" in seen(manager.get(page)).text
    assert manager.post(page, number=4).status_code == 422
    plain = make_fund(taken.municipality)
    path = f"/{taken.municipality.slug}/budget/{plain.pk}/vouchers"
    assert "Geen jaar" in seen(manager.get(path)).text
