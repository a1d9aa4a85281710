"""The plan of an area: what comes together in it, and on which track projects stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.analyses import Table, make_settled, make_table
from tests.makers.places import AT, make_own_area
from tests.makers.programme import (
    make_bottleneck,
    make_cost,
    make_goal,
    make_project,
    make_raised,
)
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Project
from wijkregie.domain.programme.queries.tracks import tracks_of
from wijkregie.domain.programme.services import EvidenceDraft
from wijkregie.domain.programme.states import ProjectState, Track
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(db: None) -> Table:
    return make_table()


def plan(table: Table, viewer: Viewer | None = None) -> queries.AreaPlanSeen:
    found = queries.area_plan(viewer or table.by, table.programme.key, table.area.code)
    assert found is not None
    return found


def test_a_plan_brings_together_what_concerns_the_area(table: Table) -> None:
    elsewhere = make_own_area(table.municipality, "Butterhuizen")
    goal = make_goal(table.programme, "Iedereen kent de buren")
    wrong = make_bottleneck(table.programme, "te weinig plek", areas=[table.area], goals=[goal])
    signal = make_raised(table.municipality, area=table.area)
    services.add_evidence(wrong.pk, EvidenceDraft(signal_id=signal.pk), by=table.by, at=AT)
    works = make_project(table.programme, "Buurtkamer", bottleneck_ids=(wrong.pk,))
    make_cost(works, 12_50)
    make_project(table.programme, "Elders", area_ids=(elsewhere.pk,))
    everywhere = make_project(table.programme, "Overal")
    make_settled(table, "Een", "Twee", "Drie")

    seen = plan(table)
    assert [one.point.text for one in seen.main_points] == ["Een", "Twee", "Drie"]
    assert [one.listed.title for one in seen.bottlenecks] == ["te weinig plek"]
    assert [len(one.evidence) for one in seen.bottlenecks] == [1]
    assert [one.id for one in seen.projects] == [works.pk]
    assert [one.id for one in seen.town_wide] == [everywhere.pk]
    assert [one.title for one in seen.goals] == ["Iedereen kent de buren"]
    assert seen.money.total.costs.cents == 12_50
    assert (seen.vision, seen.decision, seen.changed_at) == ("", None, None)


def test_a_project_in_a_part_of_the_area_belongs_to_its_plan(table: Table) -> None:
    part = table.area.parts.get()
    inside = make_project(table.programme, "Plein", area_ids=(part.pk,))

    assert [one.id for one in plan(table).projects] == [inside.pk]
    of_part = queries.area_plan(table.by, table.programme.key, part.code)
    assert of_part is not None
    assert [one.id for one in of_part.projects] == [inside.pk]


def test_a_project_around_the_area_is_not_in_the_plan_of_a_part(table: Table) -> None:
    make_project(table.programme, "Wijkbreed", area_ids=(table.area.pk,))

    of_part = queries.area_plan(table.by, table.programme.key, table.area.parts.get().code)
    assert of_part is not None
    assert of_part.projects == ()


def test_there_is_no_plan_without_programme_or_area(table: Table) -> None:
    assert queries.area_plan(table.by, "iets-anders", table.area.code) is None
    assert queries.area_plan(table.by, table.programme.key, "WK999999") is None


def test_an_area_wants_both_tracks(table: Table) -> None:
    now = make_project(table.programme, "Bankje", area_ids=(table.area.pk,))
    assert plan(table).tracks.missing == (Track.NOW, Track.STRUCTURAL)
    Project.objects.filter(pk=now.pk).update(track=Track.NOW)

    tracks = plan(table).tracks
    assert [one.id for one in tracks.now] == [now.pk]
    assert tracks.missing == (Track.STRUCTURAL,)


def test_an_idea_or_what_was_stopped_does_not_make_a_track_go_on(table: Table) -> None:
    idea = make_project(table.programme, "Idee", area_ids=(table.area.pk,), decision_id=None)
    Project.objects.filter(pk=idea.pk).update(track=Track.NOW)

    seen, public = plan(table), plan(table, anonymous(table.municipality.pk))
    assert [one.id for one in seen.tracks.now] == [idea.pk]
    assert public.projects == ()
    assert seen.tracks.missing == public.tracks.missing == (Track.NOW, Track.STRUCTURAL)
    Project.objects.filter(pk=idea.pk).update(state=ProjectState.RUNNING)
    assert plan(table).tracks.missing == (Track.STRUCTURAL,)


def test_tracks_of_nothing_miss_both() -> None:
    assert tracks_of(()).missing == (Track.NOW, Track.STRUCTURAL)
