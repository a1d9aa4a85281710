"""The declared order of projects that stand level."""

from __future__ import annotations

import pytest

from tests.makers.elections import approvals
from wijkregie.core.tally.declared import TieKey, TieOrder
from wijkregie.core.tally.ties import LotNeeded, Order

ELECTION = approvals({"c": 5, "a": 5, "b": 7}, 20, "cb", "b")
VOTES = {"a": 0, "b": 2, "c": 1}


@pytest.mark.parametrize(
    ("keys", "first"),
    [
        ((TieKey.ID,), "a"),
        ((TieKey.PUBLISHED,), "c"),
        ((TieKey.HIGHEST_COST,), "b"),
        ((TieKey.MOST_VOTES,), "b"),
        ((TieKey.LOWEST_COST, TieKey.MOST_VOTES), "c"),
        ((TieKey.LOWEST_COST, TieKey.LOT), "a"),
        ((TieKey.LOT,), "b"),
    ],
)
def test_each_key_narrows_down_what_the_one_before_left(
    keys: tuple[TieKey, ...], first: str
) -> None:
    order = Order(TieOrder(keys, lot=("b", "a", "c")), ELECTION, VOTES)

    chosen, by = order.first(ELECTION.projects)

    assert (chosen.id, by) == (first, keys[-1].value)


def test_a_lot_that_leaves_one_out_is_no_lot() -> None:
    order = Order(TieOrder((TieKey.LOWEST_COST, TieKey.LOT), lot=("a",)), ELECTION, VOTES)

    with pytest.raises(LotNeeded, match="between a, c"):
        order.first(ELECTION.projects)


def test_an_order_that_ends_level_asks_for_a_lot() -> None:
    order = Order(TieOrder((TieKey.LOWEST_COST,)), ELECTION, VOTES)

    with pytest.raises(LotNeeded):
        order.first(ELECTION.projects)
