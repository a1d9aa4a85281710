"""Units that are the same in other words, that are not, and of which nobody can tell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.units import Match, ends, match


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("%", " Procent "),
        ("percent", "percentage"),
        ("% van de bewoners", "%"),
        ("aantal", "huishoudens"),
        ("Aantal mensen", "mensen"),
        ("persoon", "personen"),
        ("euro", "\u20ac"),
        ("score_0_10", "score_0_10"),
        ("tevredenheid", "Tevredenheid"),
    ],
)
def test_the_same_unit_may_be_written_otherwise(one: str, other: str) -> None:
    assert match(one, other) == Match.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("%", "inwoners"),
        ("%", "per 1.000 inwoners"),
        ("%", "aantal"),
        ("%", "mensen per jaar"),
        ("kWh", "%"),
        ("euro", "huishoudens"),
        ("score_0_10", "procent"),
    ],
)
def test_units_of_another_sort_are_not_the_same(one: str, other: str) -> None:
    assert match(one, other) == Match.OTHER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mensen", "personen"),
        ("mensen per jaar", "personen"),
        ("per 100 inwoners", "per 1.000 inwoners"),
        ("punten", "%"),
        ("aandeel", "%"),
        ("cijfer", "score_0_10"),
    ],
)
def test_of_other_words_a_person_says_whether_they_are_the_same(one: str, other: str) -> None:
    assert match(one, other) == Match.UNSURE


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_unit_is_like_itself_and_the_order_is_the_same(one: str, other: str) -> None:
    assert match(one, one) == Match.SAME
    assert match(one, other) == match(other, one)


def test_a_percentage_and_a_grade_end_somewhere() -> None:
    assert ends("procent") == (Decimal(0), Decimal(100))
    assert ends("score_0_10") == (Decimal(0), Decimal(10))
    assert ends("% groei") is None
    assert ends("mensen") is None
