"""What a viewer may read of other rooms, where a report shows it. The rules are theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer


def sees_inside(viewer: Viewer) -> bool:
    """Tell whether the viewer works along here: reads ideas, and areas not public yet."""
    return viewer.operator or viewer.is_member


def of_here(viewer: Viewer) -> Q:
    """Return what keeps the rows of the municipality that is looked at, and no other."""
    here = Q(municipality_id=viewer.municipality_id or 0)
    return here & Q(municipality_id__isnull=False)


def may_open(viewer: Viewer, *, public: bool, group_id: int) -> bool:
    """Tell whether the viewer may open the page of a meeting of this group.

    Its own page decides for itself; who covers the area finds it there too.
    """
    return public or viewer.operator or group_id in viewer.first_shell_ids
