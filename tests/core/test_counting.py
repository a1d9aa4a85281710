"""One of something is called otherwise than several."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wijkregie.core.counting import is_counted, unit_for


@pytest.mark.parametrize(
    ("number", "unit", "told"),
    [
        (Decimal(1), "dagdelen", "dagdeel"),
        (Decimal("1.00"), "huisbezoeken", "huisbezoek"),
        (1, "uren", "uur"),
        (1, "Uren", "uur"),
        (1, "bezoekers", "bezoeker"),
        (1, "dagdeel", "dagdeel"),
        (1, "fte", "fte"),
        (1, "", ""),
        (Decimal("1.5"), "dagdelen", "dagdelen"),
        (0, "dagdelen", "dagdelen"),
        (2, "dagdelen", "dagdelen"),
    ],
)
def test_one_of_a_unit_stands_in_the_singular(
    number: Decimal | int, unit: str, told: str
) -> None:
    assert unit_for(number, unit) == told


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("Huisbezoeken", True),
        ("inwoner", True),
        ("fte", False),
        ("punten", False),
        ("aandeel", False),
        ("", False),
    ],
)
def test_what_one_counts_is_told_from_what_one_measures(unit: str, *, told: bool) -> None:
    assert is_counted(unit) is told
