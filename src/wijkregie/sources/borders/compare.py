"""Compare the borders of two layouts: what stayed the same, and what became of the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from wijkregie.sources.borders.polygons import polygons_of
from wijkregie.sources.links import Comparison, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.sources.links import Shapes
    from wijkregie.sources.records import Ring

ALIKE: Final = 0.99
_MOSTLY: Final = 0.5
_WHOLLY: Final = 0.9
_SLIVER: Final = 0.05


@dataclass(frozen=True, slots=True)
class _Pair:
    """An earlier and a later area, and the share of each that they have in common."""

    before: str
    after: str
    of_before: float
    of_after: float

    @property
    def is_same(self) -> bool:
        return min(self.of_before, self.of_after) >= _MOSTLY


def compare(before: Shapes, after: Shapes) -> Comparison:
    """Compare two layouts of one level, each as rings (in one unit) per code.

    A code is alike when at least 99 % of the ground of either is common. A code that is in
    one layout only, or that shares less, is linked to the areas that it shares ground with,
    slivers (under 5 % of both) left out.
    """
    older, newer = polygons_of(before), polygons_of(after)
    shares = _shares_of_codes(older, newer, before, after)
    alike = tuple(code for code, share in shares.items() if share >= ALIKE)
    odd = set(older).symmetric_difference(newer) | set(shares).difference(alike)
    pairs = _pairs(older, newer, odd)
    return Comparison(alike, tuple(_links(pairs, set(older), set(newer))))


def _shares_of_codes(
    older: dict[str, shapely.Geometry],
    newer: dict[str, shapely.Geometry],
    before: Shapes,
    after: Shapes,
) -> dict[str, float]:
    """Return per code of both layouts the smaller of the shares that are common."""
    shared = sorted(older.keys() & newer.keys())
    found = {code: 1.0 for code in shared if _is_equal(before[code], after[code])}
    rest = [code for code in shared if code not in found]
    one = np.array([older[code] for code in rest], dtype=np.object_)
    other = np.array([newer[code] for code in rest], dtype=np.object_)
    common = shapely.area(shapely.intersection(one, other))
    least = common / np.maximum(shapely.area(one), shapely.area(other))
    return found | dict(zip(rest, least.tolist(), strict=True))


def _is_equal(one: Sequence[Ring], other: Sequence[Ring]) -> bool:
    return len(one) == len(other) and all(map(np.array_equal, one, other))


def _pairs(
    older: dict[str, shapely.Geometry], newer: dict[str, shapely.Geometry], odd: set[str]
) -> list[_Pair]:
    """Return the areas that share more than a sliver, one of them at least being odd."""
    old_codes, new_codes = list(older), list(newer)
    olds = np.array(list(older.values()), dtype=np.object_)
    news = np.array(list(newer.values()), dtype=np.object_)
    if not (len(olds) and len(news)):
        return []
    at_old, at_new = shapely.STRtree(news).query(olds)
    is_odd = np.array([code in odd for code in old_codes])[at_old]
    is_odd |= np.array([code in odd for code in new_codes])[at_new]
    at_old, at_new = at_old[is_odd], at_new[is_odd]
    common = shapely.area(shapely.intersection(olds[at_old], news[at_new]))
    of_old = common / shapely.area(olds)[at_old]
    of_new = common / shapely.area(news)[at_new]
    kept = np.flatnonzero(np.maximum(of_old, of_new) >= _SLIVER)
    return [
        _Pair(
            old_codes[at_old[one]],
            new_codes[at_new[one]],
            float(of_old[one]),
            float(of_new[one]),
        )
        for one in kept
    ]


def _links(pairs: Sequence[_Pair], olds: set[str], news: set[str]) -> list[Link]:
    by_old: dict[str, list[_Pair]] = {}
    by_new: dict[str, list[_Pair]] = {}
    for pair in pairs:
        by_old.setdefault(pair.before, []).append(pair)
        by_new.setdefault(pair.after, []).append(pair)
    found = []
    for pair in pairs:
        link = _link(pair, by_old[pair.before], by_new[pair.after])
        stayed = pair.before in news and pair.after in olds
        if _is_telling(link, stayed=stayed):
            found.append(link)
    return sorted(found, key=lambda one: (one.before, one.after))


def _is_telling(link: Link, *, stayed: bool) -> bool:
    """Leave out that a code lies in itself, and ground that moved between codes that stayed."""
    if link.kind in {LinkKind.MERGED, LinkKind.SPLIT}:
        return True
    return link.before != link.after and (link.kind is LinkKind.SAME or not stayed)


def _link(pair: _Pair, of_old: Sequence[_Pair], of_new: Sequence[_Pair]) -> Link:
    kind, overlap = LinkKind.PARTLY, pair.of_before
    whole_olds = [one for one in of_new if one.of_before >= _WHOLLY]
    whole_news = [one for one in of_old if one.of_after >= _WHOLLY]
    if pair in whole_olds and len(whole_olds) > 1:
        kind = LinkKind.MERGED
        overlap = _fit(
            [one.of_before for one in whole_olds], [one.of_after for one in whole_olds]
        )
    elif pair in whole_news and len(whole_news) > 1:
        kind = LinkKind.SPLIT
        overlap = _fit(
            [one.of_after for one in whole_news], [one.of_before for one in whole_news]
        )
    elif pair.is_same:
        kind, overlap = LinkKind.SAME, min(pair.of_before, pair.of_after)
    return Link(pair.before, pair.after, kind, round(min(overlap, 1.0), 4))


def _fit(within: Sequence[float], of_whole: Sequence[float]) -> float:
    """Return how well parts make a whole: each lies in it, and together they fill it."""
    return min(*within, sum(of_whole))
