"""Amounts divided by shares: reckoned by hand, and by what must hold for all of them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.shares import Share, divided, together

CENTS = st.integers(0, 10**13)


def percent(number: str) -> Share:
    return Share(percent=Decimal(number))


@pytest.mark.parametrize(
    ("total", "shares", "parts"),
    [
        # 125.00 by 60 and 40: no cents are left over.
        (12_500, [percent("60"), percent("40")], [7_500, 5_000]),
        # 100.01 by halves: 50.005 each; the first of two that lost as much gets the cent.
        (10_001, [percent("50"), percent("50")], [5_001, 5_000]),
        # 100.00 in three: 33.33 each and one cent over, for the share that lost most.
        (
            10_000,
            [percent("33.3333"), percent("33.3333"), percent("33.3334")],
            [3333, 3333, 3334],
        ),
        # 0.01 in three: the largest share gets it.
        (1, [percent("20"), percent("50"), percent("30")], [0, 1, 0]),
        # A fixed sum stays as it is, a percentage is of the whole, the last pays what is left.
        (
            37_500_00,
            [Share(cents=10_000_00), percent("12.5"), Share()],
            [1_000_000, 468_750, 2_281_250],
        ),
        # What is left is never below nought.
        (5_000, [Share(cents=8_000), Share()], [8_000, 0]),
        # Ninety percent leaves ten without a funder.
        (1_000, [percent("45"), percent("45")], [450, 450]),
        (0, [percent("100")], [0]),
        (None, [percent("50"), Share(cents=200), Share()], [None, 200, None]),
        (500, [], []),
    ],
)  # fmt: skip - one line per case
def test_parts_are_those_reckoned_by_hand(
    total: int | None, shares: list[Share], parts: list[int | None]
) -> None:
    assert divided(total, shares) == parts


@st.composite
def wholes(draw: st.DrawFn) -> list[Share]:
    """Percentages of four decimals that are together a hundred."""
    cuts = draw(st.lists(st.integers(1, 999_999), max_size=8, unique=True))
    edges = [0, *sorted(cuts), 1_000_000]
    return [Share(percent=Decimal(high - low) / 10_000) for low, high in pairwise(edges)]


@given(CENTS, wholes())
def test_percentages_of_a_whole_are_together_the_amount(total: int, found: list[Share]) -> None:
    parts = divided(total, found)

    assert together(found) == 100
    assert sum(part for part in parts if part is not None) == total
    for part, share in zip(parts, found, strict=True):
        assert share.percent is not None
        assert abs(Decimal(part or 0) - total * share.percent / 100) < 1


@given(CENTS, wholes(), st.integers(0, 10**13))
def test_with_what_is_left_the_cents_always_add_up(
    total: int, found: list[Share], sum_fixed: int
) -> None:
    shares = [*found[:-1], Share(cents=sum_fixed), Share()]
    parts = [part or 0 for part in divided(total, shares)]

    assert sum(parts) == max(total, sum(parts[:-1]))
    assert all(part >= 0 for part in parts)


def test_an_amount_below_nought_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="-1"):
        divided(-1, [Share()])
