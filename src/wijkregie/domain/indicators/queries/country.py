"""One figure in all areas of a level, as a row of numbers: for the map of the country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.core.packing import unpack
from wijkregie.domain.indicators.models import ColumnFigures, Edition, EditionOrder
from wijkregie.domain.indicators.states import Kind
from wijkregie.domain.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from wijkregie.domain.indicators.models import Indicator

    Values = npt.NDArray[np.float64]
    Ids = npt.NDArray[np.int64]

_ENOUGH: Final = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class CountryFigures:
    """A figure per area, NaN where it is not known; with ``by_share`` counts as a share.

    Only what counts are of their denominator can be compared between areas of other sizes.
    """

    values: Values
    by_share: bool


def country_edition(edition_id: int) -> Edition | None:
    """Return a table of figures of the whole country, or nothing. One query."""
    return Edition.objects.filter(pk=edition_id).first()


def country_figures(indicator: Indicator, edition: Edition, area_ids: Ids) -> CountryFigures:
    """Return a figure of these areas, in their order. Two queries."""
    ids, values, by_share = _column(indicator, edition)
    order = np.argsort(ids, kind="stable")
    at = np.searchsorted(ids, area_ids, sorter=order).clip(max=max(len(ids) - 1, 0))
    if not len(ids):
        return CountryFigures(np.full(len(area_ids), np.nan), by_share)
    found = order[at]
    known = np.where(ids[found] == area_ids, values[found], np.nan)
    return CountryFigures(known, by_share)


def country_values(
    indicator: Indicator, editions: Iterable[Edition], level: str, *, by_share: bool
) -> list[float]:
    """Return what a figure was in all years at a level, lowest first, thinned out evenly.

    The classes of the map are made of them, so that a colour means the same in every year.
    Two queries for each edition and one more.
    """
    ids_here = places.ids_at(level)
    parts = [np.empty(0)]
    for edition in editions:
        ids, values, shares = _column(indicator, edition)
        if shares == by_share:
            parts.append(values[np.isin(ids, ids_here) & np.isfinite(values)])
    found = np.sort(np.concatenate(parts))
    thinned: list[float] = found[:: max(1, len(found) // _ENOUGH)].tolist()
    return thinned


def _column(indicator: Indicator, edition: Edition) -> tuple[Ids, Values, bool]:
    """Return area ids, values, and whether those are shares of a count. Two queries."""
    wanted = {indicator.key, indicator.denominator} if _is_count(indicator) else {indicator.key}
    rows = ColumnFigures.objects.filter(edition=edition, key__in=wanted)
    columns = {key: unpack(packed)[0] for key, packed in rows.values_list("key", "packed")}
    packed = EditionOrder.objects.values_list("area_ids", flat=True).get(edition=edition)
    ids = np.frombuffer(packed, "<i8")
    values = columns.get(indicator.key, np.full(len(ids), np.nan))
    wholes = columns.get(indicator.denominator) if _is_count(indicator) else None
    if wholes is None:
        return ids, values, False
    known = np.isfinite(wholes) & (wholes > 0)
    shares = np.full(len(ids), np.nan)
    np.divide(100 * values, wholes, out=shares, where=known)
    return ids, shares, True


def _is_count(indicator: Indicator) -> bool:
    return indicator.kind == Kind.COUNT and bool(indicator.denominator)
