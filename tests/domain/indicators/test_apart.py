"""Two figures: a difference of samples is called one only when it is more than chance."""

from __future__ import annotations

from typing import Any

import pytest

from wijkregie.domain.indicators.queries import FigureSeen, apart
from wijkregie.domain.indicators.states import Status


def figure(value: float | None, **more: Any) -> FigureSeen:
    known: dict[str, Any] = {"source": "kwb", "edition_id": 1, "status": Status.KNOWN, **more}
    return FigureSeen(value=value, period=2020, division=2020, **known)


def modelled(value: float) -> FigureSeen:
    return figure(value, source="health")


def sampled(value: float, margin: float | None, n: int | None = 100) -> FigureSeen:
    return figure(value, source="own", edition_id=None, n=n, margin=margin)


def test_registers_know_no_chance() -> None:
    assert apart([(figure(10.0), figure(10.1))]) == [None]
    assert apart([]) == []


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        # the standard error of 50 % of 400 answers is 2.5: z = 5 / 3.54 = 1.41, p = 0.16
        (modelled(50.0), modelled(45.0), False),
        # z = 10 / 3.52 = 2.84, p = 0.005
        (modelled(50.0), modelled(40.0), True),
        # margins of 1.96 make errors of 1: z = 3 / 1.41 = 2.12, p = 0.034
        (sampled(7.0, 1.96), sampled(10.0, 1.96), True),
        (sampled(7.0, 1.96), sampled(9.0, 1.96), False),
        # a register beside a sample: only the sample can be off
        (figure(7.0), sampled(9.0, 1.96), True),
        (sampled(7.0, None), sampled(70.0, None), False),
        (sampled(7.0, 0.0), sampled(7.1, 0.0), True),
        (sampled(7.0, 0.0), sampled(7.0, 0.0), False),
    ],
)
def test_one_pair_is_judged_by_its_errors(
    one: FigureSeen, other: FigureSeen, *, wanted: bool
) -> None:
    assert apart([(one, other)]) == [wanted]


def test_one_of_many_needs_more() -> None:
    """Alone p = 0.034 stands; among twenty pairs without any difference it does not."""
    close = (sampled(7.0, 1.96), sampled(10.0, 1.96))
    same = (sampled(7.0, 1.96), sampled(7.0, 1.96))

    assert apart([close]) == [True]
    assert apart([close, *[same] * 20]) == [False] * 21


def test_a_figure_that_is_not_there_is_not_judged() -> None:
    assert apart([(sampled(7.0, 1.0), figure(None, status=Status.SECRET))]) == [None]
