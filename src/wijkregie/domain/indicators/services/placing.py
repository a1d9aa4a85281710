"""Which area each row of a table of own figures is about: by code, by digits, or by name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.domain.indicators.services.own import OwnFigureRefused
from wijkregie.domain.places.states import Level
from wijkregie.sources.records import Reason, Rejection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.indicators.queries.grounds import Grounds
    from wijkregie.domain.places.models import Area
    from wijkregie.sources.own_table import OwnRow, OwnTable

    Candidates = Sequence[Area]

_DIGITS: Final = {
    Level.MUNICIPALITY: ("GM", 4),
    Level.DISTRICT: ("WK", 6),
    Level.NEIGHBOURHOOD: ("BU", 8),
}
#: The sorts of areas of which a whole table may be, beside the municipality itself.
_SORTS: Final = (Level.OWN, Level.DISTRICT, Level.NEIGHBOURHOOD)
#: Of areas that hold the same places the first sort counts: first what somebody here made.
_PREFERRED: Final = (*_SORTS, Level.MUNICIPALITY)


def placed(
    table: OwnTable, ground: Grounds
) -> tuple[list[tuple[Area, OwnRow]], list[Rejection]]:
    """Return each row with its area, and the rows of which the area is not known.

    A name that several areas share means the one of the sort that the table says, or of the
    only sort of which it can be as a whole; else those areas have to hold the same places.
    A row that stays open is rejected with the codes that it may mean. Raises
    ``OwnFigureRefused`` where two rows are about one area.
    """
    found: list[tuple[Area, OwnRow]] = []
    rejected: dict[int, Rejection] = {}
    seen: dict[tuple[int, int, str], OwnRow] = {}
    for row, candidates in zip(table.rows, _candidates_of(table, ground), strict=True):
        if len(candidates) != 1:
            rejected.setdefault(row.row, _rejection(table, row, candidates))
            continue
        area = candidates[0]
        other = seen.setdefault((area.pk, row.period, row.key), row)
        if other is not row:
            raise OwnFigureRefused(
                _("%(file)s: rows %(one)d and %(other)d are both about %(area)s. Keep one.")
                % {"file": table.file, "one": other.row, "other": row.row, "area": area}
            )
        found.append((area, row))
    return found, list(rejected.values())


def _rejection(table: OwnTable, row: OwnRow, candidates: Candidates) -> Rejection:
    return Rejection(
        table.file,
        row.row,
        table.area_column,
        row.area,
        Reason.AREAS_ALIKE if candidates else Reason.UNKNOWN_AREA,
        tuple(sorted(area.code for area in candidates)),
    )


def _candidates_of(table: OwnTable, ground: Grounds) -> list[Candidates]:
    """Return per row the areas that it may be about, as few as can be told."""
    every = [_candidates(row, table.level, ground) for row in table.rows]
    level = "" if table.level else _sort_of_all(every)
    narrowed = [_of_sort(one, level) if level else one for one in every]
    alike: dict[int, set[Area]] = defaultdict(set)
    for row, candidates in zip(table.rows, narrowed, strict=True):
        if len(candidates) > 1:
            alike[row.period].update(candidates)
    places = {
        period: ground.places_of((area.pk for area in areas), period)
        for period, areas in alike.items()
    }
    return [
        _same_places(one, places[row.period]) if len(one) > 1 else one
        for row, one in zip(table.rows, narrowed, strict=True)
    ]


def _candidates(row: OwnRow, level: str, ground: Grounds) -> Candidates:
    """Return the areas that a row may be about: by code, by its digits, or by name."""
    word = " ".join(row.area.casefold().split())
    by_code = ground.by_code.get(word)
    if by_code is None and level in _DIGITS and word.isdigit():
        letters, digits = _DIGITS[Level(level)]
        by_code = ground.by_code.get(f"{letters}{word.zfill(digits)}".casefold())
    if by_code is not None:
        return [by_code]
    named = ground.by_name.get(word, [])
    if level:
        named = _of_sort(named, level)
    return [area for area in named if ground.exists(area, row.period)] or named


def _of_sort(candidates: Candidates, level: str) -> list[Area]:
    """Return the candidates of a sort; the municipality itself may stand beside all sorts."""
    return [area for area in candidates if area.level in {level, Level.MUNICIPALITY}]


def _sort_of_all(every: Sequence[Candidates]) -> str:
    """Return the only sort of which each known row is exactly one area, else nothing."""
    known = [one for one in every if one]
    fitting = [
        level for level in _SORTS if all(len(_of_sort(one, level)) == 1 for one in known)
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _same_places(candidates: Candidates, places: dict[int, frozenset[str]]) -> Candidates:
    """Return of areas with the same places the one that counts; others stay as they are."""
    if len({places[area.pk] for area in candidates}) > 1:
        return candidates
    first = min(_PREFERRED.index(Level(area.level)) for area in candidates)
    return [area for area in candidates if area.level == _PREFERRED[first]]
