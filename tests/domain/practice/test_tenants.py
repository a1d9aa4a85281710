"""No list of templates crosses municipalities, or costs more when it is longer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.places import AT, make_municipality
from tests.makers.practice import OTHERS, make_template, settle
from tests.makers.programme import make_goal, make_goal_indicator, make_programme
from wijkregie.domain.practice import queries
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.practice.models import Template

pytestmark = pytest.mark.django_db


class Asked(NamedTuple):
    viewer: Viewer
    template: Template


LISTS: dict[str, Callable[[Asked], Any]] = {
    "template_of": lambda on: queries.template_of(
        on.viewer, on.template.programme.key, queries.Offered(), on=AT.date()
    ),
    "template_seen": lambda on: queries.template_seen(on.viewer, on.template.pk),
    "templates_visible_to": lambda on: list(queries.templates_visible_to(on.viewer)),
}
COSTS = {"template_of": 4, "template_seen": 3, "templates_visible_to": 1}


def fill(here: Municipality, word: str, *, more: int = 0) -> Template:
    programme = make_programme(here, f"{word} programma")
    template = make_template(programme)
    for at in range(1 + more):
        make_goal_indicator(make_goal(programme, f"{word}doel {at}"), f"{word}meting {at}")
        reading = replace(OTHERS, name=f"{word} voorbeeld {at}", note=str(at))
        template = make_template(programme, reading)
    settle(template, "Iedereen kent de buren.")
    return template


def test_every_list_is_here() -> None:
    assert {name for name in queries.__all__ if name[0].islower()} == set(LISTS) == set(COSTS)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_crosses_municipalities(name: str) -> None:
    here, there = make_municipality(), make_municipality()
    fill(here, "Eigen")
    theirs = fill(there, "Kanarie")
    member = Viewer(here.pk, person_id=1, group_ids=frozenset({1}))

    for viewer in (anonymous(here.pk), member, installation(here.pk), anonymous()):
        assert "kanarie" not in repr(LISTS[name](Asked(viewer, theirs))).lower()
    allowed = Viewer(there.pk, person_id=1, group_ids=frozenset({1}))
    assert "kanarie" in repr(LISTS[name](Asked(allowed, theirs))).lower()


def test_what_was_borrowed_is_for_who_works_along() -> None:
    template = fill(make_municipality(), "Eigen")
    passer_by = anonymous(template.municipality_id)

    assert queries.template_seen(passer_by, template.pk) is None
    assert list(queries.templates_visible_to(passer_by)) == []


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_however_long_it_is(name: str) -> None:
    viewer = Viewer((here := make_municipality()).pk, 1, group_ids=frozenset({1}))
    for more in (0, 4):
        template = fill(here, f"Lijst{more}", more=more)
        template.programme.key  # noqa: B018 - fetched before the count
        with CaptureQueriesContext(connection) as queried:
            LISTS[name](Asked(viewer, template))
        assert len(queried) == COSTS[name]
