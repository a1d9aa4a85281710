"""Read what is between wishes and projects: perspectives, initiatives, plans of areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.sources.programme.bridge_records import (
    AreaPlanRow,
    BridgeRows,
    InitiativeRow,
    PerspectiveRow,
)
from wijkregie.sources.programme.projects import refer
from wijkregie.sources.programme.troubles import Trouble

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from wijkregie.sources.programme.page import Table

_PERSPECTIVE: Final = ("title", "text", "goal", "areas", "projects")
_INITIATIVE: Final = (
    "title",
    "text",
    "brought_by",
    "group",
    "came_on",
    "areas",
    "projects",
)  # fmt: skip - the keys of a file, as in its description


def bridge(top: Table, goals: Collection[str], projects: Collection[str]) -> BridgeRows:
    """Return what a file tells of both sides, and of the plans of areas."""
    aims = top.tables("perspectives", _PERSPECTIVE)
    wishes = top.tables("initiatives", _INITIATIVE)
    plans = top.tables("area_plans", ("area", "vision"))
    for part in (*aims, *wishes):
        part.need("title")
    for part in plans:
        part.need("area", "vision")
    rows = BridgeRows(
        perspectives=tuple(_perspective(part, goals, projects) for part in aims),
        initiatives=tuple(_initiative(part, projects) for part in wishes),
        area_plans=tuple(
            AreaPlanRow(area, part.text("vision", 2000, lines=True))
            for part in plans
            if (area := part.mention("area")) is not None
        ),
    )
    _each_once(aims, "title", [row.title.casefold() for row in rows.perspectives])
    _each_once(wishes, "title", [row.title.casefold() for row in rows.initiatives])
    _each_once(plans, "area", [part.text("area", 200).casefold() for part in plans])
    return rows


def _perspective(
    part: Table, goals: Collection[str], projects: Collection[str]
) -> PerspectiveRow:
    goal = part.text("goal", 56)
    if goal and goal not in goals:
        part.note(Trouble.UNKNOWN_REFERENCE, "goal")
    return PerspectiveRow(
        title=part.text("title", 200),
        text=part.text("text", 2000, lines=True),
        goal=goal,
        areas=part.mentions("areas"),
        projects=refer(part, "projects", projects),
    )


def _initiative(part: Table, projects: Collection[str]) -> InitiativeRow:
    return InitiativeRow(
        title=part.text("title", 200),
        text=part.text("text", 2000, lines=True),
        brought_by=part.text("brought_by", 160),
        group=part.mention("group"),
        came_on=part.day("came_on"),
        areas=part.mentions("areas"),
        projects=refer(part, "projects", projects),
    )


def _each_once(parts: Sequence[Table], key: str, names: Sequence[str]) -> None:
    seen: set[str] = set()
    for part, name in zip(parts, names, strict=True):
        if name and name in seen:
            part.note(Trouble.DOUBLED_NAME, key)
        seen.add(name)
