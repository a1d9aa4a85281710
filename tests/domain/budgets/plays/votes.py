"""Towns in which residents vote; who they are and how many is invented."""

from __future__ import annotations

import pytest

from tests.makers.budgets import decided
from tests.makers.proposals import again
from tests.makers.vote_plays import VotePlay
from wijkregie.core.tally.coins import Game
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Proposal, Turn
from wijkregie.domain.budgets.queries.contests import coin_of
from wijkregie.domain.budgets.queries.counting import counting_of
from wijkregie.domain.budgets.services import BudgetRefused
from wijkregie.domain.budgets.states import Used
from wijkregie.domain.people.states import GroupKind
from wijkregie.kit.viewer import anonymous


def deventer() -> None:
    """Residents hold the right to spend, and choose how they choose: here by marks."""
    play = VotePlay.begin("deventer")
    play.settle(10_000)
    plans = [
        play.plan("Bankjes", 3_000),
        play.plan("Speeltoestel", 6_000, "letter"),
        play.plan("Bomen", 4_000, "phone"),
    ]
    play.declare(8)
    play.cast((1, 2), (1, 2), (2,), (3,), (2, 3))
    play.paper((1, 2), (3,), ())

    count = play.tell()

    # 2 has four votes, 1 and 3 three each: what is left after 2 pays 1, the cheaper of them.
    assert (count.cast, count.on_paper, count.entitled) == (8, 3, 8)
    assert play.chosen() == [2, 1]
    play.bought(again(plans[1]), 6_000)


def groningen() -> None:
    """On voting days one votes at a table, helped where needed; codes are handed out there."""
    play = VotePlay.begin("groningen")
    play.settle(5_000)
    group = play.body("Bewonersgroep Korreweg", kind=GroupKind.RESIDENTS)
    made = play.plan("Buurtmaaltijd", 1_200, "stall", group_id=group.pk)
    other = play.plan("Muurschildering", 4_500, "professional")
    play.declare(1)
    for marks in ((1,), (1, 2), (1,)):
        at = play.at("vote", 3)
        new = services.hand_out_code(
            play.round.pk, None, None, by=play.by, at=at, chance=play.chance
        )
        play.codes.insert(0, new.code)
        play.cast(marks, how=Used.ASSISTED)
    play.paper((2,))

    count = play.tell()

    assert (count.cast, count.on_paper) == (4, 1)
    assert (again(made).state, again(other).state) == ("chosen", "not_chosen")
    play.bought(again(made), 1_200, left=3_800)


def dordrecht() -> None:
    """Residents vote on three whole plans for 600,000 euro a year; 40 of them guide it."""
    play = VotePlay.begin("dordrecht")
    assert play.settle() == 60_000_000
    plans = [play.plan(f"Plan {name}", 600_000, "meeting") for name in "ABC"]
    for made in plans:
        assert made.cost_cents == 60_000_000
    play.declare(7, unit="person", least_age=16)
    play.cast((2,), (2,), (1,), (3,), (2,))
    play.paper((2,), (1,))

    count = play.tell()

    assert (count.cast, count.on_paper) == (7, 2)
    assert play.chosen() == [2]
    assert [again(one).state for one in plans] == ["not_chosen", "chosen", "not_chosen"]
    play.bought(again(plans[1]), 600_000, left=0)


def hoogeveen() -> None:
    """The municipality pays 70 percent and the corporations 30, also of each plan."""
    play = VotePlay.begin("hoogeveen")
    assert play.settle(50_000) == 5_000_000
    grants = play.fund.years.get().grants.values_list("funder__name", "cents")
    assert dict(grants) == {"Gemeente": 3_500_000, "Woningcorporaties": 1_500_000}
    made = play.plan("Brandgang", 9_999)
    play.declare(2)
    play.cast((1,), (1,))
    play.tell()

    award = play.bought(again(made), 9_999, left=40_001)

    shares = award.project.coverage.values_list("funder__name", "cents")
    assert dict(shares) == {"Gemeente": 699_930, "Woningcorporaties": 299_970}


def lombardijen() -> None:
    """Ten rounds of 10,000 coins of 1 euro, two months each; pooled, and a jury says no."""
    play = VotePlay.begin("lombardijen")
    assert play.settle() == 10_000_000
    game = counting_of("coins", play.case.counting)
    assert isinstance(game, Game)
    assert (game.rounds, game.coins) == (10, 10_000)
    assert coin_of(play.round, game) == 100
    swing, wall, fest = (
        play.plan("Schommel", 4_000),
        play.plan("Muur", 2_000, "letter"),
        play.plan("Feest", 9_000),
    )
    play.declare(4)
    turns = list(Turn.objects.order_by("number"))
    assert {(one.closes_on - one.opens_on).days + 1 for one in turns} == {60}
    _two_turns(play, swing, wall, fest)
    play.tell()

    assert play.chosen() == [1]
    assert [again(one).state for one in (swing, wall, fest)] == [
        "chosen",
        "not_chosen",
        "not_chosen",
    ]
    play.bought(again(swing), 4_000, left=96_000)


