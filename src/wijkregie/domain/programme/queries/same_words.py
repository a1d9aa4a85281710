"""Bottlenecks that a programme names already, by their words."""

from __future__ import annotations

from django.db.models import Q

from wijkregie.domain.programme.models import Bottleneck


def as_said(title: str) -> str:
    """Return what two titles share that say the same, whatever their capitals and spaces."""
    return " ".join(title.casefold().split()).rstrip(".")


def bottlenecks_by_words(programme_id: int, area_id: int) -> dict[str, int]:
    """Return the bottlenecks of a programme in an area, by what ``as_said`` makes of them.

    One without areas holds everywhere. Of several with the same words the first counts. One
    query.
    """
    here = Q(areas=area_id) | Q(areas=None)
    rows = Bottleneck.objects.filter(here, programme_id=programme_id).order_by("-order", "-pk")
    return {as_said(title): pk for pk, title in rows.values_list("pk", "title")}
