"""The money of projects, as far as the viewer may see those projects."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Max

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import CostLine, CoverageLine, Funder
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.tables import (
    CostSeen,
    CoverageSeen,
    Lines,
    money_of_project,
    sums_of_project,
    table_of,
    table_of_sums,
)
from wijkregie.domain.programme.states import Pledge, ProjectState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.domain.programme.models import Project
    from wijkregie.domain.programme.queries.tables import (
        FunderLine,
        MoneyTable,
        OfProject,
        ProjectMoney,
        YearCost,
    )
    from wijkregie.kit.viewer import Viewer


#: Columns of lines as they are seen, in the order of their fields: plain rows, for there
#: are thousands of them.
_COST: Final = ("pk", "project_id", "year", "what", "cents", "recorded_at")
_COVERAGE: Final = (
    "pk",
    "project_id",
    "funder_id",
    "funder__name",
    "year",
    "cents",
    "pledge",
    "recorded_at",
    "division_id",
)


_OF_FUNDER: Final = ("funder_id", "funder__name", "year", "cents", "pledge")


def largest_cents(viewer: Viewer, programme_id: int) -> int:
    """Return the largest amount among costs and coverage of a programme. Two queries."""
    inside = {"project__programme_id": programme_id, "project__in": door.projects(viewer)}
    tops = (
        rows.objects.filter(**inside).aggregate(top=Max("cents"))["top"]
        for rows in (CostLine, CoverageLine)
    )
    return max(top or 0 for top in tops)


def money_visible_to(viewer: Viewer, *, programme_id: int | None = None) -> MoneyTable:
    """Return the money of a programme, or of all programmes here: three queries.

    Ideas and stopped projects do not count, whoever looks: the sums are the same for all.
    """
    rows = door.projects(viewer)
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    return table_of(money_of(list(rows.order_by("programme_id", "order", "pk"))))


def money_of(projects: Sequence[Project]) -> list[ProjectMoney]:
    """Return the money of projects that were found, in their order: two queries."""
    costs: dict[int, list[CostSeen]] = defaultdict(list)
    spent = CostLine.objects.filter(project__in=projects).order_by("year", "pk")
    for row in spent.values_list(*_COST):
        costs[row[1]].append(CostSeen(*row))
    coverage: dict[int, list[CoverageSeen]] = defaultdict(list)
    paid = CoverageLine.objects.filter(project__in=projects).order_by("year", "pk")
    for row in paid.values_list(*_COVERAGE):
        coverage[row[1]].append(_coverage(*row))
    return [
        money_of_project(
            Lines(
                project_id=one.pk,
                number=one.number,
                title=one.title,
                state=ProjectState(one.state),
                costs=costs[one.pk],
                coverage=_loose_last(coverage[one.pk]),
            ),
            counted=one.state not in rules.UNCOUNTED,
        )
        for one in projects
    ]


def sums_of(programme_id: int, projects: Iterable[OfProject]) -> MoneyTable:
    """Return the money of these projects of a programme, without its lines: two queries.

    Ideas and stopped projects do not count.
    """
    costs: dict[int, list[YearCost]] = defaultdict(list)
    spent = CostLine.objects.filter(project__programme_id=programme_id)
    for project, year, cents in spent.values_list("project_id", "year", "cents"):
        costs[project].append((year, cents))
    coverage: dict[int, list[FunderLine]] = defaultdict(list)
    paid = CoverageLine.objects.filter(project__programme_id=programme_id)
    for row in paid.values_list("project_id", *_OF_FUNDER):
        coverage[row[0]].append(row[1:])
    counted = [one for one in projects if one.state not in rules.UNCOUNTED]
    return table_of_sums(
        (
            sums_of_project(one, costs[one.id], (line[2:] for line in coverage[one.id]))
            for one in counted
        ),
        chain.from_iterable(coverage[one.id] for one in counted),
    )


def cost_seen(viewer: Viewer, pk: int) -> CostSeen | None:
    """Return one line of costs. One query."""
    found = CostLine.objects.filter(pk=pk, project__in=door.projects(viewer))
    row = found.values_list(*_COST).first()
    return None if row is None else CostSeen(*row)


def coverage_seen(viewer: Viewer, pk: int) -> CoverageSeen | None:
    """Return one line of coverage. One query."""
    found = CoverageLine.objects.filter(pk=pk, project__in=door.projects(viewer))
    row = found.values_list(*_COVERAGE).first()
    return None if row is None else _coverage(*row)


def funder_names(viewer: Viewer) -> list[str]:
    """Return the names of the funders that this municipality knows. One query."""
    found = Funder.objects.filter(municipality_id=door.here(viewer))
    return list(found.order_by("name").values_list("name", flat=True))


def _loose_last(lines: Iterable[CoverageSeen]) -> list[CoverageSeen]:
    """Databases differ in where nothing comes: here after the years."""
    return sorted(lines, key=lambda line: (line.year is None, line.year or 0, line.id))


def _coverage(*row: Any) -> CoverageSeen:
    """Return a line of coverage out of the columns of ``_COVERAGE``."""
    pk, project_id, funder_id, funder, year, cents, pledge, recorded_at, division_id = row
    return CoverageSeen(
        id=pk,
        project_id=project_id,
        funder_id=funder_id,
        funder=funder,
        year=year,
        cents=cents,
        pledge=Pledge(pledge),
        recorded_at=recorded_at,
        reckoned=division_id is not None,
    )
