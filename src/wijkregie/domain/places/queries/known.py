"""What is stored of areas through the layouts: what CBS said, what was measured, and links."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import OuterRef, Q, Subquery

from wijkregie.domain.places.models import Area, AreaLink, AreaYear, MunicipalityCode
from wijkregie.domain.places.states import LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_GENERATIONS: Final = 4
_ONE_OR_PART: Final = (LinkKind.SAME, LinkKind.MERGED)
_FIELDS: Final = ("before_id", "before_year", "after_id", "after_year", "kind", "overlap")


@dataclass(frozen=True, slots=True)
class Step:
    """A link as the tracks need it."""

    before: int
    before_year: int
    after: int
    after_year: int
    kind: str
    overlap: float


@dataclass(frozen=True, slots=True)
class Known:
    """What was said, and what was measured, of each code in each layout."""

    words: Mapping[int, Mapping[int, int | None]]
    alike: Mapping[int, Mapping[int, int]]
    names: Mapping[int, Mapping[int, str]]

    @classmethod
    def of(cls, ids: Iterable[int]) -> Known:
        """Read it of these areas. One query."""
        words: dict[int, dict[int, int | None]] = defaultdict(dict)
        alike: dict[int, dict[int, int]] = defaultdict(dict)
        named: dict[int, dict[int, str]] = defaultdict(dict)
        rows = AreaYear.objects.filter(area_id__in=list(ids))
        for pk, year, word, earlier, name in rows.values_list(
            "area_id", "year", "change", "alike", "name"
        ):
            words[pk][year] = word
            named[pk][year] = name
            if earlier is not None:
                alike[pk][year] = earlier
        return cls(words, alike, named)

    def said(self, area_id: int, first: int, last: int) -> set[int | None]:
        """Return what was said of a code after one layout up to another."""
        words = self.words.get(area_id, {})
        return {word for year, word in words.items() if first < year <= last}


def links_at(level: str) -> list[Step]:
    """Return all links of a level that lead back. One query."""
    found = AreaLink.objects.filter(kind__in=_ONE_OR_PART, before__level=level)
    return [Step(*row) for row in found.values_list(*_FIELDS)]


def leading_into(links: Iterable[Step]) -> dict[int, list[Step]]:
    """Return links by the area that they lead back from."""
    found: dict[int, list[Step]] = defaultdict(list)
    for link in links:
        found[link.after].append(link)
    return found


def links_of(ids: Sequence[int], *, onward: bool) -> list[Step]:
    """Return the links that lead back from areas, and onward too if asked. One query."""
    same_or_part = AreaLink.objects.filter(kind__in=_ONE_OR_PART)
    wanted = Q(after__in=ids)
    if onward:
        wanted |= Q(before__in=ids)
    for _generation in range(_GENERATIONS - 1):
        found = same_or_part.filter(wanted)
        wanted |= Q(after__in=found.values("before"))
        if onward:
            wanted |= Q(before__in=found.values("after"))
    return [Step(*row) for row in same_or_part.filter(wanted).values_list(*_FIELDS)]


def told_links(whole: Area) -> list[Step]:
    """Return the merger that a municipality here told of by its codes. One query."""
    periods = MunicipalityCode.objects.filter(municipality__codes__code=whole.code)
    period = periods.filter(code=OuterRef("code"))
    rows = (
        Area.objects.filter(municipality=None, code__in=periods.values("code"))
        .annotate(
            begins=Subquery(period.values("from_year")[:1]),
            ends=Subquery(period.values("until_year")[:1]),
        )
        .values_list("pk", "begins", "ends")
    )
    found = {pk: (begins, ends) for pk, begins, ends in rows}
    began = found.get(whole.pk, (0, 0))[0]
    parts = [pk for pk, (_begins, ends) in found.items() if ends == began - 1]
    kind = LinkKind.MERGED if len(parts) > 1 else LinkKind.SAME
    return [Step(pk, began - 1, whole.pk, began, kind, 1.0) for pk in parts]
