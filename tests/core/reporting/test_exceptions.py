"""Which projects stand out, and how far a goal came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.core.reporting.conftest import LINE, PROJECT, with_project
from wijkregie.core.reporting import (
    Course,
    Lack,
    Overdue,
    Why,
    course,
    exceptional,
    verdict,
)

if TYPE_CHECKING:
    from wijkregie.core.reporting import Facts

BEFORE = date(2026, 1, 1)


def reasons(facts: Facts, before: Facts | None = None) -> list[Why]:
    return [one.why for found in exceptional(facts, before) for one in found.reasons]


def test_a_project_that_goes_as_planned_does_not_stand_out(facts: Facts) -> None:
    assert exceptional(facts) == ()
    assert exceptional(facts, replace(facts, as_of=BEFORE)) == ()


def test_late_is_what_should_have_ended_in_a_year_before(facts: Facts) -> None:
    late = with_project(facts, until_year=2025)

    assert reasons(late) == [Why.LATE]
    assert exceptional(late)[0].reasons[0].on == date(2025, 12, 31)
    assert reasons(with_project(facts, until_year=2025, state="finished", since=None)) == []
    assert reasons(with_project(facts, until_year=None)) == []


def test_a_moment_that_passed_is_named(facts: Facts) -> None:
    passed = with_project(facts, overdue=(Overdue("Kok gevonden", date(2026, 6, 1)),))

    assert exceptional(passed)[0].reasons[0].text == "Kok gevonden"


def test_stuck_is_where_nothing_happened_for_a_while(facts: Facts) -> None:
    assert reasons(with_project(facts, moved_on=date(2026, 4, 1))) == [Why.STUCK]
    assert reasons(with_project(facts, moved_on=date(2026, 4, 2))) == []
    assert reasons(with_project(facts, moved_on=None)) == []
    waits = with_project(facts, state="approved", moved_on=date(2026, 5, 1))
    assert reasons(waits) == [Why.STUCK]


def test_a_gap_counts_only_where_the_money_counts(facts: Facts) -> None:
    assert reasons(with_project(facts, gap=Lack(1))) == [Why.GAP]
    assert reasons(with_project(facts, gap=Lack(1), counted=False)) == []


@pytest.mark.parametrize(
    ("state", "why"),
    [("stopped", Why.STOPPED), ("finished", Why.FINISHED), ("handed_over", Why.FINISHED)],
)
def test_what_ended_is_told_once(facts: Facts, state: str, why: Why) -> None:
    ended = with_project(facts, state=state, since=date(2026, 3, 1), why="Geld op")
    before = replace(facts, as_of=BEFORE)

    assert reasons(ended, before) == [why]
    assert reasons(ended, replace(before, as_of=date(2026, 3, 1))) == []
    assert reasons(with_project(facts, state=state, since=None), before) == []


def test_what_the_report_before_did_not_know_is_new(facts: Facts) -> None:
    before = replace(facts, as_of=BEFORE, projects=())

    assert reasons(facts, before) == [Why.NEW]
    assert exceptional(facts, before)[0].project == PROJECT


def test_how_far_a_goal_came_counts_its_margin() -> None:
    def of(low: str, progress: str, high: str) -> Course:
        return course(
            replace(LINE, low=Fraction(low), progress=Fraction(progress), high=Fraction(high))
        )

    assert of("1", "5/4", "3/2") == Course.REACHED
    assert of("1/10", "1/2", "9/10") == Course.FORWARD
    assert of("-1/10", "1/10", "3/10") == Course.UNCLEAR
    assert of("-3/10", "-2/10", "-1/10") == Course.AWAY
    assert of("0", "0", "0") == Course.SAME
    assert course(replace(LINE, progress=None)) == Course.UNKNOWN


def test_without_a_margin_nobody_can_tell_how_far_it_came() -> None:
    loose = replace(LINE, margin=None, low=None, high=None)
    for progress in (Fraction(-1, 2), Fraction(0), Fraction(79, 100), Fraction(3, 2)):
        assert course(replace(loose, progress=progress)) == Course.UNSURE


def test_what_chance_alone_could_have_made_is_unclear() -> None:
    assert course(replace(LINE, low=None, high=None)) == Course.UNCLEAR


def test_a_missing_value_has_no_verdict() -> None:
    assert verdict(replace(LINE, now=None), LINE) is None
    assert verdict(LINE, replace(LINE, now=None)) is None
