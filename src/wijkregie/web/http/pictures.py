"""Charts and maps as files of their own: with title, legend, notes and source in them."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.template.loader import render_to_string

from wijkregie.kit.typeset import picture
from wijkregie.web.http.tables import file_answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpResponse

    from wijkregie.domain.places.queries import Scope

WIDTH: Final = 720
_EDGE: Final = 24
_LETTERS: Final = 96
_TITLE_LETTERS: Final = 58
_LINE: Final = 18
_LEGEND_ROW: Final = 26
_LEGEND_COLUMNS: Final = 3
#: Parts of the main colour in the colours of the theme, in percent; the rest is white.
_TINTS: Final = {"q1": 15, "q2": 36, "q3": 58, "q4": 79, "q5": 100, "tint": 10, "qplain": 27}
_THEME: Final = {
    "ink": "#14212b",
    "muted": "#52626e",
    "line": "#c9d3d9",
    "same": "#7b8790",
    "primary": "#0f4c5c",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing that stands on its own, and what it shows in words."""

    svg: str
    alt: str

    def answer(self, name: str, kind: str) -> HttpResponse:
        """Return it as a file, "svg" or "png". Raises ``TypesetFault``."""
        if kind == "svg":
            return file_answer(f"{name}.svg", "image/svg+xml", self.svg)
        made = picture.png(self.svg, width=WIDTH, alt=self.alt)
        return file_answer(f"{name}.png", "image/png", made)


def chart_picture(
    scope: Scope, chart: Mapping[str, Any], *, title: str, source: str, address: str
) -> Picture:
    """Return a chart, as ``partials/line_chart.html`` asks for it, as a picture."""
    notes = [one["note"] for one in chart["breaks"]]
    height = round((WIDTH - 2 * _EDGE) * chart["height"] / chart["width"])
    alt = f"{chart['title']}. {chart['description']}"
    more = {"chart": chart, "alt": alt, "title": title}
    return _picture("drawings/chart.svg", scope, [*notes, source, address], height, more)


def map_picture(
    scope: Scope, drawn: Mapping[str, Any], *, title: str, source: str, address: str
) -> Picture:
    """Return a map, as ``partials/map.html`` asks for it, as a picture with its legend."""
    _left, _top, width, height = map(int, drawn["view_box"].split())
    entries = list(drawn.get("legend", ()))
    rows = -(-len(entries) // _LEGEND_COLUMNS)
    tall = round((WIDTH - 2 * _EDGE) * height / width)
    across = (WIDTH - 2 * _EDGE) // _LEGEND_COLUMNS
    legend = [
        {
            **entry,
            "x": _EDGE + across * (at % _LEGEND_COLUMNS),
            "up": tall + 16 + _LEGEND_ROW * (at // _LEGEND_COLUMNS),
        }
        for at, entry in enumerate(entries)
    ]
    body = tall + 16 + _LEGEND_ROW * rows
    notes = [drawn["note"], source, address]
    more = {"map": drawn, "alt": title, "title": title, "tall": tall, "entries": legend}
    return _picture("drawings/map.svg", scope, notes, body, more)


def _picture(
    template: str,
    scope: Scope,
    notes: Sequence[str],
    body: int,
    more: Mapping[str, Any],
) -> Picture:
    heads = textwrap.wrap(more["title"], _TITLE_LETTERS)
    top = _EDGE + 28 * len(heads)
    lines = [line for note in notes if note for line in textwrap.wrap(note, _LETTERS)]
    below = top + body + 28
    context = {
        **more,
        "colours": palette(scope),
        "width": WIDTH,
        "inner": WIDTH - 2 * _EDGE,
        "edge": _EDGE,
        "top": top,
        "body": body,
        "heads": [{"y": _EDGE + 8 + 28 * at, "text": text} for at, text in enumerate(heads)],
        "lines": [{"y": below + _LINE * at, "text": text} for at, text in enumerate(lines)],
        "height": below + _LINE * len(lines) + _EDGE - _LINE + 6,
    }
    return Picture(render_to_string(template, context), more["alt"])


def palette(scope: Scope) -> dict[str, str]:
    """Return the colours of a drawing; those of a municipality where it chose its own.

    >>> palette(Scope(1, "a", "A"))["q5"]  # doctest: +SKIP
    '#0f4c5c'
    """
    chosen = _THEME | {key: value for key, value in scope.tokens if key in _THEME}
    main = chosen["primary"]
    return chosen | {key: _tint(main, part) for key, part in _TINTS.items()}


def _tint(colour: str, percent: int) -> str:
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    mixed = [round(part * percent / 100 + 255 * (100 - percent) / 100) for part in parts]
    return "#" + "".join(f"{part:02x}" for part in mixed)
