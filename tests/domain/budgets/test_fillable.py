"""A ballot that nobody can fill in is refused where it is typed, and when it is declared."""

from __future__ import annotations

from typing import Any

import pytest

from tests.makers.counting import ready_vote
from tests.makers.places import AT
from tests.makers.voting import COUNTING, planned_vote
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Electorate, Phase, Proposal, Round
from wijkregie.domain.budgets.queries import CountingFault, counting_of
from wijkregie.domain.budgets.queries.fillable import Unfillable, why_unfillable
from wijkregie.domain.budgets.services import BudgetRefused, NotReady
from wijkregie.kit.viewer import installation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("ballot", "limits", "prices", "money", "why"),
    [
        ("approval", {"least": 3}, [5, 5, 5], 9, None),
        ("approval", {"least": 4}, [5, 5, 5], 9, Unfillable.TOO_FEW_PLANS),
        ("approval", {"least": 4, "blank": 1}, [5, 5, 5], 9, Unfillable.TOO_FEW_PLANS),
        ("knapsack", {}, [10, 11], 9, Unfillable.TOO_DEAR),
        ("knapsack", {"least": 2}, [7, 3, 5], 7, Unfillable.TOO_DEAR),
        ("knapsack", {"least": 2}, [7, 3, 5], 8, None),
        ("knapsack", {}, [10, None], 9, None),
        ("knapsack", {}, [10], None, None),
        ("points", {}, [5], 9, Unfillable.NO_POINTS),
        ("points", {"points": 3}, [5], 9, None),
        ("themes", {}, [], 9, None),
    ],
)
def test_what_nobody_can_fill_in(
    ballot: str,
    limits: dict[str, int],
    prices: list[int | None],
    money: int | None,
    why: Unfillable | None,
) -> None:
    assert why_unfillable(ballot, limits, prices, money) is why


def settle(found: Round, **limits: int) -> None:
    draft = services.ElectorateDraft(limits=limits)
    services.set_electorate(found.pk, draft, by=installation(found.municipality_id), at=AT)


def test_more_plans_than_there_are_is_refused_where_it_is_typed() -> None:
    found = planned_vote()

    with pytest.raises(BudgetRefused, match="meer plannen kiezen dan er op") as refused:
        settle(found, least=9, most=9)

    assert refused.value.field == "least"
    assert not Electorate.objects.exists()


def test_while_plans_may_still_come_nobody_knows_how_many() -> None:
    found = planned_vote()
    Phase.objects.create(
        municipality_id=found.municipality_id,
        round=found,
        kind="plan",
        opens_on=AT.date(),
        closes_on=AT.date(),
    )
    settle(found, least=9)
    found.phases.filter(kind="plan").delete()
    found.proposals.all().delete()
    settle(found, least=8)

    assert Electorate.objects.get().limits == {"least": 8}


@pytest.mark.parametrize(
    ("ballot", "limits", "words"),
    [
        ("approval", {"least": 4}, "meer plannen kiezen"),
        ("knapsack", {}, "Niemand kan dit stembiljet invullen"),
        ("points", {}, "hoeveel punten"),
    ],
)
def test_it_is_refused_when_it_is_declared(
    ballot: str, limits: dict[str, int], words: str
) -> None:
    vote = ready_vote(ballot)
    Electorate.objects.filter(round=vote.round).update(limits=limits)
    if ballot == "knapsack":
        Proposal.objects.filter(round=vote.round).update(cost_cents=5_000)

    with pytest.raises(NotReady, match=words):
        services.declare(vote.round.pk, by=vote.by, at=AT)


def test_every_household_has_a_coin_in_the_first_turn() -> None:
    vote = ready_vote("coins", voters=4)
    Round.objects.filter(pk=vote.round.pk).update(counting={"rounds": 2, "coins": 3})

    with pytest.raises(NotReady, match="meer huishoudens dan munten"):
        services.declare(vote.round.pk, by=vote.by, at=AT)


RANKED = {"family": "greedy", "utility": "borda"}


@pytest.mark.parametrize(
    ("ballot", "settings", "field"),
    [
        ("ranking", RANKED | {"family": "phragmen"}, "family"),
        ("points", {"family": "phragmen", "utility": "points"}, "family"),
        ("approval", {"step": 100}, "step"),
        ("approval", {"family": "phragmen", "per_cost": True}, "per_cost"),
        ("approval", {"family": "equal shares", "misfit": "stop"}, "misfit"),
        ("approval", {"misfit": "stop if any"}, "misfit"),
        ("approval", {"reserve": "1/2"}, "reserve"),
        ("approval", {"misfit": "stop", "reserve": "3/2"}, "reserve"),
        ("approval", {"least_share": "2"}, "least_share"),
        ("approval", {"ties": ["lowest cost"]}, "ties"),
        ("approval", {"ties": ["lot", "lot"]}, "ties"),
        ("approval", {"ties": []}, "ties"),
        ("ranking", RANKED | {"utility": "rank"}, "rank_points"),
        ("variants", {"majority": "1"}, "majority"),
        ("themes", {"step_cents": 1, "least": 2, "themes": ["a", "a"]}, "themes"),
        ("approval", {"family": "equal shares", "compare": "points"}, ""),
    ],
)
def test_what_cannot_be_counted_is_no_rule_and_says_where(
    ballot: str, settings: dict[str, Any], field: str
) -> None:
    """Not only once the votes are in: then nobody can mend it."""
    plain = COUNTING["approval"] if ballot == "approval" else {}
    with pytest.raises(CountingFault) as fault:
        counting_of(ballot, plain | settings)

    assert fault.value.field == field


def test_a_rule_with_every_setting_is_read() -> None:
    stops = {"misfit": "stop", "reserve": "4/5", "least_share": "1/20", "cost_factor": 2}
    shares = {"family": "equal shares", "compare": "cost", "unit": 500, "until": "never"}

    greedy = counting_of("approval", COUNTING["approval"] | stops)
    equal = counting_of("approval", COUNTING["approval"] | shares)

    assert (str(greedy.reserve), str(greedy.threshold.share)) == ("4/5", "1/20")  # type: ignore[union-attr]
    assert (equal.compare, equal.completion.unit) == ("cost", 500)  # type: ignore[union-attr]
