"""Checks, repair, merging and deciding: what a plan goes through before it gets money."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.budgets import (
    TODAY,
    day,
    decided,
    phase,
    plan,
    round_draft,
    round_seen,
    set_rules,
    start_as,
)
from tests.makers.people import make_group, make_person, make_role, make_seat, viewer_for
from tests.makers.places import AT, make_municipality
from tests.makers.proposals import (
    LATER,
    a_decision_on,
    again,
    answer,
    ask,
    by_link,
    desk,
    fitting,
    on_ballot,
    open_round,
    propose,
    shown,
    signal_of,
    whole,
)
from tests.makers.signals import make_signal
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Merge, Proposal, Round
from wijkregie.domain.budgets.queries import Todo
from wijkregie.domain.budgets.services import (
    AmountRuleDraft,
    BudgetRefused,
    CheckDraft,
    CofinancingDraft,
    CostDraft,
    CounselDraft,
    outcomes,
)
from wijkregie.domain.decisions.services import DecisionRefused
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role, SeatFunction
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Answer, Event, Signal
from wijkregie.domain.signals.states import State
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.places.models import Municipality
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality()


@pytest.fixture
def found(here: Municipality) -> Round:
    """Up to € 1.500 looked at for feasibility and cost; above that by the wijktafel."""
    made = open_round(here)
    table = make_group(here, "Wijktafel")
    set_rules(
        made,
        AmountRuleDraft("municipality", "Mandaat", 150_000, ("feasible", "cost")),
        AmountRuleDraft("table", "Convenant", 1_000_000, ("policy",), table.pk),
    )
    return made


def handed_in(found: Round, title: str = "", **more: Any) -> Proposal:
    made = shown(found, title, **more)
    services.hand_in(made.pk, by=by_link(made), at=AT)
    return again(made)


def told(made: Proposal) -> str:
    rows = Event.objects.filter(signal=made.signal).order_by("pk")
    return " ".join(rows.values_list("why", flat=True))


def todo(made: Proposal, on: int = 0) -> set[Todo]:
    rows = queries.proposals_to_do(desk(made), on=day(on))
    return {row.what for row in rows if row.proposal.id == made.pk}


def test_checks_follow_from_the_amount_and_the_criteria(found: Round) -> None:
    small, large = shown(found), shown(found, cost_cents=200_000)
    unknown = shown(found, cost_cents=None)
    dear = shown(found, cost_cents=2_000_000)

    assert whole(small).needed == ("cost", "feasible")
    assert whole(large).needed == ("policy",)
    assert whole(unknown).needed == ("cost",)
    services.set_criteria(found.pk, ["Voor iedereen"], by=desk(found), at=AT)
    assert whole(large).needed == ("criteria", "policy")
    with pytest.raises(BudgetRefused, match="Niemand heeft afgesproken"):
        services.hand_in(dear.pk, by=desk(dear), at=AT)
    assert again(dear).state == "worked_out"


def test_where_nothing_is_looked_at_it_fits_at_once(here: Municipality) -> None:
    made = open_round(here)
    known, unknown = handed_in(made), handed_in(made, cost_cents=None)

    assert known.state == "fits"
    assert (unknown.state, whole(unknown).needed) == ("checked", ("cost",))
    with pytest.raises(BudgetRefused, match="Niemand weet"):
        answer(ask(unknown, "cost"), "yes")
    answer(unknown.checks.get(), "yes", cost_cents=70_000)
    assert (again(unknown).state, again(unknown).cost_cents) == ("fits", 70_000)


def test_a_plan_without_a_price_fits_where_the_money_is_divided(here: Municipality) -> None:
    themes = {"themes": ["Groen", "Spelen"], "least": 1, "step_cents": 1000}
    made = open_round(here, ballot="themes", counting=themes)
    idea = handed_in(made, cost_cents=None)
    assert whole(idea).needed == ("cost",)

    answer(ask(idea, "cost"), "no", "Kan nog niet.")
    Proposal.objects.update(cost_cents=None)
    services.hand_in(idea.pk, by=by_link(idea), at=AT)
    answer(idea.checks.get(turn=2), "yes", cost_cents=5)
    assert again(idea).state == "fits"


@pytest.fixture
def specialist(here: Municipality) -> Viewer:
    return viewer_for(make_role(here, Role.SPECIALIST).person, here)


def test_who_is_asked_finds_it_on_their_list(
    here: Municipality, found: Round, specialist: Viewer
) -> None:
    made = handed_in(found)
    team = make_group(here)
    seat = make_seat(team, function=SeatFunction.CHAIR)
    assert todo(made) == {Todo.ASK}

    check = ask(made, "cost", person_id=specialist.person_id)
    ask(made, "feasible", group_id=team.pk)

    mails = OutboxRow.objects.filter(template="budget_check_asked").order_by("pk")
    assert [row.ids["person"] for row in mails] == [specialist.person_id, seat.person_id]
    assert todo(made) == {Todo.WAIT}
    (row,) = queries.checks_asked_of(specialist, on=TODAY)
    assert (row.check.id, row.proposal.number, row.overdue) == (check.pk, 1, False)
    assert queries.checks_asked_of(specialist, on=day(8))[0].overdue
    assert queries.checks_asked_of(anonymous(here.pk), on=TODAY) == ()
    Proposal.objects.update(published_at=None)
    assert whole(made, viewer_for(seat.person, here)).checks[1].may_answer


def test_who_is_asked_answers_and_all_yes_fits(
    here: Municipality, found: Round, specialist: Viewer
) -> None:
    made = handed_in(found)
    team = make_group(here)
    sits = viewer_for(make_seat(team).person, here)
    by_person = ask(made, "cost", person_id=specialist.person_id)
    by_team = ask(made, "feasible", group_id=team.pk)

    for viewer in (sits, by_link(made), anonymous(here.pk)):
        with pytest.raises(BudgetRefused, match="gevraagd"):
            answer(by_person, "yes", by=viewer)
    with pytest.raises(BudgetRefused, match="Kies ja of nee"):
        answer(by_person, "waiting", by=specialist)
    answer(by_person, "yes", by=specialist)
    assert again(made).state == "checked"
    answer(by_team, "yes", by=sits)

    assert again(made).state == "fits"
    with pytest.raises(BudgetRefused):
        answer(by_team, "no", "Toch niet.", by=sits)
    assert queries.checks_asked_of(specialist, on=TODAY) == ()


def test_what_is_asked_has_to_be_right(here: Municipality, found: Round) -> None:
    made = handed_in(found)
    gone = make_group(make_municipality())
    stranger = make_person()
    good = CheckDraft("feasible", day(3), group_id=make_group(here).pk)

    wrong = [
        replace(good, kind="colour"),
        replace(good, group_id=None),
        replace(good, person_id=stranger.pk),
        replace(good, group_id=gone.pk),
        replace(good, group_id=None, person_id=stranger.pk),
        replace(good, answer_by=day(-1)),
        replace(good, answer_by=day(400)),
    ]
    for draft in wrong:
        with pytest.raises(BudgetRefused):
            services.ask_check(made.pk, draft, by=desk(made), at=AT)
    with pytest.raises(BudgetRefused, match="Alleen wie"):
        services.ask_check(made.pk, good, by=by_link(made), at=AT)
    with pytest.raises(ProgrammeRefused):
        answer(type("Gone", (), {"pk": 0, "municipality_id": here.pk})(), "yes")


def test_somebody_else_may_be_asked_instead(here: Municipality, found: Round) -> None:
    made = handed_in(found)
    first = ask(made, "feasible")
    second = make_group(here, "Andere groep")

    assert ask(made, "feasible", group_id=second.pk).pk == first.pk
    answer(made.checks.get(), "yes")
    with pytest.raises(BudgetRefused, match="het werd een ja"):
        ask(made, "feasible")
    assert made.checks.get().group == second


def test_a_yes_with_another_cost_makes_that_the_cost(found: Round) -> None:
    made = handed_in(found, cofinancing=())
    services.ask_check(
        made.pk,
        CheckDraft("cost", day(3), group_id=found.amount_rules.exclude(group=None)[0].group_id),
        by=desk(made),
        at=AT,
    )
    answer(made.checks.get(), "yes", cost_cents=130_000)
    answer(ask(made, "feasible"), "yes")

    made = again(made)
    assert (made.cost_cents, made.state) == (130_000, "fits")
    assert "€ 1.300,00; in je plan stond € 1.000,00" in told(made)
    draft = CostDraft(140_000, (CofinancingDraft("Buurtfonds", 100),), "Duurder hout.")
    services.change_cost(made.pk, draft, version=made.version, by=desk(made), at=LATER)
    assert again(made).state == "checked"
    assert (whole(made).needed, todo(made)) == (("cost",), {Todo.ASK})
    answer(ask(made, "cost"), "yes", cost_cents=145_000)
    assert again(made).state == "fits"
    assert made.checks.filter(kind="cost").count() == 2
    assert whole(made).seen.cofinancing[0].funder == "Buurtfonds"


def test_a_no_needs_a_reason_and_can_be_repaired(found: Round) -> None:
    made = handed_in(found)
    feasible, cost = ask(made, "feasible"), ask(made, "cost")

    with pytest.raises(BudgetRefused, match="waarom niet"):
        answer(feasible, "no")
    answer(feasible, "no", "De grond is te nat.")

    made = again(made)
    assert (made.state, made.repair_until) == ("repaired", day(14))
    assert "De grond is te nat. Je kunt je plan herstellen tot en met 17 maart 2026" in told(
        made
    )
    assert OutboxRow.objects.filter(template="signal_proposal").exists()
    with pytest.raises(BudgetRefused, match="kwam een nee"):
        ask(made, "feasible")
    answer(cost, "no", "Te weinig.", at=AT + timedelta(days=2), cost_cents=120_000)
    assert again(made).repair_until == day(16)
    services.hand_in(made.pk, by=by_link(made), at=AT + timedelta(days=3))

    again_asked = made.checks.filter(turn=2).order_by("kind")
    assert [(one.kind, one.answer_by) for one in again_asked] == [
        ("cost", day(10)),
        ("feasible", day(10)),
    ]
    for one in again_asked:
        answer(one, "yes")
    assert (again(made).state, again(made).repair_until) == ("fits", None)


def test_only_what_came_to_a_no_is_asked_again(found: Round) -> None:
    made = handed_in(found)
    late = ask(made, "cost", answer_by=TODAY)
    answer(ask(made, "feasible"), "yes")
    answer(late, "no", "Te duur.")

    services.hand_in(made.pk, by=by_link(made), at=AT)

    assert made.checks.filter(turn=2).get().kind == "cost"
    assert made.checks.get(turn=2).answer_by == day(14)


def test_a_round_may_give_more_days_never_fewer(found: Round) -> None:
    draft = round_draft(found.title, budget_cents=found.budget_cents)
    for days in (13, 181):
        with pytest.raises(BudgetRefused, match="14 tot 180 dagen"):
            services.change_round(
                found.pk, replace(draft, repair_days=days), by=desk(found), at=AT
            )
    services.change_round(found.pk, replace(draft, repair_days=30), by=desk(found), at=AT)

    made = handed_in(found)
    asked = ask(made, "feasible")
    with pytest.raises(BudgetRefused, match=r"Nee\..*is geen reden"):
        answer(asked, "no", "Nee.")
    answer(asked, "no", "Te nat.")

    assert again(made).repair_until == day(30)
    assert round_seen(found).repair_days == 30


def test_after_a_second_no_who_runs_the_fund_decides(here: Municipality, found: Round) -> None:
    manager = make_role(here, Role.DISTRICT_MANAGER).person
    made = handed_in(found)
    with pytest.raises(BudgetRefused, match="hersteld worden"):
        services.decline_proposal(made.pk, decided(), by=desk(made), at=LATER)
    answer(ask(made, "feasible"), "no", "De grond is te nat.")
    services.hand_in(made.pk, by=by_link(made), at=AT)
    answer(made.checks.get(turn=2), "no", "Nog steeds te nat.")

    assert (again(made).state, whole(made).to_decline) == ("checked", True)
    assert todo(made) == {Todo.DECLINE}
    mail = OutboxRow.objects.get(template="budget_second_no")
    assert mail.ids == {"proposal": made.pk, "person": manager.pk}
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)
    with pytest.raises(BudgetRefused, match="wijkregisseur"):
        services.decline_proposal(made.pk, decided(), by=worker, at=LATER)
    with pytest.raises(DecisionRefused):
        services.decline_proposal(made.pk, decided(reason=" "), by=desk(made), at=LATER)
    draft = decided(reason="De grond blijft te nat.")
    services.decline_proposal(made.pk, draft, by=desk(made), at=LATER)

    made = again(made)
    assert made.decision is not None
    assert (made.state, made.decision.outcome) == ("declined", Outcome.DECLINE)
    assert signal_of(made).state == State.ANSWERED
    assert "De grond blijft te nat." in Answer.objects.get().text


def test_days_to_repair_pass_and_who_runs_the_fund_is_told_once(
    here: Municipality, found: Round
) -> None:
    group = make_group(here, "Wijkpanel")
    make_seat(group, function=SeatFunction.CHAIR)
    type(found.fund).objects.update(group=group, officer="")
    made = handed_in(found)
    answer(ask(made, "feasible"), "no", "Te nat.")
    late = AT + timedelta(days=15)

    assert services.remind_repairs(at=AT) == {}
    for _night in range(2):
        assert services.remind_repairs(at=late) == {"repairs": 1}

    assert OutboxRow.objects.filter(template="budget_repair_lapsed").count() == 1
    assert todo(made, 15) == {Todo.DECLINE}
    with pytest.raises(BudgetRefused, match="voorbij"):
        services.hand_in(made.pk, by=by_link(made), at=late)
    services.hand_in(made.pk, by=desk(made), at=late)
    assert again(made).state == "checked"


def test_what_never_was_handed_in_is_declined_when_the_round_goes_on(found: Round) -> None:
    idle, busy, fits = shown(found), handed_in(found), fitting(found)
    late = AT + timedelta(days=31)

    assert not whole(idle).to_decline
    services.decline_proposal(idle.pk, decided(), by=desk(idle), at=late)
    assert again(idle).state == "declined"
    for made in (busy, fits):
        with pytest.raises(BudgetRefused):
            services.decline_proposal(made.pk, decided(), by=desk(made), at=late)
    Round.objects.update(declared=True)
    for made in (busy, fits):
        services.decline_proposal(made.pk, decided(), by=desk(made), at=late)
        assert again(made).state == "declined"
    last = shown(open_round(found.municipality))
    Round.objects.update(declared=True)
    with pytest.raises(BudgetRefused, match="vastgelegd"):
        services.hand_in(last.pk, by=desk(last), at=AT)


def heard(
    said_by: str = "wie het indiende",
    way: str = "phone",
    on: date = TODAY,
    *,
    both: bool = False,
) -> services.HeardDraft:
    return services.HeardDraft(said_by, way, on, both)


def test_both_sides_are_asked_and_only_they_answer(found: Round) -> None:
    one, two = shown(found, "Bankjes"), shown(found, "Stoelen")
    asked = services.ask_merge(one.pk, two.pk, "Zelfde plek.", by=by_link(one), at=AT)

    with pytest.raises(BudgetRefused, match="al gevraagd"):
        services.ask_merge(one.pk, two.pk, "Zelfde plek.", by=by_link(two), at=AT)
    (seen,) = whole(two).merges
    assert (seen.yes, seen.other_yes, seen.goes_on) == (False, True, True)
    assert seen.other.title == "Bankjes"
    assert whole(one, by_link(one)).merges[0].yes
    assert whole(one, anonymous(found.municipality_id)).merges == ()
    assert Todo.MERGE in todo(one)
    services.agree_merge(asked, of_id=one.pk, by=by_link(one), at=AT)
    assert again(one).state == "worked_out"
    with pytest.raises(BudgetRefused, match="Alleen wie"):
        services.agree_merge(asked, of_id=two.pk, by=by_link(one), at=AT)


def test_two_go_on_as_one_when_both_say_yes(found: Round) -> None:
    one, two = shown(found, "Bankjes"), shown(found, "Stoelen")
    asked = services.ask_merge(one.pk, two.pk, "Zelfde plek.", by=by_link(one), at=AT)
    services.agree_merge(asked, of_id=two.pk, by=by_link(two), at=LATER)

    one, two = again(one), again(two)
    assert (one.state, one.merged_into) == ("merged", two)
    assert [row.number for row in whole(two).came_of] == [one.number]
    into = whole(one).merged_into
    assert into is not None
    assert into.title == "Stoelen"
    assert signal_of(one).bundled_in == two.signal
    assert _decide(fitting_of(two)).state == "chosen"
    heard = set(Answer.objects.values_list("signal", flat=True))
    assert heard == {one.signal_id, two.signal_id}
    with pytest.raises(BudgetRefused, match="al beantwoord"):
        services.agree_merge(asked, of_id=two.pk, by=by_link(two), at=LATER)


def fitting_of(made: Proposal) -> Proposal:
    services.hand_in(made.pk, by=desk(made), at=AT)
    for kind in whole(made).needed:
        answer(ask(made, kind), "yes")
    return again(made)


def _decide(made: Proposal, **more: Any) -> Proposal:
    services.decide_on(made.pk, decided(**more), by=desk(made), at=LATER)
    return again(made)


def test_the_other_side_reads_no_words_that_are_not_public(found: Round) -> None:
    one, two = shown(found, "Bankjes"), shown(found, "Stoelen")
    services.ask_merge(one.pk, two.pk, "Zelfde plek.", by=by_link(one), at=AT)
    Proposal.objects.filter(pk=two.pk).update(title="Kanarie", published_at=None)

    assert "Kanarie" not in repr(whole(one, by_link(one)))
    assert whole(one, by_link(one)).merges[0].other.number == two.number
    assert whole(one).merges[0].other.title == "Kanarie"


def test_a_guide_writes_down_how_they_said_yes(found: Round) -> None:
    one, two = shown(found), shown(found)
    by = desk(one)
    asked = services.ask_merge(one.pk, two.pk, "Zelfde plek.", by=by, at=AT)

    with pytest.raises(BudgetRefused, match="hoe en wanneer"):
        services.agree_merge(asked, of_id=one.pk, by=by, at=AT)
    for wrong in (heard("  "), heard(way="droom"), heard(on=day(1))):
        with pytest.raises((BudgetRefused, ProgrammeRefused)):
            services.agree_merge(asked, of_id=one.pk, by=by, at=AT, heard=wrong)
    services.agree_merge(asked, of_id=one.pk, by=by, at=AT, heard=heard("het bestuur"))
    other = viewer_for(
        make_role(found.municipality, Role.DISTRICT_MANAGER).person, found.municipality
    )
    services.agree_merge(asked, of_id=two.pk, by=other, at=AT, heard=heard(way="paper"))

    assert again(one).state == "merged"
    (seen,) = whole(one).merges
    assert [(row.number, row.said_by, row.way) for row in seen.heard] == [
        (one.number, "het bestuur", "phone"),
        (two.number, "wie het indiende", "paper"),
    ]
    assert not seen.by_one
    (own,) = whole(one, by_link(one)).merges
    assert [row.said_by for row in own.heard] == ["het bestuur", ""]
    assert "dezelfde medewerker" not in told(one)


def test_one_guide_does_not_answer_for_both_sides_in_silence(found: Round) -> None:
    one, two = shown(found), shown(found)
    by = desk(one)
    asked = services.ask_merge(one.pk, two.pk, "Zelfde plek.", by=by, at=AT)
    services.agree_merge(asked, of_id=one.pk, by=by, at=AT, heard=heard())

    with pytest.raises(BudgetRefused, match="andere kant"):
        services.agree_merge(asked, of_id=two.pk, by=by, at=AT, heard=heard())
    assert again(one).state == "worked_out"
    services.agree_merge(asked, of_id=two.pk, by=by, at=AT, heard=heard(both=True))

    assert again(one).state == "merged"
    assert whole(one, by_link(one)).merges[0].by_one
    for side in (one, two):
        assert "dezelfde medewerker" in told(side)
    assert LogRow.objects.filter(what="budget_plan_merge_by_one").count() == 1


def test_a_no_to_merging_ends_the_question(found: Round) -> None:
    one, two, three = shown(found), shown(found), shown(found)
    asked = services.ask_merge(one.pk, two.pk, "Zelfde plek.", by=by_link(two), at=AT)
    with pytest.raises(BudgetRefused, match="waarom niet"):
        services.refuse_merge(asked, " ", of_id=one.pk, by=by_link(one), at=AT)
    services.refuse_merge(asked, "Het is anders.", of_id=one.pk, by=by_link(one), at=LATER)

    assert (again(one).state, again(two).state) == ("worked_out", "worked_out")
    assert whole(one).merges[0].refused_because == "Het is anders."
    assert "gaan niet samen verder: Het is anders." in told(two)
    services.ask_merge(one.pk, two.pk, "Toch.", by=by_link(one), at=LATER)
    second = services.ask_merge(three.pk, one.pk, "Ook.", by=by_link(three), at=LATER)
    services.refuse_merge(second, "Nee.", of_id=one.pk, by=desk(one), at=LATER, heard=heard())
    third = services.ask_merge(three.pk, one.pk, "Weer.", by=by_link(three), at=LATER)
    services.withdraw_proposal(one.pk, "Klaar.", by=by_link(one), at=LATER)
    assert set(Merge.objects.values_list("state", flat=True)) == {"refused"}
    with pytest.raises(BudgetRefused):
        services.agree_merge(third, of_id=one.pk, by=by_link(one), at=LATER)


def test_what_cannot_be_one(found: Round) -> None:
    one, two = shown(found), shown(found)
    hidden, elsewhere = propose(found), shown(open_round(found.municipality))
    by = by_link(one)

    for other, refused in (
        (one, BudgetRefused),
        (hidden, ProgrammeRefused),
        (elsewhere, BudgetRefused),
    ):
        with pytest.raises(refused):
            services.ask_merge(one.pk, other.pk, "Zo.", by=by, at=AT)
    with pytest.raises(BudgetRefused, match="Alleen wie"):
        services.ask_merge(one.pk, two.pk, "Zo.", by=anonymous(found.municipality_id), at=AT)
    with pytest.raises(BudgetRefused, match="als beide plannen openbaar"):
        services.ask_merge(one.pk, hidden.pk, "Zo.", by=desk(one), at=AT)
    asked = services.ask_merge(one.pk, two.pk, "Zo.", by=by, at=AT)
    for merge, side in ((asked, elsewhere.pk), (10**6, one.pk)):
        with pytest.raises(ProgrammeRefused):
            services.agree_merge(merge, of_id=side, by=by, at=AT)
    Round.objects.update(declared=True)
    with pytest.raises(BudgetRefused, match="vastgelegd"):
        services.ask_merge(one.pk, two.pk, "Zo.", by=by, at=AT)


def test_who_went_on_in_another_plan_hears_also_on_their_own(found: Round) -> None:
    first, middle, last = shown(found), shown(found), shown(found)
    apart = shown(found)
    for one in (first, last):
        signals.take_up(signal_of(one).pk, by=desk(one), at=AT)
    answered = make_signal(found.municipality)
    for one, into in ((first, middle), (middle, last)):
        asked = services.ask_merge(one.pk, into.pk, "Samen.", by=by_link(one), at=AT)
        services.agree_merge(asked, of_id=into.pk, by=by_link(into), at=AT)
    signals.bundle(signal_of(last).pk, [signal_of(apart).pk], by=desk(last), at=AT)
    assert answered.state == State.RECEIVED

    made = _decide(fitting_of(again(last)))

    assert made.state == "chosen"
    heard = set(Answer.objects.values_list("signal", flat=True))
    assert heard == {first.signal_id, middle.signal_id, last.signal_id}
    signal_of(apart).refresh_from_db()
    assert signal_of(apart).bundled_in is None
    assert again(apart).state == "worked_out"


def test_merged_signals_that_could_not_go_along_are_answered_too(found: Round) -> None:
    one, two = shown(found), shown(found)
    signals.put_on_agenda(signal_of(one).pk, on=day(3), body_name="Team", by=desk(one), at=AT)
    asked = services.ask_merge(one.pk, two.pk, "Samen.", by=by_link(one), at=AT)
    services.agree_merge(asked, of_id=two.pk, by=by_link(two), at=AT)
    assert Signal.objects.get(pk=signal_of(one).pk).bundled_in is None

    _decide(fitting_of(again(two)))

    assert Answer.objects.count() == 2


def test_who_was_answered_before_hears_it_as_news(found: Round) -> None:
    made = fitting(found)
    by = desk(made)
    signals.decide(signal_of(made).pk, decided(), by=by, at=AT)
    signals.answer(signal_of(made).pk, "Alvast dit.", by=by, at=AT)

    _decide(made)

    assert Answer.objects.count() == 1
    assert "Je plan gaat door" in told(made)
    other = fitting(found)
    signals.decide(signal_of(other).pk, decided(), by=by, at=AT)
    _decide(other)
    assert Answer.objects.filter(signal=other.signal).exists()


def test_zaanstad_asks_the_neighbourhood_above_ten_thousand(here: Municipality) -> None:
    made = _open(start_as("zaanstad", here)[1])
    small, large = fitting(made, cost_cents=1_000_000), fitting(made, cost_cents=1_000_001)

    assert _decide(small).state == "chosen"
    with pytest.raises(BudgetRefused, match="wat de buurt heeft gezegd"):
        _decide(large)
    said = CounselDraft("neighbourhood", "Veel steun op de avond.", TODAY)
    services.record_counsel(large.pk, said, by=desk(large), at=AT)
    assert _decide(large).state == "chosen"
    assert whole(large).counsels[0].text == "Veel steun op de avond."


def test_leeuwarden_deviates_from_advice_only_with_a_reason(here: Municipality) -> None:
    made = _open(start_as("leeuwarden", here)[1])
    one, two = fitting(made), fitting(made)

    with pytest.raises(BudgetRefused, match="welk advies"):
        _decide(one)
    for plan_, favours in ((one, False), (two, True)):
        said = CounselDraft("advice", "Zo denken wij.", TODAY, favours)
        services.record_counsel(plan_.pk, said, by=desk(one), at=AT)
    with pytest.raises(BudgetRefused, match="advies was anders"):
        _decide(one)
    services.decide_on(
        one.pk, decided(), by=desk(one), at=LATER, otherwise_because="Het is dringend."
    )
    assert whole(one).counsels[0].otherwise_because == "Het is dringend."
    assert _decide(two).state == "chosen"


def test_arnhem_checks_policy_before_the_platform_decides(here: Municipality) -> None:
    made = _open(start_as("arnhem", here)[1])
    one = shown(made)
    platform = make_group(here, "Wijkplatform")
    assert "policy" in whole(one).needed

    services.hand_in(one.pk, by=desk(one), at=AT)
    with pytest.raises(BudgetRefused, match="stand van dit voorstel"):
        _decide(one, body_id=platform.pk, officer="")
    for kind in whole(one).needed:
        answer(ask(one, kind), "yes")
    with pytest.raises(BudgetRefused, match="groep bewoners"):
        _decide(one)
    assert _decide(one, body_id=platform.pk, officer="").state == "chosen"


def _open(made: Round) -> Round:
    made.phases.all().delete()
    plan(made, phase("ideas", -1, 10), phase("decide", 31, 50))
    Round.objects.filter(pk=made.pk).update(budget_cents=5_000_000)
    return Round.objects.get(pk=made.pk)


def test_the_body_of_the_amount_decides_and_nobody_else(
    here: Municipality, found: Round
) -> None:
    small, large = fitting(found), fitting(found, cost_cents=200_000)
    table = found.amount_rules.exclude(group=None).get().group
    assert table is not None
    other = make_group(here)
    chair = viewer_for(make_seat(table, function=SeatFunction.CHAIR).person, here)

    for more in ({"body_id": other.pk, "officer": ""}, {}):
        with pytest.raises(BudgetRefused, match="Wijktafel"):
            _decide(large, **more)
    with pytest.raises(BudgetRefused, match="van de gemeente"):
        _decide(small, body_id=other.pk, officer="")
    with pytest.raises(BudgetRefused, match="Kies ja of nee"):
        _decide(small, outcome=Outcome.MORE_INFORMATION)
    for viewer in (chair, by_link(small)):
        with pytest.raises(BudgetRefused, match="leidt"):
            services.decide_on(small.pk, decided(), by=viewer, at=LATER)
    draft = decided(body_id=table.pk, officer="", outcome=Outcome.DECLINE)
    assert whole(large, chair).may.decide
    assert not whole(small, by_link(small)).may.decide
    services.decide_on(large.pk, draft, by=chair, at=LATER)
    assert again(large).state == "declined"
    assert "gaat niet door" in Answer.objects.get(signal=large.signal).text
    assert todo(small) == {Todo.DECIDE}


def test_no_decision_without_a_rule_nor_where_residents_vote(here: Municipality) -> None:
    ruleless = fitting(open_round(here))
    voting = open_round(here)
    set_rules(voting, AmountRuleDraft("vote", "Raadsbesluit"))
    voted = fitting(voting)

    for made, words in ((ruleless, "wie beslist"), (voted, "met een stemming")):
        with pytest.raises(BudgetRefused, match=words):
            _decide(made)
        assert todo(made) == set()


def test_no_more_is_given_than_there_is(here: Municipality) -> None:
    made = open_round(here, budget_cents=150_000)
    set_rules(made, AmountRuleDraft("municipality", "Mandaat"))
    paid = (CofinancingDraft("Buurtfonds", 10_000),)
    one = fitting(made, by=desk(made), cofinancing=paid)
    two, three = fitting(made), fitting(made, cost_cents=60_000)

    _decide(one)
    with pytest.raises(BudgetRefused, match="niet meer over"):
        _decide(two)
    assert _decide(three).state == "chosen"
    Round.objects.update(budget_cents=None)
    assert _decide(two).state == "chosen"


def test_what_was_said_has_to_be_right(here: Municipality, found: Round) -> None:
    made = handed_in(found)
    good = CounselDraft("advice", "Doen.", TODAY, favours=True)
    elsewhere = make_group(make_municipality())

    for draft in (
        replace(good, kind="rumour"),
        replace(good, favours=None),
        replace(good, given_on=day(1)),
        replace(good, text=" "),
        replace(good, group_id=elsewhere.pk),
    ):
        with pytest.raises(BudgetRefused):
            services.record_counsel(made.pk, draft, by=desk(made), at=AT)
    with pytest.raises(BudgetRefused, match="Alleen wie"):
        services.record_counsel(made.pk, good, by=by_link(made), at=AT)
    group = make_group(here, "Platform")
    services.record_counsel(made.pk, replace(good, group_id=group.pk), by=desk(made), at=AT)
    services.record_counsel(made.pk, replace(good, text="Niet."), by=desk(made), at=LATER)
    (seen,) = whole(made).counsels
    assert (seen.text, seen.group_name, seen.favours) == ("Niet.", "", True)


def test_only_what_is_public_and_priced_goes_on_the_ballot(found: Round) -> None:
    good, unpriced, unread = fitting(found), fitting(found), fitting(found)
    merge = services.ask_merge(good.pk, unread.pk, "Samen.", by=desk(good), at=AT)
    waiting = shown(found)
    services.change_cost(
        unpriced.pk,
        CostDraft(100_000, (CofinancingDraft("Buurtfonds"),), "Nog onbekend."),
        version=unpriced.version,
        by=desk(found),
        at=AT,
    )
    Proposal.objects.filter(pk=unpriced.pk).update(state="fits")
    Proposal.objects.filter(pk=unread.pk).update(published_at=None)

    with pytest.raises(BudgetRefused, match="2, 3"):
        outcomes.to_ballot(found, by=desk(found), at=LATER)
    Proposal.objects.filter(pk__in=(unpriced.pk, unread.pk)).update(state="worked_out")
    assert outcomes.to_ballot(found, by=desk(found), at=LATER) == [good]

    assert [row.number for row in queries.proposals_on_ballot(found.pk)] == [1]
    assert Merge.objects.get(pk=merge).state == "refused"
    assert again(waiting).state == "worked_out"


def test_the_outcome_of_a_vote_is_told(found: Round) -> None:
    won, lost = on_ballot(found, "Gekozen", "Niet gekozen")
    taken = a_decision_on(won)
    for made, chosen in ((won, True), (lost, False)):
        outcomes.tell_outcome(
            made,
            chosen=chosen,
            decision=taken,
            words="Zo kwam het uit de telling.",
            by=desk(made),
            at=LATER,
        )

    assert (again(won).state, again(lost).state) == ("chosen", "not_chosen")
    assert Signal.objects.filter(state=State.ANSWERED, decision=taken).count() == 2
    assert {row.state for row in queries.proposals_on_ballot(found.pk)} == {
        "chosen",
        "not_chosen",
    }
    assert whole(won).decision is not None
