"""Limits per area with the names of those areas, for people to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from wijkregie.domain.places.models import Area

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.kit.viewer import Viewer


def with_area_names(viewer: Viewer, counting: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return settings of a count in which a limit bears the name of its area, not its code.

    Where two areas have one name their codes stay. One query, none without such limits.
    """
    limits: Mapping[str, int] = counting.get("limits_per_area", {})
    if not limits:
        return counting
    here = Q(municipality__isnull=True) | Q(municipality_id=viewer.municipality_id)
    rows = Area.objects.filter(here, code__in=limits).exclude(name="")
    names = dict(rows.values_list("code", "name"))
    told = list(names.values())
    return dict(counting) | {
        "limits_per_area": {
            names[code] if code in names and told.count(names[code]) == 1 else code: most
            for code, most in limits.items()
        }
    }
