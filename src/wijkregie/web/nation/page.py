"""What the page with the map of the country shows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import numpy as np
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators.queries import Spread, SpreadRow
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.web.http.addresses import figure_url
from wijkregie.web.http.asked import (
    chosen_level,
    chosen_period,
    level_choice,
    page_links,
    page_of,
    period_choice,
)
from wijkregie.web.http.classes import names_of
from wijkregie.web.http.spreads import asked_order, extremes, spread_table
from wijkregie.web.http.wording import (
    cited,
    level_plural,
    level_singular,
    number,
    unit_text,
)
from wijkregie.web.nation.colouring import classes_of, coloured, decimals_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.indicators.queries import CountryFigures
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import DrawingSeen, Ground, Scope
    from wijkregie.kit.viewer import Viewer

_FIRST: Final = "inhabitants"
_LEVELS: Final = (Level.NEIGHBOURHOOD, Level.DISTRICT, Level.MUNICIPALITY)
_THOUSANDS: Final = "x 1.000 euro"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure, at which level, in which of its tables; nothing without figures."""

    viewer: Viewer
    scope: Scope
    known: Sequence[Indicator]
    indicator: Indicator | None
    editions: Sequence[Edition]
    edition: Edition | None
    level: str


def asked(request: HttpRequest, viewer: Viewer, scope: Scope) -> Asked:
    """Return what the address asks for; what is not there is not found."""
    known = [one for one in indicators.measured(viewer) if one.municipality_id is None]
    level = chosen_level(request, _LEVELS)
    by_key = {one.key: one for one in known}
    key = request.GET.get("cijfer", "")
    if key and key not in by_key:
        raise Http404
    indicator = by_key.get(key or _FIRST) or next(iter(known), None)
    if indicator is None:
        return Asked(viewer, scope, known, None, [], None, level)
    found = [one.edition for one in indicators.choices(viewer, indicator) if one.edition]
    period = chosen_period(request, [one.period for one in found])
    edition = next(one for one in found if one.period == period)
    return Asked(viewer, scope, known, indicator, found, edition, level)


def map_page(request: HttpRequest, found: Asked) -> dict[str, Any]:
    """Return what ``nation/map.html`` asks for."""
    indicator, edition = found.indicator, found.edition
    if indicator is None or edition is None:
        return {"title": _("Map of the Netherlands")}
    title = _("%(figure)s per %(level)s")
    label = f"{indicator.name}: {level_plural(found.level)}, {found.scope.name}"
    label = f"{label}, {edition.period}"
    drawing = places.drawing_of(found.level, year=edition.division)
    drawn = _drawn(indicator, edition, drawing, found.editions) if drawing else None
    return {
        "title": title % {"figure": indicator.name, "level": level_singular(found.level)},
        "choices": [
            _figure_choice(found.known, indicator),
            level_choice(_LEVELS, found.level),
            period_choice([one.period for one in found.editions], edition.period),
        ],
        "hidden": [{"name": "volgorde", "value": asked_order(request)}],
        "map": {**drawn, "id": "map", "label": label} if drawn else None,
        "figure": {
            "name": indicator.name,
            "url": figure_url(found.scope, indicator.key),
            "definition": indicator.definition,
            "source_text": cited(indicator.source_nl, edition.period),
        },
        **_table(request, found, indicator, edition, label),
        "csv_url": reverse("figures:csv", args=[found.scope.slug, indicator.key])
        + f"?niveau={found.level}&jaar={edition.period}",
    }


def _drawn(
    indicator: Indicator,
    edition: Edition,
    drawing: DrawingSeen,
    editions: Sequence[Edition],
) -> dict[str, Any]:
    ground = indicators.ground_of(drawing, edition)
    figures = coloured(indicator, edition, drawing, ground)
    classes = classes_of(indicator, editions, drawing.level, figures)
    version = {"tekening": drawing.pk, "versie": drawing.digest}
    measured = {
        "tekening": drawing.pk,
        "tabel": edition.pk,
        "cijfer": indicator.key,
        "versie": hashlib.sha256(figures.values.tobytes()).hexdigest()[:16],
    }
    return {
        "borders_url": f"{reverse('nation:borders')}?{urlencode(version)}",
        "names_url": f"{reverse('nation:names')}?{urlencode(version)}",
        "values_url": f"{reverse('nation:values')}?{urlencode(measured)}",
        "area_url": reverse("areas:detail", args=[places.COUNTRY_SLUG, "-"])[:-1],
        "classes": json.dumps(classes.borders),
        "steps": json.dumps(classes.steps),
        "labels": json.dumps(names_of(indicator), ensure_ascii=False),
        "is_money": indicator.unit == _THOUSANDS,
        "decimals": decimals_of(indicator, figures),
        "unit": "%" if figures.by_share else unit_text(indicator),
        "legend": classes.legend,
        "by_share": figures.by_share,
        "note": _note(drawing, edition, ground),
        "areas": len(drawing.area_ids),
    }


