"""The steps of a project, from idea to handed over; its signals hear what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme.models import ProjectStep
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.states import PROJECT_STEPS, ProjectState
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.states import DONE, State
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.programme.models import Project
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def approve(
    project_id: int, draft: decisions.DecisionDraft, *, by: Viewer, at: datetime
) -> int:
    """Decide on an idea: follow it up and it is approved, decline and it stops.

    Returns the number of the decision. Raises ``ProgrammeRefused`` for a second decision.
    """
    project = finding.project_to_change(project_id, by)
    if project.state != ProjectState.IDEA:
        raise ProgrammeRefused(_("This project has been decided on. Reload the page."))
    ends = {Outcome.FOLLOW_UP: ProjectState.APPROVED, Outcome.DECLINE: ProjectState.STOPPED}
    if draft.outcome not in ends:
        raise ProgrammeRefused(_("Choose to follow it up, or not to."))
    finding.may_run(by, project.areas.values_list("pk", flat=True), body_id=draft.body_id)
    decision = decisions.record(draft, by=by, at=at, since=project.made_at, elsewhere=True)
    project.decision = decision
    take_step(project, ends[Outcome(draft.outcome)], by=by, at=at, decision=decision)
    if project.state == ProjectState.APPROVED:
        text = _("The project “%(title)s” is approved.") % {"title": project.title}
        tell_signals(project, text, {State.DECIDED}, by=by, at=at)
    audit.record("project_decided", project, by=by, at=at)
    return decision.pk


@transaction.atomic
def begin(project_id: int, *, by: Viewer, at: datetime) -> None:
    """Begin an approved project; the signals that were decided on go with it."""
    project = finding.project_to_change(project_id, by)
    refuse_unless(project, ProjectState.RUNNING)
    take_step(project, ProjectState.RUNNING, by=by, at=at)
    take_in_signals(project, by=by, at=at)
    audit.record("project_begun", project, by=by, at=at)


@transaction.atomic
def finish(project_id: int, result: str, *, by: Viewer, at: datetime) -> None:
    """Finish a project with what it brought, which all its signals get as their answer.

    Raises ``ProgrammeRefused`` for a second time, and without a result.
    """
    project = finding.project_to_change(project_id, by)
    if project.state in {ProjectState.FINISHED, ProjectState.HANDED_OVER}:
        raise ProgrammeRefused(_("This project has been finished. Reload the page."))
    refuse_unless(project, ProjectState.FINISHED)
    needed = _("Write down what the project brought. Who raised it gets to read this.")
    project.result = checked_words(finding.text(result, 2000, needed=needed), field="result")
    project.finished_at = at
    take_in_signals(project, by=by, at=at)
    take_step(project, ProjectState.FINISHED, by=by, at=at)
    tell_answered(project, project.result, by=by, at=at)
    answer_signals(project, project.result, by=by, at=at)
    audit.record("project_finished", project, by=by, at=at)


@transaction.atomic
def stop(project_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Stop a project; its signals get the reason as their answer."""
    project = finding.project_to_change(project_id, by)
    refuse_unless(project, ProjectState.STOPPED)
    needed = _("Write down why the project stops. Who raised it gets to read this.")
    words = checked_words(finding.line(why, 400, needed=needed), field="why")
    decided = project.state != ProjectState.IDEA
    take_step(project, ProjectState.STOPPED, by=by, at=at, why=words)
    if decided:
        text = _("The project “%(title)s” stops: %(why)s")
        text %= {"title": project.title, "why": words}
        tell_signals(project, text, {State.DECIDED}, by=by, at=at)
        tell_answered(project, text, by=by, at=at)
    answer_signals(project, words, by=by, at=at)
    audit.record("project_stopped", project, by=by, at=at)


def take_step(  # noqa: PLR0913 - a step has a why or a decision, seldom both
    project: Project,
    state: ProjectState,
    *,
    by: Viewer,
    at: datetime,
    why: str = "",
    decision: Decision | None = None,
) -> None:
    """Bring a project to ``state`` and write down the step; part of a larger change."""
    first = not project.steps.exists()
    ProjectStep.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        at=at,
        from_state="" if first else project.state,
        to_state=state,
        why=why,
        decision=decision,
        by_id=by.person_id,
    )
    project.state = state
    project.version += 0 if first else 1
    project.save()


def take_in_signals(project: Project, *, by: Viewer, at: datetime) -> None:
    """Tell the signals that were decided on that they are in this project now.

    Where the project itself was not decided on here, each goes by its own decision.
    """
    followed = {"state": State.DECIDED, "decision__outcome": Outcome.FOLLOW_UP}
    for signal_id, decision_id in _signals(project, **followed):
        decided = project.decision_id or decision_id
        signals.put_in_project(signal_id, project.title, decision_id=decided, by=by, at=at)


def answer_signals(project: Project, text: str, *, by: Viewer, at: datetime) -> None:
    """Answer the signals that are in this project."""
    for signal_id, _decision_id in _signals(project, state=State.IN_PROJECT):
        signals.answer_from_project(signal_id, text, by=by, at=at)


def tell_signals(
    project: Project, text: str, states: Collection[State], *, by: Viewer, at: datetime
) -> None:
    """Tell who raised the signals that are in one of ``states`` what becomes of a project.

    The others hear it with their own step: into the project, or the answer.
    """
    for signal_id, _decision_id in _signals(project, state__in=states):
        signals.project_news(signal_id, text, by=by, at=at)


def tell_answered(project: Project, text: str, *, by: Viewer, at: datetime) -> None:
    """Tell who had their answer when the project began, such as that their plan was chosen."""
    if project.decision_id is not None:
        chosen = {"state__in": DONE, "decision": project.decision_id}
        for signal_id, _decision_id in _signals(project, **chosen):
            signals.project_news(signal_id, text, by=by, at=at)


def _signals(project: Project, **where: Any) -> list[tuple[int, int]]:
    """Return such signals of a project with their decisions, always in one order.

    Of a bundle it is the one that leads: the others go along with it.
    """
    links = project.signal_links.filter(**{f"signal__{key}": one for key, one in where.items()})
    rows = links.annotate(led_by=Coalesce("signal__bundled_in", "signal"))
    return sorted(dict(rows.values_list("led_by", "signal__decision_id")).items())


def refuse_unless(project: Project, state: ProjectState) -> None:
    """Refuse a step that a project cannot take from where it is."""
    now = ProjectState(project.state)
    if state not in PROJECT_STEPS[now]:
        raise ProgrammeRefused(
            _("This project is “%(state)s” now, so this cannot be done. Reload the page.")
            % {"state": now.label}
        )
