"""The wijkatlas: everything in it as words and places, as ``atlas.typ`` asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.indicators import queries as indicators
from wijkregie.web.atlas import ground, people, telling
from wijkregie.web.atlas.figures import row
from wijkregie.web.atlas.reading import heads, meanings, peers, reading, sources
from wijkregie.web.atlas.trends import chart
from wijkregie.web.http.looks import colours
from wijkregie.web.http.wording import area_name, kind_text, missing_text, why_no_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.domain.indicators.queries import Line
    from wijkregie.web.atlas.gathered import Gathered

TEMPLATE: Final = "web/atlas/typst/atlas.typ"
_TILES: Final = 6
_MOST_CHARTS: Final = 2
_OUT_OF_ORDER: Final = 10**6


def values(found: Gathered) -> dict[str, Any]:
    """Return everything in the atlas of an area."""
    name = area_name(found.area)
    figure_map, parts = ground.figure_page(found)
    return {
        "title": _("Wijkatlas %(area)s") % {"area": name},
        "subtitle": _subtitle(found),
        "municipality": found.scope.name,
        "name": name,
        "kind": kind_text(found.scope, found.area),
        "lead": people.lead(found),
        "remark": found.area.remark,
        "place": ground.place_map(found),
        "made": made(found),
        "footer": _("Wijkatlas %(area)s, %(day)s") % {"area": name, "day": day(found)},
        "colours": colours(found.scope),
        "contents": _("In this atlas"),
        "reading": reading(found),
        "heads": heads(found),
        "short": {
            "title": _("In short"),
            "none": why_no_figures(found.area, has_parts=bool(found.parts)),
            "tiles": people.tiles(found, most=_TILES),
            "bars": people.bars(found),
        },
        "strong": telling.strong(found),
        "weak": telling.weak(found),
        "judged": judged(found),
        "happening-title": _("What residents say, and what is done"),
        "happening": telling.happening(found),
        "map": figure_map,
        "parts": parts,
        "themes": _themes(found),
        "peers": peers(found),
        "sources": sources(found),
        "meanings": meanings(found),
    }


def made(found: Gathered) -> str:
    """Tell when and from which figures this was made."""
    periods = [line.now.period for line in found.lines]
    on = _("Made on %(day)s") % {"day": day(found)}
    if not periods:
        return f"{on}."
    return _(
        "%(made)s from open data and what residents told, with figures up to %(year)d."
    ) % {
        "made": on,
        "year": max(periods),
    }


def day(found: Gathered) -> str:
    """Return the day on which this is made."""
    return date_format(timezone.localdate(found.at), "j F Y")


def judged(found: Gathered) -> str:
    """Tell how strong and weak points are found."""
    if not found.peers.area_ids:
        return ""
    return _(
        "A figure stands here only if it differs from %(places)s by more than rounding or "
        "chance can explain. What is neither good nor bad never stands here."
    ) % {"places": telling.similar(found)}


def _subtitle(found: Gathered) -> str:
    periods = {p.figure.period for line in found.lines for p in line.trend}
    if not periods:
        return day(found)
    if min(periods) == max(periods):
        return _("Figures of %(year)d") % {"year": max(periods)}
    return _("Figures of %(first)d to %(last)d") % {"first": min(periods), "last": max(periods)}


def _themes(found: Gathered) -> list[dict[str, Any]]:
    names = indicators.theme_names()
    order = list(names)
    by_theme: dict[str, list[Line]] = {}
    for line in found.lines:
        by_theme.setdefault(line.indicator.theme, []).append(line)
    return [
        _theme(found, names.get(theme, theme), by_theme[theme])
        for theme in sorted(by_theme, key=lambda one: _place(order, one))
    ]


def _place(order: Sequence[str], theme: str) -> int:
    return order.index(theme) if theme in order else _OUT_OF_ORDER


def _theme(found: Gathered, name: str, lines: Sequence[Line]) -> dict[str, Any]:
    return {
        "title": name,
        "sentence": _sentence(found, lines),
        "charts": _charts(found, lines),
        "rows": [row(found, line) for line in lines if line.now.has_value],
        "unknown": _unknown(lines),
        "source": _cited(lines),
    }


def _unknown(lines: Sequence[Line]) -> str:
    """Tell of which figures nothing is known here, and why, the reason once."""
    by_reason: dict[str, list[str]] = {}
    for line in lines:
        if not line.now.has_value:
            by_reason.setdefault(missing_text(line.now), []).append(line.indicator.name)
    told = (f"{why}: {', '.join(names)}." for why, names in by_reason.items())
    return " ".join(told)


def _sentence(found: Gathered, lines: Sequence[Line]) -> str:
    """Tell how many figures of a theme are better or less good than elsewhere."""
    verdicts = [
        found.standings[line.indicator.key].verdict
        for line in lines
        if line.indicator.key in found.standings
    ]
    better, worse = verdicts.count("better"), verdicts.count("worse")
    shown = sum(line.now.has_value for line in lines)
    if not shown:
        return _("Nothing is known of this here.")
    counted = ngettext("%(number)d figure.", "%(number)d figures.", shown) % {"number": shown}
    told = [
        words % {"number": number, "places": telling.similar(found)}
        for number, words in (
            (
                better,
                ngettext(
                    "%(number)d stands better than in %(places)s.",
                    "%(number)d stand better than in %(places)s.",
                    better,
                ),
            ),
            (
                worse,
                ngettext(
                    "%(number)d stands less good than in %(places)s.",
                    "%(number)d stand less good than in %(places)s.",
                    worse,
                ),
            ),
        )
        if number
    ]  # fmt: skip - one table
    return " ".join([counted, *told])


def _charts(found: Gathered, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return the larger charts of a theme: what stands out first, then the order of reading."""
    out = {one.key for one in (*found.strong, *found.weak)}
    ordered = sorted(lines, key=lambda line: line.indicator.key not in out)
    drawn: list[dict[str, Any]] = []
    for line in ordered:
        made_of = chart(found, line) if len(drawn) < _MOST_CHARTS else None
        if made_of is not None:
            drawn.append(made_of)
    return drawn


def _cited(lines: Iterable[Line]) -> str:
    named = sorted({line.indicator.source_nl for line in lines})
    return ngettext("Source: %(names)s.", "Sources: %(names)s.", len(named)) % {
        "names": "; ".join(named)
    }
