"""Who may record figures of a municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer

# A sample of an own survey is shown from this many answers on; it can only be raised.
SMALLEST_SAMPLE: Final = 30
_RECORDERS: Final = ("administrator", "district_manager")


def may_record(by: Viewer, municipality_id: int) -> bool:
    """Tell whether someone may define and record the figures of a municipality itself."""
    if by.operator:
        return True
    return by.municipality_id == municipality_id and any(by.holds(role) for role in _RECORDERS)
