"""A game of coins: purses, turns, what the jury says no to, and one ballot in the end."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.makers.budgets import TODAY, make_fund, make_round, phase, plan
from tests.makers.places import AT, make_municipality
from tests.makers.voting import OVER, declare, make_plan, make_vote, planned_vote
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Receipt, SealedBallot, Turn, Voter
from wijkregie.domain.budgets.services import BudgetRefused, TurnDraft
from wijkregie.domain.budgets.services.frozen import DeclaredStands
from wijkregie.domain.budgets.states import Used
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.makers.voting import Vote
    from wijkregie.domain.budgets.models import Proposal, Round

pytestmark = pytest.mark.django_db
SECOND = AT + timedelta(days=5)


@pytest.fixture
def vote() -> Vote:
    """Two turns of 90 coins for three households; plans of 50, 70 and 90 coins."""
    return make_vote("coins")


def proposal(vote: Vote, number: int) -> Proposal:
    return vote.round.proposals.get(number=number)


def spans(*days: tuple[int, int]) -> list[TurnDraft]:
    return [
        TurnDraft(TODAY + timedelta(first), TODAY + timedelta(last)) for first, last in days
    ]


def test_prices_are_told_in_coins(vote: Vote) -> None:
    # 18 euros over two turns of 90 coins: a coin is ten cents.
    assert queries.prices_in_coins(vote.by, vote.round.pk) == {"1": 50, "2": 70, "3": 90}
    assert queries.prices_in_coins(vote.by, make_vote().round.pk) == {}


def test_a_household_gives_once_a_turn_what_it_has(vote: Vote) -> None:
    purse = queries.purse_of(vote.round.pk, vote.codes[0], AT)
    assert purse is not None
    assert (purse.turn, purse.left, purse.given_now) == (1, 30, False)

    for gifts, words in (
        ([("1", 31)], "30 munten; je gaf er 31"),
        ([("1", 0)], "één munt of meer"),
        ([("1", -1)], "één munt of meer"),
        ([("9", 1)], "Plan 9 kan"),
        ([("1", 1), ("1", 1)], "Plan 1 kan"),
    ):
        with pytest.raises(BudgetRefused, match=words):
            vote.give(0, *gifts)
    vote.give(0, ("1", 20), ("2", 5))

    with pytest.raises(BudgetRefused, match="in deze beurt al"):
        vote.give(0, ("1", 1))
    purse = queries.purse_of(vote.round.pk, vote.codes[0], AT)
    assert purse is not None
    assert (purse.left, purse.given_now) == (5, True)
    assert purse.gave == ((1, "1", 20), (1, "2", 5))
    assert Voter.objects.exclude(used="").count() == Receipt.objects.count() == 1


def test_what_was_not_given_is_there_in_the_next_turn_and_one_household_is_one_ballot(
    vote: Vote,
) -> None:
    first = vote.give(0, ("1", 25))
    vote.give(1, ("1", 30))

    again = vote.give(0, ("2", 10), at=SECOND)

    # 55 behind plan 1 that costs 50: of 25 coins 25 * 5 // 55 = 2 come back.
    assert again == first
    (turn, _last) = Turn.objects.order_by("number")
    assert turn.played is not None
    assert turn.played["funded"] == ["1"]
    purse = queries.purse_of(vote.round.pk, vote.codes[0], SECOND)
    assert purse is not None
    assert (purse.left, purse.waiting) == (30 - 25 + 2 + 30 - 10, ())
    with pytest.raises(BudgetRefused, match="Plan 1 kan"):
        vote.give(1, ("1", 1), at=SECOND)
    cast = services.open_urn(vote.round.pk, at=OVER)
    assert cast.ballots.voters == 2
    assert cast.ballots.marks == (("001.1",), ("001.1", "002.2"))


def test_a_clock_that_is_set_back_adds_nothing_to_a_turn_that_was_closed(vote: Vote) -> None:
    vote.give(0, ("2", 10))
    services.close_turn(vote.round.pk, 1, by=vote.by, at=SECOND)
    was = Turn.objects.get(round=vote.round, number=1).played
    fits = make_plan(vote.round, 9, 500)

    with pytest.raises(BudgetRefused, match="beurt is gesloten"):
        vote.give(1, ("2", 10))
    with pytest.raises(BudgetRefused, match="beurt is gesloten"):
        services.put_up(fits.pk, "Past.", by=vote.by, at=AT)
    vote.give(1, ("2", 10), at=SECOND)
    services.close_turn(vote.round.pk, 2, by=vote.by, at=OVER)
    with pytest.raises(BudgetRefused, match="beurt is gesloten"):
        services.veto(proposal(vote, 3).pk, "Kan niet.", by=vote.by, at=AT)

    assert Turn.objects.get(round=vote.round, number=1).played == was
    assert SealedBallot.objects.filter(round=vote.round).count() == 2


def test_codes_and_days_are_those_of_the_game(vote: Vote) -> None:
    with pytest.raises(BudgetRefused, match="kun je niet stemmen"):
        services.give_coins(
            vote.round.pk,
            "000000000000001Y",
            [("1", 1)],
            how=Used.WEB,
            at=AT,
            chance=vote.chance,
        )
    with pytest.raises(ValueError, match="paper"):
        services.give_coins(
            vote.round.pk, vote.codes[0], [], how=Used.PAPER, at=AT, chance=vote.chance
        )
    other = make_vote()
    with pytest.raises(BudgetRefused, match="alleen voor een spel"):
        other.give(0, ("1", 1))
    pk = vote.round.pk
    assert queries.purse_of(pk, "no code", AT) is None
    assert queries.purse_of(other.round.pk, other.codes[0], AT) is None
    assert queries.purse_of(pk, other.codes[0], AT) is None
    assert queries.purse_of(pk, vote.codes[0], OVER) is None


def test_between_turns_nobody_gives() -> None:
    made = _undeclared()
    _plan(made, spans((0, 2), (5, 9)))
    codes = services.draw_roll(
        made.pk,
        [services.RollEntry()],
        by=installation(made.municipality_id),
        at=AT,
        chance=_chance(),
    )
    declare(made)

    with pytest.raises(BudgetRefused, match="geen beurt"):
        services.give_coins(
            made.pk,
            codes[0].code,
            [("1", 1)],
            how=Used.WEB,
            at=AT + timedelta(days=3),
            chance=_chance(),
        )


def test_turns_lie_within_the_vote_and_follow_each_other() -> None:
    made = _undeclared()

    for drafts, words in (
        (spans((0, 9)), "2 beurten"),
        (spans((0, 4), (4, 9)), "voorbij"),
        (spans((0, 4), (5, 10)), "binnen de dagen"),
        (spans((4, 0), (5, 9)), "binnen de dagen"),
    ):
        with pytest.raises(BudgetRefused, match=words):
            _plan(made, drafts)
    _plan(made, spans((0, 4), (5, 9)))
    _plan(made, spans((0, 3), (4, 9)))
    assert [one.closes_on.day for one in made.turns.order_by("number")] == [6, 12]
    services.draw_roll(
        made.pk,
        [services.RollEntry()],
        by=installation(made.municipality_id),
        at=AT,
        chance=_chance(),
    )
    declare(made)
    with pytest.raises(DeclaredStands):
        _plan(made, spans((0, 4), (5, 9)))


def test_a_vote_without_days_has_no_turns() -> None:
    here = make_municipality()
    made = make_round(
        make_fund(here), ballot="coins", counting={"rounds": 1, "coins": 10}, budget_cents=1800
    )

    with pytest.raises(BudgetRefused, match="Plan eerst de dagen"):
        _plan(made, spans((0, 1)))
    plan(made, phase("vote", 0, 3))
    _plan(made, spans((0, 1)))


def test_what_lies_behind_a_plan_is_told_of_turns_that_are_over(vote: Vote) -> None:
    nobody = anonymous(vote.round.municipality_id)
    before = queries.voting_seen(nobody, vote.round.pk, AT)
    vote.give(0, ("1", 25))

    now, later = queries.turns_of(nobody, vote.round.pk, AT)
    assert (now.is_on, now.is_over, now.played, later.is_on) == (True, False, None, False)
    assert queries.voting_seen(nobody, vote.round.pk, AT) == before
    assert services.close_turns(at=AT) == {}
    assert services.close_turns(at=SECOND) == {"turns": 1}
    assert services.close_turns(at=SECOND) == {}

    first, _second = queries.turns_of(nobody, vote.round.pk, SECOND)
    assert first.played is not None
    assert first.played.pools == (("1", 25),)


def test_a_purse_is_right_also_before_anybody_closed_the_turn(vote: Vote) -> None:
    vote.give(0, ("1", 25))

    purse = queries.purse_of(vote.round.pk, vote.codes[0], SECOND)

    assert purse is not None
    assert (purse.left, purse.waiting) == (35, (("1", 25),))


def test_a_turn_is_closed_once_and_after_its_last_day(vote: Vote) -> None:
    pk, by = vote.round.pk, vote.by

    with pytest.raises(BudgetRefused, match="niet voorbij"):
        services.close_turn(pk, 1, by=by, at=AT)
    with pytest.raises(ProgrammeRefused):
        services.close_turn(pk, 3, by=by, at=OVER)
    services.close_turn(pk, 1, by=by, at=SECOND)
    with pytest.raises(BudgetRefused, match="al gesloten"):
        services.close_turn(pk, 1, by=by, at=SECOND)
    other = make_vote()
    with pytest.raises(BudgetRefused, match="alleen voor een spel"):
        services.close_turn(other.round.pk, 1, by=other.by, at=OVER)


def test_the_jury_says_no_from_the_next_turn_on_and_coins_come_back(vote: Vote) -> None:
    vote.give(0, ("2", 30))
    plan_2 = proposal(vote, 2)

    services.veto(plan_2.pk, "Het mag niet van de brandweer.", by=vote.by, at=AT)

    vote.give(1, ("2", 10))
    with pytest.raises(BudgetRefused, match="al vastgelegd"):
        services.veto(plan_2.pk, "Nog eens.", by=vote.by, at=AT)
    with pytest.raises(BudgetRefused, match="Plan 2 kan"):
        vote.give(0, ("2", 1), at=SECOND)
    purse = queries.purse_of(vote.round.pk, vote.codes[0], SECOND)
    assert purse is not None
    assert (purse.left, purse.waiting) == (60, ())
    with pytest.raises(BudgetRefused, match="laatste beurt is begonnen"):
        services.veto(proposal(vote, 3).pk, "Te laat.", by=vote.by, at=SECOND)
    vote.give(0, ("3", 60), at=SECOND)
    assert services.close_turns(at=OVER) == {"turns": 1}


def test_what_is_paid_for_is_not_vetoed_and_a_reason_is_needed() -> None:
    vote = make_vote("coins", counting={"rounds": 2, "coins": 180})
    for number in (0, 1):
        vote.give(number, ("1", 60))
    services.close_turns(at=SECOND)

    with pytest.raises(BudgetRefused, match="laatste beurt is begonnen"):
        services.veto(proposal(vote, 1).pk, "Nee", by=vote.by, at=SECOND)
    with pytest.raises(BudgetRefused) as raised:
        services.veto(proposal(vote, 2).pk, "", by=vote.by, at=AT)
    assert raised.value.field == "why"
    with pytest.raises(BudgetRefused, match="al betaald"):
        services.veto(proposal(vote, 1).pk, "Nee", by=vote.by, at=AT)


def test_a_plan_that_fits_is_put_up_in_a_game_that_goes_on(vote: Vote) -> None:
    late, later = make_plan(vote.round, 4, 300), make_plan(vote.round, 5, 300)

    with pytest.raises(BudgetRefused, match="Plan 4 kan"):
        vote.give(0, ("4", 30))
    services.put_up(late.pk, "Past bij de criteria.", by=vote.by, at=AT)
    vote.give(0, ("4", 30))

    with pytest.raises(BudgetRefused, match="dat past en nog niet"):
        services.put_up(late.pk, "Nog eens.", by=vote.by, at=AT)
    with pytest.raises(BudgetRefused, match="laatste beurt is voorbij"):
        services.put_up(later.pk, "Te laat.", by=vote.by, at=OVER)
    with pytest.raises(BudgetRefused, match="in het spel is"):
        services.veto(later.pk, "Nee.", by=vote.by, at=AT)
    services.close_turns(at=SECOND)
    first, _second = queries.turns_of(vote.by, vote.round.pk, SECOND)
    assert first.played is not None
    assert first.played.funded == ("4",)


def test_nothing_is_put_up_before_the_game_was_declared() -> None:
    made = _undeclared()

    with pytest.raises(BudgetRefused, match="nog niet vastgesteld"):
        services.put_up(
            made.proposals.get(number=1).pk,
            "Nu al.",
            by=installation(made.municipality_id),
            at=AT,
        )


def test_a_household_is_known_by_nothing_but_its_own_code(vote: Vote) -> None:
    vote.give(0, ("1", 5))

    (row,) = SealedBallot.objects.all()
    (receipt,) = Receipt.objects.all()
    used = Voter.objects.exclude(used="").get()
    assert len({row.handle, receipt.leaf, used.digest}) == 3
    assert row.turn == 1


def _undeclared() -> Round:
    made = planned_vote("coins")
    services.set_electorate(
        made.pk,
        services.ElectorateDraft(on_paper=False),
        by=installation(made.municipality_id),
        at=AT,
    )
    return made


def _plan(made: Round, drafts: Sequence[TurnDraft]) -> None:
    services.plan_turns(made.pk, drafts, by=installation(made.municipality_id), at=AT)


def _chance() -> Random:
    return Random(1)  # noqa: S311 - of a test
