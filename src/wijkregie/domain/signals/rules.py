"""Who may set the themes of signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer


def may_set_themes(by: Viewer, municipality_id: int) -> bool:
    """Tell whether someone may change the themes and answer terms of a municipality."""
    if by.operator:
        return True
    return by.municipality_id == municipality_id and by.holds(Role.ADMINISTRATOR)
