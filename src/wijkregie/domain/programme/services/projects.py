"""Start a project and change its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.queries import persons_visible_to
from wijkregie.domain.programme.models import (
    Bottleneck,
    Goal,
    Party,
    Programme,
    Project,
    ProjectBottleneck,
    ProjectGoal,
    ProjectSignal,
)
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.programmes import next_place
from wijkregie.domain.programme.services.steps import take_in_signals, take_step
from wijkregie.domain.programme.states import Part, ProjectState
from wijkregie.domain.signals.models import Signal
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.programme.services.drafts import ProjectDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def start_project(draft: ProjectDraft, *, by: Viewer, at: datetime) -> int:
    """Start a project and return its number.

    With a decision to follow it up it runs from today, and its decided signals go with it.
    Without one it is an idea, which somebody has yet to decide on. Raises
    ``ProgrammeRefused`` for who may not, and for a second start on the same decision.
    """
    programme = finding.found(Programme.objects.all(), draft.programme_id, by)
    decision = _decision(draft.decision_id, by)
    areas = finding.known_areas(draft.area_ids, programme.municipality_id)
    body_id = decision.body_id if decision else None
    finding.may_run(by, draft.area_ids, body_id=body_id)
    project = Project(
        municipality_id=programme.municipality_id,
        programme=programme,
        number=_number(draft, programme),
        decision=decision,
        made_at=at,
        order=next_place(programme.projects.all()),
        **_card(draft, by, at),
    )
    _refuse_double(project)
    project.save()
    project.areas.set(areas)
    _link(project, draft, at=at)
    _name_parties(project, draft)
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


@transaction.atomic
def change_project(
    project_id: int, draft: ProjectDraft, *, version: int, by: Viewer, at: datetime
) -> None:
    """Change the card of a project; programme, number, signals and decision stay.

    Raises ``ProgrammeRefused`` if somebody changed it since ``version``, or if its years
    would leave out money that is written down.
    """
    project = finding.project_to_change(project_id, by)
    if project.version != version:
        raise ProgrammeRefused(
            _("Somebody else changed this project. Reload the page and try again.")
        )
    areas = finding.known_areas(draft.area_ids, project.municipality_id)
    _may_leave(project, areas, by)
    for name, value in _card(draft, by, at).items():
        setattr(project, name, value)
    refuse_lost_years(project)
    project.version += 1
    project.save()
    project.areas.set(areas)
    _link(project, draft, at=at)
    _name_parties(project, draft)
    audit.record("project_changed", project, by=by, at=at)


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


def _decision(decision_id: int | None, by: Viewer) -> Decision | None:
    if decision_id is None:
        return None
    decision = finding.found(Decision.objects.all(), decision_id, by)
    if decision.outcome != Outcome.FOLLOW_UP:
        raise ProgrammeRefused(_("This decision is not to follow it up, so nothing starts."))
    return decision


def _refuse_double(project: Project) -> None:
    """The programme is locked: who sends a form twice starts one project."""
    same = project.programme.projects.filter(title__iexact=project.title)
    if same.filter(decision=project.decision).exists():
        raise ProgrammeRefused(
            _("There is a project “%(title)s” already. Open it, or choose another title.")
            % {"title": project.title}
        )


def _number(draft: ProjectDraft, programme: Programme) -> str:
    taken = set(programme.projects.values_list("number", flat=True))
    number = finding.line(draft.number, 40)
    if number in taken:
        raise ProgrammeRefused(
            _("Project %(number)s is there already. Choose another number.")
            % {"number": number}
        )
    used = [int(one) for one in taken if one.isdecimal()]
    return number or str(max(used, default=0) + 1)


def _card(draft: ProjectDraft, by: Viewer, at: datetime) -> dict[str, Any]:
    finding.years(draft.from_year, draft.until_year)
    words = {
        "title": finding.line(draft.title, 200, needed=_("Give the project a title.")),
        "intended_result": finding.text(draft.intended_result, 2000),
        "reason": finding.text(draft.reason, 2000),
        "target_group": finding.line(draft.target_group, 400),
        "decision_point": finding.text(draft.decision_point, 1000),
        "remark": finding.text(draft.remark, 1000),
    }
    for field, text in words.items():
        checked_words(text, field=field)
    years = {"from_year": draft.from_year, "until_year": draft.until_year}
    return {**words, **years, "lead_id": _lead(draft.lead_id, by, at)}


def _lead(person_id: int | None, by: Viewer, at: datetime) -> int | None:
    if person_id is None:
        return None
    if persons_visible_to(by, on=timezone.localdate(at)).get(person_id) is None:
        raise ProgrammeRefused(_("This person does not work here. Choose another."))
    return person_id


def _link(project: Project, draft: ProjectDraft, *, at: datetime) -> None:
    """Link the goals and bottlenecks of the draft, and no others; old links keep their day."""
    of = {"municipality_id": project.municipality_id, "project": project, "linked_at": at}
    goals = finding.all_found(
        Goal.objects.all(), draft.goal_ids, programme_id=project.programme_id
    )
    project.goal_links.exclude(goal__in=goals).delete()
    there = set(project.goal_links.values_list("goal_id", flat=True))
    ProjectGoal.objects.bulk_create(
        ProjectGoal(goal=goal, **of) for goal in goals if goal.pk not in there
    )
    bottlenecks = finding.all_found(
        Bottleneck.objects.all(), draft.bottleneck_ids, programme_id=project.programme_id
    )
    project.bottleneck_links.exclude(bottleneck__in=bottlenecks).delete()
    there = set(project.bottleneck_links.values_list("bottleneck_id", flat=True))
    ProjectBottleneck.objects.bulk_create(
        ProjectBottleneck(bottleneck=one, **of) for one in bottlenecks if one.pk not in there
    )


def _link_signal(project: Project, signal: Signal, *, at: datetime) -> None:
    ProjectSignal.objects.create(
        municipality_id=project.municipality_id, project=project, signal=signal, linked_at=at
    )


def _name_parties(project: Project, draft: ProjectDraft) -> None:
    """Name the organisations of the draft; parties without an account here stay."""
    for part, pks in ((Part.HOLDER, draft.holder_ids), (Part.PARTNER, draft.partner_ids)):
        wanted = finding.known_organisations(pks, project.municipality_id)
        there = project.parties.filter(part=part)
        there.filter(organisation__isnull=False).exclude(organisation__in=wanted).delete()
        named = set(there.values_list("organisation_id", flat=True))
        Party.objects.bulk_create(
            Party(
                municipality_id=project.municipality_id,
                project=project,
                part=part,
                organisation=one,
                name=one.name,
                order=order,
            )
            for order, one in enumerate(wanted)
            if one.pk not in named
        )


def _may_leave(project: Project, areas: list[Area], by: Viewer) -> None:
    """Nobody takes a project to areas in which he could not have started it."""
    body_id = project.decision.body_id if project.decision else None
    finding.may_run(by, [area.pk for area in areas], body_id=body_id)


def refuse_lost_years(project: Project) -> None:
    """Refuse years of a project that leave out money that is written down."""
    first, last = project.money_years
    years = {
        *project.costs.values_list("year", flat=True),
        *project.coverage.exclude(year=None).values_list("year", flat=True),
    }
    lost = sorted(year for year in years if year is not None and not first <= year <= last)
    if lost:
        raise ProgrammeRefused(
            _("There is money in %(years)s. Move that first, or keep those years.")
            % {"years": ", ".join(map(str, lost))}
        )
