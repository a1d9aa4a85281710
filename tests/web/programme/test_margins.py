"""How far a value can be off: as fine as the value allows, and in its unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from wijkregie.web.programme.words import margin_text


@pytest.mark.parametrize(
    ("margin", "value", "unit", "told"),
    [
        ("6.7352", "44", "%", "marge ± 6,7 procentpunt"),
        ("6.7352", "44.5", "percent", "marge ± 6,74 procentpunt"),
        ("6.7352", "44.0000", "%", "marge ± 6,7 procentpunt"),
        ("3", "44.5", "%", "marge ± 3 procentpunt"),
        ("0.02", "120", "huisbezoeken", "marge ± 0,02 huisbezoeken"),
        ("0.15", "6.4", "score_0_10", "marge ± 0,15"),
        ("0", "40", "%", "marge ± 0 procentpunt"),
        ("1.26", None, "mensen", "marge ± 1,3 mensen"),
    ],
)
def test_a_margin_is_told_one_decimal_finer_than_its_value(
    margin: str, value: str | None, unit: str, told: str
) -> None:
    known = None if value is None else Decimal(value)

    with translation.override("nl"):
        assert margin_text(Decimal(margin), known, unit) == told
