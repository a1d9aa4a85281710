"""Pages about the money of chosen plans: for everyone, for the group, for who runs the fund."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.makers.awards import chosen, make_award, ordered, paid, settled, shown
from tests.makers.budgets import TODAY, make_fund, make_pot, make_round, part, set_rules, settle
from tests.makers.guarded import lift
from tests.makers.people import make_group, make_person, make_role, make_seat
from tests.makers.places import AT, make_municipality
from tests.makers.proposals import again, desk, open_round, propose, token_of
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from tests.web.seen import seen
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Award, Count, CountedProposal, Remark, Round
from wijkregie.domain.people.states import Role, SeatFunction
from wijkregie.domain.programme import services as programme

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.control.conftest import Browser
    from wijkregie.domain.budgets.models import Proposal
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def manager(here: Municipality) -> Browser:
    return log_in(make_role(here, Role.DISTRICT_MANAGER).person)


def plan_of(here: Municipality, path: str = "client", **more: Any) -> Proposal:
    """A plan that was chosen, of a year that is settled."""
    fund = make_fund(here, "Wijkbudget Oost")
    settle(make_pot(fund, parts=(part("fixed", 50_000),)))
    found = open_round(here, fund=fund, title="Voorjaar")
    set_rules(found, services.AmountRuleDraft(path, "Zo spraken we af"))
    return chosen(Round.objects.get(pk=found.pk), "Bankjes", **more)


def url(here: Municipality, path: str) -> str:
    return f"/{here.slug}/{path}"


def test_a_chosen_plan_is_made_a_project(here: Municipality, manager: Browser) -> None:
    plan = plan_of(here, cost_cents=100_000)
    listed = url(here, f"budgetronde/{plan.round_id}/gekozen")
    assert "Maak er een project van" in seen(manager.get(listed)).text
    today = timezone.localdate().isoformat()
    new = f"{listed}/{plan.number}"
    form = manager.get(new).context["form"]
    assert form["way"].value() == "client"
    agreed = {"way": "client", "receiver": "Buurtgroep Oost", "account_by": "2099-01-01"}

    page = manager.post(new, **agreed)
    assert page.status_code == 422
    assert "contract" in str(errors(page))
    signed = {"contract": "Contract 12", "contract_on": today}
    page = manager.follow(new, **agreed, **signed)

    text = seen(page).text
    for told in ("Bewoners zijn opdrachtgever", "Contract 12", "Buurtgroep Oost", "€ 1.000"):
        assert told in text, told


def test_money_in_hands_is_paid_shown_and_settled(here: Municipality, manager: Browser) -> None:
    made = make_award(plan_of(here, cost_cents=100_000))
    today = timezone.localdate().isoformat()
    money = url(here, f"plangeld/{made.pk}")
    order = {"what": "Bankjes", "amount": "900", "ordered_on": today}
    assert "is vastgelegd" in seen(manager.follow(f"{money}/opdracht", **order)).text
    order_id = made.orders.get().order_id
    payment = {
        "order": order_id,
        "what": "Voorschot",
        "amount": "500",
        "paid_on": today,
        "document": "Overboeking 1",
    }
    manager.follow(f"{money}/betaling", **payment)
    bought = {"what": "Hout", "amount": "450,50", "spent_on": today, "document": "Bon 3"}
    text = seen(manager.follow(f"{money}/uitgave", **bought)).text
    assert "Bon 3" in text
    assert "€ 49,50" in text
    assert "aangetoond" in str(errors(manager.post(f"{money}/uitgave", **bought)))
    page = manager.follow(f"{money}/verantwoorden", text="De bankjes staan er.")
    assert "De bankjes staan er." in seen(page).text
    done = {"back": "49,50", "document": "Overboeking 2", "on": today, "why": "Klaar."}
    text = seen(manager.follow(f"{money}/afrekenen", **done)).text
    assert "Terug in het budget" in text
    assert "€ 549,50" in text
    assert manager.get(f"{money}/uitgave").status_code == 404
    assert manager.get(f"{money}/betaling").status_code == 404


def test_orders_and_payments_are_mended_with_the_award(
    here: Municipality, manager: Browser
) -> None:
    made = make_award(plan_of(here, "municipality", cost_cents=100_000))
    today = timezone.localdate().isoformat()
    order_id, money = ordered(made, 600), url(here, f"plangeld/{made.pk}")
    changing, card = f"{money}/opdracht/{order_id}", url(here, f"project/{made.project_id}")
    fields = {"what": "Bankjes", "supplier": "Hovenier", "ordered_on": TODAY.isoformat()}

    over = manager.post(changing, **fields, amount="1001")
    assert "hoogstens € 1.000,00" in str(errors(over))
    assert "€ 700" in seen(manager.follow(changing, **fields, amount="700")).text
    payment_id = paid(made, order_id, 50)
    page = seen(manager.get(money))
    assert page.faults() == []
    assert page.url("Intrekken: Voorschot") == f"{money}/betaling/{payment_id}/terug"
    assert "Bankjes, € 700" in seen(manager.get(f"{changing}/einde")).text
    for held in (f"{card}/verplichting/{order_id}", f"{card}/betaling/{payment_id}/terug"):
        assert manager.get(held).status_code == 404
    listed = seen(manager.get(f"{card}/geld"))
    assert listed.url("Het geld van dit plan") == money
    assert "Intrekken" not in listed.text

    back = manager.follow(f"{money}/betaling/{payment_id}/terug", why="Dubbel betaald.")
    assert "De betaling is teruggenomen" in seen(back).text
    ended = seen(manager.follow(f"{changing}/einde", day=today, why="Het is klaar."))
    assert "De opdracht van het plan is beëindigd" in ended.text
    for gone in (changing, f"{changing}/einde", f"{money}/betaling/{payment_id}/terug"):
        assert manager.get(gone).status_code == 404


def test_who_does_not_run_the_fund_mends_nothing(here: Municipality) -> None:
    made = make_award(plan_of(here, "municipality", cost_cents=100_000))
    order_id = ordered(made, 600)
    worker = log_in(make_role(here, Role.COMMUNITY_WORKER).person)
    money = url(here, f"plangeld/{made.pk}")

    assert "Klopt er iets niet" not in seen(worker.get(money)).text
    assert worker.get(f"{money}/opdracht/{order_id}").status_code == 403


def test_everyone_reads_the_account_and_takes_it_along(
    here: Municipality, client: Client
) -> None:
    plan = plan_of(here, "municipality", cost_cents=100_000)
    made = make_award(plan)
    paid(made, ordered(made, 900), 850)
    note = programme.NoteDraft("De eerste paal staat.")
    programme.add_note(made.project_id, note, by=desk(plan), at=AT)
    waiting = chosen(plan.round, "Speelplek", cost_cents=200_000)

    account = url(here, f"budget/{plan.round.fund_id}/verantwoording")
    text = seen(client.get(account)).text

    assert "Er kwam € 50.000 binnen. Daarvan is € 850 uitgegeven" in text
    assert "De eerste paal staat." in text
    assert "gekozen, nog geen project" in text
    assert waiting.title in text
    table = client.get(f"{account}.csv").content.decode("utf-8-sig")
    assert "2026;plan;Bankjes;100000;85000;85000;0;" in table
    assert client.get(url(here, "budget/0/verantwoording")).status_code == 404
    assert client.get(url(here, "budget/0/verantwoording.csv")).status_code == 404


def test_an_empty_and_an_unknown_account_say_so(here: Municipality, client: Client) -> None:
    fund = make_fund(here)
    account = url(here, f"budget/{fund.pk}/verantwoording")
    assert "nog geen geld" in seen(client.get(account)).text
    make_round(fund)
    assert "nog niet alles bekend" in seen(client.get(account)).text


def test_the_account_tells_when_more_was_given(here: Municipality, client: Client) -> None:
    fund = make_fund(here)
    settle(make_pot(fund, parts=(part("fixed", 1_500),)))
    found = open_round(here, fund=fund, budget_cents=150_000)
    for _at in range(2):
        chosen(found, cost_cents=100_000)
    account = url(here, f"budget/{fund.pk}/verantwoording")
    assert "meer toegekend dan het budget heeft: € 500" in seen(client.get(account)).text


def test_a_late_account_is_told_to_everyone(here: Municipality, client: Client) -> None:
    made = make_award(plan_of(here))
    Award.objects.filter(pk=made.pk).update(account_by="2020-01-01")
    text = seen(client.get(url(here, f"plangeld/{made.pk}"))).text
    assert "moest er op 1 januari 2020 zijn" in text


def test_a_passer_by_is_led_to_logging_in_and_an_outsider_refused(
    here: Municipality, client: Client
) -> None:
    made = make_award(plan_of(here))
    outsider = log_in(make_person(municipality=here))
    for path in ("uitgave", "verantwoorden", "opdracht", "afrekenen", "wijzigen"):
        page = url(here, f"plangeld/{made.pk}/{path}")
        assert client.get(page).status_code == 302, path
        assert outsider.get(page).status_code == 403, path
    bought = make_award(chosen(open_round(here)), way="municipality")
    assert client.get(url(here, f"plangeld/{bought.pk}/uitgave")).status_code == 404


def test_the_chair_of_the_group_shows_what_was_bought_and_takes_it_back(
    here: Municipality,
) -> None:
    group = make_group(here, "Erkende groep")
    person = make_person(municipality=here)
    make_seat(group, person, function=SeatFunction.CHAIR)
    made = make_award(plan_of(here, "group_buys"), group_id=group.pk, receiver="")
    paid(made, ordered(made, 500), 500)
    line = shown(made, 100)
    chair = log_in(person)

    money = url(here, f"plangeld/{made.pk}")
    assert "Uitgave" in seen(chair.get(f"{money}/uitgave/{line}/terugnemen")).text
    text = seen(chair.follow(f"{money}/uitgave/{line}/terugnemen", why="Dubbel")).text

    assert "teruggenomen: Dubbel" in text
    assert chair.get(f"{money}/uitgave/{line}/terugnemen").status_code == 404


def test_by_the_private_link_one_gives_account_and_nothing_of_it_is_kept(
    here: Municipality, client: Client
) -> None:
    plan = plan_of(here)
    made = make_award(plan)
    paid(made, ordered(made, 500), 500)
    own = url(here, f"plangeld/van/{token_of(plan)}")

    page = client.get(own)
    assert "no-store" in page.headers["Cache-Control"]
    assert "Laat zien wat er is gekocht" in seen(page).text
    assert "Afspraak wijzigen" not in seen(page).text
    bought = {"what": "Hout", "amount": "45", "spent_on": "2026-03-03", "document": "Bon"}
    assert client.post(f"{own}/uitgave", bought).status_code == 302
    client.post(f"{own}/verantwoorden", {"text": "Het staat er."})
    line = made.expenses.get().pk
    client.post(f"{own}/uitgave/{line}/terugnemen", {"why": "Dubbel"})

    text = seen(client.get(own)).text
    assert "Het staat er." in text
    assert "teruggenomen: Dubbel" in text
    assert client.get(url(here, "plangeld/van/geen")).status_code == 404
    loose = propose(plan.round)
    assert client.get(url(here, f"plangeld/van/{token_of(loose)}")).status_code == 404


def test_the_agreement_is_changed(here: Municipality, manager: Browser) -> None:
    made = make_award(plan_of(here))
    change = url(here, f"plangeld/{made.pk}/wijzigen")
    assert manager.get(change).context["form"]["receiver"].value() == "Buurtgroep"

    page = manager.follow(change, way="municipality")

    assert "De gemeente bestelt en betaalt" in seen(page).text


def test_the_municipality_orders_from_whom_it_names_and_settles(
    here: Municipality, manager: Browser
) -> None:
    made = make_award(plan_of(here, "municipality", cost_cents=100_000))
    money = url(here, f"plangeld/{made.pk}")
    today = timezone.localdate().isoformat()
    order = {"what": "Bank", "supplier": "Hovenier BV", "amount": "900", "ordered_on": today}
    assert "Hovenier BV" in seen(manager.follow(f"{money}/opdracht", **order)).text
    page = manager.follow(f"{money}/afrekenen", on=today, why="Niet nodig.")
    assert "beëindigd op" in seen(page).text


def test_votes_and_words_of_voters_stand_with_the_plan(
    here: Municipality, client: Client
) -> None:
    plan = plan_of(here)
    made = make_award(plan)
    of = {"municipality_id": here.pk}
    count = Count.objects.create(
        round=plan.round, cast=9, seal="s", counted_at=AT, told_at=AT, **of
    )
    CountedProposal.objects.create(count=count, proposal=plan, votes=7, **of)
    Remark.objects.create(id=2**62, proposal=plan, text="Fijn voor ouderen", shown=True, **of)
    Remark.objects.create(id=2**62 + 1, proposal=plan, text="Nog niet bekeken", **of)

    text = seen(client.get(url(here, f"plangeld/{made.pk}"))).text

    card = seen(client.get(url(here, f"project/{made.project_id}"))).text
    assert "Dit plan kreeg 7 stemmen." in text
    assert "Gekozen in de ronde Voorjaar" in card
    assert "Het kreeg 7 stemmen." in card
    for told in (text, card):
        assert "Fijn voor ouderen" in told
        assert "Nog niet bekeken" not in told
    lift("counted_plan_stands")
    CountedProposal.objects.update(votes=4)
    assert (
        "kreeg minder dan 5 stemmen" in seen(client.get(url(here, f"plangeld/{made.pk}"))).text
    )
    card = seen(client.get(url(here, f"project/{made.project_id}"))).text
    assert "kreeg minder dan 5 stemmen" in card


def test_other_municipalities_have_none_of_it(here: Municipality, client: Client) -> None:
    made = make_award(plan_of(here))
    other = make_municipality("Elders")
    for path in (f"plangeld/{made.pk}", f"budgetronde/{made.proposal.round_id}/gekozen"):
        assert client.get(url(other, path)).status_code == 404
    assert client.get(url(here, "budgetronde/0/gekozen/1")).status_code == 302
    assert settled(again_award(made)) > 0
    assert again(made.proposal).state == "chosen"


def again_award(made: Award) -> Award:
    return Award.objects.get(pk=made.pk)


def test_a_page_costs_a_fixed_number_of_queries(
    here: Municipality, client: Client, django_assert_max_num_queries: object
) -> None:
    plan = plan_of(here, "municipality", cost_cents=10_000)
    for number in range(4):
        made = make_award(chosen(plan.round, f"Plan {number}", cost_cents=10_000))
        paid(made, ordered(made, 50), 40)
    account = url(here, f"budget/{plan.round.fund_id}/verantwoording")
    client.get(account)
    with django_assert_max_num_queries(32):  # type: ignore[operator] # a fixture of pytest-django
        client.get(account)
