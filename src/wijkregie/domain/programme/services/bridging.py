"""What policy aims at and what residents want to do: written down, changed, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.people.models import Group
from wijkregie.domain.programme.models import Goal, Initiative, Perspective, Programme, Project
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.programmes import next_place
from wijkregie.domain.signals.models import Signal
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.programme.services.bridge_drafts import (
        InitiativeDraft,
        PerspectiveDraft,
    )
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def add_perspective(
    programme_id: int, draft: PerspectiveDraft, *, by: Viewer, at: datetime
) -> int:
    """Write down what policy aims at, and return its number."""
    programme = finding.programme_to_steer(programme_id, by)
    fields = _perspective(programme, draft)
    if programme.perspectives.filter(title__iexact=fields["title"]).exists():
        raise _double()
    made = Perspective.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        made_at=at,
        order=next_place(programme.perspectives.all()),
        **fields,
    )
    _meet(made, programme, draft)
    audit.record("perspective_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_perspective(
    perspective_id: int, draft: PerspectiveDraft, *, by: Viewer, at: datetime
) -> None:
    """Change what policy aims at, and the projects in which it meets initiatives."""
    finding.steer(by)
    rows = Perspective.objects.select_related("programme")
    row = finding.found(rows, perspective_id, by)
    fields = _perspective(row.programme, draft)
    others = row.programme.perspectives.exclude(pk=row.pk)
    if others.filter(title__iexact=fields["title"]).exists():
        raise _double()
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    _meet(row, row.programme, draft)
    audit.record("perspective_changed", row, by=by, at=at)


@transaction.atomic
def remove_perspective(perspective_id: int, *, by: Viewer, at: datetime) -> None:
    """Take away what policy no longer aims at; projects stay."""
    finding.steer(by)
    row = finding.found(Perspective.objects.all(), perspective_id, by)
    audit.record("perspective_removed", row, by=by, at=at)
    row.delete()


@transaction.atomic
def add_initiative(
    programme_id: int, draft: InitiativeDraft, *, by: Viewer, at: datetime
) -> int:
    """Write down what residents want to do, and return its number.

    Who runs projects in its areas may. Raises ``ProgrammeRefused`` for a second one of the
    same signal or by the same name.
    """
    programme = finding.found(Programme.objects.all(), programme_id, by)
    finding.may_run(by, draft.area_ids)
    fields = _initiative(draft, by)
    _refuse_again(programme, fields)
    made = Initiative.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        made_at=at,
        order=next_place(programme.initiatives.all()),
        **fields,
    )
    _meet(made, programme, draft)
    audit.record("initiative_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_initiative(
    initiative_id: int, draft: InitiativeDraft, *, by: Viewer, at: datetime
) -> None:
    """Change what residents want to do, and the projects in which it meets policy."""
    row = _initiative_to_change(initiative_id, by)
    finding.may_run(by, draft.area_ids)
    fields = _initiative(draft, by)
    _refuse_again(row.programme, fields, but=row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    _meet(row, row.programme, draft)
    audit.record("initiative_changed", row, by=by, at=at)


@transaction.atomic
def remove_initiative(initiative_id: int, *, by: Viewer, at: datetime) -> None:
    """Take away an initiative that came to nothing; projects and signal stay."""
    row = _initiative_to_change(initiative_id, by)
    audit.record("initiative_removed", row, by=by, at=at)
    row.delete()


def _initiative_to_change(initiative_id: int, by: Viewer) -> Initiative:
    rows = Initiative.objects.select_related("programme")
    row = finding.found(rows, initiative_id, by)
    finding.may_run(by, row.areas.values_list("pk", flat=True))
    return row


def _perspective(programme: Programme, draft: PerspectiveDraft) -> dict[str, Any]:
    needed = _("Write down what policy aims at.")
    goal_ids = [] if draft.goal_id is None else [draft.goal_id]
    finding.all_found(Goal.objects.all(), goal_ids, programme=programme)
    return _words(draft, needed) | {"goal_id": draft.goal_id}


def _initiative(draft: InitiativeDraft, by: Viewer) -> dict[str, Any]:
    if draft.group_id is not None:
        finding.found(Group.objects.filter(ended_on__isnull=True), draft.group_id, by)
    if draft.signal_id is not None:
        finding.found(Signal.objects.all(), draft.signal_id, by)
    finding.day(draft.came_on, "came_on")
    brought_by = finding.line(draft.brought_by, 160)
    return _words(draft, _("Write down what residents want to do.")) | {
        "brought_by": checked_words(brought_by, field="brought_by"),
        "group_id": draft.group_id,
        "signal_id": draft.signal_id,
        "came_on": draft.came_on,
    }


def _words(draft: PerspectiveDraft | InitiativeDraft, needed: str) -> dict[str, Any]:
    title = finding.line(draft.title, 200, needed=needed)
    text = finding.text(draft.text, 2000)
    return {
        "title": checked_words(title, field="title"),
        "text": checked_words(text, field="text"),
    }


def _refuse_again(
    programme: Programme, fields: dict[str, Any], *, but: Initiative | None = None
) -> None:
    others = programme.initiatives.all()
    if but is not None:
        others = others.exclude(pk=but.pk)
    if others.filter(title__iexact=fields["title"]).exists():
        raise _double()
    signal_id = fields["signal_id"]
    again = others.filter(signal_id=signal_id).first() if signal_id is not None else None
    if again is not None:
        raise ProgrammeRefused(
            _("There is an initiative of this report already: “%(title)s”. Change that one.")
            % {"title": again.title}
        )


def _meet(
    row: Perspective | Initiative,
    programme: Programme,
    draft: PerspectiveDraft | InitiativeDraft,
) -> None:
    areas: list[Area] = finding.known_areas(draft.area_ids, programme.municipality_id)
    projects = finding.all_found(
        Project.objects.all(), draft.project_ids, programme_id=programme.pk
    )
    row.areas.set(areas)
    row.projects.set(projects)


def _double() -> ProgrammeRefused:
    return ProgrammeRefused(
        _("This stands in the programme already. Change that one, or choose another title.")
    )
