"""The door of this room: which funds a viewer may see at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.domain.budgets.models import Fund
from wijkregie.domain.places import queries as places

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def funds_here(viewer: Viewer) -> QuerySet[Fund]:
    """Return the funds of this municipality; of an area that is not public for who may see it.

    At the country there are none.
    """
    shown = Q(area__isnull=True) | Q(area__in=places.visible_to(viewer))
    return Fund.objects.filter(shown, municipality_id=viewer.municipality_id or 0)
