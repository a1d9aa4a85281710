"""A project is handed over once who receives it says so, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.db import IntegrityError, transaction

from tests.makers.agreements import (
    TODAY,
    hand_over,
    make_activity,
    make_covenant,
    make_offer,
    speaker_for,
)
from tests.makers.people import (
    make_group,
    make_organisation,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, make_municipality
from tests.makers.programme import make_programme, make_project
from wijkregie.domain.decisions.services import DecisionRefused
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import Role, Shell
from wijkregie.domain.programme import queries, rules, services
from wijkregie.domain.programme.models import HandOver, Project, ProjectStep
from wijkregie.domain.programme.states import ProjectState
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import Viewer, anonymous, installation
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from wijkregie.domain.people.models import Group, Organisation
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme, RegularActivity


@pytest.fixture
def project(programme: Programme, by: Viewer) -> Project:
    made = make_project(programme, "Samen eten")
    services.finish(made.pk, "Elke week dertig mensen aan tafel.", by=by, at=AT)
    return made


@pytest.fixture
def work(programme: Programme) -> RegularActivity:
    return make_activity(programme, "Welzijnswerk")


@pytest.fixture
def team(here: Municipality) -> Group:
    return make_group(here, "Team Welzijn")


@pytest.fixture
def partner(here: Municipality) -> Organisation:
    return make_organisation(here, "Stichting Samen")


class Receivers(NamedTuple):
    """Who may go on with a project, and as which work."""

    work: RegularActivity
    team: Group
    partner: Organisation

    def wanted(self, to: str) -> dict[str, Any]:
        found: dict[str, dict[str, Any]] = {
            "group": {"group_id": self.team.pk},
            "organisation": {"organisation_id": self.partner.pk},
            "name": {"team": "Team Beheer"},
        }
        return found[to]


@pytest.fixture
def receivers(work: RegularActivity, team: Group, partner: Organisation) -> Receivers:
    return Receivers(work, team, partner)


def in_shell(group: Group, shell: Shell) -> Viewer:
    person = make_person(municipality=group.municipality)
    make_seat(group, person, shell=shell)
    return viewer_for(person, group.municipality)


def state_of(project: Project) -> str:
    return Project.objects.get(pk=project.pk).state


def told(template: str) -> list[int]:
    rows = OutboxRow.objects.filter(template=template).order_by("pk")
    return [row.ids["person"] for row in rows]


def test_a_group_accepts_what_it_was_offered(
    project: Project, work: RegularActivity, team: Group
) -> None:
    member = in_shell(team, Shell.FIRST)
    made = make_offer(project, work, group_id=team.pk)
    assert state_of(project) == ProjectState.FINISHED
    assert told("project_offered") == [member.person_id]

    services.accept_hand_over(made.pk, by=member, at=AT)

    project.refresh_from_db()
    assert (project.state, project.handed_to) == (ProjectState.HANDED_OVER, work)
    seen = queries.hand_over_of(anonymous(project.municipality_id), project.pk, on=TODAY)
    assert seen is not None
    assert (seen.team, seen.budget_line, seen.on, seen.accepted) == (
        "Team Welzijn",
        "Exploitatie welzijn",
        TODAY,
        True,
    )
    assert (seen.answered_by, seen.may_answer) == (None, False)  # a name is for members
    assert ProjectStep.objects.latest("pk").why == "Team Welzijn neemt het over."
    assert str(made) == f"hand-over of {project.pk}"


def test_a_group_accepts_nothing_once_its_covenant_has_ended(
    project: Project, work: RegularActivity, team: Group
) -> None:
    member = in_shell(team, Shell.FIRST)
    made = make_offer(project, work, group_id=team.pk)
    yesterday = AT.date() - timedelta(days=1)
    make_covenant(team, until_on=yesterday)

    with pytest.raises(DecisionRefused, match="convenant"):
        services.accept_hand_over(made.pk, by=member, at=AT)

    assert state_of(project) == ProjectState.FINISHED


def test_an_organisation_accepts_by_who_holds_a_seat_for_it(
    project: Project, work: RegularActivity, team: Group, partner: Organisation
) -> None:
    speaker = speaker_for(partner, team)
    made = make_offer(project, work, organisation_id=partner.pk)
    assert told("project_offered") == [speaker.person_id]
    (waits,) = queries.offered_to(speaker)
    assert (waits.id, waits.team, waits.may_answer) == (made.pk, "Stichting Samen", True)

    services.accept_hand_over(made.pk, by=speaker, at=AT)

    assert state_of(project) == ProjectState.HANDED_OVER
    assert queries.offered_to(speaker) == []


def others(here: Municipality, receivers: Receivers) -> list[Viewer]:
    """Everybody who does not receive it, with who steers and who runs the installation."""
    group, elsewhere = make_group(here), make_municipality("Elders")
    by = installation(elsewhere.pk)
    people.connect_organisation(receivers.partner.pk, by=by, at=AT)
    return [
        in_shell(group, Shell.FIRST),
        in_shell(receivers.team, Shell.SECOND),
        speaker_for(make_organisation(here), group),
        viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here),
        installation(here.pk),
        anonymous(here.pk),
        speaker_for(receivers.partner, make_group(elsewhere)),
    ]


@pytest.mark.parametrize("to", ["group", "organisation", "name"])
def test_nobody_else_answers(
    project: Project, here: Municipality, receivers: Receivers, to: str
) -> None:
    made = make_offer(project, receivers.work, **receivers.wanted(to))

    for viewer in others(here, receivers):
        assert queries.offered_to(viewer) == []
        with pytest.raises(services.ProgrammeRefused):
            services.accept_hand_over(made.pk, by=viewer, at=AT)
        with pytest.raises(services.ProgrammeRefused):
            services.refuse_hand_over(made.pk, "Nee.", by=viewer, at=AT)
    assert state_of(project) == ProjectState.FINISHED


def test_the_rule_is_needed(
    project: Project,
    work: RegularActivity,
    team: Group,
    here: Municipality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Plant the fault: a rule that lets everybody answer hands it over at once."""
    made = make_offer(project, work, group_id=team.pk)
    monkeypatch.setattr(rules, "may_answer_hand_over", lambda *_asked, **_more: True)

    services.accept_hand_over(made.pk, by=in_shell(make_group(here), Shell.FIRST), at=AT)

    assert state_of(project) == ProjectState.HANDED_OVER


