"""From a decision to a finished project, and what its signals hear."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.makers.agreements import hand_over, make_activity
from tests.makers.people import make_group, make_organisation
from tests.makers.places import AT
from tests.makers.programme import (
    follow_up,
    make_bottleneck,
    make_cost,
    make_coverage,
    make_decision,
    make_goal,
    make_project,
    make_raised,
    project_draft,
)
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Project, ProjectStep
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.signals.models import Answer
from wijkregie.domain.signals.states import State
from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


def steps_of(project_id: int) -> list[str]:
    rows = ProjectStep.objects.filter(project_id=project_id).order_by("pk")
    return [row.to_state for row in rows]


def test_a_decision_starts_a_project_and_its_signals_go_along(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    team = make_group(here)
    signal = make_raised(here, body=team)
    waiting = make_raised(here)
    goal, bottleneck = make_goal(programme), make_bottleneck(programme)
    holder = make_organisation(here, "Kern8")
    draft = project_draft(
        programme,
        "Een plek voor de Molenwijk",
        decision_id=signal.decision_id,
        signal_ids=(signal.pk, waiting.pk),
        goal_ids=(goal.pk,),
        bottleneck_ids=(bottleneck.pk,),
        holder_ids=(holder.pk,),
    )

    made = services.start_project(draft, by=by, at=AT)

    seen = queries.project_seen(by, made)
    assert seen is not None
    assert (seen.number, seen.state) == ("1", ProjectState.RUNNING)
    assert seen.decision is not None
    assert seen.decision.id == signal.decision_id
    assert [one.id for one in seen.goals] == [goal.pk]
    assert [one.id for one in seen.bottlenecks] == [bottleneck.pk]
    assert [party.name for party in seen.parties] == ["Kern8"]
    assert {one.id: one.state for one in seen.signals} == {
        signal.pk: State.IN_PROJECT,
        waiting.pk: State.RECEIVED,
    }
    assert steps_of(made) == ["idea", "approved", "running"]
    assert LogRow.objects.filter(what="project_started", object_id=made).count() == 1


def test_a_finished_project_answers_its_signals_and_only_once(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    team = make_group(here)
    first, second = make_raised(here, body=team), make_raised(here, body=team)
    undecided = make_raised(here)
    project = make_project(
        programme,
        decision_id=first.decision_id,
        signal_ids=(first.pk, second.pk, undecided.pk),
    )

    services.finish(project.pk, " De plek is er. ", by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="Dit project is al afgerond"):
        services.finish(project.pk, "Nog eens.", by=by, at=AT)

    project.refresh_from_db()
    assert (project.state, project.result, project.finished_at) == (
        ProjectState.FINISHED,
        "De plek is er.",
        AT,
    )
    answers = Answer.objects.order_by("signal_id").values_list("signal_id", "text")
    assert list(answers) == [(first.pk, "De plek is er."), (second.pk, "De plek is er.")]
    undecided.refresh_from_db()
    assert undecided.state == State.RECEIVED


def test_a_signal_decided_on_after_the_start_is_answered_as_well(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    late = make_raised(here, body=make_group(here))
    project = make_project(programme)
    idea = make_project(programme, decision_id=None)

    services.link_signal(project.pk, late.pk, by=by, at=AT)
    services.link_signal(idea.pk, late.pk, by=by, at=AT)

    late.refresh_from_db()
    assert late.state == State.IN_PROJECT
    services.finish(project.pk, "Klaar.", by=by, at=AT)
    late.refresh_from_db()
    assert late.state in {State.ANSWERED, State.CLOSED}
    with pytest.raises(services.ProgrammeRefused, match="al in het project"):
        services.link_signal(idea.pk, late.pk, by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="Dit project is voorbij"):
        services.link_signal(project.pk, make_raised(here).pk, by=by, at=AT)


def test_an_idea_is_approved_begun_finished_and_handed_over(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    team = make_group(here)
    signal = make_raised(here, body=team)
    project = make_project(programme, decision_id=None, signal_ids=(signal.pk,))
    activity = make_activity(programme, "Welzijnswerk")

    decision_id = services.approve(project.pk, follow_up(team), by=by, at=AT)
    services.begin(project.pk, by=by, at=AT)
    signal.refresh_from_db()
    assert signal.state == State.IN_PROJECT
    services.finish(project.pk, "Klaar.", by=by, at=AT)
    hand_over(project, activity)

    seen = queries.project_seen(by, project.pk)
    assert seen is not None
    assert seen.decision is not None
    assert seen.decision.id == decision_id
    assert (seen.state, seen.handed_to) == (ProjectState.HANDED_OVER, "Welzijnswerk")
    assert steps_of(project.pk) == ["idea", "approved", "running", "finished", "handed_over"]
    assert seen.next_states == ()


def test_two_decisions_at_once_leave_the_first(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    team = make_group(here)
    project = make_project(programme, decision_id=None)
    first = services.approve(project.pk, follow_up(team), by=by, at=AT)

    with pytest.raises(services.ProgrammeRefused, match="Over dit project is al besloten"):
        services.approve(project.pk, follow_up(team), by=by, at=AT)

    project.refresh_from_db()
    assert project.decision_id == first


def test_a_declined_idea_stops(programme: Programme, here: Municipality, by: Viewer) -> None:
    project = make_project(programme, decision_id=None)
    draft = replace(follow_up(make_group(here)), outcome=Outcome.DECLINE)

    services.approve(project.pk, draft, by=by, at=AT)

    project.refresh_from_db()
    assert project.state == ProjectState.STOPPED


def test_an_idea_is_followed_up_or_not(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    project = make_project(programme, decision_id=None)
    draft = replace(follow_up(make_group(here)), outcome=Outcome.MORE_INFORMATION)

    with pytest.raises(services.ProgrammeRefused, match="Kies of je het wel of niet oppakt"):
        services.approve(project.pk, draft, by=by, at=AT)


def test_a_stopped_project_gives_its_signals_the_reason(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    signal = make_raised(here, body=make_group(here))
    project = make_project(programme, decision_id=signal.decision_id, signal_ids=(signal.pk,))

    services.stop(project.pk, "Er is geen ruimte te vinden.", by=by, at=AT)

    assert Answer.objects.get().text == "Er is geen ruimte te vinden."
    project.refresh_from_db()
    assert project.state == ProjectState.STOPPED
    with pytest.raises(services.ProgrammeRefused, match="“gestopt”"):
        services.begin(project.pk, by=by, at=AT)


@pytest.mark.parametrize("words", ["", "  "])
def test_nothing_ends_without_words(words: str, programme: Programme, by: Viewer) -> None:
    project = make_project(programme)

    with pytest.raises(services.ProgrammeRefused, match="wat het project heeft opgeleverd"):
        services.finish(project.pk, words, by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="waarom het project stopt"):
        services.stop(project.pk, words, by=by, at=AT)

    project.refresh_from_db()
    assert project.state == ProjectState.RUNNING


def test_a_form_sent_twice_starts_one_project(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    decision = make_decision(here)
    draft = project_draft(programme, "Een plek", decision_id=decision.pk)
    services.start_project(draft, by=by, at=AT)

    with pytest.raises(services.ProgrammeRefused, match="Er is al een project “een plek”"):
        services.start_project(replace(draft, title="een plek"), by=by, at=AT)

    assert Project.objects.count() == 1


def test_only_a_decision_to_follow_it_up_starts_a_project(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    project = make_project(programme, decision_id=None)
    draft = replace(follow_up(make_group(here)), outcome=Outcome.DECLINE)
    declined = services.approve(project.pk, draft, by=by, at=AT)

    with pytest.raises(services.ProgrammeRefused, match="er begint dus niets"):
        services.start_project(project_draft(programme, decision_id=declined), by=by, at=AT)


def test_costs_of_30_000_with_20_000_coverage_leave_a_gap_of_10_000(
    programme: Programme, by: Viewer
) -> None:
    before = queries.money_visible_to(by).total.gap.known_cents
    project = make_project(programme)

    make_cost(project, 3_000_000)
    make_coverage(project, 2_000_000)

    assert before == 0
    assert queries.money_visible_to(by).total.gap.known_cents == 1_000_000
