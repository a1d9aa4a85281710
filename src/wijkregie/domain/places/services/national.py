"""Take over the national areas of a year's layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from wijkregie.domain.places.models import Area, AreaYear
from wijkregie.domain.places.services.naming import Named, name_areas, name_new_areas
from wijkregie.domain.places.states import Level
from wijkregie.kit.bulk import add_rows, one_at_a_time
from wijkregie.sources.records import level_of, parent_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.sources.records import AreaRow

_BATCH: Final = 2000
_ORDER: Final = (Level.COUNTRY, Level.MUNICIPALITY, Level.DISTRICT, Level.NEIGHBOURHOOD)


@transaction.atomic
def store_areas(rows: Sequence[AreaRow], *, year: int) -> dict[str, int]:
    """Store the areas of the layout of ``year`` and return the id of each code.

    An area that is there already keeps its row; its name becomes that of the last year
    known. Storing the same rows twice changes nothing. A parent that is in no row is made
    from the code, without a name.
    """
    one_at_a_time()
    known = dict(Area.objects.filter(municipality=None).values_list("code", "pk"))
    _add(_with_parents([row for row in rows if row.code not in known]), known)
    ids = {row.code: known[row.code] for row in rows}
    _store_years(rows, ids, year)
    _rename(rows, ids, year)
    return ids


def gm_code_of(code: str, level: str) -> str:
    """Return the code of the municipality that a national code belongs to."""
    return "" if level == Level.COUNTRY else f"GM{code[2:6]}"


def _with_parents(rows: Sequence[AreaRow]) -> list[tuple[str, str, str]]:
    """Return (code, level, name) of all areas and their parents, largest level first."""
    found = {row.code: (row.code, str(row.level), row.name or "") for row in rows}
    for code in list(found):
        above = parent_code(code)
        while above is not None:
            found.setdefault(above, (above, str(level_of(above)), ""))
            above = parent_code(above)
    return sorted(found.values(), key=lambda row: (_ORDER.index(Level(row[1])), row[0]))


def _add(rows: Iterable[tuple[str, str, str]], known: dict[str, int]) -> None:
    """Create the areas that are not known yet, level by level, so that parents come first."""
    by_level: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows:
        if row[0] not in known:
            by_level.setdefault(row[1], []).append(row)
    for level in _ORDER:
        fresh = by_level.get(level, [])
        add_rows(
            Area,
            ("code", "level", "kind", "name", "gm_code", "parent", "remark", "public"),
            (
                (
                    code,
                    level.value,
                    "",
                    name,
                    gm_code_of(code, level),
                    known.get(parent_code(code) or ""),
                    "",
                    True,
                )
                for code, _, name in fresh
            ),
        )
        known.update(_ids_of(level) if fresh else ())
    name_new_areas(
        Named(known[code], name, gm_code_of(code, level))
        for found in by_level.values()
        for code, level, name in found
    )


def _ids_of(level: Level) -> Iterable[tuple[str, int]]:
    return Area.objects.filter(municipality=None, level=level).values_list("code", "pk")


def _store_years(rows: Sequence[AreaRow], ids: dict[str, int], year: int) -> None:
    """Store the year of each area; what a file does not tell never wipes what another told."""
    there = AreaYear.objects.filter(year=year).values_list("area_id", "name", "change", "water")
    known = {area_id: told for area_id, *told in there}
    add_rows(
        AreaYear,
        ("area", "year", "name", "change", "water"),
        (
            (ids[row.code], year, row.name or "", row.change, row.water)
            for row in rows
            if ids[row.code] not in known
        ),
    )
    again = []
    for row in rows:
        before = known.get(ids[row.code])
        if before is not None and (told := _retold(row, before)) != before:
            name, change, water = told
            again.append(
                AreaYear(
                    area_id=ids[row.code], year=year, name=name, change=change, water=water
                )
            )
    AreaYear.objects.bulk_create(
        again,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["area", "year"],
        update_fields=["name", "change", "water"],
    )


def _retold(row: AreaRow, before: list[Any]) -> list[Any]:
    """Return the year as told by both; a table of figures knows most water as land."""
    name, change, water = before
    changed = change if row.change is None else row.change
    return [row.name or name, changed, row.water or water]


def _rename(rows: Sequence[AreaRow], ids: dict[str, int], year: int) -> None:
    """Give areas the name of the last year known, if that is the year of these rows."""
    wanted = {ids[row.code]: row.name for row in rows if row.name}
    later = set(
        AreaYear.objects.filter(year__gt=year)
        .exclude(name="")
        .values_list("area_id", flat=True)
        .distinct()
    )
    named = Area.objects.filter(municipality=None).values_list("pk", "name")
    changed = [
        area_id
        for area_id, name in named.iterator(chunk_size=_BATCH)
        if area_id in wanted and wanted[area_id] != name and (area_id not in later or not name)
    ]
    for at in range(0, len(changed), _BATCH):
        areas = list(Area.objects.filter(pk__in=changed[at : at + _BATCH]))
        for area in areas:
            area.name = wanted[area.pk]
        Area.objects.bulk_create(
            areas,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["name"],
        )
        name_areas(Named(area.pk, area.name, area.gm_code) for area in areas)
