"""A municipality with a living programme, and browsers of who may and may not work on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.makers.agreements import make_activity
from tests.makers.people import (
    make_group,
    make_organisation,
    make_person,
    make_role,
    make_seat,
)
from tests.makers.places import area_row, make_areas, make_municipality, make_own_area
from tests.makers.programme import make_bottleneck, make_goal, make_programme, make_project
from tests.web.control.conftest import log_in
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme.states import GoalLevel

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.web.control.conftest import Browser
    from wijkregie.domain.people.models import Group, Organisation, Person
    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.programme.models import Bottleneck, Goal, Programme, Project

YEAR = timezone.localdate().year


@dataclass
class City:
    """One of everything."""

    municipality: Municipality
    area: Area
    other_area: Area
    group: Group
    organisation: Organisation
    manager: Person
    worker: Person
    programme: Programme
    impact: Goal
    goal: Goal
    bottleneck: Bottleneck

    def url(self, path: str = "") -> str:
        return f"/{self.municipality.slug}/{path}"

    @property
    def page(self) -> str:
        return self.url(f"programma/{self.programme.key}")

    def project(self, title: str = "Samen eten", **more: Any) -> Project:
        known = {
            "area_ids": (self.area.pk,),
            "goal_ids": (self.goal.pk,),
            "bottleneck_ids": (self.bottleneck.pk,),
            "from_year": YEAR,
            "until_year": YEAR + 1,
        }
        return make_project(self.programme, title, **known | more)

    def card(self, project: Project, path: str = "") -> str:
        return self.url(f"project/{project.pk}{path}")


def make_city(name: str = "Heuvelstad", code: str = "GM9398") -> City:
    number = code[2:]
    make_areas(
        area_row(code, name),
        area_row(f"WK{number}01", "Molenwijk"),
        area_row(f"WK{number}02", "Rivierenwijk"),
    )
    municipality = make_municipality(name, code=code)
    area = make_own_area(municipality, "Molenwijk", f"WK{number}01")
    group = make_group(municipality, "Wijkteam Molenwijk", areas=[area])
    manager = make_person("Mira Manager", municipality=municipality)
    make_role(municipality, Role.DISTRICT_MANAGER, person=manager)
    worker = make_person("Wim Werker", municipality=municipality)
    make_role(municipality, Role.COMMUNITY_WORKER, person=worker, area=area)
    make_seat(group, worker)
    programme = make_programme(municipality, "Samen de wijk", years=(YEAR, YEAR + 1))
    impact = make_goal(programme, "Prettig wonen", level=GoalLevel.IMPACT)
    goal = make_goal(programme, "Meer sociale samenhang", parent=impact)
    make_activity(programme, "Welzijnswerk")
    return City(
        municipality=municipality,
        area=area,
        other_area=make_own_area(municipality, "Rivierenwijk", f"WK{number}02"),
        group=group,
        organisation=make_organisation(municipality, "Stichting Samen"),
        manager=manager,
        worker=worker,
        programme=programme,
        impact=impact,
        goal=goal,
        bottleneck=make_bottleneck(programme, "te weinig ontmoeting", areas=[area]),
    )


@pytest.fixture
def city(db: None) -> City:
    return make_city()


@pytest.fixture
def passer_by(settings: Settings) -> Browser:
    settings.WIJKREGIE_LIMITS = {}
    return log_in(None)


@pytest.fixture
def manager(city: City) -> Browser:
    return log_in(city.manager)


@pytest.fixture
def worker(city: City) -> Browser:
    return log_in(city.worker)