def test_work_that_is_new_comes_in_the_list_with_the_offer(
    project: Project, work: RegularActivity, here: Municipality
) -> None:
    worker = installation(here.pk)
    new = services.RegularDraft("Beheer van de buurttuin", "Team Groen")
    for draft in (
        services.HandOverDraft(team="Team Groen"),
        services.HandOverDraft(work.pk, "Team Groen", work=new),
    ):
        with pytest.raises(services.ProgrammeRefused, match="Kies één lijnactiviteit") as no:
            services.offer_hand_over(project.pk, draft, by=worker, at=AT)
        assert no.value.field == "activity"

    draft = services.HandOverDraft(team="Team Groen", work=new)
    made = services.offer_hand_over(project.pk, draft, by=worker, at=AT)

    activity = HandOver.objects.get(pk=made).activity
    assert (activity.name, activity.holder) == ("Beheer van de buurttuin", "Team Groen")
    assert LogRow.objects.filter(what="regular_activity_added", object_id=activity.pk).exists()


def test_a_no_has_a_reason_and_the_project_can_be_offered_again(
    project: Project, work: RegularActivity, team: Group, here: Municipality
) -> None:
    manager = viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here)
    member = in_shell(team, Shell.FIRST)
    draft = services.HandOverDraft(work.pk, group_id=team.pk)
    made = services.offer_hand_over(project.pk, draft, by=manager, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="waarom"):
        services.refuse_hand_over(made, "  ", by=member, at=AT)
    with pytest.raises(WordsRefused):
        services.refuse_hand_over(made, "Bel 06-12345678", by=member, at=AT)

    services.refuse_hand_over(made, "Er is geen geld voor.", by=member, at=AT)

    assert told("project_offer_refused") == [manager.person_id]
    seen = queries.hand_over_of(manager, project.pk, on=TODAY)
    assert seen is not None
    assert (seen.accepted, seen.why_not) == (False, "Er is geen geld voor.")
    assert queries.hand_over_of(anonymous(here.pk), project.pk, on=TODAY) is None
    with pytest.raises(services.ProgrammeRefused, match="al geantwoord"):
        services.accept_hand_over(made, by=member, at=AT)

    later = AT + timedelta(days=1)
    again = services.offer_hand_over(project.pk, draft, by=manager, at=later)
    services.accept_hand_over(again, by=member, at=later)

    assert (again, state_of(project)) == (made, ProjectState.HANDED_OVER)
    assert told("project_offered") == [member.person_id] * 2


