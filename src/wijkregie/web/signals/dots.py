"""Reports on a map, as one dot with a number for each area; never a dot for each report."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.domain.places import queries as places
from wijkregie.web.http.wording import area_name, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import DrawnMap

_SMALLEST: Final = 32
_LARGEST: Final = 64
#: A map of more letters than this would be too heavy for a phone: its dots are enough.
HEAVIEST: Final = 60_000


def dots(
    areas: Sequence[Area],
    counts: Mapping[int, int],
    urls: Mapping[int, str],
    words: Callable[[int], str],
) -> dict[str, Any] | None:
    """Return the map of ``signals/part_dots.html``, or nothing without borders."""
    drawn = places.draw(areas, year=None)
    if drawn is None:
        return None
    named = {area.pk: area for area in areas}
    light = sum(len(shape.path) for shape in drawn.shapes) <= HEAVIEST
    most = max(counts.values(), default=1)
    return {
        "view_box": f"0 0 {drawn.width} {drawn.height}",
        "areas": [
            {
                "name": area_name(named[shape.area_id]),
                "url": urls.get(shape.area_id, ""),
                "d": shape.path if light else "",
                "x": shape.label_x,
                "y": shape.label_y,
                "r": _radius(counts.get(shape.area_id, 0), most),
                "number": number(counts.get(shape.area_id, 0)),
                "text": words(counts.get(shape.area_id, 0)),
            }
            for shape in drawn.shapes
        ],
        "note": _note(drawn),
    }


def _radius(count: int, most: int) -> int:
    """Return how large a dot is: its surface grows with the number. Without reports none."""
    if not count:
        return 0
    return round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(count / most))


def _note(drawn: DrawnMap) -> str:
    if drawn.schematic:
        return _("Schematic map: every wijk is one cell at about the right place.")
    years = " / ".join(map(str, drawn.years))
    return _("Borders: CBS and Kadaster, %(years)s.") % {"years": years} if years else ""
