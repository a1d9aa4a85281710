"""Where something is: the areas to choose from, the same on the map and in the list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.core import names
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.web.http.wording import area_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import DrawnMap, Hit, Scope
    from wijkregie.kit.viewer import Viewer

#: What the list says for a signal that is about all of the municipality.
WHOLE: Final = "hele"
_SURE: Final = 0.95
_MOST_NAMES: Final = 14
_MOST_LIKE: Final = 8


@dataclass(frozen=True, slots=True)
class Choosable:
    """The areas of a municipality to choose from: wijken, which the map shows, and others."""

    viewer: Viewer
    scope: Scope
    wijken: tuple[Area, ...]
    others: tuple[Area, ...]
    buurten: tuple[Area, ...]

    @property
    def codes(self) -> dict[str, Area]:
        """The areas by their code; of two that share one the first of the list."""
        return {area.code: area for area in (*self.buurten, *self.others, *self.wijken)}

    @property
    def options(self) -> list[tuple[str, Any]]:
        """The areas as choices of a list, wijken before buurten."""
        found: list[tuple[str, Any]] = [("", _("Choose an area"))]
        found.append((WHOLE, _("All of %(place)s") % {"place": self.scope.name}))
        groups = (
            (_("Wijken"), self.wijken),
            (_("Other areas"), self.others),
            (_("Buurten"), self.buurten),
        )
        found += [
            (title, [(area.code, area_name(area)) for area in areas])
            for title, areas in groups
            if areas
        ]
        return found

    def options_with(self, first: Sequence[tuple[str, str]]) -> list[tuple[str, Any]]:
        """Return the choices of the list, these streets or areas before the others."""
        found = self.options
        return [found[0], (_("Do you mean"), [*first]), *found[1:]]

    def like(self, text: str) -> list[tuple[str, str]]:
        """Return streets and areas whose name looks like this, to choose from. Two queries."""
        hits = places.search(self.viewer, self.scope, _without_number(text), most=_MOST_LIKE)
        return [(hit.area.code, _name_of(hit)) for hit in hits if hit.area.code in self.codes]

    def found_by(self, text: str) -> Area | None:
        """Return the area of a street or postcode, if its name is surely meant. Two queries."""
        asked = _without_number(text)
        hits = places.search(self.viewer, self.scope, asked, most=1) if asked else []
        return hits[0].area if hits and hits[0].likeness >= _SURE else None


def _without_number(text: str) -> str:
    """Return a street without its house number; a postcode as it is."""
    return text if names.postcode(text) else text.rstrip("0123456789 -/abcABC")


def _name_of(hit: Hit) -> str:
    """Return how a street or area is named in a list of both."""
    known = area_name(hit.area)
    return known if hit.name == hit.area.name else f"{hit.name}, {known}"


def choosable(viewer: Viewer, scope: Scope, *, also: str = "") -> Choosable:
    """Return the areas to choose from: own wijken, else those of CBS. Four queries.

    ``also`` is the code of an area that one came from, such as a wijk of CBS beside own
    ones: it can be chosen too, for one query more.
    """
    year = places.latest_year(scope)
    own = tuple(places.areas_of(viewer, scope, level=Level.OWN))
    wijken = tuple(area for area in own if area.kind == OwnKind.WIJK) or tuple(
        places.areas_of(viewer, scope, level=Level.DISTRICT, year=year)
    )
    others = tuple(area for area in own if area.kind != OwnKind.WIJK)
    buurten = tuple(places.areas_of(viewer, scope, level=Level.NEIGHBOURHOOD, year=year))
    found = Choosable(viewer, scope, wijken, others, buurten)
    if not also.isalnum() or also in found.codes:
        return found
    area = places.area(viewer, scope, also)
    if area is None or area.gm_code not in scope.codes or area.level == Level.MUNICIPALITY:
        return found
    return replace(found, others=(*others, area))


def spot_map(wijken: Sequence[Area], chosen: str, spot: tuple[int, int] | None) -> Any:
    """Return the map of ``signals/part_map.html``, or nothing without borders. Two queries.

    ``chosen`` is the code of the area that is chosen already, ``spot`` a point in metres.
    A schematic map has no true places: on it one chooses an area, never a spot.
    """
    drawn = places.draw(wijken, year=None)
    if drawn is None:
        return None
    areas = {area.pk: area for area in wijken}
    named = len(drawn.shapes) <= _MOST_NAMES
    shapes = [
        {
            "code": areas[shape.area_id].code,
            "name": area_name(areas[shape.area_id]),
            "d": shape.path,
            "label_x": shape.label_x,
            "label_y": shape.label_y,
            "label": _short(areas[shape.area_id]) if named else "",
            "chosen": areas[shape.area_id].code == chosen,
        }
        for shape in drawn.shapes
    ]
    return {
        "view_box": f"0 0 {drawn.width} {drawn.height}",
        "areas": shapes,
        "left": drawn.box.min_x,
        "top": drawn.box.max_y,
        "metres": f"{drawn.box.width / drawn.width:.6f}",
        "exact": not drawn.schematic,
        "dot": None if drawn.schematic else _dot(drawn, spot),
        "note": _note(drawn),
    }


def _short(area: Area) -> str:
    """Return the first of the names that an area joins: there is no room for all."""
    return area_name(area).partition("/")[0]


def _dot(drawn: DrawnMap, spot: tuple[int, int] | None) -> dict[str, int] | None:
    if spot is None:
        return None
    scale = drawn.width / drawn.box.width
    return {
        "x": round((spot[0] - drawn.box.min_x) * scale),
        "y": round((drawn.box.max_y - spot[1]) * scale),
    }


def _note(drawn: DrawnMap) -> str:
    if drawn.schematic:
        return _("Schematic map: every wijk is one cell at about the right place.")
    years = " / ".join(map(str, drawn.years))
    return _("Borders: CBS and Kadaster, %(years)s.") % {"years": years} if years else ""
