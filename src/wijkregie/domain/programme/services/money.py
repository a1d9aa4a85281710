"""Costs and coverage of a project, per year and funder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import CostLine, CoverageLine
from wijkregie.domain.programme.services import finding, keeping
from wijkregie.domain.programme.services.dividing import reckon
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.funding import funder
from wijkregie.domain.programme.services.money_history import kept
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from wijkregie.domain.programme.models import Project
    from wijkregie.domain.programme.services.drafts import CostDraft, CoverageDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def add_cost(project_id: int, draft: CostDraft, *, by: Viewer, at: datetime) -> int:
    """Write down what a project costs in a year, and return the number of the line.

    Raises ``ProgrammeRefused`` for a year in which the project does not run, and for an
    amount below nought.
    """
    project = keeping.open_project(project_id, by)
    with kept(project, by=by, at=at):
        made = CostLine.objects.create(
            municipality_id=project.municipality_id,
            project=project,
            recorded_at=at,
            **_cost(draft, project),
        )
        reckon(project, at=at)
    audit.record("cost_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_cost(cost_id: int, draft: CostDraft, *, by: Viewer, at: datetime) -> None:
    """Change a line of costs; the log tells what it was and what it became."""
    line = finding.found(CostLine.objects.all(), cost_id, by)
    project = keeping.open_project(line.project_id, by)
    was = told(line.year, line.cents, line.what)
    with kept(project, by=by, at=at):
        if not _changed(line, _cost(draft, project)):
            return
        reckon(project, at=at)
    why = f"{was} → {told(line.year, line.cents, line.what)}"
    audit.record("cost_changed", line, by=by, at=at, why=why)


@transaction.atomic
def add_coverage(project_id: int, draft: CoverageDraft, *, by: Viewer, at: datetime) -> int:
    """Write down who pays how much, and return the number of the line."""
    project = keeping.open_project(project_id, by)
    with kept(project, by=by, at=at):
        made = CoverageLine.objects.create(
            municipality_id=project.municipality_id,
            project=project,
            recorded_at=at,
            **_coverage(draft, project),
        )
    audit.record("coverage_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_coverage(
    coverage_id: int, draft: CoverageDraft, *, by: Viewer, at: datetime
) -> None:
    """Change who pays what; the log tells what it was and what it became.

    Raises ``ProgrammeRefused`` for a line that is reckoned from a division.
    """
    line = _by_hand(coverage_id, by)
    project = keeping.open_project(line.project_id, by)
    was = _coverage_told(line)
    with kept(project, by=by, at=at):
        if not _changed(line, _coverage(draft, project)):
            return
    why = f"{was} → {_coverage_told(line)}"
    audit.record("coverage_changed", line, by=by, at=at, why=why)


@transaction.atomic
def change_pledge(coverage_id: int, pledge: str, *, by: Viewer, at: datetime) -> None:
    """Change how sure an amount of coverage is."""
    line = _by_hand(coverage_id, by)
    project = keeping.open_project(line.project_id, by)
    with kept(project, by=by, at=at):
        line.pledge = keeping.pledge(pledge)
        line.save(update_fields=["pledge"])
    audit.record("coverage_changed", line, by=by, at=at, why=line.pledge)


@transaction.atomic
def remove_cost(cost_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a line of costs away; the log keeps that it was there."""
    line = finding.found(CostLine.objects.all(), cost_id, by)
    project = keeping.open_project(line.project_id, by)
    why = told(line.year, line.cents, line.what)
    audit.record("cost_removed", line, by=by, at=at, why=why)
    with kept(project, by=by, at=at):
        line.delete()
        reckon(project, at=at)


@transaction.atomic
def remove_coverage(coverage_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a line of coverage away; the log keeps that it was there."""
    line = _by_hand(coverage_id, by)
    project = keeping.open_project(line.project_id, by)
    audit.record("coverage_removed", line, by=by, at=at, why=_coverage_told(line))
    with kept(project, by=by, at=at):
        line.delete()


def told(year: int | None, cents: int | None, what: str) -> str:
    """Tell a line for the log: "2026: € 125,50, bank"."""
    amount = "€ ?" if cents is None else keeping.euros(cents)
    return ", ".join(filter(None, (f"{year or '-'}: {amount}", what)))


def _coverage_told(line: CoverageLine) -> str:
    return told(line.year, line.cents, f"{line.funder.name} ({line.pledge})")


def _cost(draft: CostDraft, project: Project) -> dict[str, Any]:
    keeping.check_year(project, draft.year)
    return {
        "year": draft.year,
        "what": checked_words(finding.line(draft.what, 160), field="what"),
        "cents": keeping.cents(draft.cents),
    }


def _coverage(draft: CoverageDraft, project: Project) -> dict[str, Any]:
    if draft.year is not None:
        keeping.check_year(project, draft.year)
    name = finding.line(draft.funder, 120, needed=_("Write down who pays this."))
    return {
        "funder": funder(name, project.municipality_id),
        "year": draft.year,
        "cents": keeping.cents(draft.cents),
        "pledge": keeping.pledge(draft.pledge),
    }


def _changed(line: Any, fields: dict[str, Any]) -> bool:
    """Write the fields that differ; tell whether there were any."""
    dirty = [name for name, value in fields.items() if getattr(line, name) != value]
    for name in dirty:
        setattr(line, name, fields[name])
    if dirty:
        line.save(update_fields=dirty)
    return bool(dirty)


def _by_hand(coverage_id: int, by: Viewer) -> CoverageLine:
    """Return a line of coverage that was written by hand, locked."""
    rows = CoverageLine.objects.select_related("funder")
    line = finding.found(rows, coverage_id, by)
    if line.division_id is not None:
        raise ProgrammeRefused(
            _("This amount is reckoned from the division of the costs. Change the division.")
        )
    return line
