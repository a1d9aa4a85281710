"""Whether an area is the same area in two years: without that no trend may be drawn."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.core import names
from wijkregie.core.lineage import RECODED, REDRAWN, Former, Track, together
from wijkregie.domain.places.queries.known import (
    Known,
    Step,
    leading_into,
    links_at,
    links_of,
    told_links,
)
from wijkregie.domain.places.states import Level, LinkKind, Sameness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from wijkregie.domain.places.models import Area

ALIKE: Final = 0.99


@dataclass(frozen=True, slots=True)
class Layouts:
    """What an area was in each layout: one track per part, of a CBS area just its own."""

    is_country: bool
    tracks: tuple[Track, ...]
    #: Of each code what it was called in each layout.
    names: Mapping[int, Mapping[int, str]] = field(default_factory=dict, compare=False)
    _asked: dict[tuple[int, int], Sameness] = field(default_factory=dict, compare=False)
    _stood: dict[int, tuple[int, ...]] = field(default_factory=dict, compare=False)
    _told: dict[tuple[int, int], str] = field(default_factory=dict, compare=False)

    @property
    def changes(self) -> Mapping[int, Mapping[int, int | None]]:
        """What CBS said per part in each layout in which its code existed."""
        return {track.area_id: track.words for track in self.tracks}

    @property
    def all_ids(self) -> frozenset[int]:
        """Every area that ever stood for this one, under whichever code."""
        return frozenset().union(*(track.all_ids() for track in self.tracks))

    def ids(self, year: int) -> tuple[int, ...]:
        """Return the areas that make this one in the layout of a year.

        After a new code that is the area with the old code, after a merger its parts.
        """
        if year not in self._stood:
            found = (pk for track in self.tracks for pk in track.ids(year))
            self._stood[year] = tuple(dict.fromkeys(found))
        return self._stood[year]

    def between(self, one: int, other: int) -> Sameness:
        """Tell whether the area was the same in two layouts.

        Every year in between must be known as unchanged: a code that stayed while its
        border changed, or a year that is missing, breaks the chain.
        """
        if one == other or self.is_country:
            return Sameness.SAME
        if (one, other) not in self._asked:
            self._asked[one, other] = Sameness(together(self.tracks, one, other))
        return self._asked[one, other]

    def is_alike(self, one: int, other: int) -> bool:
        """Tell whether it goes by the same codes, and by no other name, in two layouts.

        Where a layout has no names, those of the layouts around it count. That is no proof:
        who asks knows something more, such as its size.
        """
        return self.ids(one) == self.ids(other) and all(
            names.same(name, second)
            for pk in self.ids(one)
            for name, second in product(self._called(pk, one), self._called(pk, other))
        )

    def _called(self, pk: int, year: int) -> set[str]:
        """Return what a code was called in a layout, or else in those before and after it."""
        told = {at: name for at, name in self.names.get(pk, {}).items() if name}
        if year in told:
            return {told[year]}
        before = max((at for at in told if at < year), default=year)
        after = min((at for at in told if at > year), default=year)
        return {told[at] for at in (before, after) if at in told}

    def why(self, one: int, other: int) -> str:
        """Return in words why two layouts are not known to be the same area, else nothing.

        A clause without capital or full stop, to stand after a colon.
        """
        first, last = sorted((one, other))
        if (first, last) not in self._told:
            self._told[first, last] = self._why(first, last)
        return self._told[first, last]

    def _why(self, first: int, last: int) -> str:
        between = self.between(first, last)
        if between == Sameness.SAME:
            return ""
        if between == Sameness.UNKNOWN:
            return _(
                "it is not known whether the border of %(first)d is the one of %(last)d"
            ) % {"first": first, "last": last}
        told = {told for track in self.tracks for told in track.changes(first, last)}
        year, word = max(told, key=lambda one: (one[1] == REDRAWN, one[0]))
        return (
            _("the border of the area changed in %(year)d")
            if word == REDRAWN
            else _("the code was given to another area in %(year)d")
        ) % {"year": year}


def layouts_of(whole: Area, part_ids: Sequence[int]) -> Layouts:
    """Return what is known of an area's layouts; ``part_ids`` of an own area.

    Two queries, of a municipality three. The parts of an own area are followed to their
    newer codes too, as its makers meant the place and not the code.
    """
    is_own = whole.level == Level.OWN
    ids = list(part_ids) if is_own else [whole.pk]
    links = links_of(ids, onward=is_own)
    if whole.level == Level.MUNICIPALITY:
        links += told_links(whole)
    known = Known.of({*ids, *(one.before for one in links), *(one.after for one in links)})
    into = leading_into(links)
    tracks = [_track(pk, known, into) for pk in ids]
    if is_own:
        tracks = [_onward(track, known, links) for track in tracks]
    return _layouts(whole, tracks, known)


def layouts_of_many(
    areas: Iterable[Area], part_ids: Mapping[int, Sequence[int]]
) -> dict[int, Layouts]:
    """Return of each area what ``layouts_of`` does, but for the mergers a municipality told of.

    Two queries.
    """
    made_of = {area: part_ids.get(area.pk) or [area.pk] for area in areas}
    links = links_of([pk for each in made_of.values() for pk in each], onward=True)
    ends = {pk for one in links for pk in (one.before, one.after)}
    known = Known.of(ends.union(*made_of.values()))
    into = leading_into(links)
    found = {}
    for area, ids in made_of.items():
        tracks = [_track(pk, known, into) for pk in ids]
        if area.level == Level.OWN:
            tracks = [_onward(track, known, links) for track in tracks]
        found[area.pk] = _layouts(area, tracks, known)
    return found


def _layouts(whole: Area, tracks: Iterable[Track], known: Known) -> Layouts:
    return Layouts(whole.level == Level.COUNTRY, tuple(tracks), known.names)


def tracks_of(ids: Collection[int], *, level: str = "") -> dict[int, Track]:
    """Return CBS areas through the layouts, along with those that came after them.

    Two queries. Of many areas name their ``level``: then its links are read at once.
    """
    links = links_at(level) if level else links_of(list(ids), onward=True)
    after: dict[int, set[int]] = defaultdict(set)
    for link in links:
        after[link.before].add(link.after)
    reached, fresh = {*ids}, {*ids}
    while fresh:
        fresh = set().union(*(after[pk] for pk in fresh if pk in after)) - reached
        reached |= fresh
    into = leading_into(links)
    needed, fresh = {*reached}, {*reached}
    while fresh:
        fresh = {link.before for pk in fresh for link in into.get(pk, ())} - needed
        needed |= fresh
    known = Known.of(needed)
    return {pk: _track(pk, known, into) for pk in reached}


def _track(
    area_id: int, known: Known, links: Mapping[int, Sequence[Step]], *, until: int = 9999
) -> Track:
    """Return a code up to a layout, with what stood in its place before it."""
    words = {y: word for y, word in known.words.get(area_id, {}).items() if y <= until}
    alike = {y: one for y, one in known.alike.get(area_id, {}).items() if y <= until}
    groups: dict[tuple[int, int], list[Step]] = defaultdict(list)
    for link in links.get(area_id, ()):
        if link.after_year <= until:
            groups[link.after_year, link.before_year].append(link)
    latest_first = sorted(groups.items(), reverse=True)
    group = next((one for _years, one in latest_first if _is_sure(one, known)), None)
    former = None
    if group:
        first, last = group[0].before_year, group[0].after_year
        tracks = (_track(one.before, known, links, until=first) for one in group)
        former = Former(first, last, tuple(tracks))
    return Track(area_id, words, alike, former)


def _is_sure(group: Sequence[Step], known: Known) -> bool:
    """Tell whether these areas were one in an earlier layout, nothing that was said against it.

    Borders must agree for 99 %, or CBS must say that the code only is new.
    """
    one = group[0]
    first, last = one.before_year, one.after_year
    if any(REDRAWN in known.said(part.before, first, last - 1) for part in group):
        return False
    existed = first in known.words.get(one.after, {})
    said = known.said(one.after, first, last)
    fits = min(part.overlap for part in group) >= ALIKE
    if one.kind == LinkKind.SAME:
        return REDRAWN not in said and (RECODED in said or (fits and not existed))
    if existed:
        return fits and REDRAWN not in said
    # Of a code that is new by a merger CBS says in its first layout that the border is new.
    began = min((year for year in known.words.get(one.after, {}) if year > first), default=last)
    return fits and REDRAWN not in known.said(one.after, began, last)


def _onward(track: Track, known: Known, links: Sequence[Step]) -> Track:
    """Return the track of the newest code of the same area."""
    newer: Track | None = track
    into = leading_into(links)
    while newer is not None:
        track = newer
        codes = [
            link.after
            for link in links
            if link.before == track.area_id and link.kind == LinkKind.SAME
        ]
        tracks = (_track(code, known, into) for code in codes)
        newer = next((one for one in tracks if one.all_ids() > track.all_ids()), None)
    return track
