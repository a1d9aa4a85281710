"""Find an area by what people call it, with or without a typing mistake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Exists, OuterRef

from wijkregie.core import names
from wijkregie.domain.places.models import Area, NameGram, PlaceName
from wijkregie.domain.places.queries.areas import visible_to
from wijkregie.domain.places.states import Level, NameKind

if TYPE_CHECKING:
    from wijkregie.domain.places.queries.scopes import Scope
    from wijkregie.kit.viewer import Viewer

LONGEST: Final = 100
_CANDIDATES: Final = 200
_GOOD_ENOUGH: Final = 0.45
_DIGITS: Final = 4
_BY_DIGITS: Final = 0.8
_LEVELS: Final = (Level.OWN, Level.DISTRICT, Level.NEIGHBOURHOOD, Level.MUNICIPALITY)


@dataclass(frozen=True, slots=True)
class Hit:
    """One name that was found and the area it leads to; ``likeness`` from 0 to 1."""

    name: str
    kind: str
    detail: str
    area: Area
    likeness: float


def search(viewer: Viewer, scope: Scope, text: str, *, most: int = 20) -> list[Hit]:
    """Return the areas whose name, street or postcode is like ``text``, best first.

    Text beyond ``LONGEST`` letters is not read. One area is named once. Two queries.
    """
    asked = names.normal(text[:LONGEST])
    code = names.postcode(text[:LONGEST])
    wanted = names.grams(names.normal(code) if code else asked)
    if not wanted:
        return []
    found = _candidates(scope, wanted)
    # Asked per name that was found: joined, SQLite would walk along all areas instead.
    seen = Exists(visible_to(viewer).filter(pk=OuterRef("area_id")))
    rows = (
        PlaceName.objects.filter(seen, pk__in=found)
        .select_related("area__parent__parent")
        .only(
            "name",
            "normal",
            "kind",
            "detail",
            "area__name",
            "area__code",
            "area__level",
            "area__kind",
            "area__municipality",
            "area__gm_code",
            "area__parent__name",
            "area__parent__level",
            "area__parent__parent__name",
            "area__parent__parent__level",
        )  # fmt: skip - one line a table
    )
    hits = [_hit(row, asked, wanted, postcode=code) for row in rows]
    hits.sort(key=lambda hit: (-hit.likeness, _rank(hit.area), hit.name, hit.area.code))
    return _once([hit for hit in hits if hit.likeness >= _GOOD_ENOUGH])[:most]


def _candidates(scope: Scope, wanted: frozenset[str]) -> list[int]:
    rows = NameGram.objects.filter(gram__in=wanted)
    if not scope.is_country:
        rows = rows.filter(gm_code__in=scope.codes)
    counted = rows.values("name_id").annotate(shared=Count("gram"))
    ranked = counted.order_by("-shared", "name_id")
    return [row["name_id"] for row in ranked[:_CANDIDATES]]


def _hit(row: PlaceName, asked: str, wanted: frozenset[str], *, postcode: str) -> Hit:
    if row.kind == NameKind.POSTCODE:
        alike = _postcode_likeness(row.name, postcode)
    elif row.normal == asked:
        alike = 1.0
    elif row.normal.startswith(asked) or f" {asked}" in row.normal:
        alike = 0.95
    else:
        alike = 0.9 * names.likeness(wanted, names.grams(row.normal))
    return Hit(row.name, row.kind, row.detail, row.area, alike)


def _postcode_likeness(known: str, asked: str) -> float:
    """Return 1 for the same whole postcode; four digits lead to more than one area."""
    if not asked:
        return 0.0
    if known == asked and len(asked) > _DIGITS:
        return 1.0
    return _BY_DIGITS if known.startswith(asked) or asked.startswith(known) else 0.0


def _rank(area: Area) -> int:
    return _LEVELS.index(Level(area.level)) if area.level in _LEVELS else len(_LEVELS)


def _once(hits: list[Hit]) -> list[Hit]:
    seen: set[int] = set()
    kept = []
    for hit in hits:
        if hit.area.pk not in seen:
            seen.add(hit.area.pk)
            kept.append(hit)
    return kept