def test_a_refusal_by_the_installation_is_mailed_to_nobody(
    project: Project, work: RegularActivity, team: Group
) -> None:
    made = make_offer(project, work, group_id=team.pk)

    services.refuse_hand_over(made.pk, "Nee.", by=in_shell(team, Shell.FIRST), at=AT)

    assert told("project_offer_refused") == []


def test_of_a_team_without_an_account_the_manager_writes_down_who_accepted(
    project: Project, work: RegularActivity, here: Municipality
) -> None:
    manager = viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here)
    made = make_offer(project, work)
    seen = queries.hand_over_of(manager, project.pk, on=TODAY)
    assert seen is not None
    assert (seen.may_note, seen.may_answer, seen.may_take_back) == (True, False, True)
    for who, on in (
        ("", TODAY),
        ("teamleider", TODAY + timedelta(days=1)),
        ("teamleider", TODAY - timedelta(days=1)),
    ):
        with pytest.raises(services.ProgrammeRefused):
            services.note_acceptance(made.pk, who, on, by=manager, at=AT)

    services.note_acceptance(made.pk, "teamleider", TODAY, by=manager, at=AT)

    seen = queries.hand_over_of(manager, project.pk, on=TODAY)
    assert seen is not None
    assert (seen.answered_as, seen.accepted) == ("teamleider", True)
    assert state_of(project) == ProjectState.HANDED_OVER
    assert ProjectStep.objects.latest("pk").why == "Team Beheer neemt het over: teamleider."


@pytest.mark.parametrize("to", ["group", "organisation"])
def test_who_works_along_here_is_not_spoken_for(
    project: Project, receivers: Receivers, by: Viewer, to: str
) -> None:
    made = make_offer(project, receivers.work, **receivers.wanted(to))
    speaker_for(receivers.partner, receivers.team)

    with pytest.raises(services.ProgrammeRefused, match="antwoordt zelf"):
        services.note_acceptance(made.pk, "teamleider", TODAY, by=by, at=AT)
    seen = queries.hand_over_seen(by, made.pk, on=TODAY)
    assert seen is not None
    assert not seen.may_note


def test_only_who_steers_writes_down_an_acceptance(
    project: Project, work: RegularActivity, here: Municipality
) -> None:
    made = make_offer(project, work)
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)

    for viewer in (worker, anonymous(here.pk), installation(make_municipality().pk)):
        with pytest.raises(services.ProgrammeRefused):
            services.note_acceptance(made.pk, "teamleider", TODAY, by=viewer, at=AT)


