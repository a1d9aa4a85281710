"""What pages read of a programme besides its rows: what counts, what may be shown, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.makers.places import AT
from tests.makers.programme import make_cost, make_goal, make_project
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Project
from wijkregie.domain.programme.queries import MoneyFilter
from wijkregie.domain.programme.queries.by_area import by_area
from wijkregie.domain.programme.queries.sharing import SHOWN_FROM, Giver, may_show
from wijkregie.domain.programme.states import GoalLevel, ProjectState

if TYPE_CHECKING:
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


def test_sums_of_few_sheets_are_never_shown() -> None:
    assert not may_show([Giver(pk) for pk in range(SHOWN_FROM - 1)])
    assert may_show([Giver(pk) for pk in range(SHOWN_FROM)])


def test_costs_without_a_year_may_be_of_any_year(programme: Programme, by: Viewer) -> None:
    make_cost(make_project(programme, from_year=2026, until_year=2026), 100, year=2026)
    alone = queries.finance_visible_to(by, MoneyFilter()).of_year(2026)
    assert (alone.total.money.costs.cents, alone.total.money.costs.unknown) == (100, 0)

    make_project(programme)  # nobody wrote down what it costs, nor when

    both = queries.finance_visible_to(by, MoneyFilter()).of_year(2026)
    assert (both.total.money.costs.cents, both.total.money.costs.unknown) == (100, 1)


def test_who_may_change_a_card_fills_it_in_until_the_project_ended(
    programme: Programme, by: Viewer
) -> None:
    project = make_project(programme)
    seen = queries.project_seen(by, project.pk)
    assert seen is not None
    assert seen.may_fill
    assert not replace(seen, may_change=False).may_fill

    Project.objects.update(state=ProjectState.STOPPED)

    ended = queries.project_seen(by, project.pk)
    assert ended is not None
    assert not ended.may_fill


def test_no_money_at_all_changes_nothing(programme: Programme, by: Viewer) -> None:
    project = make_project(programme)

    services.add_money(project.pk, [], [], by=by, at=AT)

    assert not project.costs.exists()
    assert not project.coverage.exists()


def test_why_a_goal_stays_is_told_before_one_asks(programme: Programme, by: Viewer) -> None:
    goal = make_goal(programme, "Meer contact")
    assert services.told_why_it_stays(goal.pk, by=by) is None

    below = make_goal(programme, "Plekken", level=GoalLevel.OPERATIONAL, parent=goal)

    told = services.told_why_it_stays(goal.pk, by=by)
    assert told is not None
    assert [(one.kind, one.pk) for one in told.hangs] == [("goal", below.pk)]


def test_the_money_of_an_area_with_only_ideas_does_not_count(
    programme: Programme, by: Viewer
) -> None:
    make_project(programme)
    planning = queries.planning_of(by, programme.key)
    assert planning is not None
    (whole,) = by_area(planning.projects, on=AT.date())
    assert whole.counted

    Project.objects.update(state=ProjectState.IDEA)

    ideas = queries.planning_of(by, programme.key)
    assert ideas is not None
    (nowhere,) = by_area(ideas.projects, on=AT.date())
    assert not nowhere.counted
