"""Who may record figures of a municipality, plan measurements, and choose comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.kit.viewer import Viewer

# An own figure is shown of this many people on, and an answer that this many of them gave
# while as many did not. An indicator can raise them, nothing lowers them.
SMALLEST_SAMPLE: Final = 30
SMALLEST_CELL: Final = 10
_RECORDERS: Final = ("administrator", "district_manager")


def may_record(by: Viewer, municipality_id: int) -> bool:
    """Tell whether someone may define and record the figures of a municipality itself."""
    if by.operator:
        return True
    return by.municipality_id == municipality_id and any(by.holds(role) for role in _RECORDERS)


def may_plan(by: Viewer, municipality_id: int) -> bool:
    """Tell whether someone may plan a measurement: who steers programmes, or administers."""
    return municipality_id > 0 and may_record(by, municipality_id)


def may_choose_peers(by: Viewer, municipality_id: int, area_ids: Iterable[int]) -> bool:
    """Tell whether someone may choose what an area is compared with.

    ``area_ids`` are those of the area and of all that hold it: a district manager of one of
    them may, and so may an administrator.
    """
    if by.operator:
        return True
    here = by.municipality_id == municipality_id
    return here and by.holds_any(_RECORDERS, area_ids=area_ids)
