"""Indicators and the editions in which their figures came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.domain.indicators.models import Edition, Indicator

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def indicators_visible_to(viewer: Viewer) -> QuerySet[Indicator]:
    """Return national indicators and those of the viewer's municipality, in reading order."""
    own = Q(municipality_id=viewer.municipality_id, municipality_id__isnull=False)
    return Indicator.objects.filter(Q(municipality_id__isnull=True) | own).order_by(
        "theme", "order", "key"
    )


def indicator(viewer: Viewer, key: str) -> Indicator | None:
    """Return the indicator with this key; an own one goes before a national one."""
    found = indicators_visible_to(viewer).filter(key=key)
    return found.order_by("municipality_id").last()


def editions() -> dict[int, Edition]:
    """Return the editions that hold now, by id. One query."""
    return {
        one.pk: one for one in Edition.objects.filter(current=True).order_by("period", "pk")
    }


def latest_imports(*, most: int = 5) -> list[Edition]:
    """Return the deliveries of figures that came last, newest first. One query."""
    found = Edition.objects.filter(current=True).order_by("-imported_at", "-period", "-pk")
    return list(found[:most])
