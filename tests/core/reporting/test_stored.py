"""Facts are kept exact, and those of before stay readable."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.core.reporting.conftest import LINE
from wijkregie.core.reporting import Facts, GoalFact, IndicatorFact, from_json, to_json

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from wijkregie.core.reporting import Sum


def kept(facts: Facts) -> Facts:
    return from_json(Facts, json.loads(json.dumps(to_json(facts))))


def test_facts_come_back_as_they_were(facts: Facts) -> None:
    assert kept(facts) == facts
    assert kept(replace(facts, answers=None)) == replace(facts, answers=None)


def test_what_is_not_known_comes_back_as_not_known_never_as_nought() -> None:
    line = IndicatorFact(1, "kent buren", "%")
    found = kept(
        Facts(date(2026, 7, 1), goals=(GoalFact(1, "tactical", "x", None, "", (line,)),))
    )

    back = found.goals[0].indicators[0]
    assert (back.now, back.baseline, back.target, back.progress) == (None,) * 4
    assert found.total.paid is None


def test_a_snapshot_of_before_is_read_without_what_came_later(facts: Facts) -> None:
    told = to_json(facts)
    del told["lessons"]
    told["more"] = "later"

    assert from_json(Facts, told) == replace(facts, lessons=())


@given(st.decimals(allow_nan=False, allow_infinity=False), st.fractions())
def test_no_digit_is_lost(now: Decimal, progress: Fraction) -> None:
    line = replace(LINE, now=now, progress=progress)
    back = from_json(IndicatorFact, json.loads(json.dumps(to_json(line))))

    assert (back.now, back.progress) == (now, progress)


def test_a_sum_is_whole_cents(facts: Facts) -> None:
    costs: Sum = kept(facts).total.costs

    assert (costs.cents, type(costs.cents)) == (300_00, int)
