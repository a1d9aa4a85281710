"""The figures of one indicator through the years, made when somebody asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from wijkregie.domain.indicators.queries.seen import of_rows, rows_of
from wijkregie.domain.places.states import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.indicators.queries.seen import Cells, FigureSeen, Row
    from wijkregie.domain.places.queries import Layouts


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
class History:
    """What is known of an indicator in an area: national editions, and figures of its own.

    Both the first period first. Of several editions of a period the last one that knows a
    value counts, as the last has the newest layout, or the most to compare with.
    """

    indicator: Indicator
    national: Sequence[Told]
    own: Sequence[FigureSeen]
    layouts: Layouts

    def last(self, until: int | None) -> FigureSeen | None:
        """Return the last figure that is known, or else the last that is not.

        Of those until a period, if one is given.
        """
        own = [seen for seen in self.own if until is None or seen.period <= until]
        national = [
            told for told in self.national if until is None or told.edition.period <= until
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
