"""Who may see and do what with concerns: questions that answer yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer


def may_open(by: Viewer, municipality_id: int, desk_id: int | None) -> bool:
    """Tell whether someone may open concerns of this municipality, brought to this team.

    Only who attends the designated team, after the second factor. No role opens them, and
    an operator does not either.
    """
    return by.municipality_id == municipality_id and desk_id in by.sealed_ids


def may_see_alarm(by: Viewer) -> bool:
    """Tell whether someone sees that concerns wait too long, and whom to call about it."""
    if by.municipality_id is None:
        return False
    leads = any(grant.role == Role.DISTRICT_MANAGER for grant in by.grants)
    return by.operator or leads or bool(by.sealed_ids)
