"""One figure over many areas as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

from wijkregie.web.http.addresses import area_url
from wijkregie.web.http.asked import with_query
from wijkregie.web.http.classes import numbers_of
from wijkregie.web.http.wording import (
    area_name,
    badge_text,
    comparable,
    full_text,
    missing_text,
    number,
    sample_text,
    share_text,
    unit_text,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import FigureSeen, Spread, SpreadRow
    from wijkregie.domain.places.queries import Scope

ORDERS = {"naam": "-naam", "-naam": "naam", "waarde": "-waarde", "-waarde": "waarde"}


def asked_order(request: HttpRequest) -> str:
    """Return the order that was asked for: by name, or by value; a minus turns it round."""
    asked = request.GET.get("volgorde", "naam")
    if asked not in ORDERS:
        raise Http404
    return asked


def ordered(rows: Sequence[SpreadRow], order: str) -> list[SpreadRow]:
    """Return rows in an order; areas without a value come last, whichever way."""
    back = order.startswith("-")
    if order.endswith("naam"):
        return sorted(rows, key=lambda row: area_name(row.area).casefold(), reverse=back)
    known = [row for row in rows if _shown(row)]
    unknown = [row for row in rows if not _shown(row)]
    return [*sorted(known, key=_value, reverse=back), *unknown]


def _value(row: SpreadRow) -> float:
    return row.figure.value if row.figure and row.figure.value is not None else 0.0


def spread_table(
    request: HttpRequest, scope: Scope, indicator: Indicator, spread: Spread, *, caption: str
) -> dict[str, Any]:
    """Return a figure over areas as ``partials/stat_table.html`` asks for it."""
    order = asked_order(request)
    wholes = _wholes(scope, spread)
    longest = _longest(indicator, [row.figure for row in spread.rows])
    note_head = _note_head(spread)
    return {
        "caption": caption,
        "area_head": _("Area"),
        "value_head": value_head(indicator),
        "note_head": note_head,
        "area_sort": _sort(request, "naam", order),
        "value_sort": _sort(request, "waarde", order),
        "bars": bool(longest),
        "rows": [
            {
                "name": area_name(row.area),
                "url": area_url(scope, row.area),
                "kind": "this",
                **_cells(indicator, row.figure, longest),
            }
            for row in ordered(spread.rows, order)
        ]
        + [
            {"name": name, "whole": True, "kind": "whole", **_cells(indicator, seen, 0)}
            for name, seen in wholes
        ],
    }


def _cells(indicator: Indicator, seen: FigureSeen | None, longest: float) -> dict[str, Any]:
    length = _length(indicator, seen)
    share = seen.share if seen and seen.has_value else None
    return {
        "value_text": value_text(indicator, seen),
        "missing_text": missing_text(seen),
        "badge_text": badge_text(seen),
        "note_text": sample_text(indicator, seen) if share is None else f"{number(share, 1)} %",
        "width": f"{100 * length / longest:.1f}" if length is not None and longest else "",
    }


def _length(indicator: Indicator, seen: FigureSeen | None) -> float | None:
    """Return what a bar shows: the share of a count where there is one, else the value."""
    if seen is None or not seen.has_value:
        return None
    share = comparable(indicator, seen)
    return seen.value if share is None else share


def _longest(indicator: Indicator, figures: Sequence[FigureSeen | None]) -> float:
    """Return the length of the longest bar; nought where bars would tell nothing."""
    known = [one for seen in figures if (one := _length(indicator, seen)) is not None]
    if numbers_of(indicator) or min(known, default=0.0) < 0:
        return 0.0
    return max(known, default=0.0)


def _note_head(spread: Spread) -> str:
    figures = [row.figure for row in spread.rows if row.figure]
    if any(seen.share is not None for seen in figures):
        return _("Share")
    return _("Sample") if any(seen.n is not None for seen in figures) else ""


def value_head(indicator: Indicator) -> str:
    """Return the head of a column of values: the name, and the unit where that adds to it."""
    unit = unit_text(indicator)
    plain = not unit or unit.casefold() in indicator.name.casefold()
    return indicator.name if plain else f"{indicator.name} ({unit})"


def _shown(row: SpreadRow) -> bool:
    return bool(row.figure and row.figure.has_value)


def _wholes(scope: Scope, spread: Spread) -> list[tuple[str, FigureSeen]]:
    pairs = [
        (scope.name, None if scope.is_country else spread.municipality),
        (_("The Netherlands"), spread.country),
    ]
    return [(name, seen) for name, seen in pairs if seen is not None]


def _sort(request: HttpRequest, column: str, order: str) -> dict[str, str]:
    if order.lstrip("-") != column:
        first = "-waarde" if column == "waarde" else "naam"
        return {"url": with_query(request, volgorde=first, pagina=1), "state": ""}
    return {
        "url": with_query(request, volgorde=ORDERS[order], pagina=1),
        "state": "descending" if order.startswith("-") else "ascending",
    }


def extremes(indicator: Indicator, rows: Sequence[SpreadRow]) -> str:
    """Tell where a figure is highest and lowest; of counts the share, where there is one."""
    known = [
        (seen.value if seen.share is None else seen.share, row)
        for row in rows
        if (seen := row.figure) and seen.has_value and seen.value is not None
    ]
    if len(known) < 2 or numbers_of(indicator):  # noqa: PLR2004 - a highest and a lowest
        return ""
    (_least, low), (_most, high) = min(known, key=_first), max(known, key=_first)
    least, most = (_told(indicator, row) for row in (low, high))
    if least == most:
        return ""
    return _("Highest in %(high)s (%(most)s), lowest in %(low)s (%(least)s).") % {
        "high": area_name(high.area),
        "most": most,
        "low": area_name(low.area),
        "least": least,
    }


def _first(one: tuple[float, SpreadRow]) -> float:
    return one[0]


def _told(indicator: Indicator, row: SpreadRow) -> str:
    return share_text(indicator, row.figure) or full_text(indicator, row.figure)
