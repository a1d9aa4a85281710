"""Costs and coverage of a project, per year and funder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.people.models import Organisation
from wijkregie.domain.programme.models import CostLine, CoverageLine, Funder
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.states import Pledge, ProjectState
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.programme.models import Project
    from wijkregie.domain.programme.services.drafts import CostDraft, CoverageDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def add_cost(project_id: int, draft: CostDraft, *, by: Viewer, at: datetime) -> int:
    """Write down what a project costs in a year, and return the number of the line.

    Raises ``ProgrammeRefused`` for a year in which the project does not run, and for an
    amount below nought.
    """
    project = _open(project_id, by)
    check_year(project, draft.year)
    made = CostLine.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        year=draft.year,
        what=finding.line(draft.what, 160),
        cents=_amount(draft.cents),
        recorded_at=at,
    )
    audit.record("cost_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def add_coverage(project_id: int, draft: CoverageDraft, *, by: Viewer, at: datetime) -> int:
    """Write down who pays how much, and return the number of the line."""
    project = _open(project_id, by)
    if draft.year is not None:
        check_year(project, draft.year)
    name = finding.line(draft.funder, 120, needed=_("Write down who pays this."))
    made = CoverageLine.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        funder=funder(name, project.municipality_id),
        year=draft.year,
        cents=_amount(draft.cents),
        pledge=_pledge(draft.pledge),
        recorded_at=at,
    )
    audit.record("coverage_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_pledge(coverage_id: int, pledge: str, *, by: Viewer, at: datetime) -> None:
    """Change how sure an amount of coverage is."""
    line = finding.found(CoverageLine.objects.all(), coverage_id, by)
    _open(line.project_id, by)
    line.pledge = _pledge(pledge)
    line.save(update_fields=["pledge"])
    audit.record("coverage_changed", line, by=by, at=at, why=line.pledge)


@transaction.atomic
def remove_cost(cost_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a line of costs away; the log keeps that it was there."""
    line = finding.found(CostLine.objects.all(), cost_id, by)
    _open(line.project_id, by)
    audit.record("cost_removed", line, by=by, at=at)
    line.delete()


@transaction.atomic
def remove_coverage(coverage_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a line of coverage away; the log keeps that it was there."""
    line = finding.found(CoverageLine.objects.all(), coverage_id, by)
    _open(line.project_id, by)
    audit.record("coverage_removed", line, by=by, at=at)
    line.delete()


def check_year(project: Project, year: int) -> None:
    """Refuse a year in which the project does not run, in a sentence that names its years."""
    first, last = project.money_years
    if not first <= year <= last:
        raise ProgrammeRefused(
            _("This project runs from %(first)s to %(last)s. %(year)s lies outside.")
            % {"first": first, "last": last, "year": year}
        )


def funder(name: str, municipality_id: int) -> Funder:
    """Return the funder of this name, made if it is new; an organisation where it is one."""
    known = Funder.objects.filter(municipality_id=municipality_id, name__iexact=name).first()
    if known is not None:
        return known
    organisation = Organisation.objects.filter(
        municipalities=municipality_id, name__iexact=name
    ).first()
    made, _new = Funder.objects.get_or_create(
        municipality_id=municipality_id, name=name, defaults={"organisation": organisation}
    )
    return made


def _open(project_id: int, by: Viewer) -> Project:
    project = finding.project_to_change(project_id, by)
    if project.state in {ProjectState.STOPPED, ProjectState.HANDED_OVER}:
        raise ProgrammeRefused(_("This project has ended, so its money stays as it is."))
    return project


def _amount(cents: int | None) -> int | None:
    if cents is not None and cents < 0:
        raise ProgrammeRefused(_("An amount cannot be below nought."))
    if cents is not None and cents > finding.MOST_CENTS:
        raise ProgrammeRefused(_("This amount is too large. Check the number of noughts."))
    return cents


def _pledge(pledge: str) -> str:
    if pledge not in Pledge.values:
        raise ProgrammeRefused(_("Choose how sure this money is."))
    return pledge
