"""How far a goal came, and between what: by hand, by a property and by a simulation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.logframe import Progress, expected, progress

BEGIN, MIDDLE, END = date(2025, 12, 31), date(2026, 12, 31), date(2028, 12, 31)


def dec(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("baseline", "now", "target", "part"),
    [
        ("20", "25", "30", Fraction(1, 2)),
        ("30", "25", "20", Fraction(1, 2)),
        ("20", "20.1", "20.3", Fraction(1, 3)),
        ("20", "10", "30", Fraction(-1)),
        ("20", "35", "30", Fraction(3, 2)),
    ],
)
def test_progress_is_the_part_of_the_way_that_was_gone(
    baseline: str, now: str, target: str, part: Fraction
) -> None:
    assert progress(dec(baseline), dec(now), dec(target)) == Progress(part)


@pytest.mark.parametrize(
    ("baseline", "now", "target"),
    [("20", "25", "20"), (None, "25", "30"), ("20", None, "30"), ("20", "25", None)],
)
def test_what_is_missing_or_leads_nowhere_has_no_progress(
    baseline: str | None, now: str | None, target: str | None
) -> None:
    assert progress(dec(baseline), dec(now), dec(target), margin=Decimal(1)) is None


@pytest.mark.parametrize(("baseline", "target"), [("20", "30"), ("30", "20")])
def test_the_margin_of_now_makes_an_interval_that_is_exact(baseline: str, target: str) -> None:
    found = progress(dec(baseline), Decimal(25), dec(target), margin=Decimal(2))

    assert found == Progress(Fraction(1, 2), Fraction(3, 10), Fraction(7, 10))


def test_the_margin_of_the_baseline_widens_it_as_fieller_reckoned() -> None:
    """By hand: w 10, r 5, A 10² - 1² = 99, √(5²·1² + 99·2²) = √421 = 20.518285."""
    found = progress(
        Decimal(20), Decimal(25), Decimal(30), margin=Decimal(2), baseline_margin=Decimal(1)
    )

    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert float(found.low) == pytest.approx(1 - 50 / 99 - 20.518285 / 99, abs=1e-7)
    assert float(found.high) == pytest.approx(1 - 50 / 99 + 20.518285 / 99, abs=1e-7)


def test_a_way_that_chance_alone_could_make_has_no_interval() -> None:
    found = progress(
        Decimal(20), Decimal(21), Decimal(22), margin=Decimal(2), baseline_margin=Decimal(2)
    )

    assert found == Progress(Fraction(1, 2))


VALUES = st.decimals(-1000, 1000, places=2)
MARGINS = st.decimals(0, 50, places=2)


@given(VALUES, VALUES, VALUES, MARGINS, MARGINS)
def test_the_way_down_is_the_way_up_in_a_mirror(
    baseline: Decimal, now: Decimal, target: Decimal, off: Decimal, before: Decimal
) -> None:
    up = progress(baseline, now, target, margin=off, baseline_margin=before)

    assert up == progress(-baseline, -now, -target, margin=off, baseline_margin=before)
    assert (up is None) == (baseline == target)
    if up is not None and up.low is not None and up.high is not None:
        assert up.low <= up.share <= up.high


@given(VALUES, VALUES)
def test_the_baseline_is_nought_and_the_target_one(baseline: Decimal, target: Decimal) -> None:
    if baseline == target:
        return
    begin, end = progress(baseline, baseline, target), progress(baseline, target, target)

    assert (begin, end) == (Progress(Fraction(0)), Progress(Fraction(1)))


@pytest.mark.parametrize("true", [0.0, 0.4, 1.0])
def test_nineteen_times_in_twenty_the_interval_holds_the_true_way(true: float) -> None:
    """Drawn 2,000 times: 95% of the draws, give or take what chance allows (± 1.5%)."""
    draw, kept = Random(20), 0  # noqa: S311 - the same draws every time
    for _ in range(2000):
        baseline = Decimal(repr(round(draw.gauss(40, 2), 6)))
        now = Decimal(repr(round(draw.gauss(40 + 20 * true, 2), 6)))
        off = Decimal("3.92")
        found = progress(baseline, now, Decimal(60), margin=off, baseline_margin=off)
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        kept += found.low <= true <= found.high

    assert 0.935 <= kept / 2000 <= 0.965


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2025, 1, 1), None),
        (BEGIN, Fraction(20)),
        (date(2026, 7, 1), Fraction(20) + Fraction(182, 365) * 4),
        (MIDDLE, Fraction(24)),
        (END, Fraction(30)),
        (date(2040, 1, 1), Fraction(30)),
    ],
)
def test_what_is_expected_on_a_day_lies_on_straight_lines(
    on: date, value: Fraction | None
) -> None:
    path = [(END, Decimal(30)), (BEGIN, Decimal(20)), (MIDDLE, Decimal(24))]

    assert expected(path, on) == value


def test_a_baseline_alone_is_no_path() -> None:
    assert expected([(BEGIN, Decimal(20))], END) is None
