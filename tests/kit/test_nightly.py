"""One night is done once, by one of many, and a killed one again."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from wijkregie.kit import nightly
from wijkregie.kit.models import NightlyRun

if TYPE_CHECKING:
    from collections.abc import Callable

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)  # four o'clock here
NIGHT = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("at", "on"),
    [
        (datetime(2026, 11, 22, 1, 59, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 22, 2, 0, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 7, 1, 1, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 6, 30)),
    ],
)
def test_a_night_begins_at_three_here_in_summer_and_winter(at: datetime, on: date) -> None:
    assert nightly.night_of(at) == on


def test_the_second_who_asks_gets_nothing() -> None:
    assert nightly.claim(at=AT) == NIGHT
    assert nightly.claim(at=AT + timedelta(minutes=1)) is None


def test_missed_nights_are_caught_up_by_one_run() -> None:
    nightly.claim(at=AT)
    nightly.work(NIGHT, {}, clock=lambda: AT)

    assert nightly.claim(at=AT + timedelta(days=5)) == NIGHT + timedelta(days=5)
    assert nightly.claim(at=AT + timedelta(days=5)) is None
    assert NightlyRun.objects.count() == 2


def test_a_killed_run_is_given_out_again_once() -> None:
    nightly.claim(at=AT)
    later = AT + timedelta(minutes=61)

    assert nightly.claim(at=later) == NIGHT
    assert nightly.claim(at=later) is None


def test_a_finished_night_is_not_done_again() -> None:
    nightly.claim(at=AT)
    nightly.work(NIGHT, {"count": lambda _at: {"x": 2}}, clock=lambda: AT)

    assert nightly.claim(at=AT + timedelta(hours=5)) is None
    assert NightlyRun.objects.get().report == {"count": {"x": 2}}


def test_a_part_that_fails_does_not_hold_up_the_others_and_is_tried_again() -> None:
    def fail(_at: datetime) -> dict[str, int]:
        raise RuntimeError("Kanariewerdijk")

    nightly.claim(at=AT)
    report = nightly.work(NIGHT, {"bad": fail, "good": lambda _at: {"x": 1}}, clock=lambda: AT)

    assert report == {"bad": {"fault": "RuntimeError"}, "good": {"x": 1}}
    assert NightlyRun.objects.get().finished_at is None
    assert nightly.claim(at=AT + timedelta(minutes=61)) == NIGHT


def at_once(step: Callable[[], object], times: int) -> list[object]:
    """Let many do the same at the same moment; return what each got."""
    gate = threading.Barrier(times)
    got: list[object] = []

    def go() -> None:
        gate.wait()
        try:
            got.append(step())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go) for _each in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def test_of_many_workers_one_does_the_night(own_database: str) -> None:
    got = at_once(lambda: nightly.claim(at=AT), 6)

    assert sorted(got, key=str) == [NIGHT, None, None, None, None, None]
