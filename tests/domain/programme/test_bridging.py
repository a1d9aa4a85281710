"""Aims of policy and initiatives of residents: who writes them, and where they meet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.makers.bridge import make_initiative, make_perspective
from tests.makers.people import make_group
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import make_goal, make_programme, make_project, make_raised
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Initiative, Perspective, Project
from wijkregie.domain.programme.services import (
    InitiativeDraft,
    PerspectiveDraft,
    ProgrammeRefused,
)
from wijkregie.kit.viewer import Grant, Viewer, anonymous
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.programme.models import Programme

pytestmark = pytest.mark.django_db


def seen(by: Viewer, programme: Programme, code: str = "") -> queries.PerspectivesSeen:
    found = queries.perspectives_of(by, programme.key, code)
    assert found is not None
    return found


def worker_of(here: Municipality, area: Area) -> Viewer:
    return Viewer(here.pk, None, grants=frozenset({Grant(Role.COMMUNITY_WORKER, area.pk)}))


def test_policy_and_residents_meet_in_a_project(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    goal = make_goal(programme)
    both, one_side = make_project(programme, "Buurttuin"), make_project(programme, "Gevels")
    make_project(programme, "Los")
    aim = make_perspective(
        programme, "Groene wijk", goal_id=goal.pk, project_ids=(both.pk, one_side.pk)
    )
    group = make_group(here, "Tuinclub")
    wish = make_initiative(programme, "Moestuin", group_id=group.pk, project_ids=(both.pk,))

    found = seen(by, programme)
    assert [(one.project.id, one.meets) for one in found.places] == [
        (both.pk, True),
        (one_side.pk, False),
    ]
    assert found.places[0].perspective_ids == (aim.pk,)
    assert found.places[0].initiative_ids == (wish.pk,)
    assert found.perspectives[0].goal is not None
    assert found.initiatives[0].group_name == "Tuinclub"
    assert found.may_add_initiative


def test_of_a_signal_everyone_reads_reference_and_title_only(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    signal = make_raised(here)
    make_initiative(programme, "Bankje", signal_id=signal.pk)

    found = seen(anonymous(here.pk), programme).initiatives[0]
    assert found.signal is not None
    assert found.signal.reference == signal.reference
    assert "ontmoetingsplek" not in repr(found)
    assert "ontmoetingsplek" in signal.text
    with pytest.raises(ProgrammeRefused, match="al een initiatief"):
        make_initiative(programme, "Nog een bankje", signal_id=signal.pk)
    assert seen(by, programme).initiatives[0].may_change


def test_an_idea_is_no_meeting_place_for_who_passes_by(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    idea = make_project(programme, decision_id=None)
    make_perspective(programme, project_ids=(idea.pk,))
    make_initiative(programme, project_ids=(idea.pk,))

    assert [one.meets for one in seen(by, programme).places] == [True]
    public = seen(anonymous(here.pk), programme)
    assert public.places == ()
    assert public.perspectives[0].project_ids == ()
    assert not public.may_add_initiative
    assert not public.initiatives[0].may_change


def test_by_area_one_sees_what_is_there_or_everywhere(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    area, other = make_own_area(here, "Molenwijk"), make_own_area(here, "Butterhuizen")
    make_perspective(programme, "Overal")
    make_perspective(programme, "Hier", area_ids=(area.pk,))
    make_perspective(programme, "Elders", area_ids=(other.pk,))
    make_initiative(programme, "Elders ook", area_ids=(other.pk,))

    found = seen(by, programme, area.code)
    assert [one.title for one in found.perspectives] == ["Overal", "Hier"]
    assert found.initiatives == ()
    assert [one.name for one in found.areas] == ["Molenwijk", "Butterhuizen"]
    assert queries.perspectives_of(by, "iets-anders") is None


def test_a_perspective_is_changed_and_taken_away(by: Viewer, programme: Programme) -> None:
    row, project = make_perspective(programme, "Groen"), make_project(programme)
    make_perspective(programme, "Blauw")
    draft = PerspectiveDraft("Groener", project_ids=(project.pk,))
    services.change_perspective(row.pk, draft, by=by, at=AT)
    with pytest.raises(ProgrammeRefused, match="staat al"):
        services.change_perspective(row.pk, replace(draft, title="blauw"), by=by, at=AT)
    with pytest.raises(ProgrammeRefused, match="staat al"):
        make_perspective(programme, "Groener")

    assert seen(by, programme).perspectives[0].title == "Groener"
    services.remove_perspective(row.pk, by=by, at=AT)
    assert [one.title for one in Perspective.objects.all()] == ["Blauw"]
    assert Project.objects.filter(pk=project.pk).exists()


def test_an_initiative_is_changed_and_taken_away(by: Viewer, programme: Programme) -> None:
    row = make_initiative(programme, "Tuin")
    make_initiative(programme, "Koor")
    services.change_initiative(row.pk, InitiativeDraft("Moestuin"), by=by, at=AT)
    with pytest.raises(ProgrammeRefused, match="staat al"):
        services.change_initiative(row.pk, InitiativeDraft("koor"), by=by, at=AT)

    assert seen(by, programme).initiatives[0].title == "Moestuin"
    services.remove_initiative(row.pk, by=by, at=AT)
    assert [one.title for one in Initiative.objects.all()] == ["Koor"]


def test_who_runs_an_area_writes_its_initiatives_and_no_aims(
    here: Municipality, programme: Programme
) -> None:
    area, other = make_own_area(here, "Molenwijk"), make_own_area(here, "Butterhuizen")
    worker = worker_of(here, area)
    draft = InitiativeDraft("Tuin", area_ids=(area.pk,))
    pk = services.add_initiative(programme.pk, draft, by=worker, at=AT)

    assert seen(worker, programme).initiatives[0].may_change
    with pytest.raises(ProgrammeRefused):
        services.change_initiative(pk, replace(draft, area_ids=(other.pk,)), by=worker, at=AT)
    theirs = make_initiative(programme, "Koor", area_ids=(other.pk,))
    assert not seen(worker, programme).initiatives[1].may_change
    for act in (
        lambda: services.remove_initiative(theirs.pk, by=worker, at=AT),
        lambda: services.add_perspective(
            programme.pk, PerspectiveDraft("Groen"), by=worker, at=AT
        ),
        lambda: services.add_initiative(programme.pk, draft, by=anonymous(here.pk), at=AT),
    ):
        with pytest.raises(ProgrammeRefused):
            act()


def test_what_is_not_of_this_programme_or_town_is_not_linked(
    here: Municipality, by: Viewer, programme: Programme
) -> None:
    town = make_municipality()
    abroad, other = make_programme(town), make_programme(here)
    for more in (
        {"goal_id": make_goal(other).pk},
        {"project_ids": (make_project(abroad).pk,)},
        {"area_ids": (make_own_area(town, "Ver weg").pk,)},
    ):
        with pytest.raises(ProgrammeRefused):
            make_perspective(programme, **more)
    for more in (
        {"group_id": make_group(town).pk},
        {"signal_id": make_raised(town).pk},
        {"project_ids": (make_project(other).pk,)},
    ):
        with pytest.raises(ProgrammeRefused):
            make_initiative(programme, **more)
    assert not Perspective.objects.exists()
    assert not Initiative.objects.exists()


@pytest.mark.parametrize("field", ["title", "text", "brought_by"])
def test_an_initiative_names_no_person(programme: Programme, field: str) -> None:
    words = {"title": "Moestuin"} | {field: "Bel mevrouw Jansen op 06-12345678"}
    with pytest.raises(WordsRefused):
        make_initiative(programme, **words)


def test_without_words_there_is_nothing(programme: Programme) -> None:
    with pytest.raises(ProgrammeRefused, match="beleid"):
        make_perspective(programme, " \t")
    with pytest.raises(ProgrammeRefused, match="bewoners"):
        make_initiative(programme, " \t")
