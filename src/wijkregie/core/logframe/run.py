"""All checks in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.core.logframe import measuring, money, projects, tree, waves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from wijkregie.core.logframe.findings import Finding
    from wijkregie.core.logframe.records import Programme

    Check = Callable[[Programme], Iterator[Finding]]
    Dated = Callable[[Programme, date], Iterator[Finding]]

#: Checks of the programme alone.
_PLAIN: Final[Mapping[str, Check]] = {
    "L01": measuring.unmeasured,
    "L02": measuring.incomplete,
    "L03": measuring.no_baseline,
    "L04": measuring.targets_wrong,
    "L05": measuring.dates_wrong,
    "L06": measuring.no_source,
    "L08": waves.asked_otherwise,
    "L10": projects.no_goal,
    "L11": tree.no_project,
    "L12": tree.wording,
    "L13": projects.incomplete,
    "L15": waves.too_late,
    "L16": measuring.counted_twice,
    "L17": measuring.no_counts,
    "L18": money.divisions,
    "L19": tree.tree_broken,
    "L20": projects.bridge,
    "L21": projects.unused,
    "L22": projects.no_evidence,
    "L24": projects.handed_over,
    "L25": waves.evaluations,
    "L26": tree.too_many,
    "L27": projects.differ,
}
#: Checks that ask which day it is.
_DATED: Final[Mapping[str, Dated]] = {
    "L07": waves.not_asked,
    "L09": waves.too_small,
    "L14": money.money,
    "L23": projects.overdue,
}
CHECKS: Final = tuple(sorted((*_PLAIN, *_DATED)))


def findings(programme: Programme, *, on: date) -> tuple[Finding, ...]:
    """Return everything that the checks find in a programme, in the order of the checks."""
    told: list[Finding] = []
    for name in CHECKS:
        if name in _PLAIN:
            told.extend(_PLAIN[name](programme))
        else:
            told.extend(_DATED[name](programme, on))
    return tuple(told)
