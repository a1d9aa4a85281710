"""Regular work serves goals, may stop with a reason, and may then become a project."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.agreements import TODAY, make_activity
from tests.makers.people import make_role, viewer_for
from tests.makers.places import AT, make_municipality
from tests.makers.programme import make_goal, make_programme, project_draft
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Project
from wijkregie.domain.programme.states import ProjectState
from wijkregie.kit.viewer import Viewer, anonymous, installation
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme

STOPPED = services.RegularStopDraft(TODAY, "Er komt niemand meer.")


def test_everyone_reads_for_which_goals_the_work_is(
    programme: Programme, here: Municipality
) -> None:
    goal = make_goal(programme, "Meer samenhang")
    made = make_activity(programme, "Welzijnswerk", holder="Kern", goal_ids=(goal.pk,))

    (seen,) = queries.regular_work_of(anonymous(here.pk), programme.pk)

    assert (seen.name, seen.holder, seen.may_change) == ("Welzijnswerk", "Kern", False)
    assert [one.title for one in seen.goals] == ["Meer samenhang"]
    assert queries.regular_seen(anonymous(here.pk), made.pk) == seen
    assert queries.regular_seen(anonymous(), made.pk) is None
    assert queries.regular_work_of(anonymous(), programme.pk) == ()


def test_it_changes_and_its_name_stays_the_only_one(programme: Programme, by: Viewer) -> None:
    goal = make_goal(programme)
    made = make_activity(programme, "Welzijnswerk", goal_ids=(goal.pk,))
    make_activity(programme, "Beheer")
    draft = services.RegularDraft("welzijnswerk", holder="Gemeente")

    services.change_activity(made.pk, draft, by=by, at=AT)

    seen = queries.regular_seen(by, made.pk)
    assert seen is not None
    assert (seen.name, seen.holder, seen.goals) == ("welzijnswerk", "Gemeente", ())
    for wrong, said in (
        (replace(draft, name="beheer"), "al in de lijst"),
        (replace(draft, name=" "), "welk werk"),
        (
            replace(draft, goal_ids=(make_goal(make_programme(programme.municipality)).pk,)),
            "niet meer",
        ),
    ):
        with pytest.raises(services.ProgrammeRefused, match=said):
            services.change_activity(made.pk, wrong, by=by, at=AT)
    with pytest.raises(WordsRefused):
        services.change_activity(made.pk, replace(draft, holder="06-12345678"), by=by, at=AT)


def test_what_no_longer_works_says_since_when_and_why(
    programme: Programme, by: Viewer, here: Municipality
) -> None:
    made = make_activity(programme)
    for wrong in (replace(STOPPED, on=TODAY + timedelta(days=1)), replace(STOPPED, why=" ")):
        with pytest.raises(services.ProgrammeRefused):
            services.stop_activity(made.pk, wrong, by=by, at=AT)

    services.stop_activity(made.pk, STOPPED, by=by, at=AT)

    seen = queries.regular_seen(anonymous(here.pk), made.pk)
    assert seen is not None
    assert (seen.stopped_on, seen.stopped_because) == (TODAY, "Er komt niemand meer.")
    with pytest.raises(services.ProgrammeRefused, match="al gestopt"):
        services.stop_activity(made.pk, STOPPED, by=by, at=AT)


def test_it_becomes_a_project_that_says_where_it_came_from(
    programme: Programme, by: Viewer, here: Municipality
) -> None:
    made = make_activity(programme)
    draft = project_draft(programme, "Opnieuw beginnen", begun_from_id=made.pk)
    with pytest.raises(services.ProgrammeRefused, match="gaat door"):
        services.start_project(draft, by=by, at=AT)
    services.stop_activity(made.pk, STOPPED, by=by, at=AT)
    elsewhere = project_draft(make_programme(here), begun_from_id=made.pk)
    with pytest.raises(services.ProgrammeRefused, match="niet meer"):
        services.start_project(elsewhere, by=by, at=AT)

    pk = services.start_project(draft, by=by, at=AT)

    project = Project.objects.get(pk=pk)
    assert (project.state, project.begun_from) == (ProjectState.IDEA, made)
    member = Viewer(here.pk, person_id=1, group_ids=frozenset({1}))
    shown = [queries.regular_seen(viewer, made.pk) for viewer in (member, anonymous(here.pk))]
    assert [[one.title for one in seen.became] for seen in shown if seen] == [
        ["Opnieuw beginnen"],
        [],  # nobody decided on it yet
    ]


def test_only_who_steers_changes_it(programme: Programme, here: Municipality) -> None:
    made = make_activity(programme, "Welzijnswerk")
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)
    draft = services.RegularDraft("Anders")

    for viewer in (worker, anonymous(here.pk), installation(make_municipality().pk)):
        for act in (
            lambda who=viewer: services.add_activity(programme.pk, draft, by=who, at=AT),
            lambda who=viewer: services.change_activity(made.pk, draft, by=who, at=AT),
            lambda who=viewer: services.stop_activity(made.pk, STOPPED, by=who, at=AT),
        ):
            with pytest.raises(services.ProgrammeRefused):
                act()
    made.refresh_from_db()
    assert (made.name, made.stopped_on) == ("Welzijnswerk", None)
