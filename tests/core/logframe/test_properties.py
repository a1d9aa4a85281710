"""What must hold of the checks for any programme."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.logframe.made import (
    ON,
    coverage,
    goal,
    large,
    programme,
    with_goals,
    with_project,
    year,
)
from wijkregie.core.logframe import (
    Cost,
    Goal,
    Level,
    Measure,
    Pledge,
    Programme,
    Span,
    findings,
)
from wijkregie.core.logframe.crossings import crossings
from wijkregie.core.logframe.detectable import is_detectable, smallest_change

AMOUNTS = st.one_of(st.none(), st.integers(0, 10**9))
YEARS = st.sampled_from((2026, 2027, 2028))


def test_a_clean_programme_of_sixty_goals_and_a_hundred_and_twenty_projects_is_clean() -> None:
    made = large()

    assert (len(made.goals), len(made.projects)) == (60, 120)
    assert sum(len(one.costs) + len(one.coverage) for one in made.projects) >= 2000
    assert findings(made, on=ON) == ()


@given(
    st.lists(st.tuples(st.integers(1, 8), st.one_of(st.none(), st.integers(0, 9))), max_size=12)
)
def test_circles_of_goals_end_and_are_told_once(pairs: list[tuple[int, int | None]]) -> None:
    parents = dict(pairs)
    made = programme(
        goals=tuple(Goal(pk, f"Doel {pk}", Level.TACTICAL, up) for pk, up in parents.items())
    )

    circles = [one for one in findings(made, on=ON) if one.fault == "cycle"]

    assert {one.about.id for one in circles} == {min(one) for one in _circles(parents)}
    assert len(circles) == len({one.about.id for one in circles})


def _circles(parents: dict[int, int | None]) -> set[frozenset[int]]:
    """The slow way: walk from each goal as often as there are goals."""
    found = set()
    for start in parents:
        walked = [start]
        for _step in parents:
            up = parents.get(walked[-1])
            if up is None or up not in parents:
                break
            walked.append(up)
        if start in walked[1:]:
            found.add(frozenset(walked[: walked.index(start, 1)]))
    return found


def test_a_goal_that_is_its_own_parent_is_a_circle() -> None:
    (found,) = [one for one in findings(with_goals(parent_id=3), on=ON) if one.check == "L19"]

    assert found.fault == "cycle"


@given(
    st.lists(st.tuples(YEARS, AMOUNTS), max_size=6),
    st.lists(st.tuples(YEARS | st.none(), AMOUNTS, st.sampled_from(Pledge)), max_size=6),
)
def test_no_gap_is_told_where_coverage_is_unknown_and_none_is_larger_than_the_costs(
    costs: list[tuple[int, int | None]], covered: list[tuple[int | None, int | None, Pledge]]
) -> None:
    made = with_project(
        costs=tuple(Cost(number, cents) for number, cents in costs),
        coverage=tuple(
            coverage(cents, year=number, pledge=pledge) for number, cents, pledge in covered
        ),
    )

    gaps = {
        one.values["year"]: one.values["cents"]
        for one in findings(made, on=ON)
        if one.fault == "gap"
    }

    for number, cents in gaps.items():
        assert isinstance(cents, int)
        known = sum(amount or 0 for at, amount in costs if at == number)
        assert 0 < cents <= known
        assert not any(
            amount is None and at in {None, number} and pledge != Pledge.ASKED
            for at, amount, pledge in covered
        )


@given(st.permutations(range(4)))
def test_the_findings_do_not_depend_on_the_order_of_projects(order: list[int]) -> None:
    made = replace(programme(), projects=tuple(large(60, 4).projects), indicators=())
    mixed = replace(made, projects=tuple(made.projects[at] for at in order))

    assert set(findings(made, on=ON)) == set(findings(mixed, on=ON))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(10, 15)), max_size=20, unique=True))
def test_crossings_are_those_that_one_counts_line_by_line(links: list[tuple[int, int]]) -> None:
    left = list(range(5))  # goal 5 is not there
    known = [(one, other) for one, other in links if one < 5]
    mean = {
        other: Decimal(sum(one for one, each in known if each == other))
        / sum(each == other for _one, each in known)
        for _one, other in known
    }
    column = sorted(mean, key=lambda pk: (mean[pk], pk))
    lines = [(one, column.index(other)) for one, other in known]
    slow = sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(lines, 2))

    assert crossings(left, links) == slow


@pytest.mark.parametrize(
    ("n", "change"), [(50, "26.683"), (100, "19.325"), (150, "15.906"), (300, "11.341")]
)
def test_the_smallest_change_of_a_share_is_that_of_power_prop_test(n: int, change: str) -> None:
    """D19 of the oracles: shares around one half, 5 % two-sided, power 80 %."""
    for step, shown in ((Decimal("0.01"), True), (Decimal("-0.01"), False)):
        target = Decimal(50) + Decimal(change) + step
        assert is_detectable(Measure.SHARE, (Decimal(50), target), (n, n)) is shown


@pytest.mark.parametrize(
    ("n", "change"), [(50, "0.84882"), (100, "0.59721"), (300, "0.34367"), (500, "0.26604")]
)
def test_the_smallest_change_of_a_grade_is_that_of_power_t_test(n: int, change: str) -> None:
    for step, shown in ((Decimal("0.001"), True), (Decimal("-0.001"), False)):
        values = (Decimal(7), Decimal(7) + Decimal(change) + step)
        found = is_detectable(Measure.MEAN, values, (n, n), deviation=Decimal("1.5"))
        assert found is shown


@pytest.mark.parametrize(
    ("measure", "value", "answers", "smallest"),
    [
        (Measure.SHARE, 50, 50, "26.684"),
        (Measure.SHARE, 50, 100, "19.323"),
        (Measure.SHARE, 50, 150, "15.907"),
        (Measure.SHARE, 50, 300, "11.342"),
        (Measure.SHARE, 20, 50, "26.042"),
        (Measure.SHARE, 20, 300, "9.878"),
        (Measure.MEAN, 7, 50, "0.849"),
        (Measure.MEAN, 7, 100, "0.598"),
        (Measure.MEAN, 7, 150, "0.487"),
        (Measure.MEAN, 7, 300, "0.344"),
    ],
)
def test_the_smallest_change_is_told_before_the_survey(
    measure: Measure, value: int, answers: int, smallest: str
) -> None:
    """D19 of the oracles, rounded up to a thousandth: .27, .19, .16, .11 and .85 to .34."""
    found = smallest_change(
        measure, Decimal(value), (answers, answers), deviation=Decimal("1.5")
    )

    assert found == Decimal(smallest)


@given(
    measure=st.sampled_from([Measure.SHARE, Measure.MEAN]),
    value=st.decimals(0, 100, places=1),
    answers=st.tuples(st.integers(2, 2000), st.integers(2, 2000)),
    higher=st.booleans(),
)
def test_the_smallest_change_shows_and_one_thousandth_less_does_not(
    measure: Measure, value: Decimal, answers: tuple[int, int], *, higher: bool
) -> None:
    deviation = Decimal("1.5")
    found = smallest_change(measure, value, answers, higher=higher, deviation=deviation)
    way = Decimal(1) if higher else Decimal(-1)

    if found is None:
        end = Decimal(100 if higher else 0)
        assert end == value or not is_detectable(
            measure, (value, end), answers, deviation=deviation
        )
    else:
        for change, shown in ((found, True), (found - Decimal("0.001"), False)):
            values = (value, value + way * change)
            told = is_detectable(measure, values, answers, deviation=deviation)
            assert told is shown or change == 0


@pytest.mark.parametrize(
    ("measure", "value", "answers", "deviation"),
    [
        (Measure.OTHER, 50, 100, None),
        (Measure.MEAN, 7, 100, None),
        (Measure.MEAN, 7, 0, Decimal(1)),
        (Measure.SHARE, 50, 0, None),
        (Measure.SHARE, 90, 20, None),
        (Measure.SHARE, 100, 1000, None),
        (Measure.SHARE, 120, 1000, None),
    ],
)
def test_where_no_change_can_show_there_is_no_smallest_one(
    measure: Measure, value: int, answers: int, deviation: Decimal | None
) -> None:
    found = smallest_change(measure, Decimal(value), (answers, answers), deviation=deviation)

    assert found is None


@pytest.mark.parametrize(
    ("measure", "values", "answers", "deviation"),
    [
        (Measure.OTHER, (30, 40), (100, 100), None),
        (Measure.MEAN, (6, 7), (100, 100), None),
        (Measure.MEAN, (6, 7), (0, 100), Decimal(1)),
        (Measure.SHARE, (30, 40), (0, 100), None),
        (Measure.SHARE, (30, 140), (100, 100), None),
    ],
)
def test_what_cannot_be_judged_is_not(
    measure: Measure,
    values: tuple[int, int],
    answers: tuple[int, int],
    deviation: Decimal | None,
) -> None:
    one, two = values
    found = is_detectable(measure, (Decimal(one), Decimal(two)), answers, deviation=deviation)

    assert found is None


def test_a_fingerprint_tells_one_fault_from_another_and_not_one_name_from_another() -> None:
    def gap(cents: int, name: str = "Samen eten") -> Any:
        made = with_project(costs=(Cost(2027, cents),), name=name)
        (found,) = findings(made, on=ON)
        return found

    first = gap(40_000_00)
    assert first.fingerprint == gap(40_000_00, "Samen koken").fingerprint
    assert first.fingerprint != gap(40_000_01).fingerprint
    assert first.key == gap(40_000_01).key


def test_a_number_written_otherwise_leaves_the_fingerprint_as_it_is() -> None:
    def equal(written: str) -> str:
        made = programme()
        one = made.indicators[0]
        targets = (replace(one.targets[0], value=Decimal(written)),)
        late = replace(one, targets=targets, baseline=replace(one.baseline, value=Decimal(40)))
        found = findings(replace(made, indicators=(late,)), on=ON)
        return next(each.fingerprint for each in found if each.check == "L04")

    assert equal("40") == equal("40.00")


def test_days_and_spans_are_part_of_a_fingerprint() -> None:
    late = [findings(with_project(ends=year(ends)), on=ON)[0] for ends in (2029, 2030)]
    assert late[0].fingerprint != late[1].fingerprint
    overdue = [
        findings(
            programme(reports=(replace(programme().reports[0], due=date(2027, 5, day)),)), on=ON
        )[0].fingerprint
        for day in (1, 2)
    ]
    assert overdue[0] != overdue[1]


def test_nothing_within_a_year_lies_before_or_after() -> None:
    day = Span(date(2027, 3, 1), date(2027, 3, 1))

    assert not day.is_before(year(2027))
    assert not year(2027).is_before(day)
    assert day.is_before(year(2028))


def test_no_amount_is_a_float() -> None:
    def numbers(value: Any) -> list[Any]:
        if is_dataclass(value):
            return [n for one in fields(value) for n in numbers(getattr(value, one.name))]
        if isinstance(value, tuple):
            return [n for one in value for n in numbers(one)]
        return [value]

    wrong = replace(large(), indicators=(), bottlenecks=(), goals=(goal(),))
    everything: list[Any] = [*numbers(wrong), *numbers(findings(wrong, on=ON))]
    assert not any(isinstance(one, float) for one in everything)
    assert isinstance(wrong, Programme)
