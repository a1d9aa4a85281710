"""The themes that residents choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.signals.models import Theme

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def themes_visible_to(viewer: Viewer) -> QuerySet[Theme]:
    """Return the themes of the viewer's municipality; those not in use for its workers only."""
    found = Theme.objects.filter(
        municipality_id=viewer.municipality_id or 0, municipality_id__isnull=False
    )
    if not (viewer.is_professional or viewer.operator):
        found = found.filter(active=True)
    return found.order_by("order", "name")
