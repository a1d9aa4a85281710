"""What the areas of a municipality are made of, to see which of them hold the same places."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from wijkregie.domain.places.models import Area, AreaYear, MunicipalityCode
from wijkregie.domain.places.states import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Grounds:
    """The areas of a municipality, the years of its layouts, and the parts of its own areas."""

    areas: Mapping[int, Area]
    years: Mapping[int, frozenset[int]]
    parts: Mapping[int, tuple[int, ...]]

    def layout(self, period: int) -> int | None:
        """Return the layout of a period: the last one until then, else the first one."""
        known = sorted(frozenset[int]().union(*self.years.values()))
        until = [year for year in known if year <= period]
        return until[-1] if until else next(iter(known), None)

    def exists(self, area: Area, period: int) -> bool:
        """Tell whether an area is one of the layout of a period; own areas always are."""
        year = self.layout(period)
        return area.level == Level.OWN or year is None or year in self.years.get(area.pk, ())

    def places_of(self, area_ids: Iterable[int], period: int) -> dict[int, frozenset[str]]:
        """Return of what places these areas are made: buurten, or whatever is smallest.

        Two areas hold a place together exactly when they overlap. A buurt that nobody
        mentions counts too: what lies in it is the rest of its wijk.
        """
        wanted = [self.areas[pk] for pk in area_ids]
        year = self.layout(period)
        here = {
            area.code
            for area in self.areas.values()
            if area.level == Level.NEIGHBOURHOOD and self.exists(area, period)
        }
        smallest = _smallest({area.code for area in wanted if area.level != Level.OWN} | here)
        return {area.pk: self._made_of(area, smallest, year) for area in wanted}

    def _made_of(
        self, area: Area, smallest: frozenset[str], year: int | None
    ) -> frozenset[str]:
        if area.level != Level.OWN:
            return frozenset(code for code in smallest if _lies_in(code, area.code))
        found = frozenset[str]().union(
            *(self._made_of(self.areas[pk], smallest, year) for pk in self._parts(area.pk))
        )
        return found or frozenset({area.code})

    def _parts(self, area_id: int) -> list[int]:
        return [pk for pk in self.parts.get(area_id, ()) if pk in self.areas]

    @cached_property
    def by_code(self) -> dict[str, Area]:
        """The areas by their code in capitals."""
        return {area.code.casefold(): area for area in self.areas.values()}

    @cached_property
    def by_name(self) -> dict[str, list[Area]]:
        """The areas by their name in small letters; several may share one."""
        found: dict[str, list[Area]] = defaultdict(list)
        for area in self.areas.values():
            found[" ".join(area.name.casefold().split())].append(area)
        return found


def grounds(municipality_id: int) -> Grounds:
    """Return what the areas of a municipality are made of. Four queries."""
    codes = MunicipalityCode.objects.filter(municipality_id=municipality_id)
    national = Area.objects.filter(municipality=None, gm_code__in=codes.values("code"))
    own = Area.objects.filter(municipality_id=municipality_id)
    areas = {area.pk: area for area in (*national, *own)}
    years: dict[int, set[int]] = defaultdict(set)
    rows = AreaYear.objects.filter(area__in=national.values("pk"))
    for area_id, year in rows.values_list("area_id", "year"):
        years[area_id].add(year)
    parts: dict[int, list[int]] = defaultdict(list)
    through = Area.parts.through.objects.filter(from_area_id__in=own.values("pk"))
    for whole, part in through.values_list("from_area_id", "to_area_id"):
        parts[whole].append(part)
    return Grounds(
        areas=areas,
        years={pk: frozenset(found) for pk, found in years.items()},
        parts={pk: tuple(found) for pk, found in parts.items()},
    )


def _lies_in(code: str, whole: str) -> bool:
    """Tell whether a CBS area is, or lies in, another one; their codes say so.

    >>> _lies_in("BU19800101", "WK198001"), _lies_in("WK198001", "GM1980")
    (True, True)
    >>> _lies_in("WK198001", "BU19800101"), _lies_in("BU19800101", "BU19800101")
    (False, True)

    """
    return code[2:].startswith(whole[2:]) and len(code) >= len(whole)


def _smallest(codes: set[str]) -> frozenset[str]:
    """Return the codes in which none of the others lies."""
    return frozenset(
        code
        for code in codes
        if not any(other != code and _lies_in(other, code) for other in codes)
    )