def test_an_offer_waits_or_is_taken_back(
    project: Project, work: RegularActivity, by: Viewer, here: Municipality
) -> None:
    made = make_offer(project, work)
    draft = services.HandOverDraft(work.pk, team="Team Groen")
    with pytest.raises(services.ProgrammeRefused, match="al aangeboden"):
        services.offer_hand_over(project.pk, draft, by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused):
        services.take_back_hand_over(made.pk, by=anonymous(here.pk), at=AT)

    services.take_back_hand_over(made.pk, by=by, at=AT)

    assert not HandOver.objects.exists()
    services.offer_hand_over(project.pk, draft, by=by, at=AT)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"team": ""}, "Kies wie het project overneemt"),
        ({"team": "A", "group_id": 1}, "Kies wie het project overneemt"),
        ({"team": "", "group_id": 999_999}, "niet meer"),
        ({"team": "", "organisation_id": 999_999}, "werkt hier niet"),
        ({"activity_id": 999_999}, "niet meer"),
        ({"budget_line": "x" * 161}, "160"),
    ],
)
def test_an_offer_that_cannot_be_so_is_refused(
    project: Project, work: RegularActivity, by: Viewer, changed: dict[str, Any], said: str
) -> None:
    draft = services.HandOverDraft(work.pk, team="Team Beheer")

    with pytest.raises(services.ProgrammeRefused, match=said):
        services.offer_hand_over(project.pk, replace(draft, **changed), by=by, at=AT)
    assert not HandOver.objects.exists()


def test_only_what_is_finished_goes_to_work_that_goes_on(
    programme: Programme, project: Project, work: RegularActivity, by: Viewer
) -> None:
    draft = services.HandOverDraft(work.pk, team="Team Beheer")
    runs = make_project(programme)
    with pytest.raises(services.ProgrammeRefused, match="loopt"):
        services.offer_hand_over(runs.pk, draft, by=by, at=AT)
    elsewhere = make_activity(make_programme(programme.municipality))
    other = replace(draft, activity_id=elsewhere.pk)
    with pytest.raises(services.ProgrammeRefused):
        services.offer_hand_over(project.pk, other, by=by, at=AT)
    stopped = services.RegularStopDraft(TODAY, "Het geld is op.")
    services.stop_activity(work.pk, stopped, by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="gestopt"):
        services.offer_hand_over(project.pk, draft, by=by, at=AT)


def test_nobody_accepts_a_project_for_work_that_stopped_meanwhile(
    project: Project, work: RegularActivity, team: Group, by: Viewer
) -> None:
    offer = make_offer(project, work, group_id=team.pk).pk
    stopped = services.RegularStopDraft(TODAY, "Het geld is op.")
    services.stop_activity(work.pk, stopped, by=by, at=AT)

    with pytest.raises(services.ProgrammeRefused, match="gestopt"):
        services.accept_hand_over(offer, by=in_shell(team, Shell.FIRST), at=AT)

    assert state_of(project) == ProjectState.FINISHED


def test_one_runs_a_project_to_offer_it(
    project: Project, work: RegularActivity, here: Municipality
) -> None:
    draft = services.HandOverDraft(work.pk, team="Team Beheer")
    for viewer in (anonymous(here.pk), installation(make_municipality().pk)):
        with pytest.raises(services.ProgrammeRefused):
            services.offer_hand_over(project.pk, draft, by=viewer, at=AT)


def test_the_database_keeps_an_answer_whole(project: Project, work: RegularActivity) -> None:
    made = make_offer(project, work)
    for changed in (
        {"accepted": True},
        {"accepted": False, "answered_at": AT},
        {"answered_at": AT},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            HandOver.objects.filter(pk=made.pk).update(**changed)


def test_a_stranger_reads_no_offer(project: Project, work: RegularActivity) -> None:
    made = make_offer(project, work)

    assert queries.hand_over_seen(anonymous(project.municipality_id), made.pk, on=TODAY) is None
    assert queries.hand_over_seen(installation(), made.pk, on=TODAY) is None


def test_what_was_handed_over_stands_with_the_work(
    project: Project, work: RegularActivity, programme: Programme, by: Viewer
) -> None:
    hand_over(project, work)

    (seen,) = queries.regular_work_of(by, programme.pk)
    assert [one.title for one in seen.handed_over] == ["Samen eten"]
