"""A whole programme for its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.places import area_row, make_areas, make_municipality
from tests.makers.programme import (
    make_bottleneck,
    make_cost,
    make_coverage,
    make_goal,
    make_programme,
    make_project,
)
from wijkregie.domain.programme import queries
from wijkregie.domain.programme.models import Project, ProjectBottleneck
from wijkregie.domain.programme.states import Pledge
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipality() -> Municipality:
    return make_municipality("Heuvelstad", code="GM9398")


def test_it_holds_goals_bottlenecks_projects_and_money(municipality: Municipality) -> None:
    area = make_areas(area_row("GM9398", "Heuvelstad"), area_row("WK939801"))["WK939801"]
    programme = make_programme(municipality, key="samen")
    goal = make_goal(programme)
    bottleneck = make_bottleneck(programme, areas=[area])
    project = make_project(
        programme, goal_ids=(goal.pk,), bottleneck_ids=(bottleneck.pk,), area_ids=(area.pk,)
    )
    make_cost(project, 30_000_00)

    whole = queries.programme_whole(anonymous(municipality.pk), "samen")

    assert whole is not None
    assert [one.id for one in whole.goals] == [goal.pk]
    (bottleneck_seen,) = whole.bottlenecks
    assert bottleneck_seen.project_ids == (project.pk,)
    assert [one.code for one in bottleneck_seen.areas] == ["WK939801"]
    (project_seen,) = whole.projects
    assert project_seen.goal_ids == (goal.pk,)
    assert [one.code for one in project_seen.areas] == ["WK939801"]
    assert whole.money.total.gap.known_cents == 30_000_00


def test_an_idea_is_nowhere_in_it_for_who_does_not_work_along(
    municipality: Municipality,
) -> None:
    programme = make_programme(municipality, key="samen")
    bottleneck = make_bottleneck(programme)
    idea = make_project(programme, decision_id=None, bottleneck_ids=(bottleneck.pk,))

    outside = queries.programme_whole(anonymous(municipality.pk), "samen")
    inside = queries.programme_whole(installation(municipality.pk), "samen")

    assert outside is not None
    assert outside.projects == ()
    assert outside.bottlenecks[0].project_ids == ()
    assert inside is not None
    assert inside.bottlenecks[0].project_ids == (idea.pk,)
    assert Project.objects.count() == ProjectBottleneck.objects.count() == 1


def test_that_of_another_municipality_is_not_there(municipality: Municipality) -> None:
    other = make_municipality()
    make_programme(other, key="samen")

    assert queries.programme_whole(anonymous(municipality.pk), "samen") is None
    assert queries.programme_whole(anonymous(), "samen") is None


def test_it_costs_nine_queries(
    municipality: Municipality, django_assert_num_queries: Any
) -> None:
    programme = make_programme(municipality, key="samen")
    for _number in range(3):
        goal = make_goal(programme)
        make_project(programme, goal_ids=(goal.pk,))
        make_bottleneck(programme)

    with django_assert_num_queries(9):
        queries.programme_whole(anonymous(municipality.pk), "samen")


def test_it_adds_up_the_money_without_reading_more_of_its_lines_than_that_takes(
    municipality: Municipality,
) -> None:
    programme = make_programme(municipality, key="samen")
    for cents in (30_00, None, 40_00):
        project = make_project(programme)
        make_cost(project, cents)
        make_coverage(project, 35_00, year=None)
        make_coverage(project, cents, funder="Provincie", pledge=Pledge.ASKED)
    make_cost(make_project(programme, decision_id=None), 1_00)
    by = installation(municipality.pk)

    with CaptureQueriesContext(connection) as asked:
        whole = queries.programme_whole(by, "samen")

    assert whole is not None
    table = queries.money_visible_to(by, programme_id=programme.pk)
    assert whole.money.total == table.total
    assert (whole.money.years, whole.money.funders) == (table.years, table.funders)
    assert [(one.project_id, one.years, one.total) for one in whole.money.projects] == [
        (one.project_id, one.years, one.total) for one in table.projects
    ]
    assert not [query["sql"] for query in asked if "recorded_at" in query["sql"]]