def _note(drawing: DrawingSeen, edition: Edition, ground: Ground) -> str:
    told = [_("Borders: CBS and Kadaster, %(year)d.") % {"year": drawing.year}]
    if drawing.year != edition.division:
        told.append(_strange(drawing, edition, len(drawing.area_ids) - len(ground.same)))
    if ground.alike:
        told.append(_alike(len(ground.alike)))
    if drawing.without_shape:
        told.append(
            _("The file with borders has no shape for %(count)d areas; the table has them.")
            % {"count": drawing.without_shape}
        )
    return " ".join(told)


def _strange(drawing: DrawingSeen, edition: Edition, number_of: int) -> str:
    """Tell of which areas the border of one year shows no figure of another."""
    years = {"year": edition.division, "drawn": drawing.year, "number": number(number_of)}
    words = ngettext(
        "The figures are of the areas of %(year)d. %(number)s area is hatched, as it changed "
        "or it is not known whether its border of %(drawn)d is still the same.",
        "The figures are of the areas of %(year)d. %(number)s areas are hatched, as they "
        "changed or it is not known whether their border of %(drawn)d is still the same.",
        number_of,
    )
    return words % years


def _alike(number_of: int) -> str:
    words = ngettext(
        "Of %(number)s area only this is known: code and name stayed the same, and the size "
        "fits. Its border may have changed.",
        "Of %(number)s areas only this is known: code and name stayed the same, and the size "
        "fits. Their borders may have changed.",
        number_of,
    )
    return words % {"number": number(number_of)}


def _figure_choice(known: Sequence[Indicator], chosen: Indicator) -> dict[str, Any]:
    names = indicators.theme_names()
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in known:
        groups.setdefault(one.theme, []).append(
            {"value": one.key, "text": one.name, "selected": one.pk == chosen.pk}
        )
    return {
        "name": "cijfer",
        "label": _("Figure"),
        "groups": [
            {"name": names.get(theme, theme), "options": options}
            for theme, options in groups.items()
        ],
    }


def _table(
    request: HttpRequest, found: Asked, indicator: Indicator, edition: Edition, caption: str
) -> dict[str, Any]:
    """Return one page of all areas, sorted by what colours them, and the extremes."""
    areas = places.areas_of(found.viewer, found.scope, level=found.level, year=edition.division)
    ids = np.fromiter(areas.values_list("pk", flat=True), np.int64)
    figures = indicators.country_figures(indicator, edition, ids)
    page = page_of(request, _sorted(ids, figures, asked_order(request)))
    order = [pk for pk, _share in page.object_list]
    by_value = np.argsort(figures.values, kind="stable")[: np.isfinite(figures.values).sum()]
    ends = [int(ids[at]) for at in (*by_value[:1], *by_value[-1:])]
    wanted = places.areas_in(found.viewer, [*order, *ends])
    shares = dict(zip(ids.tolist(), figures.values.tolist(), strict=True))
    rows = _rows(indicator, edition, list(wanted.values()), shares if figures.by_share else {})
    spread = Spread(tuple(rows[pk] for pk in order), None, None)
    return {
        "table": spread_table(request, found.scope, indicator, spread, caption=caption),
        "pages": page_links(request, page),
        "summary": extremes(indicator, [rows[pk] for pk in ends]),
    }


def _sorted(
    ids: np.ndarray[Any, np.dtype[np.int64]], figures: CountryFigures, order: str
) -> list[tuple[int, float]]:
    """Return ids and what they are sorted by; areas without a value come last."""
    rows = list(zip(ids.tolist(), figures.values.tolist(), strict=True))
    back = order.startswith("-")
    if order.endswith("naam"):
        return rows[::-1] if back else rows
    known = [row for row in rows if np.isfinite(row[1])]
    unknown = [row for row in rows if not np.isfinite(row[1])]
    return [*sorted(known, key=_second, reverse=back), *unknown]


def _second(row: tuple[int, float]) -> float:
    return row[1]


def _rows(
    indicator: Indicator, edition: Edition, areas: list[Area], shares: dict[int, float]
) -> dict[int, SpreadRow]:
    found = {}
    for row in indicators.nationwide(indicator, edition, areas):
        share = shares.get(row.area.pk, np.nan)
        seen = row.figure
        if seen is not None and np.isfinite(share):
            seen = replace(seen, share=share)
        found[row.area.pk] = SpreadRow(row.area, seen)
    return found
