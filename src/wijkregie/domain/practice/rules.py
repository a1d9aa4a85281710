"""Who may see and borrow templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.programme import rules as programme

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer


def may_see_lineage(viewer: Viewer) -> bool:
    """Tell whether the viewer may read what was borrowed from whom: who works along here."""
    return programme.may_see_ideas(viewer)


def may_borrow(viewer: Viewer) -> bool:
    """Tell whether the viewer may take a template over: who steers the programme."""
    return programme.may_steer(viewer)
