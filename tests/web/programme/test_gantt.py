"""Where bars and marks stand on a timeline, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.places import AT
from wijkregie.domain.programme.queries import (
    ActivityPlanned,
    PointPlanned,
    ProjectMoney,
    ProjectPlanned,
    YearMoney,
)
from wijkregie.domain.programme.states import ActivityKind, ProjectState
from wijkregie.web.programme import gantt
from wijkregie.web.programme.gantt import Axis

if TYPE_CHECKING:
    from collections.abc import Sequence

#: 1461 days: a leap year among them.
FOUR = Axis(date(2025, 1, 1), date(2028, 12, 31))
ONE = Axis(date(2026, 1, 1), date(2026, 12, 31))
MONEY = ProjectMoney(1, "1", "een", True, (), YearMoney(None), (), ())  # noqa: FBT003 - its order
TODAY = date(2026, 7, 1)


def project(
    first: int | None,
    last: int | None,
    *,
    state: ProjectState = ProjectState.RUNNING,
    activities: Sequence[ActivityPlanned] = (),
    points: Sequence[PointPlanned] = (),
) -> ProjectPlanned:
    return ProjectPlanned(
        id=1,
        number="1",
        title="een",
        state=state,
        track=None,
        from_year=first,
        until_year=last,
        areas=(),
        around=frozenset(),
        partners=(),
        themes=(),
        goal_ids=(),
        activities=tuple(activities),
        points=tuple(points),
        money=MONEY,
        lead_name=None,
        lead_roles=(),
        made_at=AT,
        has_card=True,
    )


def work(first: date | None, last: date | None, done: date | None = None) -> ActivityPlanned:
    return ActivityPlanned(1, ActivityKind.ACTIVITY, "werk", first, last, done, None)


def milestone(day: date, done: date | None = None) -> ActivityPlanned:
    return ActivityPlanned(1, ActivityKind.MILESTONE, "mijlpaal", None, day, done, None)


def point(on: date | None, year: int | None, decided: date | None = None) -> PointPlanned:
    outcome = "ja" if decided else ""
    return PointPlanned(1, "door?", "", on, year, outcome, decided, "")


def shapes(row: dict[str, Any]) -> list[str]:
    return [mark.get("use") or mark["shape"] for mark in row["marks"]]


def test_a_bar_begins_where_its_first_day_does_and_ends_after_its_last() -> None:
    assert FOUR.span(date(2025, 1, 1), date(2028, 12, 31)) == {"x": "0%", "width": "100%"}
    # 365 of 1461 days
    assert FOUR.span(date(2026, 1, 1), date(2026, 12, 31)) == {
        "x": "24.983%",
        "width": "24.983%",
    }
    assert FOUR.span(date(2020, 1, 1), date(2040, 1, 1)) == {"x": "0%", "width": "100%"}
    assert FOUR.span(date(2026, 1, 1), date(2026, 1, 1))["width"] == "0.6%"


def test_a_project_without_an_end_gets_an_arrow_and_one_outside_gets_nothing() -> None:
    def told(axis: Axis, *years: int | None) -> list[str]:
        return shapes({"marks": gantt.bar(axis, project(*years))})

    assert told(FOUR, 2026, 2027) == ["bar"]
    assert told(FOUR, 2026, None) == ["bar", "on"]
    assert told(FOUR, None, 2027) == ["bar", "back"]
    assert told(ONE, 2025, 2027) == ["bar", "on", "back"]
    assert gantt.bar(FOUR, project(None, None)) == []
    assert gantt.bar(ONE, project(2024, 2025)) == []
    assert gantt.bar(ONE, project(2027, None)) == []


def test_the_axis_holds_the_programme_and_all_that_its_projects_name() -> None:
    class Around:
        programme = type("Programme", (), {"from_year": 2025, "until_year": 2026})()

    planning: Any = Around()
    late = project(2026, None, activities=[work(date(2028, 3, 1), date(2029, 2, 1))])
    early = project(2024, 2025)

    assert gantt.axis_of(planning, [], None) == Axis(date(2025, 1, 1), date(2026, 12, 31))
    assert gantt.axis_of(planning, [late, early], None).years == range(2024, 2030)
    assert gantt.axis_of(planning, [late], 2026) == ONE


@pytest.mark.parametrize(
    ("axis", "lines", "named"),
    [
        (ONE, 12, 12),
        (FOUR, 16, 4),
        (Axis(date(2025, 1, 1), date(2029, 12, 31)), 5, 5),
        (Axis(date(2010, 1, 1), date(2029, 12, 31)), 20, 10),
    ],
)
def test_months_quarters_or_years_are_lines_and_not_all_of_them_have_a_name(
    axis: Axis, lines: int, named: int
) -> None:
    found = gantt.ticks(axis)

    assert len(found) == lines
    assert sum(bool(one["word"]) for one in found) == named


def test_work_is_done_late_or_planned_and_a_milestone_is_a_moment() -> None:
    first, last = date(2026, 3, 1), date(2026, 6, 1)

    def told(one: ActivityPlanned) -> str:
        mark = gantt.work(ONE, one, TODAY) or {}
        return str(mark.get("use") or f"{mark['shape']}-{mark['state']}")

    assert told(work(first, last, last)) == "work-done"
    assert told(work(first, last)) == "work-late"
    assert told(work(first, None)) == "work-planned"
    assert told(milestone(last)) == "milestone-late"
    assert told(milestone(TODAY)) == "milestone-planned"
    assert told(milestone(last, last)) == "milestone-done"
    assert gantt.work(ONE, work(None, None), TODAY) is None
    assert gantt.work(ONE, milestone(date(2027, 1, 1)), TODAY) is None
    open_end = gantt.work(ONE, work(date(2026, 7, 1), None), TODAY)
    assert open_end is not None
    assert (open_end["x"], open_end["width"]) == ("49.589%", "50.411%")


def test_a_decision_of_a_year_stands_at_its_end_and_one_that_was_taken_on_its_day() -> None:
    at_end = gantt.point(ONE, point(None, 2026), TODAY)
    assert at_end is not None
    assert (at_end["use"], at_end["x"]) == ("point-planned", "99.863%")
    taken = gantt.point(ONE, point(None, 2026, date(2026, 1, 1)), TODAY)
    assert taken is not None
    assert (taken["use"], taken["x"]) == ("point-done", "0.137%")
    late = gantt.point(ONE, point(date(2026, 6, 30), 2026), TODAY)
    assert late is not None
    assert late["use"] == "point-late"
    assert gantt.point(ONE, point(None, None), TODAY) is None
    assert gantt.point(ONE, point(None, 2030), TODAY) is None


def test_work_at_the_same_time_lies_in_lanes_and_moments_below_it() -> None:
    one = project(
        2026,
        2026,
        activities=[
            work(date(2026, 1, 1), date(2026, 4, 1)),
            work(date(2026, 3, 1), date(2026, 5, 1)),
            work(date(2026, 4, 2), date(2026, 6, 1)),
            milestone(TODAY),
        ],
        points=[point(TODAY, 2026)],
    )

    row = gantt.row(ONE, one, TODAY)

    assert shapes(row) == [
        "bar",
        *["work"] * 3,
        "milestone-planned",
        "point-planned",
    ]
    assert [mark["y"] for mark in row["marks"][1:4]] == [24, 33, 24]
    assert [mark["y"] for mark in row["marks"][4:]] == [50, 67]
    assert row["height"] == 80
    assert gantt.row(ONE, project(2026, 2026), TODAY)["height"] == 28


def test_how_many_go_on_at_once_is_counted_by_quarter() -> None:
    first = project(2025, 2026)
    second = replace(project(2026, None), id=2)
    none_of_it = [
        project(2025, 2028, state=ProjectState.STOPPED),
        project(2025, 2028, state=ProjectState.IDEA),
        project(None, 2028),
    ]

    found = gantt.loads(FOUR, [first, second, *none_of_it])

    assert [(one.first, one.last, len(one.projects)) for one in found] == [
        (date(2025, 1, 1), date(2025, 12, 31), 1),
        (date(2026, 1, 1), date(2026, 12, 31), 2),
        (date(2027, 1, 1), date(2028, 12, 31), 1),
    ]
    row = gantt.load_row(FOUR, found, 1)
    assert [(mark["text"], mark["state"]) for mark in row["marks"]] == [
        ("1", "few"),
        ("2", "many"),
        ("1", "few"),
    ]
    assert gantt.loads(FOUR, [project(2030, 2031)]) == []
