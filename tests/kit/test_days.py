"""A day that cannot be is told in a plain sentence."""

from __future__ import annotations

from datetime import date

import pytest

from wijkregie.kit.days import fault_of

TODAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(1, 1, 1), "van 1990 tot en met 2100"),
        (date(1989, 12, 31), "van 1990 tot en met 2100"),
        (date(9999, 12, 31), "van 1990 tot en met 2100"),
        (date(2026, 3, 4), "Deze dag moet nog komen"),
    ],
)
def test_a_day_that_cannot_be_says_why(day: date, said: str) -> None:
    assert said in fault_of(day, today=TODAY)


@pytest.mark.parametrize("day", [None, TODAY, date(1990, 1, 1)])
def test_a_day_that_happened_or_is_not_known_is_good(day: date | None) -> None:
    assert not fault_of(day, today=TODAY)


def test_what_is_planned_may_be_to_come() -> None:
    assert not fault_of(date(2100, 12, 31))
