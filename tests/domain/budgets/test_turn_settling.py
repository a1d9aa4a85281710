"""A plan that went ahead in a closed turn gets its money while the game goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.makers.budgets import decided
from tests.makers.counting import counted, declared_vote, numbers_of
from tests.makers.guarded import lift
from tests.makers.people import make_person, viewer_for
from tests.makers.places import AT
from tests.makers.voting import OVER, make_vote
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Award, CountAct, Proposal, Round, Turn
from wijkregie.domain.budgets.services import BudgetRefused
from wijkregie.domain.budgets.services.frozen import NotAsDeclared
from wijkregie.domain.decisions.services import DayRefused
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.domain.signals.models import Answer
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from datetime import datetime

    from tests.makers.voting import Vote

pytestmark = pytest.mark.django_db
SECOND = AT + timedelta(days=5)


@pytest.fixture
def vote() -> Vote:
    """A game whose first turn is closed: plan 1 went ahead, plan 2 has ten coins."""
    made = declared_vote("coins")
    made.give(0, ("1", 30))
    made.give(1, ("1", 20), ("2", 10))
    services.close_turn(made.round.pk, 1, by=made.by, at=SECOND)
    return made


def plan(vote: Vote, number: int) -> Proposal:
    return vote.round.proposals.get(number=number)


def settle(vote: Vote, number: int = 1, *, at: datetime = SECOND, **more: Any) -> int:
    draft = decided("Beurt 1", **{"taken_on": at.date()} | more)
    return services.settle_turn(vote.round.pk, number, draft, by=vote.by, at=at)


def test_a_plan_that_went_ahead_gets_its_money_while_others_still_play(vote: Vote) -> None:
    nobody = anonymous(vote.round.municipality_id)
    (waiting,) = queries.going_ahead(nobody, vote.round.pk)
    assert (waiting.turn, waiting.number, waiting.title) == (1, 1, "Plan 1")

    decision = settle(vote)

    one = plan(vote, 1)
    assert numbers_of(vote.round) == {"chosen": [1], "on_ballot": [2, 3]}
    assert one.decision_id == decision
    assert queries.going_ahead(nobody, vote.round.pk) == ()
    assert LogRow.objects.get(what="turn_settled").why == "1"
    award = services.award(one.pk, services.AwardDraft(), by=vote.by, at=SECOND)
    assert Award.objects.get(pk=award).project.title == "Plan 1"
    (year,) = queries.account_of(nobody, vote.round.fund_id)
    assert (year.awarded_cents, [one.number for one in year.plans]) == (500, [1])
    # The game goes on: what came back of plan 1 and the coins of now go to plan 2.
    vote.give(0, ("2", 30), at=SECOND)
    with pytest.raises(BudgetRefused, match="Plan 1 kan"):
        vote.give(1, ("1", 1), at=SECOND)


def test_who_proposed_hears_it_in_that_turn_and_not_once_more(vote: Vote) -> None:
    settle(vote)
    said = Answer.objects.get(signal=plan(vote, 1).signal)
    assert "in beurt 1 genoeg munten" in said.text
    for code in (0, 1):
        vote.give(code, ("2", 30), at=SECOND)

    made = counted(vote)
    services.tell(vote.round.pk, decided("Uitslag", taken_on=OVER.date()), by=vote.by, at=OVER)

    assert numbers_of(vote.round) == {"chosen": [1, 2], "not_chosen": [3]}
    assert Answer.objects.get(signal=plan(vote, 1).signal) == said
    places = dict(made.proposals.values_list("proposal__number", "place"))
    assert places == {1: 1, 2: 2, 3: None}
    assert plan(vote, 1).decision_id != plan(vote, 2).decision_id
    services.count_votes(vote.round.pk, by=vote.by, at=OVER)


def test_which_decisions_a_turn_took_is_known_before_the_whole_outcome(vote: Vote) -> None:
    decision = settle(vote)
    nobody = anonymous(vote.round.municipality_id)

    found = queries.voted_on(nobody, [decision])

    pk = vote.round.pk
    assert found == {decision: queries.VotedOn(pk, 1, chosen=True, turn=1)}
    assert queries.voted_on(anonymous(vote.round.municipality_id + 1), [decision]) == {}
    own = Proposal.objects.filter(pk=plan(vote, 3).pk)
    lift("plan_on_ballot_stays")
    own.update(state="chosen", decision=decision)
    assert queries.voted_on(nobody, [decision]) == found
    own.update(state="on_ballot", decision=None)
    counted(vote)
    services.tell(pk, decided("Uitslag", taken_on=OVER.date()), by=vote.by, at=OVER)
    assert queries.voted_on(nobody, [decision]) == {
        decision: queries.VotedOn(pk, 1, chosen=True)
    }


def test_before_a_turn_is_closed_nothing_is_settled_and_a_turn_has_to_be_there() -> None:
    vote = declared_vote("coins")
    vote.give(0, ("1", 30))

    with pytest.raises(BudgetRefused, match="nog niet afgesloten"):
        settle(vote)
    with pytest.raises(ProgrammeRefused):
        settle(vote, 3)
    services.close_turn(vote.round.pk, 1, by=vote.by, at=SECOND)
    with pytest.raises(BudgetRefused, match="Geen plan van deze beurt"):
        settle(vote)
    other = make_vote()
    with pytest.raises(BudgetRefused, match="alleen voor een spel"):
        settle(other)


def test_who_may_and_on_what_mandate_is_as_everywhere(vote: Vote) -> None:
    outsider = viewer_for(make_person(), vote.round.municipality)
    draft = decided("Beurt 1", taken_on=SECOND.date())

    with pytest.raises(BudgetRefused, match="wijkregisseur"):
        services.settle_turn(vote.round.pk, 1, draft, by=outsider, at=SECOND)
    with pytest.raises(ValueError, match="decline"):
        settle(vote, outcome=Outcome.DECLINE)
    # The last day of the turn is too early: until then nobody could know.
    with pytest.raises(DayRefused):
        settle(vote, taken_on=(SECOND - timedelta(days=1)).date())
    settle(vote)
    with pytest.raises(BudgetRefused, match="Geen plan van deze beurt"):
        settle(vote)


def test_once_the_urn_was_opened_the_whole_outcome_is_told(vote: Vote) -> None:
    counted(vote)

    with pytest.raises(BudgetRefused, match="stembus is al geopend"):
        settle(vote, at=OVER)


def test_what_was_settled_is_neither_withdrawn_nor_vetoed(vote: Vote) -> None:
    settle(vote)
    one = plan(vote, 1)

    with pytest.raises(BudgetRefused, match="gekozen"):
        services.withdraw_proposal(one.pk, "Toch niet.", by=vote.by, at=SECOND)
    with pytest.raises(BudgetRefused):
        services.veto(one.pk, "Toch niet.", by=vote.by, at=AT)
    for kind in ("withdrawn", "vetoed"):
        with (
            pytest.raises(IntegrityError, match="act_on_chosen_refused"),
            transaction.atomic(),
        ):
            CountAct.objects.create(
                municipality_id=vote.round.municipality_id,
                round=vote.round,
                kind=kind,
                proposal=one,
                turn=2,
                why="Toch niet.",
                at=SECOND,
            )
    with (
        pytest.raises(IntegrityError, match="plan_on_ballot_stays"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE budgets_proposal SET state = 'withdrawn' WHERE number = 1")


def test_a_plan_that_was_withdrawn_before_the_decision_gets_nothing(vote: Vote) -> None:
    services.withdraw_proposal(plan(vote, 1).pk, "Toch niet.", by=vote.by, at=SECOND)

    assert queries.going_ahead(vote.by, vote.round.pk) == ()
    with pytest.raises(BudgetRefused, match="Geen plan van deze beurt"):
        settle(vote)
    made = counted(vote)
    assert made.proposals.get(proposal__number=1).place == 1
    services.tell(vote.round.pk, decided("Uitslag", taken_on=OVER.date()), by=vote.by, at=OVER)
    assert plan(vote, 1).state == "withdrawn"


def test_the_jury_says_no_to_nothing_that_was_paid_for_in_a_turn_that_is_over() -> None:
    """Turn 1 is over and turn 2 did not begin; nobody closed turn 1 yet."""
    vote = declared_vote("coins")
    vote.give(0, ("1", 30))
    vote.give(1, ("1", 30))
    lift("played_turn_stands")
    later = (SECOND + timedelta(days=2)).date()
    Turn.objects.filter(round=vote.round, number=2).update(opens_on=later)

    with pytest.raises(BudgetRefused, match="al betaald"):
        services.veto(plan(vote, 1).pk, "Kan niet.", by=vote.by, at=SECOND)
    services.veto(plan(vote, 2).pk, "Kan niet.", by=vote.by, at=SECOND)

    assert Turn.objects.get(round=vote.round, number=1).played is not None


def test_a_clock_that_is_set_back_withdraws_nothing_from_a_closed_turn(vote: Vote) -> None:
    vote.give(0, ("2", 10), at=SECOND)
    services.close_turn(vote.round.pk, 2, by=vote.by, at=OVER)

    with pytest.raises(BudgetRefused, match="beurt is gesloten"):
        services.withdraw_proposal(plan(vote, 2).pk, "Toch niet.", by=vote.by, at=AT)


def test_a_turn_that_the_urn_does_not_tell_so_is_not_settled_nor_counted(vote: Vote) -> None:
    lift("played_turn_stands")
    turn = Turn.objects.get(round=vote.round, number=1)
    turn.played = {**(turn.played or {}), "funded": ["1", "2"]}
    turn.save()

    with pytest.raises(BudgetRefused, match="stembus zegt iets anders"):
        settle(vote)
    with pytest.raises(BudgetRefused, match="iets anders dan wat na een beurt"):
        services.count_votes(vote.round.pk, by=vote.by, at=OVER)


def test_a_round_that_is_not_as_it_was_declared_settles_nothing(vote: Vote) -> None:
    lift("declared_round_stands")
    Round.objects.filter(pk=vote.round.pk).update(budget_cents=1900)

    with pytest.raises(NotAsDeclared):
        settle(vote)


def test_a_count_that_does_not_choose_what_was_settled_is_not_told(vote: Vote) -> None:
    decision = settle(vote)
    counted(vote)
    lift("plan_on_ballot_stays")
    Proposal.objects.filter(pk=plan(vote, 3).pk).update(state="chosen", decision=decision)

    with pytest.raises(BudgetRefused, match="iets anders dan wat na een beurt"):
        services.tell(
            vote.round.pk, decided("Uitslag", taken_on=OVER.date()), by=vote.by, at=OVER
        )
