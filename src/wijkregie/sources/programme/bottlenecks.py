"""Read bottlenecks: each item of a group becomes one, with the areas of its group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.sources.programme.projects import refer
from wijkregie.sources.programme.records import BottleneckRow, EvidenceRow, Mention
from wijkregie.sources.programme.troubles import Trouble

if TYPE_CHECKING:
    from collections.abc import Collection

    from wijkregie.sources.programme.page import Table

_GROUP: Final = (
    "areas",
    "items",
    "projects",
    "goals",
    "priority",
    "remark",
    "found_on",
    "evidence",
)  # fmt: skip - the keys of a file, as in its description
_PRIORITIES: Final = {
    "high": "high",
    "hoog": "high",
    "normal": "normal",
    "normaal": "normal",
    "low": "low",
    "laag": "low",
}


def bottlenecks(
    top: Table, goals: Collection[str], projects: Collection[str]
) -> tuple[BottleneckRow, ...]:
    """Return the bottlenecks in the order of the file."""
    found: dict[tuple[str, frozenset[Mention]], BottleneckRow] = {}
    for part in top.tables("bottlenecks", _GROUP):
        part.need("items")
        for row in _group(part, goals, projects):
            key = (row.title, frozenset(row.areas))
            if key in found:
                part.note(Trouble.DOUBLED_NAME, "items")
            found[key] = row
    return tuple(found.values())


def _group(
    part: Table, goals: Collection[str], projects: Collection[str]
) -> list[BottleneckRow]:
    areas = part.mentions("areas")
    linked = refer(part, "projects", projects)
    answers = refer(part, "goals", goals)
    priority = part.choice("priority", _PRIORITIES)
    remark, found_on = part.text("remark", 400), part.day("found_on")
    evidence = tuple(
        row
        for one in part.tables("evidence", ("figure", "area", "year"))
        if (row := _evidence(one)) is not None
    )
    return [
        BottleneckRow(title, areas, linked, answers, priority, remark, found_on, evidence)
        for title in part.texts("items", 200)
    ]


def _evidence(part: Table) -> EvidenceRow | None:
    part.need("figure", "area")
    figure, area = part.mention("figure"), part.mention("area")
    if figure is None or area is None:
        return None
    return EvidenceRow(figure, area, part.year("year"))
