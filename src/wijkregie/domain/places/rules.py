"""Who may change what about places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer

# The role that people.states calls so; places stands below people and knows only its word.
ADMINISTRATOR: Final = "administrator"


def may_administer(by: Viewer, municipality_id: int | None) -> bool:
    """Tell whether someone may change the settings of a municipality."""
    if by.operator:
        return True
    return (
        municipality_id is not None
        and by.municipality_id == municipality_id
        and by.holds(ADMINISTRATOR)
    )