def _two_turns(play: VotePlay, swing: Proposal, wall: Proposal, fest: Proposal) -> None:
    """Two rounds of the ten: pooled coins pay the swing, the jury says no to the wall."""
    first, second = play.at("vote", 1), play.at("vote", 61)

    # Each of four households has 2,500 coins: two of them together pay the swing.
    purse = queries.purse_of(play.round.pk, play.codes[0], first)
    assert purse is not None
    assert purse.left == 2_500
    play.give(0, (swing.number, 2_000), (wall.number, 500), at=first)
    play.give(1, (swing.number, 2_000), at=first)
    services.veto(wall.pk, "De muur is van een ander.", by=play.by, at=first)
    services.close_turn(play.round.pk, 1, by=play.by, at=second)
    (closed,) = [one for one in queries.turns_of(play.by, play.round.pk, second) if one.played]
    assert closed.number == 1
    # What the jury said no to is back: 500 of before and 2,500 of now.
    purse = queries.purse_of(play.round.pk, play.codes[0], second)
    assert purse is not None
    assert purse.left == 3_000
    with pytest.raises(BudgetRefused, match="Plan 2 kan"):
        play.give(2, (wall.number, 1), at=second)
    play.give(2, (fest.number, 5_000), at=second)


def porto_alegre() -> None:
    """A neighbourhood puts its priorities in order; places are points."""
    play = VotePlay.begin("porto-alegre")
    play.settle(9_000)
    plans = [play.plan(f"Straat {number}", 4_500) for number in (1, 2, 3)]
    play.declare(5)
    play.cast((2, 1, 3), (2, 3), (1, 2))
    play.paper((3, 2, 1))

    with pytest.raises(services.LotWanted, match="1, 3"):
        play.tell()
    at = play.over("vote")
    services.record_lot(
        play.round.pk, ("3", "1", "2"), "Op het plein geloot.", by=play.by, at=at
    )
    play.tell()

    # A place is worth the plans below it on the ballot: 2+1+0+1, and twice 1+1 or 0+2.
    seen = queries.outcome_seen(anonymous(play.here.pk), play.round.pk)
    assert seen is not None
    assert {one.number: one.points for one in seen.plans} == {1: 2, 2: 4, 3: 2}
    assert play.chosen() == [2, 3]
    play.bought(again(plans[1]), 4_500)


def venlo() -> None:
    """90,000 euro over at least 4 of 12 themes in steps of 10,000, added up pro rata."""
    play = VotePlay.begin("venlo")
    assert play.settle() == 9_000_000
    idea = play.plan("Geveltuinen", 8_000)
    play.declare(3, on_paper=False)
    themes = play.case.counting["themes"]
    assert len(themes) == 12
    ten = 1_000_000
    with pytest.raises(BudgetRefused):
        play.cast(themes[:3], points=(3 * ten, 3 * ten, 3 * ten))
    with pytest.raises(BudgetRefused):
        play.cast(themes[:4], points=(5 * ten // 2, 5 * ten // 2, 2 * ten, 2 * ten))
    play.cast(themes[:4], points=(3 * ten, 2 * ten, 2 * ten, 2 * ten))
    play.cast(themes[1:5], points=(2 * ten, 2 * ten, 2 * ten, 3 * ten))
    with pytest.raises(BudgetRefused, match="verdelen eerst"):
        services.decide_on(idea.pk, decided(), by=play.by, at=play.at("vote", 1))
    count = play.tell()

    seen = queries.outcome_seen(anonymous(play.here.pk), play.round.pk)
    assert seen is not None
    parts = seen.audit["outcome"]["parts"]
    assert sum(parts) == 9_000_000
    assert parts[:5] == [1_500_000, 2_000_000, 2_000_000, 2_000_000, 1_500_000]
    assert count.told_at == play.over("vote")
    _divided(play, idea)


def _divided(play: VotePlay, idea: Proposal) -> None:
    """What residents divided is spent on plans: who runs the fund records who chose them."""
    at = play.over("vote")
    seen = queries.proposal_by_id(play.by, idea.pk, on=at.date())
    assert seen is not None
    assert seen.may.decide
    (todo,) = queries.proposals_to_do(play.by, on=at.date())
    assert todo.what == queries.Todo.DECIDE
    draft = decided(mandate=play.rule(8_000).mandate, taken_on=at.date())
    services.decide_on(idea.pk, draft, by=play.by, at=at)
    play.bought(again(idea), 8_000, left=82_000)
