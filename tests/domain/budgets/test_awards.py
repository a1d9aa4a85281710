"""A chosen proposal becomes a project with its money, and its account fits to the cent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from tests.makers.awards import (
    account_of,
    accounted,
    award_seen,
    choose,
    chosen,
    make_award,
    ordered,
    paid,
    settled,
    shown,
)
from tests.makers.budgets import TODAY, day, decided, make_fund, make_pot, part, settle
from tests.makers.guarded import lift
from tests.makers.people import make_group, make_person, make_role, make_seat, viewer_for
from tests.makers.places import AT, make_municipality
from tests.makers.programme import make_programme
from tests.makers.proposals import again, by_link, desk, fitting, open_round
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Award, Returned, Round
from wijkregie.domain.budgets.queries.year_money import left_of
from wijkregie.domain.people.states import Role, SeatFunction
from wijkregie.domain.programme import services as programme
from wijkregie.domain.programme.models import Project
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.domain.signals.states import EventKind
from wijkregie.kit import outbox
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous

pytestmark = pytest.mark.django_db

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.models import Municipality


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


def test_a_chosen_plan_is_a_project_with_its_money(here: Municipality) -> None:
    fund = make_fund(here, "Wijkbudget")
    settle(make_pot(fund, parts=(part("fixed", 100_000, ("Gemeente", 70), ("Wonen", 30)),)))
    found = open_round(here, fund=fund)
    cofinancing = (services.CofinancingDraft("Buurtfonds", 33_300, "promised"),)
    proposal = chosen(
        found, "Bankjes", cost_cents=133_301, cofinancing=cofinancing, by=desk(found)
    )

    made = make_award(proposal)

    project = Project.objects.get(pk=made.project_id)
    assert project.title == "Bankjes"
    assert project.decision_id == proposal.decision_id
    assert project.state == "running"
    assert project.programme.name == f"Bewonersplannen {TODAY.year}"
    assert list(project.costs.values_list("cents", flat=True)) == [133_301]
    assert set(project.coverage.values_list("funder__name", "cents", "pledge")) == {
        ("Gemeente", 70_001, "committed"),
        ("Wonen", 30_000, "committed"),
        ("Buurtfonds", 33_300, "promised"),
    }
    assert project.efforts.get().hours == 40
    assert project.signal_links.get().signal_id == proposal.signal_id
    assert made.cents == 100_001


def test_the_result_reaches_who_proposed_it(here: Municipality) -> None:
    proposal = choose(here)
    made = make_award(proposal)

    programme.finish(made.project_id, "De bankjes staan er.", by=desk(proposal), at=AT)

    assert proposal.signal is not None
    news = proposal.signal.events.filter(what=EventKind.PROJECT).order_by("pk")
    assert [one.why for one in news][-1] == "De bankjes staan er."
    stopped = make_award(choose(here))
    programme.stop(stopped.project_id, "Er is geen plek.", by=desk(proposal), at=AT)
    assert stopped.proposal.signal is not None
    last = stopped.proposal.signal.events.filter(what=EventKind.PROJECT).last()
    assert last is not None
    assert "Er is geen plek." in last.why


def test_two_plans_of_one_vote_and_of_one_name_are_two_projects(here: Municipality) -> None:
    found = open_round(here)
    first, second = chosen(found, "Bankjes"), chosen(found, "Bankjes")
    type(second).objects.filter(pk=second.pk).update(decision=first.decision)

    titles = {make_award(one).project.title for one in (first, second)}

    assert titles == {"Bankjes", f"Bankjes (plan {second.number})"}


def test_before_a_year_is_settled_shares_are_those_of_its_formula(here: Municipality) -> None:
    fund = make_fund(here)
    make_pot(fund, parts=(part("fixed", None, ("Gemeente", 70), ("Wonen", 30)),))
    other = make_fund(here, "Met twee verdelingen")
    make_pot(other, parts=(part("fixed", 1), part("fixed", 1, ("Gemeente", 50), ("Wonen", 50))))

    for one, funders in (
        (fund, {"Gemeente", "Wonen"}),
        (other, {"Met twee verdelingen"}),
    ):
        made = make_award(chosen(open_round(here, fund=one)))
        assert set(made.project.coverage.values_list("funder__name", flat=True)) == funders


def test_a_project_goes_under_the_programme_that_is_chosen(here: Municipality) -> None:
    older = make_programme(here, years=(2024, 2025))

    made = make_award(choose(here), programme_id=older.pk)

    assert made.project.programme == older
    assert made.project.money_years == (2025, 2025)


def test_what_is_no_chosen_and_known_plan_gets_no_money(here: Municipality) -> None:
    waiting = fitting(open_round(here))
    with pytest.raises(services.BudgetRefused, match="gekozen"):
        make_award(waiting)
    twice = choose(here)
    make_award(twice)
    with pytest.raises(services.BudgetRefused, match="al een project"):
        make_award(twice)
    lift("price_on_ballot_stands")
    for field, value, words in (
        ("cost_cents", None, "nog niet bekend"),
        ("published_at", None, "Nog niemand"),
        ("imported", True, "ergens anders"),
    ):
        proposal = choose(here)
        fields = {field: value} | ({"signal": None} if field == "imported" else {})
        rows = type(proposal).objects.filter(pk=proposal.pk)
        with transaction.atomic():
            rows.update(**fields)
        with pytest.raises(services.BudgetRefused, match=words):
            make_award(proposal)


def test_only_who_runs_the_fund_awards(here: Municipality) -> None:
    proposal = choose(here)
    with pytest.raises(services.BudgetRefused):
        services.award(proposal.pk, services.AwardDraft(), by=anonymous(here.pk), at=AT)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ({"way": "anders"}, "Kies"),
        ({"way": "client", "contract": ""}, "contract"),
        ({"way": "group", "receiver": ""}, "welke groep"),
        ({"way": "group", "account_by": None}, "verantwoording"),
        ({"way": "group", "group_id": 999_999}, "groep"),
        ({"way": "group", "contract_on": None}, "getekend"),
    ],
)
def test_money_in_hands_asks_for_receiver_contract_and_a_day(
    here: Municipality, draft: dict[str, object], words: str
) -> None:
    with pytest.raises(services.BudgetRefused, match=words):
        make_award(choose(here), **draft)


def test_in_breda_residents_are_the_client(here: Municipality) -> None:
    """Contract, payments in their hands, an account with papers, and the rest comes back."""
    made = make_award(choose(here, "client", cost_cents=100_000))
    assert made.way == "client"
    order_id = ordered(made, 1000)
    paid(made, order_id, 600)
    paid(made, order_id, 300)
    with pytest.raises(services.BudgetRefused, match="geen verantwoording"):
        settled(made)
    shown(made, 500)
    with pytest.raises(services.BudgetRefused, match="400,00"):
        shown(made, 401)
    accounted(made)
    with pytest.raises(services.BudgetRefused, match="400,00"):
        settled(made)
    with pytest.raises(services.BudgetRefused, match="400,00"):
        settled(made, 401)

    assert settled(made, 400) == 50_000

    seen = award_seen(made)
    assert seen.orders[0].supplier == "Buurtgroep"
    assert seen.orders[0].ended_on == TODAY
    assert (seen.sums.free_cents, seen.sums.back_cents) == (10_000, 40_000)
    assert seen.sums.spent_cents == 50_000
    assert seen.sums.open_cents == seen.sums.unshown_cents == 0
    with pytest.raises(services.BudgetRefused, match="afgerekend"):
        shown(made, 1)


def test_what_was_shown_by_mistake_is_taken_back_once(here: Municipality) -> None:
    made = make_award(choose(here, "client"))
    paid(made, ordered(made, 500), 500)
    gone = shown(made, 500)
    services.take_back_expense(gone, "Dubbel", by=desk(made.proposal), at=AT)
    with pytest.raises(services.BudgetRefused, match="al teruggenomen"):
        services.take_back_expense(gone, "Dubbel", by=desk(made.proposal), at=AT)
    assert award_seen(made).sums.shown_cents == 0
    assert queries.award_of_expense(desk(made.proposal), gone) is None


def test_in_emmen_the_group_buys_itself(here: Municipality) -> None:
    group = make_group(here, "Erkende groep")
    person = make_person(municipality=here)
    make_seat(group, person, function=SeatFunction.CHAIR)
    made = make_award(choose(here, "group_buys"), group_id=group.pk, receiver="")
    assert (made.way, made.receiver) == ("group", "Erkende groep")
    paid(made, ordered(made, 500), 500)

    shown(made, 200, by=viewer_for(person, here))

    assert award_seen(made).sums.shown_cents == 20_000
    holders = made.project.parties.filter(part="holder")
    assert list(holders.values_list("name", flat=True)) == ["Erkende groep"]


def test_who_proposed_it_gives_account_by_the_own_link(here: Municipality) -> None:
    proposal = choose(here, "client")
    made = make_award(proposal)
    paid(made, ordered(made, 500), 500)

    shown(made, 200, by=by_link(proposal))
    services.give_account(made.pk, "Het staat er.", by=by_link(proposal), at=AT)

    assert award_seen(made).account == "Het staat er."
    for other in (anonymous(here.pk), by_link(choose(here))):
        with pytest.raises(services.BudgetRefused, match="Alleen"):
            shown(made, 1, by=other)
    with pytest.raises(services.BudgetRefused, match="Schrijf op"):
        services.give_account(made.pk, " ", by=by_link(proposal), at=AT)


def test_in_zaanstad_the_municipality_buys(here: Municipality) -> None:
    made = make_award(choose(here, "municipality", cost_cents=100_000))
    assert (made.way, made.receiver, made.account_by) == ("municipality", "", None)
    order_id = ordered(made, 900)
    paid(made, order_id, 850)
    with pytest.raises(services.BudgetRefused, match="100,00"):
        ordered(made, 101)
    with pytest.raises(services.BudgetRefused, match="koopt"):
        shown(made, 1)
    with pytest.raises(services.BudgetRefused, match="handen"):
        settled(made, 1)
    with pytest.raises(services.BudgetRefused, match="opdracht van dit plan"):
        paid(made, 0, 1)

    assert settled(made) == 15_000

    assert award_seen(made).sums.shown_cents == 85_000


def test_what_is_agreed_can_change_until_money_was_ordered(here: Municipality) -> None:
    proposal = choose(here, "client")
    made = make_award(proposal)
    draft = services.AwardDraft("group", "Andere groep", account_by=day(9))
    services.change_award(made.pk, draft, by=desk(proposal), at=AT)
    made.refresh_from_db()
    assert (made.way, made.receiver, made.contract) == ("group", "Andere groep", "")
    ordered(made, 10)
    with pytest.raises(services.BudgetRefused, match="al besteld"):
        services.change_award(
            made.pk, services.AwardDraft("municipality"), by=desk(proposal), at=AT
        )


def test_the_account_of_a_year_fits_to_the_cent(here: Municipality) -> None:
    fund = make_fund(here)
    settle(make_pot(fund, parts=(part("fixed", 9000),)))
    old = open_round(here, fund=fund, budget_cents=400_000)
    spent = make_award(chosen(old, cost_cents=100_000))
    paid(spent, ordered(spent, 800), 800)
    settled(spent)
    services.close_round(old.pk, "Klaar.", by=desk(old), at=AT)
    new = open_round(here, fund=fund, budget_cents=500_000)
    carry = services.CarryDraft(old.pk, 320_000, decided("Meenemen"))
    services.carry_over(new.pk, carry, by=desk(new), at=AT)
    chosen(new, cost_cents=55_555)
    running = make_award(chosen(new, cost_cents=200_000))
    paid(running, ordered(running, 150), 149)

    found = account_of(new)

    assert found.got_cents == 900_000
    assert found.carried_in_cents == found.carried_out_cents == 320_000
    assert found.awarded_cents == 355_555
    assert (found.paid_cents, found.returned_cents) == (94_900, 20_000)
    assert found.left_cents == 900_000 - 355_555 + 20_000
    assert found.open_cents is not None
    out = found.carried_out_cents + found.spent_cents + found.open_cents + found.left_cents
    assert found.got_cents + found.carried_in_cents == out
    assert [one.title == "" for one in found.plans] == [False] * 3


def test_only_what_is_really_left_can_be_carried_over(here: Municipality) -> None:
    fund = make_fund(here)
    settle(make_pot(fund, parts=(part("fixed", 1_000),)))
    old = open_round(here, fund=fund, budget_cents=100_000)
    chosen(old, cost_cents=60_000)
    services.close_round(old.pk, "Klaar.", by=desk(old), at=AT)
    new = open_round(here, fund=fund, budget_cents=None)

    draft = services.CarryDraft(old.pk, 40_001, decided())
    with pytest.raises(services.BudgetRefused, match="Zo veel"):
        services.carry_over(new.pk, draft, by=desk(new), at=AT)
    draft = services.CarryDraft(old.pk, 40_000, decided())
    services.carry_over(new.pk, draft, by=desk(new), at=AT)

    assert left_of(Round.objects.get(pk=old.pk)) == 0


def test_what_is_not_known_makes_what_is_left_unknown(here: Municipality) -> None:
    found = open_round(here, budget_cents=None)
    assert account_of(found).left_cents is None
    assert left_of(found) is None
    fund = make_fund(here)
    settle(make_pot(fund, parts=(part("fixed", 9_000),)))
    known, other = (open_round(here, fund=fund, budget_cents=200_000) for _time in "ab")
    proposal = chosen(known)
    lift("price_on_ballot_stands")
    type(proposal).objects.filter(pk=proposal.pk).update(cost_cents=None)
    assert account_of(known).awarded_cents is None
    assert account_of(known).open_cents is None
    assert left_of(known) is None
    assert left_of(other) == 200_000


def test_money_of_an_award_changes_only_with_the_award(here: Municipality) -> None:
    made = make_award(choose(here, "municipality", cost_cents=100_000))
    order_id = ordered(made, 600)
    payment_id = paid(made, order_id, 500)
    by = desk(made.proposal)
    more = programme.CommitmentDraft(TODAY.year, "Meer", "Hovenier", 70_000_000, TODAY)
    extra = programme.PaymentDraft(
        "Meerwerk", 110_000, TODAY, "Rekening", commitment_id=order_id, more=True
    )

    acts: tuple[Callable[[], object], ...] = (
        lambda: programme.change_commitment(order_id, more, by=by, at=AT),
        lambda: programme.end_commitment(order_id, TODAY, "Weg.", by=by, at=AT),
        lambda: programme.add_payment(made.project_id, extra, by=by, at=AT),
        lambda: programme.take_back_payment(payment_id, "Fout.", by=by, at=AT),
    )
    for act in acts:
        with pytest.raises(ProgrammeRefused, match="Het geld van dit plan"):
            act()
    assert award_seen(made).sums.ordered_cents == 60_000
    free = programme.PaymentDraft("Zaal", 100, TODAY, "Rekening 2")
    programme.take_back_payment(
        programme.add_payment(made.project_id, free, by=by, at=AT), "Fout.", by=by, at=AT
    )


def test_an_order_changes_within_its_award_until_it_is_settled(here: Municipality) -> None:
    made = make_award(choose(here, "municipality", cost_cents=100_000))
    first, second = ordered(made, 600), ordered(made, 100)
    by = desk(made.proposal)
    draft = services.OrderDraft("Meer", "Hovenier", 90_000, TODAY)
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)

    with pytest.raises(services.BudgetRefused, match="Alleen de wijkregisseur"):
        services.change_order(made.pk, first, draft, by=worker, at=AT)
    over = replace(draft, cents=90_001)
    with pytest.raises(services.BudgetRefused, match="hoogstens € 900,00"):
        services.change_order(made.pk, first, over, by=by, at=AT)
    services.change_order(made.pk, first, draft, by=by, at=AT)
    assert award_seen(made).orders[0].cents == 90_000
    services.end_order(made.pk, second, TODAY, "Niet nodig.", by=by, at=AT)
    with pytest.raises(services.BudgetRefused, match="nog loopt"):
        services.change_order(made.pk, second, draft, by=by, at=AT)
    wrong, right = paid(made, first, 20), paid(made, first, 300)
    services.take_back_paid(made.pk, wrong, "Dubbel.", by=by, at=AT)

    assert settled(made) == 70_000
    with pytest.raises(services.BudgetRefused, match="afgerekend"):
        services.take_back_paid(made.pk, right, "Dubbel.", by=by, at=AT)
    assert award_seen(made).sums.open_cents == 0


def test_what_papers_were_shown_of_stays_paid(here: Municipality) -> None:
    made = make_award(choose(here, "client", cost_cents=100_000))
    order_id = ordered(made, 1000)
    payment_id = paid(made, order_id, 500)
    services.holding_award(made.pk, lambda: shown(made, 10), by=desk(made.proposal))

    with pytest.raises(services.BudgetRefused, match="meer aangetoond"):
        services.take_back_paid(made.pk, payment_id, "Fout.", by=desk(made.proposal), at=AT)
    small = paid(made, order_id, 20)
    services.take_back_paid(made.pk, small, "Fout.", by=desk(made.proposal), at=AT)
    with pytest.raises(ProgrammeRefused, match="al teruggenomen"):
        services.take_back_paid(made.pk, small, "Fout.", by=desk(made.proposal), at=AT)


def test_more_paid_than_was_awarded_is_told(here: Municipality) -> None:
    made = make_award(choose(here, "municipality", cost_cents=100_000))
    order_id = ordered(made, 1000)
    more = programme.PaymentDraft(
        "Meerwerk", 110_000, TODAY, "Rekening", commitment_id=order_id, more=True
    )
    by = desk(made.proposal)
    programme.add_payment(made.project_id, more, by=by, at=AT, held=True)

    found = account_of(made.proposal.round)

    assert (found.over_cents, found.spent_cents, found.open_cents) == (10_000, 110_000, 0)
    assert settled(made) == 0


def test_awarded_and_returned_money_stands(here: Municipality) -> None:
    made = make_award(choose(here))
    settled(made)
    with pytest.raises(IntegrityError, match="award_stands"), transaction.atomic():
        Award.objects.filter(pk=made.pk).update(cents=1)
    with pytest.raises(IntegrityError, match="returned_stands"), transaction.atomic():
        Returned.objects.filter(award=made).update(free_cents=1)


def test_an_account_that_is_due_is_mailed_once(here: Municipality) -> None:
    make_role(here, Role.DISTRICT_MANAGER)
    group = make_group(here)
    make_seat(group, make_person(municipality=here), function=SeatFunction.CHAIR)
    made = make_award(choose(here, "client"), account_by=day(10), group_id=group.pk)
    make_award(choose(here, "client"), account_by=day(30))

    assert services.remind_accounts(at=AT) == {"accounts": 1}
    services.remind_accounts(at=AT)

    told = [one for one in outbox.take("t", at=AT, most=99) if "award" in one.ids]
    assert {one.ids["award"] for one in told} == {made.pk}
    assert len(told) == 2
    accounted(made)
    assert services.remind_accounts(at=AT) == {}


def test_what_everyone_sees_of_an_award(here: Municipality) -> None:
    proposal = choose(here, "client")
    made = make_award(proposal)
    paid(made, ordered(made, 500), 500)
    expense = shown(made, 10, document="Bon met naam")
    outsider, own = award_seen(made, anonymous(here.pk)), award_seen(made, by_link(proposal))

    assert outsider.orders[0].supplier is None
    assert (outsider.expenses[0].document, outsider.address) == (None, None)
    assert (outsider.may_run, outsider.may_account) == (False, False)
    assert own.expenses[0].document == "Bon met naam"
    assert own.may_account
    assert outsider.in_hands
    assert outsider.is_late(day(61))
    assert not outsider.is_late(day(60))
    viewer = anonymous(here.pk)
    assert queries.award_of_project(viewer, made.project_id) == outsider
    assert queries.award_of_proposal(viewer, proposal.pk) == outsider
    assert queries.award_of_project(viewer, 0) is None
    assert queries.award_of_proposal(viewer, 0) is None
    assert queries.award_of_expense(viewer, 0) is None
    found = queries.award_of_expense(viewer, expense)
    assert found is not None
    assert found[1].cents == 1000
    assert queries.account_of(anonymous(make_municipality().pk), outsider.fund_id) == ()


def test_every_change_is_in_the_log_with_its_amount(here: Municipality) -> None:
    made = make_award(choose(here, "client"))
    paid(made, ordered(made, 500), 500)
    shown(made, 500)
    accounted(made)
    settled(made)
    words = set(LogRow.objects.values_list("what", flat=True))
    assert words >= {"proposal_awarded", "expense_shown", "award_accounted", "award_settled"}


def test_a_list_of_plans_costs_the_same_however_long(
    here: Municipality, django_assert_max_num_queries: object
) -> None:
    found = open_round(here)
    viewer = anonymous(here.pk)
    awards = [make_award(chosen(found)) for _at in range(3)]
    for made in awards:
        paid(made, ordered(made, 5), 5)
    with django_assert_max_num_queries(10):  # type: ignore[operator] # a fixture of pytest-django
        queries.account_of(viewer, found.fund_id)
    with django_assert_max_num_queries(7):  # type: ignore[operator] # a fixture of pytest-django
        assert len(queries.chosen_of(viewer, found.pk)) == 3
    with django_assert_max_num_queries(7):  # type: ignore[operator] # a fixture of pytest-django
        queries.award_seen(viewer, awards[0].pk)


def test_a_plan_without_hours_group_or_answer_becomes_a_project_too(
    here: Municipality,
) -> None:
    proposal = choose(here, hours=None)
    signal = proposal.signal
    assert signal is not None
    type(signal).objects.filter(pk=signal.pk).update(state="in_project")

    made = make_award(again(proposal))

    assert not made.project.parties.exists()
    assert not signal.events.filter(what=EventKind.PROJECT).exists()
