"""What is measured, and how the effect is told, stays in its municipality."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.places import make_municipality, make_own_area
from tests.makers.programme import make_goal, make_goal_indicator, make_programme
from tests.makers.waves import make_linked, make_plan, set_measuring
from wijkregie.domain.programme import queries
from wijkregie.domain.programme.services import PartDraft
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 1)


class Asked(NamedTuple):
    """One of everything that is measured in a municipality."""

    viewer: Viewer
    programme: Programme
    wave: int
    plan: int


LISTS: dict[str, Callable[[Asked], Any]] = {
    "evaluation_seen": lambda on: queries.evaluation_seen(on.viewer, on.plan),
    "evaluations_of": lambda on: queries.evaluations_of(on.viewer, on.programme.key),
    "measurement_plan": lambda on: queries.measurement_plan(on.viewer, on.programme.key, on=ON),
    "wave_use": lambda on: queries.wave_use(on.viewer, on.wave),
}
COSTS = {"evaluation_seen": 9, "evaluations_of": 8, "measurement_plan": 8, "wave_use": 4}


def fill(here: Municipality, word: str, *, more: int = 0) -> Asked:
    programme = make_programme(here, f"{word}programma")
    goal = make_goal(programme, f"{word}doel")
    area = make_own_area(here, f"{word}wijk")
    asked = {f"v{at}": {"wording": f"{word}vraag"} for at in range(1 + more)}
    made: list[tuple[int, int]] = []
    for at in range(1 + more):
        wave = make_linked(programme, f"{word}meting {at}", questions=asked, areas={area: 50})
        line = make_goal_indicator(goal, f"{word}cijfer {at}")
        parts = (PartDraft(area.pk, "", 50, 100), PartDraft(None, f"{word}rest", 50, 100))
        set_measuring(line, question="v0", baseline_wave_id=wave.pk, parts=parts)
        plan = make_plan(
            programme,
            f"{word}plan {at}",
            indicator_id=line.pk,
            treated_ids=(area.pk,),
            baseline_wave_id=wave.pk,
        )
        made.append((wave.pk, plan.pk))
    return Asked(anonymous(here.pk), programme, *made[-1])


@pytest.mark.parametrize("name", LISTS)
def test_no_list_crosses_municipalities(name: str) -> None:
    here, there = make_municipality(), make_municipality()
    fill(here, "Eigen")
    theirs = fill(there, "Kanarie")
    member = Viewer(here.pk, person_id=1, group_ids=frozenset({1}))

    for viewer in (anonymous(here.pk), member, installation(here.pk), anonymous()):
        assert "kanarie" not in repr(LISTS[name](theirs._replace(viewer=viewer))).lower()
    assert "kanarie" in repr(LISTS[name](theirs)).lower()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_however_long_it_is(name: str) -> None:
    here = make_municipality()
    counted = []
    for more in (0, 3):
        wanted = fill(here, f"Lijst{more}", more=more)
        with CaptureQueriesContext(connection) as queried:
            LISTS[name](wanted)
        counted.append(len(queried))

    assert counted == [COSTS[name]] * 2
