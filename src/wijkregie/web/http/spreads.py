"""One figure over many areas as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

from wijkregie.web.http.addresses import area_url
from wijkregie.web.http.asked import with_query
from wijkregie.web.http.wording import area_name, missing_text, unit_text, value_text

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
    values = [_value(row) for row in spread.rows]
    most = max(values, default=0.0)
    plain = bool(indicator.labels) or most <= 0 or min(values, default=0.0) < 0
    return {
        "caption": caption,
        "area_head": _("Area"),
        "value_head": value_head(indicator),
        "area_sort": _sort(request, "naam", order),
        "value_sort": _sort(request, "waarde", order),
        "bars": not plain,
        "rows": [
            {
                "name": area_name(row.area),
                "url": area_url(scope, row.area),
                "value_text": value_text(indicator, row.figure),
                "missing_text": missing_text(row.figure),
                "width": "" if plain or not _shown(row) else f"{100 * _value(row) / most:.1f}",
                "kind": "this",
            }
            for row in ordered(spread.rows, order)
        ]
        + _wholes(scope, indicator, spread),
    }


def value_head(indicator: Indicator) -> str:
    """Return the head of a column of values: the name, and the unit where that adds to it."""
    unit = unit_text(indicator)
    plain = not unit or unit.casefold() in indicator.name.casefold()
    return indicator.name if plain else f"{indicator.name} ({unit})"


def _shown(row: SpreadRow) -> bool:
    return bool(row.figure and row.figure.has_value)


def _wholes(scope: Scope, indicator: Indicator, spread: Spread) -> list[dict[str, Any]]:
    pairs: list[tuple[str, FigureSeen | None]] = [
        (scope.name, None if scope.is_country else spread.municipality),
        (_("The Netherlands"), spread.country),
    ]
    return [
        {
            "name": name,
            "value_text": value_text(indicator, seen),
            "missing_text": missing_text(seen),
            "whole": True,
            "width": "",
        }
        for name, seen in pairs
        if seen is not None
    ]


def _sort(request: HttpRequest, column: str, order: str) -> dict[str, str]:
    if order.lstrip("-") != column:
        first = "-waarde" if column == "waarde" else "naam"
        return {"url": with_query(request, volgorde=first, pagina=1), "state": ""}
    return {
        "url": with_query(request, volgorde=ORDERS[order], pagina=1),
        "state": "descending" if order.startswith("-") else "ascending",
    }
