"""What the checks say of one thing while somebody fills it in: advice, never a block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wijkregie.core.logframe.findings import Kind
from wijkregie.core.logframe.records import Goal, Indicator
from wijkregie.core.logframe.run import findings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wijkregie.core.logframe.findings import Finding
    from wijkregie.core.logframe.records import Programme, Project

#: The number of what is not there yet.
NEW: Final = 0
#: Per kind the checks that what is filled in can answer.
TOUCHED: Final[Mapping[Kind, frozenset[str]]] = {
    Kind.GOAL: frozenset({"L01", "L12", "L16", "L19"}),
    Kind.INDICATOR: frozenset(
        {"L02", "L03", "L04", "L05", "L06", "L07", "L08", "L09", "L16", "L17"}
    ),
    Kind.PROJECT: frozenset({"L10", "L13", "L14", "L15", "L20", "L22", "L24"}),
}
#: What a goal cannot have before it is there.
_LATER: Final = frozenset({"L01"})


def advice(
    programme: Programme, changed: Goal | Indicator | Project, *, on: date
) -> tuple[Finding, ...]:
    """Return what the checks say of one thing as it would be in its programme.

    It takes the place of what has its number, or comes beside the others as ``NEW``.
    """
    touched = TOUCHED[changed.about.kind]
    if changed.about.kind == Kind.GOAL and changed.id == NEW:
        touched -= _LATER
    return tuple(
        one
        for one in findings(_with(programme, changed), on=on)
        if one.about == changed.about and one.check in touched
    )


def _with(programme: Programme, changed: Goal | Indicator | Project) -> Programme:
    if isinstance(changed, Goal):
        goals = tuple(one for one in programme.goals if one.id != changed.id)
        return replace(programme, goals=(*goals, changed))
    if isinstance(changed, Indicator):
        lines = tuple(one for one in programme.indicators if one.id != changed.id)
        return replace(programme, indicators=(*lines, changed))
    projects = tuple(one for one in programme.projects if one.id != changed.id)
    return replace(programme, projects=(*projects, changed))
