"""Take over a controller's table of costs and coverage: all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import CostLine, CoverageLine
from wijkregie.domain.programme.queries.funding import alike
from wijkregie.domain.programme.queries.gaps import Amount
from wijkregie.domain.programme.queries.tables import FIRM, amount
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.dividing import reckon
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.money_beside import Beside
from wijkregie.domain.programme.services.money_history import keep, lines_of
from wijkregie.domain.programme.services.money_report import (
    FileYear,
    MoneyFileRefused,
    MoneyReport,
)
from wijkregie.kit import audit
from wijkregie.sources.money_file import COST

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer
    from wijkregie.sources.money_file import MoneyFile

#: A table tells the plan, not what was ordered and paid.
_IN_A_TABLE: Final = ("costs", "coverage")


@transaction.atomic
def import_money(
    programme_id: int, file: MoneyFile, *, by: Viewer, at: datetime, mark: str = ""
) -> MoneyReport:
    """Bring the money of the projects that a table names up to date with it.

    Lines of these projects that are not in the table go, other projects stay as they are; the
    same table again changes nothing. ``mark`` is that of the report somebody confirmed.
    Raises ``MoneyFileRefused`` with everything that is wrong, and ``ProgrammeRefused`` where
    the money changed since the report was read.
    """
    programme = finding.programme_to_steer(programme_id, by)
    report = _taken_over(programme, file, by, at)
    if mark and mark != report.mark:
        raise ProgrammeRefused(
            _("The money changed since you looked. Look at what changes now, and confirm it.")
        )
    if report.changes:
        counts = f"+{report.added} ~{report.changed} -{report.removed}"
        audit.record("money_imported", programme, by=by, at=at, why=f"{file.file}: {counts}")
    return report


@transaction.atomic
def try_money(programme_id: int, file: MoneyFile, *, by: Viewer, at: datetime) -> MoneyReport:
    """Tell what a table would change, and store nothing. Raises as ``import_money`` does."""
    report = _taken_over(finding.programme_to_steer(programme_id, by), file, by, at)
    transaction.set_rollback(True)
    return report


def _taken_over(programme: Programme, file: MoneyFile, by: Viewer, at: datetime) -> MoneyReport:
    beside = Beside(programme, file, at)
    faults = beside.compare()
    if faults:
        raise MoneyFileRefused(faults)
    names, others = beside.funders.names()
    named = [one.pk for one in beside.named] if beside.changes else []
    was = lines_of(named, _IN_A_TABLE)
    beside.store()
    for project in beside.named:
        reckon(project, at=at)
    become = lines_of(named, _IN_A_TABLE)
    for project in beside.named:
        keep(project, was[project.pk], become[project.pk], by=by, at=at)
    new = beside.funders.new
    return MoneyReport(
        file=file.file,
        lines=len(file.lines),
        projects=len(beside.named),
        changes=tuple(beside.changes),
        years=_years(beside, file),
        left_out=tuple(beside.left_out),
        alike=tuple(
            (name, like)
            for place, name in enumerate(new)
            for like in alike(name, [*names, *new[:place]], others)[:1]
        ),
    )


def _years(beside: Beside, file: MoneyFile) -> tuple[FileYear, ...]:
    found: dict[int | None, FileYear] = {}

    def add(one: FileYear) -> None:
        found[one.year] = found.get(one.year, FileYear(one.year)) + one

    for line in file.lines:
        if line.kind == COST:
            add(FileYear(line.year, costs=amount(line.cents)))
        else:
            firm = line.pledge in FIRM
            add(FileYear(line.year, coverage=amount(line.cents) if firm else Amount()))
    costs = CostLine.objects.filter(project__in=beside.named)
    for year, cents in costs.values_list("year", "cents"):
        add(FileYear(year, costs_here=amount(cents)))
    coverage = CoverageLine.objects.filter(project__in=beside.named, pledge__in=FIRM)
    for when, cents in coverage.values_list("year", "cents"):
        add(FileYear(when, coverage_here=amount(cents)))
    return tuple(found[year] for year in sorted(found, key=lambda one: (one is None, one or 0)))
