"""Maps on paper: borders as a drawing, names as text on top of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.web.atlas.figures import here_text
from wijkregie.web.atlas.gathered import INHABITANTS, neighbours
from wijkregie.web.http.drawing import Shown, class_borders, figure_map, plain_map
from wijkregie.web.http.wording import (
    area_name,
    comparable_text,
    level_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.domain.indicators.queries import Line, Spread
    from wijkregie.domain.places.models import Area
    from wijkregie.web.atlas.gathered import Gathered

STEPS: Final = {
    "q1": "#d6e6ea",
    "q2": "#a3c6cf",
    "q3": "#6a9fae",
    "q4": "#33768a",
    "q5": "#0f4c5c",
    "qplain": "#e6ebe8",
    "qmissing": "",
}
_HATCH: Final = (
    '<pattern id="h" width="16" height="16" patternUnits="userSpaceOnUse">'
    '<rect width="16" height="16" fill="#ffffff"/>'
    '<path d="M0,16L16,0" stroke="#52626e" stroke-width="2"/></pattern>'
)
_COLUMNS: Final = (INHABITANTS, "aged_65_plus", "income_per_inhabitant", "home_value", "crimes")
_MOST_COLUMNS: Final = 4
_MOST_LABELS: Final = 24


def place_map(found: Gathered) -> dict[str, Any] | None:
    """Return where an area lies among its neighbours, or nothing without borders."""
    here = found.area
    if not (around := neighbours(found)):
        return _whole(found)
    alt = _("Map: where %(area)s lies among the areas around it.")
    if made := _among(found, around, here):
        return {**made, "alt": alt % {"area": area_name(here)}}
    if here.level != Level.NEIGHBOURHOOD or here.parent is None:
        return None
    told = _(
        "Marked is %(whole)s, the wijk that %(area)s lies in: of the buurt itself there is no "
        "border that fits."
    ) % {"whole": area_name(here.parent), "area": area_name(here)}
    made = _among(found, around, here.parent)
    return {**made, "alt": told, "note": f"{made['note']} {told}"} if made else None


def _among(found: Gathered, around: Sequence[Area], here: Area) -> dict[str, Any] | None:
    """Return one area marked among others, or nothing where its border is not known."""
    by_id = {one.pk: one for one in [*around, here]}
    drawn = plain_map(
        found.scope, indicators.draw([*by_id.values()], year=found.year), by_id, here=here.pk
    )
    if drawn is None or not drawn["here"]:
        return None
    shapes = [(shape["d"], STEPS[shape["step"]]) for shape in drawn["areas"]]
    return {
        **_frame(drawn["view_box"], shapes, here=drawn["here"]["d"]),
        "note": drawn["note"],
        "labels": [],
    }


def figure_page(found: Gathered) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Return the map of the parts of an area and their table; each where there is one."""
    parts = found.parts
    columns = [found.by_key[key] for key in _COLUMNS if key in found.by_key][:_MOST_COLUMNS]
    if len(parts) < 2 or not columns:  # noqa: PLR2004 - one part is the area itself
        return None, None
    spreads = [(line, spread) for line in columns if (spread := _spread(found, line, parts))]
    if not spreads:
        return None, None
    line, spread = next(
        (one for one in spreads if one[0].indicator.key == "aged_65_plus"), spreads[0]
    )
    return _map(found, line, spread), _table(found, spreads)


def _spread(found: Gathered, line: Line, parts: Sequence[Area]) -> Spread | None:
    choice = next(
        (
            one
            for one in indicators.choices(found.viewer, line.indicator)
            if one.period == line.now.period
        ),
        None,
    )
    if choice is None:
        return None
    return indicators.spread(found.viewer, found.scope, line.indicator, choice, parts)


