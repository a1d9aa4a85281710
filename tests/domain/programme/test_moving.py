"""An idea moves to another programme while nothing ties it to the one it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.agreements import make_activity
from tests.makers.bridge import make_initiative, make_perspective
from tests.makers.places import AT, make_municipality
from tests.makers.programme import (
    make_bottleneck,
    make_cost,
    make_goal,
    make_programme,
    make_project,
)
from tests.makers.reporting import make_lesson
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import CostLine
from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme, Project
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(here: Municipality) -> Programme:
    return make_programme(here, "Het andere programma")


@pytest.fixture
def idea(programme: Programme) -> Project:
    return make_project(programme, "Buurttuin", decision_id=None, from_year=None)


def test_it_takes_its_card_along_and_gets_a_number_there(
    idea: Project, other: Programme, by: Viewer
) -> None:
    make_project(other)
    make_cost(idea, 100_00, year=2026)
    was = idea.programme.name

    services.move_idea(idea.pk, other.pk, by=by, at=AT)

    idea.refresh_from_db()
    assert (idea.programme, idea.number, idea.order) == (other, "2", 1)
    assert CostLine.objects.get().project == idea
    row = LogRow.objects.get(what="project_moved")
    assert row.why == f"{was} → Het andere programma"


def goal(idea: Project) -> None:
    idea.goal_links.create(
        municipality_id=idea.municipality_id, goal=make_goal(idea.programme), linked_at=AT
    )


def bottleneck(idea: Project) -> None:
    idea.bottleneck_links.create(
        municipality_id=idea.municipality_id,
        bottleneck=make_bottleneck(idea.programme),
        linked_at=AT,
    )


def perspective(idea: Project) -> None:
    make_perspective(idea.programme).projects.add(idea)


def initiative(idea: Project) -> None:
    make_initiative(idea.programme).projects.add(idea)


def lesson(idea: Project) -> None:
    make_lesson(idea.programme, project=idea)


def regular_work(idea: Project) -> None:
    idea.begun_from = make_activity(idea.programme)
    idea.save()


@pytest.mark.parametrize(
    "hang", [goal, bottleneck, perspective, initiative, lesson, regular_work]
)
def test_what_hangs_on_the_programme_holds_it(
    hang: Any, idea: Project, other: Programme, by: Viewer
) -> None:
    hang(idea)

    with pytest.raises(services.ProgrammeRefused, match="Haal die eerst van de kaart"):
        services.move_idea(idea.pk, other.pk, by=by, at=AT)


def test_what_cannot_be_moves_nothing(
    programme: Programme, idea: Project, other: Programme, by: Viewer
) -> None:
    decided = make_project(programme)
    make_project(other, "BUURTTUIN")
    elsewhere = make_programme(make_municipality("Elders"))
    later = make_programme(other.municipality, "Later", years=(2030, 2031))
    make_cost(idea, 100_00, year=2026)

    for project, to, said in (
        (decided, other, "blijft het in zijn programma"),
        (idea, programme, "staat al in dit programma"),
        (idea, other, "Er is al een project"),
        (idea, elsewhere, "is er niet meer"),
        (idea, later, "Er staat geld in 2026"),
    ):
        with pytest.raises(services.ProgrammeRefused, match=said):
            services.move_idea(project.pk, to.pk, by=by, at=AT)
    idea.refresh_from_db()
    assert idea.programme == programme
