"""The figures of one indicator through the years, made when somebody asks for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from math import nan
from typing import TYPE_CHECKING, Final

from wijkregie.domain.indicators.queries.seen import LAND, of_rows, rows_of
from wijkregie.domain.places.states import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.indicators.queries.seen import Cells, FigureSeen, Row
    from wijkregie.domain.places.queries import Layouts

# Hectares are whole numbers, and were measured anew at times.
_HECTARE: Final = 1.0
_ROOM: Final = 0.05


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a trend; ``joined`` tells whether a line may lead to it from the one before.

    ``gap`` says why not: ``changed`` or ``unknown`` borders, ``concept`` (what was measured
    otherwise), ``missing``, or nothing for the first point; ``reason`` tells it in words.
    """

    figure: FigureSeen
    joined: bool
    gap: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """An edition, and its rows of the CBS areas that an area was made of in its layout."""

    edition: Edition
    rows: Sequence[Row]


def told_by_key(
    editions: Iterable[Edition], layouts: Layouts, cells: Cells
) -> dict[str, list[Told]]:
    """Return by key the editions that tell of an area, the first period first.

    Of one period the later layout comes last, of one layout the larger table. Those of before
    a new code or a merger are of the areas that stood here then.
    """
    found: dict[str, list[Told]] = {}
    for edition in sorted(editions, key=lambda one: (one.period, one.division, one.areas)):
        rows = rows_of(edition.pk, layouts.ids(edition.division), cells)
        if rows:
            told = Told(edition, rows)
            for key in rows[0].places:
                found.setdefault(key, []).append(told)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Here:
    """The layout that an area is shown in, and which other layouts are of the same area.

    A code is given to another area at times. A figure of then is no figure of the area that
    has the code now, however old the last figure of that is.
    """

    division: int
    layouts: Layouts
    land: Mapping[int, float]
    _asked: dict[int, bool] = field(default_factory=dict)

    @classmethod
    def of(
        cls, told: Mapping[str, Sequence[Told]], layouts: Layouts, until: int | None
    ) -> Here:
        """Return where an area is shown: in the last layout until a year, or in the first."""
        divisions = {one.edition.division for each in told.values() for one in each}
        before = {one for one in divisions if until is None or one <= until}
        land = {
            one.edition.division: sum(row.value(LAND) for row in one.rows)
            for one in told.get(LAND, ())
        }
        return cls(max(before, default=min(divisions, default=0)), layouts, land)

    def holds(self, division: int) -> bool:
        """Tell whether a figure in a layout is one of this area."""
        if division not in self._asked:
            self._asked[division] = self._holds(division)
        return self._asked[division]

    def _holds(self, division: int) -> bool:
        same = self.layouts.between(self.division, division)
        if same != Sameness.UNKNOWN:
            return same == Sameness.SAME
        return self.layouts.is_alike(self.division, division) and self._fits(division)

    def _fits(self, division: int) -> bool:
        """Tell whether nothing is known of the size that says otherwise."""
        sizes = [self.land.get(one, nan) for one in (self.division, division)]
        return not abs(sizes[0] - sizes[1]) > _HECTARE + _ROOM * max(sizes)


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """What is known of an indicator in an area: national editions, and figures of its own.

    Both the first period first. Of several editions of a period the last one that knows a
    value counts, as the last has the newest layout, or the most to compare with.
    """

    indicator: Indicator
    national: Sequence[Told]
    own: Sequence[FigureSeen]
    layouts: Layouts

    def last(self, here: Here, until: int | None) -> FigureSeen | None:
        """Return the last figure of this area that is known, or else the last that is not.

        Of those until a period, if one is given.
        """
        own = [seen for seen in self.own if until is None or seen.period <= until]
        national = [
            told
            for told in self.national
            if (until is None or told.edition.period <= until)
            and here.holds(told.edition.division)
        ]
        newest = chain(reversed(own), self._figures(reversed(national)))
        known = next((seen for seen in newest if seen.has_value), None)
        if known is not None or own:
            return known or own[-1]
        last = [one for one in national if one.edition.period == national[-1].edition.period]
        return next(self._figures(last), None)

    def periods(self) -> set[int]:
        """Return the periods of which there is a figure, known or not."""
        return {
            *(told.edition.period for told in self.national),
            *(seen.period for seen in self.own),
        }

    def divisions(self) -> set[int]:
        """Return the layouts that the figures are of."""
        return {
            *(
                told[0].edition.division if len(told) == 1 else self._of_period(told).division
                for told in self._by_period().values()
            ),
            *(seen.division for seen in self.own),
        }

    def figures(self) -> list[FigureSeen]:
        """Return the figure of each period."""
        return [*map(self._of_period, self._by_period().values()), *self.own]

    def trend(self) -> tuple[Point, ...]:
        """Return the figures, and between which of them a line may run."""
        points: list[Point] = []
        before: FigureSeen | None = None
        for seen in self.figures():
            points.append(self._point(before, seen))
            before = seen
        return tuple(points)

    def _by_period(self) -> dict[int, list[Told]]:
        found: dict[int, list[Told]] = {}
        for told in self.national:
            found.setdefault(told.edition.period, []).append(told)
        return found

    def _of_period(self, told: Sequence[Told]) -> FigureSeen:
        first, *more = self._figures(told)
        return next((seen for seen in reversed(more) if seen.has_value), first)

    def _figures(self, told: Iterable[Told]) -> Iterator[FigureSeen]:
        for one in told:
            yield of_rows(self.indicator, one.edition, one.rows)

    def _point(self, before: FigureSeen | None, seen: FigureSeen) -> Point:
        if before is None:
            return Point(seen, joined=False)
        gap, reason = self._gap(before, seen)
        return Point(seen, joined=not gap, gap=gap, reason=reason)

    def _gap(self, before: FigureSeen, seen: FigureSeen) -> tuple[str, str]:
        """Return why no line may lead from one figure to the next, and the words for it."""
        if not (before.has_value and seen.has_value):
            return "missing", ""
        if reason := self.indicator.break_between(before.period, seen.period):
            return "concept", reason
        ours = before.edition_id is None and seen.edition_id is None
        same = self.layouts.between(before.division, seen.division)
        if ours or same == Sameness.SAME:
            return "", ""
        return str(same.value), self.layouts.why(before.division, seen.division)
