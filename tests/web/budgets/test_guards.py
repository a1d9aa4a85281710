"""The page of a fund answers two questions: the toy of a few, and an obstacle course."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.awards import chosen, make_award, ordered, paid
from tests.makers.budgets import TODAY, decided, make_fund, set_rules
from tests.makers.people import make_group
from tests.makers.places import AT, area_row, make_areas, make_municipality
from tests.makers.proposals import answer, ask, desk, open_round, shown
from tests.makers.voting import make_vote, planned_vote
from tests.web.seen import seen
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Count, Electorate, Round, VoteShare

if TYPE_CHECKING:
    from django.test import Client

    from wijkregie.domain.budgets.models import Fund
    from wijkregie.domain.places.models import Area, Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad", code="GM0500")


def text_of(client: Client, fund: Fund) -> str:
    page = seen(client.get(f"/{fund.municipality.slug}/budget/{fund.pk}"))
    assert page.faults() == []
    return page.text


def told(found: Round, *shares: tuple[str, int, int], cast: int, entitled: int | None) -> None:
    """What a count of a vote keeps: closed totals per area, or per age band."""
    of = {"municipality_id": found.municipality_id, "round": found}
    Count.objects.create(
        cast=cast, entitled=entitled, seal="s", counted_at=AT, told_at=AT, **of
    )
    places = {one.code: one for one in areas().values()}
    for name, letters, used in shares:
        where = {"area": places[name]} if name in places else {"age_band": name}
        VoteShare.objects.create(letters=letters, used=used, **where, **of)


def areas() -> dict[str, Area]:
    codes = ("GM0500", "BU05000001", "BU05000002")
    return make_areas(*(area_row(code, f"Buurt {code[-1]}") for code in codes))


def test_before_there_is_enough_the_page_says_too_few(
    here: Municipality, client: Client
) -> None:
    text = text_of(client, make_fund(here))
    assert "Er is nog geen stemming geteld." in text
    for few in ("te weinig plannen", "te weinig betalingen", "te weinig besluiten"):
        assert few in text, few
    assert "Geen plan kreeg een nee" in text


def test_who_voted_stands_beside_who_lives_there(here: Municipality, client: Client) -> None:
    vote = make_vote(municipality=here)
    told(
        vote.round,
        ("BU05000001", 40, 20),
        ("BU05000002", 30, 2),
        ("18-29", 70, 22),
        cast=22,
        entitled=70,
    )

    text = text_of(client, vote.round.fund)

    assert "stemden 22 van de 70 huishoudens (31 %)" in text
    assert "minder dan 5, of niemand: Buurt 2" in text
    assert "18-29 jaar" in text
    assert "30" not in text.split("Buurt 2")[-1].split("18-29")[0]


def test_of_people_and_without_a_list_it_says_so_too(
    here: Municipality, client: Client
) -> None:
    vote = make_vote(municipality=here)
    told(vote.round, ("BU05000001", 40, 20), cast=20, entitled=None)
    assert "zijn 20 stemmen uitgebracht" in text_of(client, vote.round.fund)
    people = planned_vote(municipality=here)
    Electorate.objects.create(municipality=here, round=people, unit="person")
    told(people, ("BU05000001", 40, 20), cast=20, entitled=40)
    text = text_of(client, people.fund)
    assert "stemden 20 van de 40 mensen (50 %)" in text
    assert "Mensen die er wonen" in text


def test_whose_money_it_is_and_how_long_it_takes(here: Municipality, client: Client) -> None:
    places = areas()
    fund = make_fund(here)
    found = open_round(here, fund=fund)
    set_rules(found, services.AmountRuleDraft("table", "De tafel", checks=("feasible",)))
    found = Round.objects.get(pk=found.pk)
    group = make_group(here, "Buurtgroep")
    for number in range(5):
        area = places["BU05000001"].pk if number else None
        made = make_award(chosen(found, cost_cents=100_000, area_id=area), group_id=group.pk)
        paid(made, ordered(made, 100), 100, paid_on=TODAY)

    text = text_of(client, fund)

    assert "Het meeste ging naar Buurtgroep: 100 %" in text
    assert "De meeste (4) zijn voor Buurt 1" in text
    assert "Van idee tot besluit duurde het voor het middelste plan 0 dagen" in text
    assert "tot de eerste betaling duurde het" in text
    assert "langs 3 fasen" in text
    assert "Het middelste plan is 1 keer bekeken." in text
    assert "Van 5 plannen waarover is besloten, is er geen afgewezen." in text
    assert "Gekozen plannen" in seen(client.get(f"/{here.slug}/budgetronde/{found.pk}")).text


def test_declined_with_which_reason_and_what_was_repaired(
    here: Municipality, client: Client
) -> None:
    found = open_round(here)
    for _at in range(4):
        chosen(found)
    no = shown(found)
    set_rules(found, services.AmountRuleDraft("table", "De tafel", checks=("feasible",)))
    services.hand_in(no.pk, by=desk(no), at=AT)
    answer(ask(no, "feasible"), "no", "Er ligt een kabel.")
    services.hand_in(no.pk, by=desk(no), at=AT)
    answer(no.checks.get(kind="feasible", turn=2), "no", "De kabel ligt er nog.")
    services.decline_proposal(no.pk, decided(outcome="decline"), by=desk(no), at=AT)

    text = text_of(client, found.fund)

    assert "Van 5 plannen zijn er 1 afgewezen. Waarop: kan het" in text
    assert "1 plan kreeg een nee dat te herstellen was; 0 ging verder." in text
    assert "5 plannen zijn voor het hele gebied" in text
