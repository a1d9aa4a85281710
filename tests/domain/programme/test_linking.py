"""Bottlenecks beside projects: who links them, and what stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.people import make_group, make_person, make_role, viewer_for
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import (
    make_bottleneck,
    make_programme,
    make_project,
    make_raised,
)
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Bottleneck, Project
from wijkregie.domain.programme.queries import BridgeFilter
from wijkregie.domain.programme.services import EvidenceDraft, ProgrammeRefused
from wijkregie.domain.programme.states import Priority, ProjectState, Track
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import Grant, Viewer, anonymous

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme

pytestmark = pytest.mark.django_db


def bridge(
    by: Viewer, programme: Programme, wanted: BridgeFilter | None = None
) -> queries.BridgeSeen:
    found = queries.bridge_of(by, programme.key, wanted or BridgeFilter())
    assert found is not None
    return found


def test_a_project_is_linked_once_and_its_card_says_so(
    by: Viewer, programme: Programme
) -> None:
    wrong, project = make_bottleneck(programme), make_project(programme)

    assert services.link_project(project.pk, wrong.pk, by=by, at=AT)
    assert not services.link_project(project.pk, wrong.pk, by=by, at=AT)
    assert [one.id for one in bridge(by, programme).rows if one.worked_on] == [wrong.pk]
    before = project.version
    project.refresh_from_db()
    assert project.version == before + 1
    assert project.changes.get(version=before + 1).fields[0]["name"][0] == "bottlenecks"
    assert LogRow.objects.filter(what="project_bottleneck_linked").count() == 1


def test_a_link_is_taken_away_once(by: Viewer, programme: Programme) -> None:
    wrong = make_bottleneck(programme)
    project = make_project(programme, bottleneck_ids=(wrong.pk,))

    assert services.unlink_project(project.pk, wrong.pk, by=by, at=AT)
    assert not services.unlink_project(project.pk, wrong.pk, by=by, at=AT)
    assert bridge(by, programme).untouched == 1
    before = project.version
    project.refresh_from_db()
    assert project.version == before + 1
    assert project.changes.get(version=before + 1).fields[0]["name"][0] == "bottlenecks"


def test_a_bottleneck_of_another_programme_is_not_linked(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    project, other = make_project(programme), make_programme(here)
    for change in (services.link_project, services.unlink_project):
        with pytest.raises(ProgrammeRefused, match="niet meer"):
            change(project.pk, make_bottleneck(other).pk, by=by, at=AT)


def test_a_project_that_ended_takes_nothing_on_and_leaves_nothing(
    by: Viewer, programme: Programme
) -> None:
    wrong, taken = make_bottleneck(programme), make_bottleneck(programme)
    project = make_project(programme, bottleneck_ids=(taken.pk,))
    services.stop(project.pk, "Er was geen geld.", by=by, at=AT)

    for change, which in ((services.link_project, wrong), (services.unlink_project, taken)):
        with pytest.raises(ProgrammeRefused, match="blijft de kaart zoals die is"):
            change(project.pk, which.pk, by=by, at=AT)
    with pytest.raises(ProgrammeRefused, match="blijft de kaart zoals die is"):
        services.set_track(project.pk, Track.NOW, by=by, at=AT)
    assert [one.bottleneck_id for one in project.bottleneck_links.all()] == [taken.pk]


def test_who_only_looks_links_nothing(here: Municipality, programme: Programme) -> None:
    wrong, project = make_bottleneck(programme), make_project(programme)
    for viewer in (anonymous(here.pk), Viewer(here.pk, 1, group_ids=frozenset({1}))):
        for change in (services.link_project, services.unlink_project):
            with pytest.raises(ProgrammeRefused):
                change(project.pk, wrong.pk, by=viewer, at=AT)
        with pytest.raises(ProgrammeRefused):
            services.set_track(project.pk, Track.NOW, by=viewer, at=AT)


def test_who_runs_a_project_says_on_which_track_it_is(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    area = make_own_area(here, "Molenwijk")
    project = make_project(programme, area_ids=(area.pk,))
    worker = Viewer(here.pk, None, grants=frozenset({Grant(Role.COMMUNITY_WORKER, area.pk)}))

    assert services.set_track(project.pk, Track.NOW, by=worker, at=AT)
    assert not services.set_track(project.pk, Track.NOW, by=worker, at=AT)
    tracks = bridge(by, programme).tracks[0]
    assert (tracks.area.name, [one.id for one in tracks.now]) == ("Molenwijk", [project.pk])
    assert tracks.missing == (Track.STRUCTURAL,)
    with pytest.raises(ProgrammeRefused, match="nu of later"):
        services.set_track(project.pk, "soon", by=by, at=AT)
    assert services.set_track(project.pk, "", by=by, at=AT)
    assert [one.id for one in bridge(by, programme).tracks[0].unsorted] == [project.pk]


def test_what_nobody_works_on_and_what_works_on_nothing_are_counted(
    by: Viewer, programme: Programme
) -> None:
    taken, left = make_bottleneck(programme), make_bottleneck(programme)
    make_project(programme, bottleneck_ids=(taken.pk,))
    idle = make_project(programme)
    make_project(programme, bottleneck_ids=(left.pk,), decision_id=None)

    seen = bridge(by, programme)
    assert [one.id for one in seen.rows if not one.worked_on] == [left.pk]
    assert [one.id for one in seen.projects if one.at_work and not one.bottleneck_ids] == [
        idle.pk
    ]
    assert (seen.untouched, seen.idle) == (1, 1)
    assert len(seen.rows[1].project_ids) == 1


def test_an_idea_is_not_seen_by_who_passes_by(here: Municipality, programme: Programme) -> None:
    wrong = make_bottleneck(programme)
    idea = make_project(programme, bottleneck_ids=(wrong.pk,), decision_id=None)

    public = bridge(anonymous(here.pk), programme)
    assert public.projects == ()
    assert public.rows[0].project_ids == ()
    assert not public.may_link
    Project.objects.filter(pk=idea.pk).update(state=ProjectState.RUNNING)
    assert bridge(anonymous(here.pk), programme).projects != ()


def test_the_bridge_is_asked_for_by_area_priority_and_state(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    area, other = make_own_area(here, "Molenwijk"), make_own_area(here, "Butterhuizen")
    first = make_bottleneck(programme, areas=[area])
    second = make_bottleneck(programme, areas=[other])
    Bottleneck.objects.filter(pk=first.pk).update(priority=Priority.HIGH)
    works = make_project(programme, bottleneck_ids=(first.pk,))
    inside = make_project(programme, area_ids=(area.pk,))
    elsewhere = make_project(programme, area_ids=(other.pk,))
    idea = make_project(programme, decision_id=None)

    of_area = bridge(by, programme, BridgeFilter(area.code))
    assert [one.id for one in of_area.rows] == [first.pk]
    assert [one.id for one in of_area.projects] == [works.pk, inside.pk]
    assert [one.area.name for one in of_area.tracks] == ["Molenwijk"]
    assert [one.name for one in of_area.areas] == ["Molenwijk", "Butterhuizen"]
    heavy = bridge(by, programme, BridgeFilter(priorities=(Priority.HIGH,)))
    assert [one.id for one in heavy.rows] == [first.pk]
    ideas = bridge(by, programme, BridgeFilter(states=(ProjectState.IDEA,)))
    assert [one.id for one in ideas.projects] == [idea.pk]
    assert [one.id for one in ideas.rows] == [first.pk, second.pk]
    nowhere = bridge(by, programme, BridgeFilter("EG999"))
    assert (nowhere.rows, nowhere.projects, nowhere.tracks) == ((), (), ())
    assert elsewhere.pk not in {one.id for one in of_area.projects}
    assert queries.bridge_of(by, "iets-anders") is None


def test_evidence_is_counted_by_sort(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    wrong = make_bottleneck(programme)
    for draft in (
        EvidenceDraft(signal_id=make_raised(here).pk),
        EvidenceDraft(document="Wijkschouw"),
        EvidenceDraft(document="Brief van de school"),
    ):
        services.add_evidence(wrong.pk, draft, by=by, at=AT)

    evidence = bridge(by, programme).rows[0].evidence
    assert (evidence.signals, evidence.documents, evidence.total) == (1, 2, 3)


def test_signals_that_nobody_took_up_stand_by_area(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    area, other = make_own_area(here, "Molenwijk"), make_own_area(here, "Butterhuizen")
    wrong = make_bottleneck(programme)
    taken = make_raised(here, area=area)
    services.add_evidence(wrong.pk, EvidenceDraft(signal_id=taken.pk), by=by, at=AT)
    running = make_raised(here, area=area, body=make_group(here))
    make_project(programme, signal_ids=(running.pk,))
    many = [make_raised(here, area=area) for _ in range(10)]
    few, none = make_raised(here, area=other), make_raised(here)

    first, second, last = queries.loose_signals(by)
    assert (first.area and first.area.name, first.count) == ("Molenwijk", 10)
    assert len(first.signals) == 8
    assert {one.id for one in first.signals} < {one.pk for one in many}
    assert [one.id for one in second.signals] == [few.pk]
    assert (last.area, [one.id for one in last.signals]) == (None, [none.pk])


def test_what_a_raiser_wrote_is_not_in_the_list_and_nobody_else_gets_it(
    here: Municipality, by: Viewer
) -> None:
    make_raised(here)

    assert "ontmoetingsplek" not in repr(queries.loose_signals(by))
    assert queries.loose_signals(anonymous(here.pk)) == ()
    worker = make_person(municipality=here)
    make_role(here, Role.SPECIALIST, person=worker)
    assert queries.loose_signals(viewer_for(worker, here))


def test_signals_of_another_town_stay_there(by: Viewer) -> None:
    make_raised(make_municipality())

    assert queries.loose_signals(by) == ()


def test_a_row_is_linked_as_a_whole_or_not_at_all(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    wrong, project = make_bottleneck(programme), make_project(programme)
    gone = make_project(programme, bottleneck_ids=(wrong.pk,))

    assert services.relink(wrong.pk, add=[project.pk], remove=[gone.pk], by=by, at=AT) == 2
    assert [one.project_ids for one in bridge(by, programme).rows] == [(project.pk,)]
    theirs = make_project(make_programme(here))
    with pytest.raises(ProgrammeRefused):
        services.relink(wrong.pk, add=[gone.pk, theirs.pk], remove=(), by=by, at=AT)
    assert [one.project_ids for one in bridge(by, programme).rows] == [(project.pk,)]
