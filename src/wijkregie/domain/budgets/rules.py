"""Who may see and do what with funds and rounds: questions that answer yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.people import rules as people
from wijkregie.domain.programme import rules as programme

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer


def may_run_funds(viewer: Viewer) -> bool:
    """Tell whether the viewer may make and change funds and rounds here.

    That is who leads the work, and an administrator.
    """
    return programme.may_steer(viewer) or people.may_administer(viewer)
