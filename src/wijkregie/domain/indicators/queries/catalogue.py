"""Indicators and the editions in which their figures came."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wijkregie.domain.indicators.models import Edition, Indicator, OwnFigure

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def indicators_visible_to(viewer: Viewer) -> QuerySet[Indicator]:
    """Return national indicators and those of the viewer's municipality, in reading order."""
    own = Q(municipality_id=viewer.municipality_id or 0, municipality_id__isnull=False)
    return Indicator.objects.filter(Q(municipality_id__isnull=True) | own).order_by(
        "theme", "order", "key"
    )


def indicator(viewer: Viewer, key: str) -> Indicator | None:
    """Return the indicator with this key; an own one goes before a national one."""
    found = indicators_visible_to(viewer).filter(key=key)
    return found.order_by(F("municipality_id").asc(nulls_last=True)).first()


def editions() -> dict[int, Edition]:
    """Return the editions that hold now, by id. One query."""
    return {
        one.pk: one for one in Edition.objects.filter(current=True).order_by("period", "pk")
    }


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file of figures as it came: its source, the periods in it, and when."""

    source: str
    periods: tuple[int, ...]
    at: datetime


def latest_imports(*, most: int = 5) -> list[Delivery]:
    """Return the files of figures that came last, newest first. One query."""
    found: dict[tuple[str, datetime], list[int]] = {}
    for one in Edition.objects.filter(current=True).order_by(
        "-imported_at", "source", "period"
    ):
        found.setdefault((one.source, one.imported_at), []).append(one.period)
    return [Delivery(source, tuple(periods), at) for (source, at), periods in found.items()][
        :most
    ]


def deliveries() -> QuerySet[Edition]:
    """Return all editions, also those replaced since: a figure may still cite them."""
    return Edition.objects.order_by("-period", "source", "-division", "-version")


def measured(viewer: Viewer) -> list[Indicator]:
    """Return the indicators of which there are figures, by theme. Three queries."""
    keys = {key for edition in editions().values() for key in edition.columns}
    own = set(
        OwnFigure.objects.filter(municipality_id=viewer.municipality_id or 0)
        .values_list("indicator_id", flat=True)
        .distinct()
    )
    themes = list(theme_names())
    found = [
        one
        for one in indicators_visible_to(viewer)
        if (one.municipality_id is None and one.key in keys) or one.pk in own
    ]
    return sorted(found, key=lambda one: (themes.index(one.theme), one.order, one.key))


def last_periods(viewer: Viewer) -> dict[int, int]:
    """Return the last period of each indicator that has figures, by its id. Three queries."""
    by_key: dict[str, int] = {}
    for edition in editions().values():
        for key in edition.columns:
            by_key[key] = max(edition.period, by_key.get(key, 0))
    found = {
        one.pk: by_key[one.key]
        for one in indicators_visible_to(viewer)
        if one.municipality_id is None and one.key in by_key
    }
    own = OwnFigure.objects.filter(municipality_id=viewer.municipality_id or 0)
    for indicator_id, period in own.values_list("indicator_id", "period"):
        found[indicator_id] = max(period, found.get(indicator_id, 0))
    return found


def theme_names() -> dict[str, str]:
    """Return the themes of figures in reading order, with their names in the page's language.

    The figures that a municipality measured itself come first.
    """
    dutch = (get_language() or "nl").startswith("nl")
    named = {row["theme"]: row["name_nl" if dutch else "name_en"] for row in _themes()}
    return {"own": _("Measured by ourselves"), **named}


@cache
def _themes() -> tuple[dict[str, str], ...]:
    file = resources.files("wijkregie.domain.indicators") / "themes.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return tuple(sorted(rows, key=lambda row: int(row["order"])))