def _map(found: Gathered, line: Line, spread: Spread) -> dict[str, Any] | None:
    figures = {row.area.pk: row.figure for row in spread.rows}
    by_share = any(seen is not None and seen.share is not None for seen in figures.values())
    known = [
        value
        for seen in figures.values()
        if seen
        and seen.has_value
        and (value := seen.share if by_share else seen.value) is not None
    ]  # fmt: skip - one question
    shown = Shown(line.indicator, figures, class_borders(line.indicator, known), by_share)
    areas = {part.pk: part for part in found.parts}
    drawn = figure_map(found.scope, indicators.draw(found.parts, year=found.year), areas, shown)
    if drawn is None:
        return None
    title = _("%(figure)s, %(year)d") % {"figure": line.indicator.name, "year": line.now.period}
    told = [
        f"{area_name(row.area)}: {text or _('not known')}"
        for row in spread.rows
        for text in [comparable_text(line.indicator, row.figure)]
    ]
    return {
        **_frame(drawn["view_box"], [(s["d"], STEPS[s["step"]]) for s in drawn["areas"]]),
        "title": _("The parts of %(area)s") % {"area": area_name(found.area)},
        "legend-title": title,
        "alt": _("Map: %(title)s. %(areas)s.") % {"title": title, "areas": ", ".join(told)},
        "note": drawn["note"],
        "legend": [
            {"colour": STEPS[step["step"]], "text": step["text"]} for step in drawn["legend"]
        ],
        "labels": _labels(drawn),
    }


def _labels(drawn: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the names to write on a map; of many areas none, for they would overlap."""
    width, height = _size(drawn["view_box"])
    if len(drawn["areas"]) > _MOST_LABELS:
        return []
    return [
        {
            "text": shape["name"],
            "x": round(shape["label_x"] / width, 4),
            "y": round(shape["label_y"] / height, 4),
            "dark": shape["dark"],
        }
        for shape in drawn["areas"]
    ]


def _table(found: Gathered, spreads: Sequence[tuple[Line, Spread]]) -> dict[str, Any]:
    heads = [f"{line.indicator.name}, {line.now.period}" for line, _spread in spreads]
    rows = []
    for at, part in enumerate(found.parts):
        cells = [
            here_text(line.indicator, spread.rows[at].figure) or _("not known")
            for line, spread in spreads
        ]
        rows.append([area_name(part), *cells])
    whole = [here_text(line.indicator, line.now) for line, _spread in spreads]
    rows.append([_("All together"), *whole])
    return {
        "title": _("The parts of %(area)s") % {"area": area_name(found.area)},
        "heads": [level_name(found.parts[0]), *heads],
        "rows": rows,
    }


def _frame(
    view_box: str, shapes: Iterable[tuple[str, str]], *, here: str = ""
) -> dict[str, Any]:
    """Return a drawing and how much wider than high it is."""
    width, height = _size(view_box)
    line = max(width / 400, 1.0)
    paths = [
        f'<path d="{path}" fill="{colour or "url(#h)"}" stroke="#ffffff" '
        f'stroke-width="{line:.1f}" stroke-linejoin="round"/>'
        for path, colour in shapes
    ]
    if here:
        paths.append(
            f'<path d="{here}" fill="#0f4c5c" stroke="#c1272d" stroke-width="{2 * line:.1f}" '
            'stroke-linejoin="round"/>'
        )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}">'
        f"<defs>{_HATCH}</defs>{''.join(paths)}</svg>"
    )
    return {"svg": svg, "ratio": round(width / height, 4)}


def _size(view_box: str) -> tuple[float, float]:
    _left, _top, width, height = view_box.split()
    return float(width), float(height)


def _plain(found: Gathered, areas: Iterable[Area]) -> dict[str, Any] | None:
    by_id = {one.pk: one for one in areas}
    return plain_map(found.scope, indicators.draw([*by_id.values()], year=found.year), by_id)


def _whole(found: Gathered) -> dict[str, Any] | None:
    """Return the parts of an area, or its own wijken, where it has no neighbours to show."""
    own = places.areas_of(found.viewer, found.scope, level=OwnKind.WIJK)
    drawn = _plain(found, found.parts or (found.area,)) or _plain(found, own)
    if drawn is None:
        return None
    alt = _("Map of %(place)s") % {"place": area_name(found.area)}
    shapes = [(shape["d"], STEPS[shape["step"]]) for shape in drawn["areas"]]
    return {
        **_frame(drawn["view_box"], shapes),
        "alt": f"{alt}.",
        "note": drawn["note"],
        "labels": [],
    }
