"""The database keeps what was declared, voted, counted and settled, whoever asks otherwise."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pytest
from django.db import IntegrityError, connection, transaction

from tests.makers.awards import choose, make_award
from tests.makers.budgets import make_fund, make_pot, settle
from tests.makers.counting import declared_vote, told, voted
from tests.makers.guarded import all_lifted
from tests.makers.places import area_row, make_areas, make_municipality
from tests.makers.voting import OVER
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import (
    AmountRule,
    Cofinancing,
    Count,
    Pot,
    Proposal,
    Turn,
    VoteShare,
)
from wijkregie.domain.programme.models import Funder
from wijkregie.kit.erasure import erase
from wijkregie.kit.viewer import installation

pytestmark = pytest.mark.django_db
BALLOTS: Final = [("1",)] * 3 + [("2",)]


def run(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for one in statements:
            cursor.execute(one)


def refused(guard: str, *statements: str) -> None:
    """These are refused, by this guard."""
    with pytest.raises(IntegrityError, match=guard):
        run(*statements)


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("DELETE FROM budgets_phase WHERE kind = 'vote'", "frozen_phase_stands_there"),
        ("UPDATE budgets_phase SET round_id = -1", "frozen_phase_stands"),
        ("DELETE FROM budgets_declaration", "declaration_stands_there"),
        ("DELETE FROM budgets_electorate", "frozen_electorate_stands_there"),
        ("UPDATE budgets_electorate SET round_id = -1", "frozen_electorate_stands"),
        ("UPDATE budgets_round SET fund_id = -1", "declared_round_stands"),
        ("DELETE FROM budgets_round", "declared_round_stands_there"),
        ("UPDATE budgets_proposal SET title = 'Ander plan'", "words_on_ballot_stand"),
        ("UPDATE budgets_proposal SET plan = 'Anders.'", "words_on_ballot_stand"),
        ("UPDATE budgets_proposal SET state = 'fits'", "plan_on_ballot_stays"),
        ("UPDATE budgets_proposal SET round_id = -1", "price_on_ballot_stands"),
        ("DELETE FROM budgets_proposal", "price_on_ballot_stands_there"),
        ("UPDATE budgets_voter SET used = '' WHERE used <> ''", "used_code_stands"),
        ("UPDATE budgets_voter SET round_id = -1", "used_code_stands"),
        ("UPDATE budgets_sealedballot SET round_id = -1", "ballot_stands"),
        ("UPDATE budgets_receipt SET leaf = 'x'", "receipt_stands"),
    ],
)
def test_a_declared_vote_stands(statement: str, guard: str) -> None:
    voted(BALLOTS)
    refused(guard, statement)


def test_a_void_code_stays_void() -> None:
    vote = declared_vote()
    services.replace_code(
        vote.round.pk, 1, "Zoek", by=vote.by, at=vote.round.made_at, chance=vote.chance
    )
    refused("used_code_stands", "UPDATE budgets_voter SET void = false WHERE void")


def test_a_price_is_not_changed_beside_the_ballot() -> None:
    """A plan is taken off the ballot by withdrawing it, and a withdrawn one stays so."""
    vote = declared_vote()
    services.withdraw_proposal(
        vote.round.proposals.get(number=2).pk,
        "Het kan niet.",
        by=vote.by,
        at=vote.round.made_at,
    )
    two = Proposal.objects.filter(number=2)
    for change, guard in (
        ({"cost_cents": 1}, "price_on_ballot_stands"),
        ({"state": "fits"}, "plan_on_ballot_stays"),
    ):
        with pytest.raises(IntegrityError, match=guard), transaction.atomic():
            two.update(**change)


def test_the_words_of_a_plan_may_go() -> None:
    declared_vote()
    run("UPDATE budgets_proposal SET plan = ''")
    assert set(Proposal.objects.values_list("plan", flat=True)) == {""}


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE budgets_count SET ballots_public = true", "count_stands"),
        ("UPDATE budgets_count SET smallest_group = 9", "count_stands"),
        ('UPDATE budgets_count SET "cast" = 1', "count_stands"),
        ("UPDATE budgets_count SET entitled = 1", "count_stands"),
        ("UPDATE budgets_count SET told_at = NULL", "count_stands"),
        ("UPDATE budgets_count SET decision_id = NULL", "count_stands"),
        ("DELETE FROM budgets_count", "count_stands_there"),
        ("UPDATE budgets_countedproposal SET votes = 99", "counted_plan_stands"),
        ("UPDATE budgets_countedproposal SET place = 7", "counted_plan_stands"),
        ("UPDATE budgets_countedproposal SET why = NULL", "counted_plan_stands"),
        ("DELETE FROM budgets_countedproposal", "counted_plan_stands_there"),
        ("UPDATE budgets_proposal SET state = 'on_ballot'", "plan_on_ballot_stays"),
    ],
)
def test_a_count_that_was_told_stands(statement: str, guard: str) -> None:
    told(voted(BALLOTS))
    refused(guard, statement)


def test_an_act_and_a_share_of_the_vote_stand() -> None:
    vote = voted(BALLOTS)
    gone = vote.round.proposals.get(number=3)
    services.withdraw_proposal(gone.pk, "Verhuisd.", by=vote.by, at=vote.round.made_at)
    refused("act_stands_there", "DELETE FROM budgets_countact")
    of = {"municipality": vote.round.municipality, "round": vote.round}
    VoteShare.objects.create(age_band="65+", letters=9, used=7, **of)
    refused("vote_share_stands_there", "DELETE FROM budgets_voteshare")


def test_who_may_vote_and_what_excludes_what_stand() -> None:
    here = make_municipality("Heuvelstad", code="GM0500")
    area = make_areas(area_row("GM0500", "Stad"), area_row("BU05000001", "Noord"))["BU05000001"]
    vote = declared_vote("approval", here, fund=make_fund(here, area_id=area.pk))
    electorate = vote.round.electorate
    assert [one.pk for one in electorate.areas.all()] == [area.pk]
    one, two = vote.round.proposals.order_by("number")[:2]
    for attempt, guard in (
        (electorate.areas.clear, "frozen_area_stands_there"),
        (lambda: one.conflicts.add(two), "conflict_on_ballot_stands_whole"),
    ):
        with pytest.raises(IntegrityError, match=guard), transaction.atomic():
            attempt()
    refused("frozen_area_stands", "UPDATE budgets_electorate_areas SET area_id = -1")


def test_rules_and_cofinancing_of_a_declared_vote_stand() -> None:
    vote = declared_vote()
    of = {"municipality": vote.round.municipality}
    funder = Funder.objects.create(name="Fonds", **of)
    one = vote.round.proposals.get(number=1)
    rule = AmountRule(round=vote.round, path="vote", mandate="Begroting", order=9, **of)
    paid = Cofinancing(proposal=one, funder=funder, cents=5, **of)
    for row, guard in (
        (rule, "declared_rule_stands_whole"),
        (paid, "cofinancing_on_ballot_stands_whole"),
    ):
        with pytest.raises(IntegrityError, match=guard), transaction.atomic():
            row.save()


def test_a_turn_that_was_played_stands() -> None:
    game = declared_vote("coins")
    refused("played_turn_stands", "UPDATE budgets_turn SET closes_on = '2090-01-01'")
    refused("played_turn_stands_there", "DELETE FROM budgets_turn")
    services.close_turns(at=OVER)
    assert Turn.objects.filter(played__isnull=False).count() == game.round.turns.count()
    refused("played_turn_stands", "UPDATE budgets_turn SET played = NULL")


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE budgets_fundsource SET cents = 1", "settled_source_stands"),
        ("DELETE FROM budgets_fundsource", "settled_source_stands_there|settled_share"),
        ("UPDATE budgets_sourceshare SET percent = 1", "settled_share_stands"),
        ("DELETE FROM budgets_sourceshare", "settled_share_stands_there"),
        ("DELETE FROM budgets_fundgrant", "settled_grant_stands_there"),
        ("DELETE FROM budgets_fundyear", "settled_year_stands_there"),
        ("DELETE FROM budgets_pot", "settled_pot_stands_there"),
    ],
)
def test_a_year_that_was_settled_stands(statement: str, guard: str) -> None:
    pot = make_pot(make_fund(make_municipality()))
    settle(pot)
    refused(guard, statement)


def test_an_award_is_not_taken_away() -> None:
    make_award(choose(make_municipality(), "municipality"))
    refused("award_stands_there", "DELETE FROM budgets_award")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite writes over a row")
@pytest.mark.parametrize(
    "table",
    ["declaration", "phase", "electorate", "count", "countedproposal", "proposal", "round"],
)
def test_a_row_is_not_written_over(table: str) -> None:
    told(voted(BALLOTS))
    refused(
        "stands_once",
        f"INSERT OR REPLACE INTO budgets_{table} SELECT * FROM budgets_{table}",  # noqa: S608
    )


def test_what_nothing_was_decided_of_still_changes_and_goes() -> None:
    here = make_municipality()
    pot = make_pot(make_fund(here))
    services.remove_pot(pot.pk, by=installation(here.pk), at=OVER)
    assert not Pot.objects.exists()


def test_the_night_still_erases_a_roll_and_guards_come_back() -> None:
    made = told(voted(BALLOTS))
    erase(at=OVER + timedelta(days=91))
    assert not made.round.voters.exists()
    assert Count.objects.get().seal == made.seal
    with all_lifted():
        pass
    refused("count_stands_there", "DELETE FROM budgets_count")
