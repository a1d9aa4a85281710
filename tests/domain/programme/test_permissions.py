"""Who runs a project, who steers a programme, who sees what is still an idea."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import (
    make_group,
    make_organisation,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, area_row, make_areas, make_municipality, make_own_area
from tests.makers.programme import (
    make_cost,
    make_decision,
    make_goal,
    make_programme,
    make_project,
    make_raised,
    project_draft,
)
from wijkregie.domain.people.states import Role, Shell
from wijkregie.domain.programme import queries, rules, services
from wijkregie.domain.programme.models import Project
from wijkregie.kit.viewer import Grant, Viewer, anonymous

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.programme.models import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(here: Municipality) -> Area:
    return make_own_area(here, "Molenwijk")


def holder(here: Municipality, role: Role, area: Area | None = None) -> Viewer:
    return viewer_for(make_role(here, role, area=area).person, here)


def start(programme: Programme, viewer: Viewer, *areas: Area, **more: Any) -> int:
    draft = project_draft(programme, area_ids=tuple(area.pk for area in areas), **more)
    return services.start_project(draft, by=viewer, at=AT)


def test_who_works_in_all_its_areas_starts_a_project(
    programme: Programme, here: Municipality, area: Area
) -> None:
    other = make_own_area(here, "Rivierenwijk")

    for role in (Role.DISTRICT_MANAGER, Role.COMMUNITY_WORKER):
        start(programme, holder(here, role), area, other)
        start(programme, holder(here, role, area), area)
        with pytest.raises(services.ProgrammeRefused, match="de opbouwwerker van het gebied"):
            start(programme, holder(here, role, area), area, other)
        with pytest.raises(services.ProgrammeRefused, match="de opbouwwerker van het gebied"):
            start(programme, holder(here, role, area))
    start(programme, holder(here, Role.COMMUNITY_WORKER))


def test_an_area_is_held_by_what_lies_around_it(
    programme: Programme, here: Municipality
) -> None:
    code = here.codes.get().code
    wijk, buurt = f"WK{code[2:]}01", f"BU{code[2:]}0101"
    areas = make_areas(area_row(code), area_row(wijk), area_row(buurt))
    own = make_own_area(here, "Molenwijk", wijk)

    for around in (own, areas[wijk], areas[code]):
        start(programme, holder(here, Role.COMMUNITY_WORKER, around), areas[buurt])
    with pytest.raises(services.ProgrammeRefused):
        start(programme, holder(here, Role.COMMUNITY_WORKER, areas[buurt]), areas[wijk])


def test_a_professional_who_attends_the_body_that_decided_starts_a_project(
    programme: Programme, here: Municipality, area: Area
) -> None:
    team = make_group(here)
    decision = make_decision(here, team)
    person = make_person(municipality=here)
    make_role(here, Role.SPECIALIST, person=person)
    make_seat(team, person)
    second = make_person(municipality=here)
    make_role(here, Role.SPECIALIST, person=second)
    make_seat(team, second, shell=Shell.SECOND)
    resident = make_seat(team).person

    for outsider in (second, resident):
        with pytest.raises(services.ProgrammeRefused):
            start(programme, viewer_for(outsider, here), area, decision_id=decision.pk)
    made = start(programme, viewer_for(person, here), area, decision_id=decision.pk)

    assert queries.project_seen(viewer_for(person, here), made) is not None


@pytest.mark.parametrize(
    "who",
    [
        lambda here, _area: anonymous(here.pk),
        lambda here, _area: viewer_for(make_seat(make_group(here)).person, here),
        lambda here, _area: holder(here, Role.ADMINISTRATOR),
        lambda here, _area: holder(here, Role.COUNCIL_MEMBER),
        lambda here, _area: holder(here, Role.SPECIALIST),
        lambda here, _area: holder(here, Role.COMMUNITY_WORKER, make_own_area(here, "Elders")),
    ],
    ids=["passer-by", "resident", "administrator", "council", "specialist", "other wijk"],
)
def test_others_are_refused_and_nothing_changes(
    who: Callable[[Municipality, Area], Viewer],
    programme: Programme,
    here: Municipality,
    area: Area,
) -> None:
    viewer = who(here, area)
    project = make_project(programme, area_ids=(area.pk,))
    cost = make_cost(project, 100)
    draft = project_draft(programme, area_ids=(area.pk,))
    before = list(Project.objects.values())

    for act in (
        lambda: services.start_project(draft, by=viewer, at=AT),
        lambda: services.change_project(project.pk, draft, version=3, by=viewer, at=AT),
        lambda: services.finish(project.pk, "Klaar.", by=viewer, at=AT),
        lambda: services.stop(project.pk, "Daarom.", by=viewer, at=AT),
        lambda: services.remove_cost(cost, by=viewer, at=AT),
        lambda: services.create_programme(
            services.ProgrammeDraft("X", 2026, 2027), by=viewer, at=AT
        ),
        lambda: services.add_activity(
            programme.pk, services.RegularDraft("X"), by=viewer, at=AT
        ),
    ):
        with pytest.raises(services.ProgrammeRefused):
            act()

    assert list(Project.objects.values()) == before
    assert not queries.may_start(viewer, (area.pk,))
    seen = queries.project_seen(viewer, project.pk)
    assert seen is not None
    assert (seen.may_change, seen.next_states) == (False, ())


def test_who_works_in_one_wijk_steers_no_programme(here: Municipality, area: Area) -> None:
    assert rules.may_steer(holder(here, Role.DISTRICT_MANAGER))
    assert not rules.may_steer(holder(here, Role.DISTRICT_MANAGER, area))
    assert not rules.may_steer(Viewer(None, operator=True))


def test_an_idea_is_for_who_works_along(programme: Programme, here: Municipality) -> None:
    idea = make_project(programme, "Geheim idee", decision_id=None)
    member = viewer_for(make_seat(make_group(here)).person, here)

    for viewer in (anonymous(here.pk), Viewer(here.pk, person_id=1)):
        assert not queries.projects_visible_to(viewer)
        assert queries.project_seen(viewer, idea.pk) is None
        with pytest.raises(services.ProgrammeRefused, match="is er niet meer"):
            services.begin(idea.pk, by=viewer, at=AT)
    assert [one.id for one in queries.projects_visible_to(member)] == [idea.pk]
    assert queries.project_seen(member, idea.pk) is not None


CANARY = "Kanarie van Geheim"


def everything(viewer: Viewer, programme: Programme) -> str:
    """All that the public lists of this room tell a viewer."""
    rows = queries.projects_visible_to(viewer)
    found = [
        queries.goal_tree(viewer, programme.pk),
        *rows,
        *(queries.project_seen(viewer, row.id) for row in rows),
        *queries.bottlenecks_visible_to(viewer),
        queries.money_visible_to(viewer),
    ]
    return repr([asdict(one) if not isinstance(one, tuple) else one for one in found if one])


def with_canaries(programme: Programme, here: Municipality) -> None:
    """An idea, a lead and a raised text that the public may not read."""
    lead = make_role(here, Role.DISTRICT_MANAGER, person=make_person(CANARY, municipality=here))
    goal = make_goal(programme)
    draft = project_draft(programme, f"Idee {CANARY}", goal_ids=(goal.pk,))
    services.start_project(draft, by=viewer_for(lead.person, here), at=AT)
    signal = make_raised(here, body=make_group(here))
    shown = project_draft(
        programme,
        "Openbaar",
        lead_id=lead.person_id,
        decision_id=signal.decision_id,
        signal_ids=(signal.pk,),
        goal_ids=(goal.pk,),
    )
    services.start_project(shown, by=viewer_for(lead.person, here), at=AT)


def test_the_public_reads_no_idea_no_lead_and_no_words_of_who_raised_it(
    programme: Programme, here: Municipality
) -> None:
    with_canaries(programme, here)

    told = everything(anonymous(here.pk), programme)

    assert "Openbaar" in told
    assert CANARY not in told
    assert "De ontmoetingsplek is kapot" not in told


def test_a_door_left_open_is_noticed(
    programme: Programme, here: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_canaries(programme, here)
    public = anonymous(here.pk)

    monkeypatch.setattr(rules, "may_see_ideas", lambda _viewer: True)
    assert f"Idee {CANARY}" in everything(public, programme)
    monkeypatch.undo()
    monkeypatch.setattr(rules, "may_see_names", lambda _viewer: True)
    assert CANARY in everything(public, programme)


def test_members_read_who_leads_and_who_took_a_step(
    programme: Programme, here: Municipality
) -> None:
    with_canaries(programme, here)
    member = viewer_for(make_seat(make_group(here)).person, here)
    (shown,) = [one for one in queries.projects_visible_to(member) if one.title == "Openbaar"]

    seen = queries.project_seen(member, shown.id)

    assert seen is not None
    assert seen.lead_name == CANARY
    assert {step.by_name for step in seen.steps} == {CANARY}


# --- change


def test_a_change_names_the_version_that_was_read(
    programme: Programme, here: Municipality, area: Area
) -> None:
    by = holder(here, Role.DISTRICT_MANAGER)
    goal, second = make_goal(programme), make_goal(programme)
    project = make_project(programme, goal_ids=(goal.pk,))
    version = project.version
    draft = project_draft(
        programme,
        "Nieuwe titel",
        area_ids=(area.pk,),
        goal_ids=(second.pk,),
        from_year=2026,
        intended_result="Een plek.\r\n\r\nVoor iedereen.",
    )

    services.change_project(project.pk, draft, version=version, by=by, at=AT)
    services.change_project(project.pk, draft, version=version, by=by, at=AT)
    other = replace(draft, title="Nog een titel")
    with pytest.raises(services.CardClashes):
        services.change_project(project.pk, other, version=version, by=by, at=AT)

    seen = queries.project_seen(by, project.pk)
    assert seen is not None
    assert (seen.title, seen.version) == ("Nieuwe titel", version + 1)
    assert seen.intended_result == "Een plek.\n\nVoor iedereen."
    assert [one.id for one in seen.goals] == [second.pk]
    assert [one.name for one in seen.areas] == ["Molenwijk"]


def test_parties_without_an_account_stay_when_a_card_is_changed(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    first, second = make_organisation(here, "Kern8"), make_organisation(here, "Woonwaard")
    project = make_project(programme, holder_ids=(first.pk,), partner_ids=(second.pk,))
    project.parties.create(municipality=here, name="bewoners")

    draft = project_draft(programme, holder_ids=(second.pk,), partner_ids=(second.pk,))
    services.change_project(project.pk, draft, version=project.version, by=by, at=AT)

    named = {(one.part, one.name) for one in project.parties.all()}
    assert named == {
        ("holder", "Woonwaard"),
        ("partner", "Woonwaard"),
        ("partner", "bewoners"),
    }


def test_years_cannot_leave_out_money_that_is_written_down(
    programme: Programme, by: Viewer
) -> None:
    project = make_project(programme)
    make_cost(project, 100, year=2027)
    draft = project_draft(programme, from_year=2026, until_year=2026)

    with pytest.raises(services.ProgrammeRefused, match="Er staat geld in 2027"):
        services.change_project(project.pk, draft, version=project.version, by=by, at=AT)


def test_nobody_takes_a_project_to_where_he_does_not_work(
    programme: Programme, here: Municipality, area: Area
) -> None:
    worker = holder(here, Role.COMMUNITY_WORKER, area)
    other = make_own_area(here, "Elders")
    project = make_project(programme, area_ids=(area.pk,), decision_id=None)
    draft = project_draft(programme, area_ids=(other.pk,))

    with pytest.raises(services.ProgrammeRefused, match="Vraag het aan een van hen"):
        services.change_project(project.pk, draft, version=project.version, by=worker, at=AT)


def test_what_does_not_belong_here_is_refused(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    elsewhere = make_municipality()
    there = make_programme(elsewhere)
    cases = {
        "hoort niet bij je gemeente": {"area_ids": (make_own_area(elsewhere, "X").pk,)},
        "werkt hier niet. Kies een andere": {"holder_ids": (999_999,)},
        "werkt hier niet. Kies iemand": {"lead_id": make_person().pk},
        "is er niet meer": {"goal_ids": (make_goal(there).pk,)},
        "Er is al|Project 7 is er al": {"number": "7"},
        "titel": {"title": " "},
    }
    make_project(programme, number="7")

    for said, more in cases.items():
        draft = replace(project_draft(programme), **more)  # type: ignore[arg-type] # cases
        with pytest.raises(services.ProgrammeRefused, match=said):
            services.start_project(draft, by=by, at=AT)
    assert Project.objects.count() == 1
    assert start(programme, by)
    assert Project.objects.filter(number="8").exists()


def test_a_grant_of_elsewhere_opens_nothing(programme: Programme) -> None:
    elsewhere = make_municipality()
    stranger = Viewer(elsewhere.pk, 1, frozenset({Grant(Role.DISTRICT_MANAGER)}))
    project = make_project(programme)

    with pytest.raises(services.ProgrammeRefused, match="is er niet meer"):
        services.finish(project.pk, "Klaar.", by=stranger, at=AT)


def test_a_project_of_no_area_is_for_who_works_in_the_whole_municipality() -> None:
    whole, part = Grant(Role.COMMUNITY_WORKER), Grant(Role.COMMUNITY_WORKER, 5)

    assert rules.may_run(Viewer(1, person_id=1, grants=frozenset({whole})), [])
    assert not rules.may_run(Viewer(1, person_id=1, grants=frozenset({part})), [])
