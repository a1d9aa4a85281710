"""The numbers for the council, counted by hand, and the lists they are counted from."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.makers.decisions import a_decision
from tests.makers.meetings import make_team
from tests.makers.places import AT
from tests.makers.programme import (
    make_bottleneck,
    make_cost,
    make_coverage,
    make_goal,
    make_goal_indicator,
    make_programme,
    make_project,
)
from tests.makers.signals import make_signal, make_theme
from tests.makers.threads import FEW, make_more_projects, make_story
from wijkregie.domain.programme import services as programme
from wijkregie.domain.programme.queries import Bound
from wijkregie.domain.programme.states import Pledge
from wijkregie.domain.reports import queries
from wijkregie.domain.reports.queries import Share
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.states import State
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.makers.meetings import Team
    from wijkregie.domain.reports.queries import CouncilCounts
    from wijkregie.domain.signals.models import Signal

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 15)  # in the third quarter: the year began on 1 October 2025


@pytest.fixture
def team() -> Team:
    return make_team()


def counted(team: Team, *, area_id: int | None = None, on: date = ON) -> CouncilCounts:
    return queries.council(anonymous(team.municipality.pk), on=on, area_id=area_id)


def raised(
    team: Team, on: date, *, answer_after: int | None = None, decline: bool = False
) -> Signal:
    """A signal of this day in a theme of ten working days, answered so many days later."""
    at = datetime(on.year, on.month, on.day, 9, tzinfo=AT.tzinfo)
    signal = make_signal(
        team.municipality, team.area, theme=make_theme(team.municipality), at=at
    )
    if answer_after is not None:
        later = at + timedelta(days=answer_after)
        by = installation(team.municipality.pk)
        draft = a_decision("decline" if decline else "follow_up", taken_on=later.date())
        signals.decide(signal.pk, draft, by=by, at=later)
        signals.answer(signal.pk, "Gedaan.", by=by, at=later)
    signal.refresh_from_db()
    return signal


def test_answered_in_time_counts_by_the_first_promise(team: Team) -> None:
    raised(team, date(2026, 3, 2), answer_after=5)  # promised in March, in time
    raised(team, date(2026, 3, 2), answer_after=30)  # too late
    raised(team, date(2026, 6, 1))  # promised in June, never answered
    raised(team, date(2026, 9, 14), answer_after=0)  # the promised day has yet to come
    raised(team, date(2025, 2, 3), answer_after=1)  # in the trend, before the year
    raised(team, date(2023, 2, 6), answer_after=1)  # before the trend

    found = counted(team)

    assert found.answered == Share(1, 3)
    assert found.answered.percent == 33
    assert [(one.begins, one.share) for one in found.answered_quarters if one.share.of] == [
        (date(2025, 1, 1), Share(1, 1)),
        (date(2026, 1, 1), Share(1, 2)),
        (date(2026, 4, 1), Share(0, 1)),
    ]
    assert [one.number for one in found.answered_quarters] == [4, 1, 2, 3, 4, 1, 2, 3]


def test_the_promised_day_itself_is_in_time_and_the_day_after_is_not(team: Team) -> None:
    day = date(2026, 3, 2)
    promised = raised(team, day).promised_on
    days = (promised - day).days
    raised(team, day, answer_after=days)
    raised(team, day, answer_after=days + 1)

    assert counted(team).answered == Share(1, 3)
    rows = queries.promised_signals(anonymous(team.municipality.pk), on=ON)
    assert sorted(row.in_time for row in rows) == [False, False, True]


def test_a_promise_that_was_moved_changes_nothing(team: Team) -> None:
    signal = raised(team, date(2026, 3, 2))
    by = installation(team.municipality.pk)
    signals.promise_later(
        signal.pk, date(2026, 8, 1), "We wachten op de levering.", by=by, at=AT
    )

    assert counted(team).answered == Share(0, 1)


def test_every_number_is_that_of_its_list(team: Team) -> None:
    for decline in (True, False, True):
        raised(team, date(2026, 3, 2), answer_after=20, decline=decline)
    raised(team, date(2026, 6, 1))
    viewer, found = anonymous(team.municipality.pk), counted(team)

    promised = list(queries.promised_signals(viewer, on=ON))
    assert found.answered == Share(sum(row.in_time for row in promised), len(promised))
    assert found.declined == Share(2, 3)
    declined = list(queries.declined_signals(viewer, on=ON))
    assert len(declined) == found.declined.part
    assert all(row.reason and row.body and row.decided_on for row in declined)
    assert len(queries.late_signals(viewer, on=ON)) == found.overdue.part == 1
    assert found.overdue.of == 1
    assert dict(found.states)[State.CLOSED] == 3
    assert len(queries.signals_in(viewer, State.CLOSED)) == 3
    assert len(queries.signals_in(viewer, None)) == sum(dict(found.states).values()) == 4


def test_what_was_declined_long_ago_counts_in_its_own_quarter_only(team: Team) -> None:
    raised(team, date(2025, 3, 3), answer_after=3, decline=True)

    found = counted(team)

    assert found.declined == Share(0, 0)
    assert found.declined.percent is None
    assert sum((one.share for one in found.declined_quarters), start=Share()) == Share(1, 1)
    assert len(queries.declined_signals(anonymous(team.municipality.pk), on=ON)) == 0


def test_costs_of_thirty_with_twenty_covered_raise_the_gap_by_ten(team: Team) -> None:
    plan = make_programme(team.municipality)
    before = make_project(plan)
    make_cost(before, 5 * FEW)
    project = make_project(plan)
    was = counted(team).gap.known_cents

    make_cost(project, 3 * FEW)
    make_coverage(project, 2 * FEW)

    found = counted(team)
    assert found.gap.known_cents - was == FEW
    assert [(row.year, row.gap.known_cents) for row in found.gap_years] == [(2026, 6 * FEW)]


def test_what_was_only_asked_for_covers_nothing_and_unknown_is_at_least(team: Team) -> None:
    project = make_project(make_programme(team.municipality))
    make_cost(project, 3 * FEW)
    make_coverage(project, 3 * FEW, pledge=Pledge.ASKED)
    make_cost(project, None)

    found = counted(team)

    assert (found.gap.known_cents, found.gap.bound) == (3 * FEW, Bound.AT_LEAST)
    assert [one.title for one in queries.uncovered(anonymous(team.municipality.pk))] == [
        project.title
    ]


def test_a_project_that_was_stopped_or_is_covered_is_in_no_list(team: Team) -> None:
    plan = make_programme(team.municipality)
    covered, stopped = make_project(plan), make_project(plan)
    make_cost(covered, FEW)
    make_coverage(covered, FEW)
    make_cost(stopped, FEW)
    by = installation(team.municipality.pk)
    programme.stop(stopped.pk, "Er kwam niemand.", by=by, at=AT)

    assert counted(team).gap.known_cents == 0
    assert queries.uncovered(anonymous(team.municipality.pk)) == []


def test_goals_without_a_baseline_are_named(team: Team) -> None:
    goal = make_goal(make_programme(team.municipality), "Meer contact")
    make_goal_indicator(goal, "Kent buren")
    make_goal_indicator(goal, "Voelt zich thuis", baseline=Decimal(64), baseline_year=2024)
    make_bottleneck(goal.programme)

    assert counted(team).without_baseline == Share(1, 2)
    rows = list(queries.without_baseline(anonymous(team.municipality.pk)))
    assert [(row.goal, row.title, row.unit) for row in rows] == [
        ("Meer contact", "Kent buren", "%")
    ]


def test_one_wijk_counts_its_own_signals_and_projects(team: Team) -> None:
    raised(team, date(2026, 3, 2), answer_after=2)
    make_signal(team.municipality, at=AT)
    plan = make_programme(team.municipality)
    make_cost(make_project(plan, area_ids=(team.area.pk,)), FEW)
    make_cost(make_project(plan), 2 * FEW)

    whole, wijk = counted(team), counted(team, area_id=team.area.pk)

    assert (whole.answered, wijk.answered) == (Share(1, 2), Share(1, 1))
    assert (whole.gap.known_cents, wijk.gap.known_cents) == (3 * FEW, FEW)
    assert (whole.overdue, wijk.overdue) == (Share(1, 1), Share(0, 0))


def test_it_costs_the_same_however_much_there_is(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story = make_story()
    viewer = anonymous(story.municipality.pk)
    for number in (0, 12):
        make_more_projects(story, number)
        with django_assert_num_queries(7):
            queries.council(viewer, on=ON)


def test_a_share_never_says_all_when_one_is_missing() -> None:
    assert Share(999, 1000).percent == 99
    assert Share(10, 13).percent == 77
    assert Share(0, 0).percent is None


@pytest.mark.parametrize("fault", ["answered_at", "promised_on"])
def test_a_day_that_is_planted_changes_the_number(team: Team, fault: str) -> None:
    """The control: the count hangs on both days."""
    signal = raised(team, date(2026, 3, 2), answer_after=5)
    before = counted(team).answered

    shift = timedelta(days=40) if fault == "answered_at" else timedelta(days=-30)
    setattr(signal, fault, getattr(signal, fault) + shift)
    signal.save()

    assert before == Share(1, 1)
    assert counted(team).answered == Share(0, 1)
