"""A changed amount can be read on the card, by who works along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.money import make_order, make_payment
from tests.makers.places import AT
from tests.makers.programme import make_cost, make_coverage
from tests.web.programme.conftest import YEAR
from tests.web.seen import seen
from wijkregie.domain.programme import services
from wijkregie.domain.programme.states import Pledge
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db


def test_the_card_tells_what_of_the_money_changed_from_and_to(
    city: City, manager: Browser, passer_by: Browser
) -> None:
    project = city.project()
    by = installation(city.municipality.pk)
    cost = make_cost(project, 1_000_00, year=YEAR, what="bank")
    services.change_cost(cost, services.CostDraft(YEAR, 2_000_00, "bank"), by=by, at=AT)
    services.change_cost(cost, services.CostDraft(YEAR + 1, None, "boom"), by=by, at=AT)
    services.remove_cost(cost, by=by, at=AT)
    make_cost(project, 0, year=YEAR)
    line = make_coverage(project, 300_00, year=None)
    services.change_pledge(line, Pledge.COMMITTED, by=by, at=AT)
    make_order(project, year=YEAR)
    payment = make_payment(project)
    services.take_back_payment(payment, "Dubbel betaald.", by=by, at=AT)

    page = seen(manager.get(city.card(project)))
    told = page.text[page.text.index("Wat er op deze kaart veranderde") :]
    told = told.replace("\u00a0", " ")

    assert page.faults() == []
    bank = f"Kosten, {YEAR}, “bank”: Het was: "
    for words in (
        f"{bank}niets Nu is het: € 1.000",
        f"{bank}€ 1.000 Nu is het: € 2.000",
        f"{bank}€ 2.000; naam: bank; jaar: {YEAR} Nu is het: niet bekend; naam: boom",
        f"naam: boom; jaar: {YEAR + 1}",
        f"Kosten, {YEAR + 1}, “boom”: Het was: niet bekend Nu is het: niets",
        f"Kosten, {YEAR}: Het was: niets Nu is het: € 0",
        "Dekking, geen jaar genoemd, “Wijkbudget”: Het was: niets Nu is het: € 300; toegezegd",
        "Dekking, geen jaar genoemd, “Wijkbudget”: Het was: toegezegd Nu is het: vastgelegd",
        f"Besteld, {YEAR}, “meubels”: Het was: niets Nu is het: € 1.000; van wie: Meubelhuis",
        f"Betaald, {AT.year}, “eerste deel”: Het was: niets Nu is het: € 400; stuk: Factuur 12",
        "teruggenomen op: 3 maart 2026; omdat: Dubbel betaald.",
    ):
        assert words in told, (words, told)
    assert "Het was" not in seen(passer_by.get(city.card(project))).text
