"""What an area was through the years: under which codes, and whether it stayed the same.

A *layout* is the division of the country in one year. In each layout CBS says of an area what
became of it since the year before; borders of two layouts that were measured add to that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UNCHANGED: Final = 1
RECODED: Final = 2
REDRAWN: Final = 3

Told = tuple[int, int]


class Verdict(StrEnum):
    """Whether an area was the same in two layouts."""

    SAME = "same"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Former:
    """The areas that together were this one in an earlier layout, under other codes."""

    before_year: int
    after_year: int
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """One code through the layouts, and what stood in its place before it.

    ``words`` holds per layout in which the code existed what was said (1, 2, 3 or ``None``);
    ``alike`` per layout an earlier one in which the same code had the same border, as measured.
    """

    area_id: int
    words: Mapping[int, int | None]
    alike: Mapping[int, int] = field(default_factory=dict)
    former: Former | None = None

    def ids(self, year: int) -> tuple[int, ...]:
        """Return the areas that stood here in a layout: itself, or what it was before."""
        if self.former is None or not self._is_former(year):
            return (self.area_id,)
        found = [pk for track in self.former.tracks for pk in track.ids(year)]
        return tuple(dict.fromkeys(found))

    def all_ids(self) -> frozenset[int]:
        """Return every area that ever stood here."""
        before = self.former.tracks if self.former else ()
        return frozenset({self.area_id}).union(*(track.all_ids() for track in before))

    def changes(self, one: int, other: int) -> tuple[Told, ...]:
        """Return in which layouts, and how, the area became another one between two.

        >>> Track(7, {2016: 1, 2017: 3, 2018: 1}).changes(2015, 2018)
        ((2017, 3),)
        """
        first, last = sorted((one, other))
        if self.former is None or not self._is_former(first):
            return self._redrawn(first, last)
        before = self.former.before_year
        own = () if self._is_former(last) else self._redrawn(self.former.after_year, last)
        until = last if self._is_former(last) else before
        found = [told for track in self.former.tracks for told in track.changes(first, until)]
        return tuple(sorted({*own, *found}))

    def between(self, one: int, other: int) -> Verdict:
        """Tell whether the area was the same in two layouts.

        Every layout in between must be known: by what was said, or as measured. What was
        said goes before what was measured.

        >>> Track(7, {2016: 1, 2017: 1}).between(2015, 2017)
        <Verdict.SAME: 'same'>
        """
        first, last = sorted((one, other))
        if first == last:
            return Verdict.SAME
        if self.changes(first, last):
            return Verdict.CHANGED
        return Verdict.SAME if self._is_known(first, last) else Verdict.UNKNOWN

    def _is_former(self, year: int) -> bool:
        if self.former is None or year >= self.former.after_year:
            return False
        return year <= self.former.before_year or year not in self.words

    def _redrawn(self, one: int, other: int) -> tuple[Told, ...]:
        first, last = sorted((one, other))
        return tuple(
            (year, word)
            for year, word in sorted(self.words.items())
            if first < year <= last and word in {RECODED, REDRAWN}
        )

    def _is_known(self, first: int, last: int) -> bool:
        if self.former is None or not self._is_former(first):
            return self._is_linked(first, last)
        across = not self._is_former(last)
        until = self.former.before_year if across else last
        before = all(
            track.between(first, until) is Verdict.SAME for track in self.former.tracks
        )
        return before and (not across or self._is_linked(self.former.after_year, last))

    def _is_linked(self, first: int, last: int) -> bool:
        """Tell whether steps of one year, or of what was measured, lead from one to other."""
        reached, fresh = {first}, [first]
        steps = [*self._steps()]
        while fresh:
            at = fresh.pop()
            beside = {b for a, b in steps if a == at} | {a for a, b in steps if b == at}
            fresh += beside - reached
            reached |= beside
        return last in reached

    def _steps(self) -> Iterable[tuple[int, int]]:
        for year, word in self.words.items():
            if word == UNCHANGED:
                yield year - 1, year
        for year, before in self.alike.items():
            if not self._redrawn(before, year):
                yield before, year


def together(tracks: Iterable[Track], one: int, other: int) -> Verdict:
    """Tell whether an area that is made of others was the same in two layouts.

    >>> together([], 2016, 2017)
    <Verdict.UNKNOWN: 'unknown'>
    """
    found = [track.between(one, other) for track in tracks]
    if Verdict.CHANGED in found:
        return Verdict.CHANGED
    return Verdict.SAME if found and Verdict.UNKNOWN not in found else Verdict.UNKNOWN
