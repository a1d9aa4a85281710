"""Borders to draw and to find a point in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijkregie.core.geometry import Box, around, contains, svg_path, unpack_rings
from wijkregie.domain.places.models import Border, BorderSet
from wijkregie.domain.places.queries.areas import visible_to
from wijkregie.domain.places.queries.ground import same_ground
from wijkregie.domain.places.states import BorderSource, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijkregie.core.geometry import Ring
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries.ground import Ground, Land
    from wijkregie.domain.places.queries.scopes import Scope
    from wijkregie.kit.viewer import Viewer

_WIDTH: Final = 1000


@dataclass(frozen=True, slots=True)
class Drawn:
    """One area on a map: its path and the place of its label, in units of the drawing.

    ``strange`` says that nobody knows this border to be of the area in the year asked for:
    it may show no figure of that year.
    """

    area_id: int
    path: str
    label_x: int
    label_y: int
    strange: bool = False


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map ready to be shown: ``width`` by ``height`` units; areas without border left out.

    ``years`` are the years of the borders, ``schematic`` tells that some are a drawing of
    ours at about the right place. ``box`` is what is drawn, in metres of the Dutch grid.
    ``asked`` is the year of the areas; ``alike`` tells that some are drawn in a border of
    another year because code, name and size are the same, no more being known.
    """

    width: int
    height: int
    shapes: tuple[Drawn, ...]
    years: tuple[int, ...]
    schematic: bool
    box: Box
    asked: int | None = None
    alike: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The simplified border of one area: closed rings in metres of the Dutch grid."""

    years: tuple[int, ...]
    schematic: bool
    rings: tuple[Ring, ...]


def draw(
    areas: Sequence[Area], *, year: int | None, land: Land | None = None
) -> DrawnMap | None:
    """Draw areas of ``year`` with the borders of it, or of the year nearest to it.

    Two queries; six more for each other year of which borders are used, and those of
    ``land`` (how many hectares areas have). Own areas are drawn as the parts they are made
    of; where no part has a border, as the schematic cell that the municipality drew. Returns
    ``None`` if nothing can be drawn.
    """
    by_area = _by_area(areas, year)
    grounds = _grounds(areas, by_area, year, land)
    used = [border for found in by_area.values() for border in found]
    box = around(_box(border) for border in used)
    if box is None:
        return None
    return DrawnMap(
        width=_WIDTH,
        height=round(_WIDTH * box.height / box.width),
        shapes=tuple(
            _drawn(pk, found, box, strange=any(_is_strange(one, grounds) for one in found))
            for pk, found in by_area.items()
            if found
        ),
        years=tuple(sorted({b.year for b in used if b.source == BorderSource.CBS})),
        schematic=any(border.source == BorderSource.SCHEMATIC for border in used),
        box=box,
        asked=year,
        alike=any(ground.alike for ground in grounds.values()),
    )


def _grounds(
    areas: Sequence[Area],
    by_area: Mapping[int, Sequence[Border]],
    year: int | None,
    land: Land | None,
) -> dict[int, Ground]:
    """Return per other year of which borders are used whether those are the same ground."""
    whole = {one.pk for one in areas if one.level == Level.COUNTRY}
    ids: dict[int, set[int]] = {}
    for border in (border for found in by_area.values() for border in found):
        if border.source == BorderSource.CBS and border.area_id not in whole:
            ids.setdefault(border.year, set()).add(border.area_id)
    if year is None:
        return {}
    return {
        drawn: same_ground(found, drawn=drawn, figures=year, land=land)
        for drawn, found in sorted(ids.items())
        if drawn != year
    }


def _is_strange(border: Border, grounds: Mapping[int, Ground]) -> bool:
    """Tell whether a border is of another year, and not known to be of the same area."""
    ground = grounds.get(border.year) if border.source == BorderSource.CBS else None
    return ground is not None and ground.same.get(border.area_id) != border.area_id


def outline(area: Area, *, year: int | None) -> Outline | None:
    """Return the simplified border of an area in ``year`` or the year nearest to it.

    Of an own area those of its parts, or its schematic cell. Two queries. Returns ``None``
    if there is no border.
    """
    found = _by_area([area], year)[area.pk]
    if not found:
        return None
    return Outline(
        years=tuple(sorted({border.year for border in found})),
        schematic=any(border.source == BorderSource.SCHEMATIC for border in found),
        rings=tuple(ring for border in found for ring in unpack_rings(border.outline)),
    )


def areas_at(
    viewer: Viewer, scope: Scope, *, x: int, y: int, year: int | None = None
) -> list[Area]:
    """Return the areas that hold a point, smallest first: buurt, wijk, municipality, own.

    ``x`` and ``y`` are metres in the Dutch grid. Of each level the borders of ``year``, or
    of the year nearest to it: those of another year would hold the point a second time.
    At most five queries.
    """
    boxes = Border.objects.filter(min_x__lte=x, max_x__gte=x, min_y__lte=y, max_y__gte=y)
    mine = None if scope.is_country else _of(scope, viewer)
    if mine is not None:
        boxes = boxes.filter(area__in=mine)
    layouts = _layouts(mine, year)
    holding = [
        border.area_id
        for border in boxes.defer("outline").select_related("area")
        if layouts.get(border.area.level, border.year) == border.year
        and contains(unpack_rings(border.shape), 10 * x, 10 * y)
    ]
    found = visible_to(viewer).filter(pk__in=holding)
    own = visible_to(viewer).filter(
        parts__in=holding, level=Level.OWN, municipality_id=scope.municipality_id or 0
    )
    order = (Level.NEIGHBOURHOOD, Level.DISTRICT, Level.MUNICIPALITY, Level.COUNTRY, Level.OWN)
    both = {one.pk: one for one in (*found, *own)}
    return sorted(both.values(), key=lambda one: (order.index(Level(one.level)), one.pk))


def _layouts(area_ids: Sequence[int] | None, year: int | None) -> dict[str, int]:
    """Return per level of CBS the year nearest to ``year`` that has borders of these areas."""
    if area_ids is None:
        found = [*BorderSet.objects.values_list("level", "year")]
    else:
        borders = Border.objects.filter(area__in=area_ids, source=BorderSource.CBS)
        found = [*borders.values_list("area__level", "year").distinct()]
    return dict(sorted(found, key=lambda one: _years_away(one[1], year), reverse=True))


def _of(scope: Scope, viewer: Viewer) -> list[int]:
    """Return the ids of the areas of a municipality: a list, so that the box index is used."""
    seen = visible_to(viewer)
    national = seen.filter(gm_code__in=scope.codes).values_list("pk", flat=True)
    own = seen.filter(municipality_id=scope.municipality_id or 0).values_list("pk", flat=True)
    return [*national.union(own)]


def _by_area(areas: Sequence[Area], year: int | None) -> dict[int, list[Border]]:
    """Return per area its border, or those of the parts it is made of."""
    parts = _parts([one for one in areas if one.level == Level.OWN])
    wanted = {one.pk for one in areas} | {pk for found in parts.values() for pk in found}
    borders = _nearest(Border.objects.filter(area_id__in=wanted).defer("shape"), year)
    return {
        one.pk: [borders[pk] for pk in parts.get(one.pk, ()) if pk in borders]
        or [borders[pk] for pk in (one.pk,) if pk in borders]
        for one in areas
    }


def _parts(own: Iterable[Area]) -> dict[int, list[int]]:
    ids = [one.pk for one in own]
    if not ids:
        return {}
    found: dict[int, list[int]] = {}
    through = type(next(iter(own))).parts.through.objects.filter(from_area_id__in=ids)
    for whole_id, part_id in through.values_list("from_area_id", "to_area_id"):
        found.setdefault(whole_id, []).append(part_id)
    return found


def _nearest(borders: Iterable[Border], year: int | None) -> dict[int, Border]:
    """Return per area the border of the wanted year, or of the year nearest to it."""
    best: dict[int, Border] = {}
    for border in borders:
        kept = best.get(border.area_id)
        if kept is None or _distance(border, year) < _distance(kept, year):
            best[border.area_id] = border
    return best


def _distance(border: Border, year: int | None) -> tuple[bool, int, int]:
    drawn_here = border.source == BorderSource.SCHEMATIC
    return drawn_here, *_years_away(border.year, year)


def _years_away(one: int, year: int | None) -> tuple[int, int]:
    """Return what sorts years by nearness, the later of two that are as near first."""
    return (0 if year is None else abs(one - year)), -one


def _box(border: Border) -> Box:
    return Box(border.min_x, border.min_y, border.max_x, border.max_y)


def _drawn(area_id: int, borders: Sequence[Border], box: Box, *, strange: bool) -> Drawn:
    largest = max(borders, key=lambda border: border.square_metres)
    scale = _WIDTH / box.width
    return Drawn(
        area_id=area_id,
        path="".join(
            svg_path(unpack_rings(border.outline), box, width=_WIDTH) for border in borders
        ),
        label_x=round((largest.label_x - box.min_x) * scale),
        label_y=round((box.max_y - largest.label_y) * scale),
        strange=strange,
    )
