"""Rounds: their phases push each other, money is carried over, and rules are data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.budgets import (
    TODAY,
    day,
    days_of,
    decided,
    fund_draft,
    make_fund,
    make_pot,
    make_round,
    part,
    phase,
    plan,
    round_draft,
    round_seen,
    set_rules,
    settle,
)
from tests.makers.people import (
    make_group,
    make_organisation,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, make_municipality, make_own_area
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Round
from wijkregie.domain.budgets.services import AmountRuleDraft, BudgetRefused
from wijkregie.domain.budgets.states import PhaseKind
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role, SeatFunction
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.budgets.models import Fund
    from wijkregie.domain.places.models import Municipality
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality()


@pytest.fixture
def by(here: Municipality) -> Viewer:
    return installation(here.pk)


@pytest.fixture
def fund(here: Municipality) -> Fund:
    return make_fund(here, "Wijkbudget")


@pytest.fixture
def planned(fund: Fund) -> Round:
    """Ideas go on, a check follows at once, and the vote after a pause."""
    made = make_round(fund, "Voorjaar", budget_cents=500_000)
    plan(made, phase("ideas", -10, 5), phase("check", 6, 10), phase("vote", 20, 26))
    return made


def test_the_form_stands_on_two_axes(here: Municipality) -> None:
    found = {}
    for form in ("advisory", "district", "liveability", "residents"):
        fund = make_fund(here, form, form=form)
        seen = queries.fund_seen(anonymous(here.pk), fund.pk, on=TODAY)
        assert seen is not None
        found[form] = (str(seen.listed.production), str(seen.listed.democracy))

    assert found == {
        "advisory": ("external", "representative"),
        "district": ("external", "direct"),
        "liveability": ("residents", "representative"),
        "residents": ("residents", "direct"),
    }


def test_a_fund_has_one_owner(here: Municipality, by: Viewer) -> None:
    group, organisation = make_group(here, "Groep Oost"), make_organisation(here, "Stichting")
    make_fund(here, "Van een groep", owner=services.OwnerDraft(group_id=group.pk))
    theirs = services.OwnerDraft(organisation_id=organisation.pk)
    make_fund(here, "Van een stichting", owner=theirs)
    make_fund(here, "Van de gemeente")

    listed = queries.funds_visible_to(anonymous(here.pk), on=TODAY)

    assert [one.owner.lower() for one in listed][:2] == ["wijkregisseur", "groep oost"]
    elsewhere = make_group(make_municipality())
    for owner in (
        services.OwnerDraft(),
        services.OwnerDraft(group_id=group.pk, officer=Role.SPECIALIST),
        services.OwnerDraft(officer="king"),
        services.OwnerDraft(group_id=elsewhere.pk),
    ):
        with pytest.raises(BudgetRefused):
            services.make_fund(fund_draft(owner=owner), by=by, at=AT)


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"name": "WIJKBUDGET"}, {"form": "gift"}, {"area_id": 0}],
)
def test_a_fund_that_cannot_be_is_refused(
    by: Viewer, fund: Fund, wrong: dict[str, Any]
) -> None:
    draft = replace(fund_draft("Ander"), **wrong)

    with pytest.raises((BudgetRefused, ProgrammeRefused)):
        services.make_fund(draft, by=by, at=AT)


def test_a_fund_changes_and_closes_when_no_round_goes_on(
    by: Viewer, fund: Fund, planned: Round
) -> None:
    services.change_fund(fund.pk, fund_draft("Anders", form="residents"), by=by, at=AT)
    with pytest.raises(BudgetRefused, match="Voorjaar"):
        services.close_fund(fund.pk, "Klaar.", by=by, at=AT)
    services.close_round(planned.pk, "Alles is gedaan.", by=by, at=AT)
    with pytest.raises(BudgetRefused):
        services.close_fund(fund.pk, " ", by=by, at=AT)
    services.close_fund(fund.pk, "Klaar.", by=by, at=AT)

    seen = queries.fund_seen(by, fund.pk, on=TODAY)

    assert seen is not None
    assert (seen.listed.name, seen.closed_because) == ("Anders", "Klaar.")
    assert seen.listed.rounds[0].now(TODAY) is seen.listed.rounds[0].next(TODAY) is None
    for act in (
        lambda: services.change_fund(fund.pk, fund_draft(), by=by, at=AT),
        lambda: services.make_round(fund.pk, round_draft(), by=by, at=AT),
        lambda: services.change_round(planned.pk, round_draft(), by=by, at=AT),
    ):
        with pytest.raises(BudgetRefused):
            act()


def test_a_phase_pushes_its_neighbours(by: Viewer, planned: Round) -> None:
    draft = phase("ideas", -10, 12, "Nu langer open.")
    pushed = services.plan_phase(planned.pk, draft, by=by, at=AT)

    assert pushed == (PhaseKind.CHECK,)
    assert days_of(planned) == {"ideas": (-10, 12), "check": (13, 17), "vote": (20, 26)}
    pushed = services.plan_phase(planned.pk, phase("ideas", -10, 30), by=by, at=AT)
    assert pushed == (PhaseKind.CHECK, PhaseKind.VOTE)
    listed = round_seen(planned).listed
    now, after = listed.now(TODAY), listed.next(TODAY)
    assert now is not None
    assert after is not None
    assert (now.kind, now.text, after.kind) == ("ideas", "", "check")
    assert now.is_on(TODAY)
    assert now.is_over(day(31))


def test_words_of_a_phase_change_also_when_it_is_over(by: Viewer, fund: Fund) -> None:
    made = make_round(fund)
    plan(made, phase("ideas", -10, -5))

    services.plan_phase(made.pk, phase("ideas", -10, -5, "Er kwamen 12."), by=by, at=AT)

    assert round_seen(made).listed.phases[0].text == "Er kwamen 12."


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (phase("vote", 22, 21), "laatste dag|last day"),
        (phase("ideas", -9, 5), "begonnen|begun"),
        (phase("check", -1, 8), "voorbij|passed"),
        (phase("check", 5, 8), "ideeën|ideas"),
        (phase("party", 40, 50), "fase|phase"),
    ],
)
def test_days_that_cannot_be_are_refused_in_a_sentence(
    by: Viewer, planned: Round, draft: services.PhaseDraft, words: str
) -> None:
    before = days_of(planned)

    with pytest.raises(BudgetRefused, match=words):
        services.plan_phase(planned.pk, draft, by=by, at=AT)
    assert days_of(planned) == before


def test_what_is_over_or_begun_never_moves(by: Viewer, fund: Fund) -> None:
    made = make_round(fund)
    plan(made, phase("ideas", -10, -5), phase("vote", -1, 4))

    for draft in (phase("ideas", -10, 2), phase("check", 1, 3), phase("account", 2, 9)):
        with pytest.raises(BudgetRefused):
            services.plan_phase(made.pk, draft, by=by, at=AT)
    assert days_of(made) == {"ideas": (-10, -5), "vote": (-1, 4)}


def test_a_plan_is_made_once_and_follows(by: Viewer, fund: Fund, planned: Round) -> None:
    with pytest.raises(BudgetRefused):
        plan(planned, phase("ideas", 1, 2))
    with pytest.raises(BudgetRefused):
        plan(make_round(fund), phase("ideas", 1, 3), phase("vote", 3, 4))


def test_a_phase_that_did_not_begin_goes(by: Viewer, planned: Round) -> None:
    services.drop_phase(planned.pk, "check", by=by, at=AT)

    assert set(days_of(planned)) == {"ideas", "vote"}
    with pytest.raises(BudgetRefused):
        services.drop_phase(planned.pk, "ideas", by=by, at=AT)
    with pytest.raises(ProgrammeRefused):
        services.drop_phase(planned.pk, "check", by=by, at=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": "voorjaar"},
        {"year": 1800},
        {"budget_cents": -1},
        {"ballot": "dice"},
        {"ballot": "coins", "counting": {"rounds": 0, "coins": 1}},
        {"counting": {"family": "greedy"}},
    ],
)
def test_a_round_that_cannot_be_is_refused(
    by: Viewer, planned: Round, wrong: dict[str, Any]
) -> None:
    draft = replace(round_draft("Najaar"), **wrong)

    with pytest.raises((BudgetRefused, ProgrammeRefused)):
        services.make_round(planned.fund_id, draft, by=by, at=AT)


def test_rounds_come_to_no_more_than_was_settled(by: Viewer, fund: Fund) -> None:
    settle(make_pot(fund, parts=(part("fixed", 8000),)))
    make_round(fund, budget_cents=500_000)

    with pytest.raises(BudgetRefused):
        make_round(fund, budget_cents=300_001)
    make_round(fund, budget_cents=300_000)
    make_round(fund)
    seen = queries.fund_seen(by, fund.pk, on=TODAY)
    assert seen is not None
    assert seen.listed.year_cents == 800_000


def test_once_voting_opened_what_is_voted_about_stays(by: Viewer, fund: Fund) -> None:
    made = make_round(fund, "Ronde", budget_cents=100, ballot="one", counting=GREEDY)
    plan(made, phase("vote", 0, 4))
    draft = round_draft("Ronde", budget_cents=100, ballot="one", counting=GREEDY)

    services.change_round(made.pk, replace(draft, about="Stem mee."), by=by, at=AT)

    acts: tuple[Callable[[], object], ...] = (
        lambda: services.change_round(made.pk, replace(draft, budget_cents=99), by=by, at=AT),
        lambda: services.change_round(
            made.pk, replace(draft, counting=GREEDY | {"per_cost": True}), by=by, at=AT
        ),
        lambda: services.set_criteria(made.pk, ["Anders"], by=by, at=AT),
        lambda: set_rules(made),
    )
    for act in acts:
        with pytest.raises(BudgetRefused, match=r"begonnen|begun"):
            act()


GREEDY: dict[str, Any] = {"family": "greedy", "utility": "cardinality"}


def test_what_was_not_spent_is_carried_over_by_a_decision(by: Viewer, fund: Fund) -> None:
    settle(make_pot(fund, parts=(part("fixed", 2_000),)))
    first = make_round(fund, "Eerste", budget_cents=100_000)
    second, third = make_round(fund, "Tweede"), make_round(fund, "Derde")
    draft = services.CarryDraft(first.pk, 30_000, decided("Meenemen"))
    with pytest.raises(BudgetRefused):
        services.carry_over(second.pk, draft, by=by, at=AT)
    services.close_round(first.pk, "Klaar.", by=by, at=AT)

    services.carry_over(second.pk, draft, by=by, at=AT)

    seen = round_seen(second)
    assert (seen.carried_from, seen.listed.carried_cents) == ("Eerste", 30_000)
    assert seen.carried_by is not None
    assert seen.listed.money_cents is None
    wrong = [
        (second, draft),
        (third, replace(draft, cents=70_001)),
        (third, replace(draft, cents=0)),
        (third, replace(draft, from_id=third.pk)),
        (third, replace(draft, from_id=second.pk)),
    ]
    for into, one in wrong:
        with pytest.raises((BudgetRefused, ProgrammeRefused)):
            services.carry_over(into.pk, one, by=by, at=AT)
    no = replace(draft, decision=decided(outcome=Outcome.DECLINE))
    with pytest.raises(ValueError, match="decline"):
        services.carry_over(third.pk, no, by=by, at=AT)
    services.carry_over(third.pk, replace(draft, cents=70_000), by=by, at=AT)
    services.change_round(third.pk, round_draft("Derde", budget_cents=1), by=by, at=AT)
    assert round_seen(third).listed.money_cents == 70_001


def test_only_money_that_the_fund_got_is_carried_over(by: Viewer, fund: Fund) -> None:
    settle(make_pot(fund, parts=(part("fixed", 1_000),)))
    old, other = make_round(fund, budget_cents=60_000), make_round(fund, budget_cents=30_000)
    never = make_round(fund, year=2020, budget_cents=10**9)
    into = make_round(fund, year=2027)
    for one in (old, never):
        services.close_round(one.pk, "Klaar.", by=by, at=AT)

    draft = services.CarryDraft(never.pk, 10**9, decided())
    with pytest.raises(BudgetRefused, match="2020 kreeg is nog niet vastgesteld"):
        services.carry_over(into.pk, draft, by=by, at=AT)
    Round.objects.filter(pk=other.pk).update(budget_cents=70_000)
    with pytest.raises(BudgetRefused, match="Zo veel"):
        services.carry_over(into.pk, replace(draft, from_id=old.pk, cents=30_001), by=by, at=AT)
    services.carry_over(into.pk, replace(draft, from_id=old.pk, cents=30_000), by=by, at=AT)


def test_a_round_before_its_year_is_settled_says_so_and_is_looked_at_then(
    by: Viewer, fund: Fund
) -> None:
    made = make_round(fund, budget_cents=100_000)
    pot = make_pot(fund, parts=(part("fixed", 900),))
    assert not round_seen(made).settled

    with pytest.raises(BudgetRefused, match=r"komen op € 1\.000,00, en het budget krijgt"):
        settle(pot)

    draft = round_draft(made.title, year=made.year, budget_cents=50_000)
    services.change_round(made.pk, draft, by=by, at=AT)
    second = make_pot(fund, title="Erbij", parts=(part("fixed", 100),))
    settle(pot)
    assert not round_seen(made).settled
    settle(second)
    assert round_seen(made).settled


def test_a_closed_round_takes_only_what_its_plans_were_promised(by: Viewer, fund: Fund) -> None:
    settle(make_pot(fund, parts=(part("fixed", 1_000),)))
    first = make_round(fund, budget_cents=100_000)
    services.close_round(first.pk, "Klaar.", by=by, at=AT)
    second = make_round(fund, budget_cents=100_000)

    draft = services.CarryDraft(first.pk, 1, decided())
    with pytest.raises(BudgetRefused, match="Zo veel"):
        services.carry_over(second.pk, draft, by=by, at=AT)


def test_of_a_round_of_unknown_size_nothing_is_left(by: Viewer, fund: Fund) -> None:
    settle(make_pot(fund, parts=(part("fixed", 1_000),)))
    first, second = make_round(fund), make_round(fund)
    services.close_round(first.pk, "Klaar.", by=by, at=AT)

    draft = services.CarryDraft(first.pk, 1, decided())

    with pytest.raises(BudgetRefused):
        services.carry_over(second.pk, draft, by=by, at=AT)


def test_criteria_stand_once_and_in_order(by: Viewer, planned: Round) -> None:
    told = ["Voor de wijk", " ", "Binnen een jaar", "Voor de wijk"]
    services.set_criteria(planned.pk, told, by=by, at=AT)

    assert round_seen(planned).criteria == ("Voor de wijk", "Binnen een jaar")
    many = [f"Eis {number}" for number in range(21)]
    with pytest.raises(BudgetRefused):
        services.set_criteria(planned.pk, many, by=by, at=AT)


def test_rules_on_amounts_are_refused_when_they_cannot_be(planned: Round) -> None:
    elsewhere = make_group(make_municipality())
    fine = AmountRuleDraft("municipality", "Besluit", 100)
    for rules in (
        [fine, replace(fine, path="vote")],
        [fine] * 7,
        [replace(fine, path="king")],
        [replace(fine, checks=("luck",))],
        [replace(fine, mandate=" ")],
        [replace(fine, up_to_cents=0)],
        [replace(fine, up_to_cents=-1)],
        [replace(fine, group_id=elsewhere.pk)],
    ):
        with pytest.raises(BudgetRefused):
            set_rules(planned, *rules)
    assert round_seen(planned).rules == ()


def test_above_the_last_bound_nothing_can_be_asked(here: Municipality, planned: Round) -> None:
    group = make_group(here, "Platform")
    rules = (
        AmountRuleDraft("table", "Mandaat", 500_000, group_id=group.pk),
        AmountRuleDraft("municipality", "Besluit", 100_000),
    )
    set_rules(planned, *rules)

    found = round_seen(planned).rules

    assert [str(one.path) for one in found] == ["municipality", "table"]
    assert found[1].group_name == "Platform"
    assert queries.who_decides(found, 500_001) is None
    assert queries.who_decides(found, 0) is None


def test_who_must_see_to_a_phase_is_mailed_once(here: Municipality, by: Viewer) -> None:
    group = make_group(here)
    chair, manager = make_person(), make_role(here, Role.DISTRICT_MANAGER).person
    make_seat(group, chair, function=SeatFunction.CHAIR)
    make_seat(group)
    fund = make_fund(here, owner=services.OwnerDraft(group_id=group.pk))
    made = make_round(fund)
    plan(made, phase("ideas", 7, 9), phase("check", 12, 14))

    assert services.remind_phases(at=AT) == {"phases": 1}
    assert services.remind_phases(at=AT) == {"phases": 1}

    rows = OutboxRow.objects.filter(template="budget_phase_begins")
    assert {row.ids["person"] for row in rows} == {chair.pk, manager.pk}
    assert len(rows) == 2
    services.plan_phase(made.pk, phase("ideas", 5, 9), by=by, at=AT)
    services.remind_phases(at=AT)
    assert rows.all().count() == 4
    services.close_round(made.pk, "Toch niet.", by=by, at=AT)
    assert services.remind_phases(at=AT) == {}


def test_who_holds_a_row_changes_it(by: Viewer, fund: Fund, planned: Round) -> None:
    pot, done = make_pot(fund), []

    services.holding_fund(fund.pk, lambda: done.append(1), by=by)
    services.holding_pot(pot.pk, lambda: done.append(2), by=by)
    services.holding_round(planned.pk, lambda: done.append(3), by=by)

    assert done == [1, 2, 3]


def test_a_fund_of_an_area_that_is_not_public_is_for_who_works_along(
    here: Municipality,
) -> None:
    hidden = make_own_area(here, "Nieuwe wijk", public=False)
    fund = make_fund(here, "Stil", area_id=hidden.pk)
    other = make_fund(here, "Open")
    pot, made = make_pot(fund, other), make_round(fund)
    plan(made, phase("ideas", 1, 2))
    passer_by = anonymous(here.pk)
    manager = viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here)

    assert queries.fund_seen(passer_by, fund.pk, on=TODAY) is None
    assert queries.round_seen(passer_by, made.pk) is None
    assert list(queries.rounds_visible_to(passer_by)) == []
    assert "Stil" not in repr(queries.pot_seen(passer_by, pot.pk))
    alone = make_pot(fund)
    assert queries.pot_seen(passer_by, alone.pk) is None
    seen = queries.fund_seen(manager, fund.pk, on=TODAY)
    assert seen is not None
    assert seen.listed.area is not None
    assert seen.listed.area.name == "Nieuwe wijk"


def test_days_of_a_vote_to_come_can_go_again() -> None:
    planned = make_round(make_fund(make_municipality()))
    by = installation(planned.municipality_id)
    plan(planned, phase("ideas", 1, 2), phase("vote", 4, 5))

    services.drop_phase(planned.pk, "vote", by=by, at=AT)

    assert [one.kind for one in planned.phases.all()] == ["ideas"]
