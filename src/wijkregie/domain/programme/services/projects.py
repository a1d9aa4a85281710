"""Start a project and change its card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.core.moments import moments_of
from wijkregie.domain.programme.models import (
    Bottleneck,
    DecisionPoint,
    Goal,
    Party,
    Programme,
    Project,
    ProjectBottleneck,
    ProjectGoal,
    ProjectSignal,
    RegularActivity,
)
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.card.change import change_card
from wijkregie.domain.programme.services.card.drafts import CardEdit, PartyDraft
from wijkregie.domain.programme.services.card.fields import (
    LINES,
    NUMBERS,
    TEXTS,
    line,
    tree_of,
)
from wijkregie.domain.programme.services.card.store import check_lead
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.programmes import next_number, next_place
from wijkregie.domain.programme.services.started_by import (
    decision_to_start,
    refuse_unless_about,
)
from wijkregie.domain.programme.services.steps import take_in_signals, take_step
from wijkregie.domain.programme.states import Part, ProjectState
from wijkregie.domain.signals.models import Signal
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from wijkregie.domain.programme.services.drafts import ProjectDraft
    from wijkregie.kit.viewer import Viewer

#: What a draft and a card call alike.
_SAME: Final = (*LINES, *TEXTS, "track", *NUMBERS)


@transaction.atomic
def start_project(
    draft: ProjectDraft, *, by: Viewer, at: datetime, chosen: bool = False
) -> int:
    """Start a project and return its number.

    With a decision to follow it up it runs from today, and its decided signals go with it.
    Without one it is an idea, which somebody has yet to decide on. Raises
    ``ProgrammeRefused`` for who may not, for a second start on the same decision, and for a
    decision about something else; not where it is ``chosen``: the caller has seen to it that
    the decision chose this plan, maybe with others: the outcome of a vote.
    """
    programme = finding.found(Programme.objects.all(), draft.programme_id, by)
    decision = decision_to_start(draft.decision_id, by)
    areas = finding.known_areas(draft.area_ids, programme.municipality_id)
    finding.may_run(by, draft.area_ids, body_id=decision.body_id if decision else None)
    project = Project(
        municipality_id=programme.municipality_id,
        programme=programme,
        number=_number(draft, programme),
        decision=decision,
        begun_from=_begun_from(draft, by),
        made_at=at,
        order=next_place(programme.projects.all()),
        **_card(draft, by, at),
    )
    _refuse_double(project)
    refuse_unless_about(None if chosen else decision, draft.signal_ids)
    project.save()
    project.areas.set(areas)
    _link(project, draft, at=at)
    _name_parties(project, draft)
    _decide_on_the_way(project, draft.decision_point)
    for signal in finding.all_found(
        Signal.objects.all(), draft.signal_ids, municipality_id=programme.municipality_id
    ):
        _link_signal(project, signal, at=at)
    take_step(project, ProjectState.IDEA, by=by, at=at)
    if decision is not None:
        take_step(project, ProjectState.APPROVED, by=by, at=at, decision=decision)
        take_step(project, ProjectState.RUNNING, by=by, at=at)
        take_in_signals(project, by=by, at=at)
    audit.record("project_started", project, by=by, at=at)
    return project.pk


def change_project(
    project_id: int, draft: ProjectDraft, *, version: int, by: Viewer, at: datetime
) -> None:
    """Change the whole card as a draft tells it; number, signals and decision stay.

    What stands in lines of its own stays too: timeline, moments to decide, risks, hours,
    and parties without an account here. See ``card.change_card``, which it calls.
    """
    project = finding.project_to_change(project_id, by)
    values = {
        **{name: getattr(draft, name) for name in _SAME},
        "goals": draft.goal_ids,
        "bottlenecks": draft.bottleneck_ids,
        "areas": draft.area_ids,
        "parties": _parties(project, draft),
    }
    change_card(project_id, CardEdit(version, values), by=by, at=at)


@transaction.atomic
def link_signal(project_id: int, signal_id: int, *, by: Viewer, at: datetime) -> None:
    """Let a project answer one more signal; a decided one goes with it at once."""
    project = finding.project_to_change(project_id, by)
    if project.state not in {ProjectState.IDEA, ProjectState.APPROVED, ProjectState.RUNNING}:
        raise ProgrammeRefused(_("This project has ended. Choose a project that runs."))
    signal = finding.found(Signal.objects.all(), signal_id, by)
    if project.signal_links.filter(signal=signal).exists():
        raise ProgrammeRefused(_("This signal is in the project already."))
    _link_signal(project, signal, at=at)
    if project.state == ProjectState.RUNNING:
        take_in_signals(project, by=by, at=at)
    audit.record("project_signal_linked", project, by=by, at=at)


def _begun_from(draft: ProjectDraft, by: Viewer) -> RegularActivity | None:
    if draft.begun_from_id is None:
        return None
    rows = RegularActivity.objects.filter(programme_id=draft.programme_id)
    activity = finding.found(rows, draft.begun_from_id, by)
    if activity.stopped_on is None:
        raise ProgrammeRefused(
            _("This work goes on. Write down first that it no longer works, and why.")
        )
    return activity


def _refuse_double(project: Project) -> None:
    """The programme is locked: who sends a form twice starts one project."""
    same = project.programme.projects.filter(title__iexact=project.title)
    if same.filter(decision=project.decision).exists():
        raise ProgrammeRefused(
            _("There is a project “%(title)s” already. Open it, or choose another title.")
            % {"title": project.title}
        )


def _number(draft: ProjectDraft, programme: Programme) -> str:
    number = finding.line(draft.number, 40)
    if number and programme.projects.filter(number=number).exists():
        raise ProgrammeRefused(
            _("Project %(number)s is there already. Choose another number.")
            % {"number": number}
        )
    return number or next_number(programme)


def _card(draft: ProjectDraft, by: Viewer, at: datetime) -> dict[str, Any]:
    finding.years(draft.from_year, draft.until_year)
    check_lead(draft.lead_id, by, at)
    return tree_of({name: getattr(draft, name) for name in _SAME}, {})


def _link(project: Project, draft: ProjectDraft, *, at: datetime) -> None:
    """Link the goals and bottlenecks of the draft."""
    of = {"municipality_id": project.municipality_id, "project": project, "linked_at": at}
    inside = {"programme_id": project.programme_id}
    goals = finding.all_found(Goal.objects.all(), draft.goal_ids, **inside)
    ProjectGoal.objects.bulk_create(ProjectGoal(goal=goal, **of) for goal in goals)
    found = finding.all_found(Bottleneck.objects.all(), draft.bottleneck_ids, **inside)
    ProjectBottleneck.objects.bulk_create(
        ProjectBottleneck(bottleneck=one, **of) for one in found
    )


def _link_signal(project: Project, signal: Signal, *, at: datetime) -> None:
    ProjectSignal.objects.create(
        municipality_id=project.municipality_id, project=project, signal=signal, linked_at=at
    )


def _name_parties(project: Project, draft: ProjectDraft) -> None:
    Party.objects.bulk_create(
        Party(
            municipality_id=project.municipality_id,
            project=project,
            part=part,
            organisation=one,
            name=one.name,
            order=order,
        )
        for part, pks in _parts(draft).items()
        for order, one in enumerate(finding.known_organisations(pks, project.municipality_id))
    )


def _parts(draft: ProjectDraft) -> dict[str, tuple[int, ...]]:
    return {Part.HOLDER: draft.holder_ids, Part.PARTNER: draft.partner_ids}


def _parties(project: Project, draft: ProjectDraft) -> list[PartyDraft]:
    """Return the organisations of the draft, and who takes part without an account here."""
    named = [
        PartyDraft(one.name, part)
        for part, pks in _parts(draft).items()
        for one in finding.known_organisations(pks, project.municipality_id)
    ]
    there = project.parties.order_by("order", "pk")
    does = {(one.part, one.name): one.does for one in there}
    others = [PartyDraft(one.name, one.part) for one in there if one.organisation_id is None]
    return [replace(one, does=does.get((one.part, one.name), "")) for one in (*named, *others)]


def _decide_on_the_way(project: Project, text: str) -> None:
    """Write down the moments to decide that were told in words, a line for each."""
    for order, (year, question) in enumerate(moments_of(text)):
        DecisionPoint.objects.create(
            municipality_id=project.municipality_id,
            project=project,
            year=year,
            question=line(question, 400, "decision_point"),
            order=order,
        )
