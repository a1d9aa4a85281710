"""The areas that one can choose from about a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.web.http.wijken import main_areas
from wijkregie.web.http.wording import area_name

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import VotingSeen
    from wijkregie.web.voting.desk import Desk


def areas(desk: Desk) -> list[tuple[object, object]]:
    """Return the wijken of the municipality."""
    return [(one.pk, area_name(one)) for one in main_areas(desk.viewer, desk.scope)]


def areas_of(desk: Desk, seen: VotingSeen) -> list[tuple[object, object]]:
    """Return the wijken in which one may vote; where none was chosen all of them."""
    found = areas(desk)
    return [one for one in found if one[1] in seen.areas] or found
