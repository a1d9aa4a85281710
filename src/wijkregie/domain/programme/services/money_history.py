"""What was changed in the money of a project, kept among the changes of its card.

A line of money is kept as a whole, as it was and as it became: so it stays readable after
it is gone, under the name that its funder had.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from django.db.models import F

from wijkregie.domain.programme.models import (
    Commitment,
    CostLine,
    CoverageLine,
    Payment,
    Project,
    ProjectChange,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

    Lines = Mapping[tuple[str, int], Mapping[str, Any]]
    Money = dict[int, dict[tuple[str, int], dict[str, Any]]]

#: The sorts of money, with the column that holds each part of a line.
_SORTS: Final[Mapping[str, tuple[Any, Mapping[str, str]]]] = {
    "costs": (CostLine, {"what": "what", "year": "year", "cents": "cents"}),
    "coverage": (
        CoverageLine,
        {"what": "funder__name", "year": "year", "cents": "cents", "pledge": "pledge"},
    ),
    "orders": (
        Commitment,
        {
            "what": "what",
            "year": "year",
            "cents": "cents",
            "supplier": "supplier",
            "reference": "reference",
            "funder": "funder__name",
            "document": "document",
            "ordered_on": "ordered_on",
            "ended_on": "ended_on",
            "ended_because": "ended_because",
        },
    ),
    "payments": (
        Payment,
        {
            "what": "what",
            "year": "paid_on__year",
            "cents": "cents",
            "paid_on": "paid_on",
            "document": "document",
            "taken_back_on": "taken_back_on",
            "taken_back_because": "taken_back_because",
        },
    ),
}
MONEY: Final = frozenset(_SORTS)
_DAYS: Final = ("ordered_on", "ended_on", "paid_on", "taken_back_on")


@contextmanager
def kept(project: Project, *, by: Viewer, at: datetime) -> Iterator[None]:
    """Keep what changes in the money of a project meanwhile, as a version of its card."""
    before = lines_of([project.pk])[project.pk]
    yield
    keep(project, before, lines_of([project.pk])[project.pk], by=by, at=at)


def lines_of(projects: Collection[int], sorts: Collection[str] = MONEY) -> Money:
    """Return the money of these projects, each line by its sort and number.

    One query for each sort.
    """
    found: Money = defaultdict(dict)
    for sort, (model, columns) in _SORTS.items():
        if sort not in sorts:
            continue
        rows = model.objects.filter(project__in=projects).order_by("pk")
        for project, pk, *values in rows.values_list("project_id", "pk", *columns.values()):
            line = dict(zip(columns, values, strict=True))
            days = {name: line[name].isoformat() for name in _DAYS if line.get(name)}
            found[project][(sort, pk)] = line | days
    return found


def changed(before: Lines, after: Lines) -> list[dict[str, Any]]:
    """Return which lines are no longer as they were, as a version of a card keeps them."""
    return [
        {"name": [key[0], str(key[1])], "before": before.get(key), "after": after.get(key)}
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    ]


def keep(project: Project, before: Lines, after: Lines, *, by: Viewer, at: datetime) -> None:
    """Store which lines are no longer as they were, where there are any."""
    fields = changed(before, after)
    if not fields:
        return
    rows = Project.objects.filter(pk=project.pk)
    rows.update(version=F("version") + 1)  # who changes the card waits here
    project.version = rows.values_list("version", flat=True)[0]
    ProjectChange.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        version=project.version,
        fields=fields,
        at=at,
        by_id=by.person_id,
    )
