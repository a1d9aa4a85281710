"""Each figure of an area beside the same figure of others, from the same edition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.core.discovery import median_chances, share_errors
from wijkregie.core.packing import unpack
from wijkregie.core.proportions import Z95
from wijkregie.core.standing import among, median_bands, medians, share_bands
from wijkregie.domain.indicators.models import AreaFigures, Edition, Indicator
from wijkregie.domain.indicators.queries.seen import part_ids
from wijkregie.domain.indicators.states import Kind
from wijkregie.domain.places.models import AreaYear
from wijkregie.domain.places.states import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijkregie.core.standing import Floats
    from wijkregie.domain.indicators.queries.peers import PeerSet
    from wijkregie.domain.indicators.queries.profile import Line
    from wijkregie.domain.places.models import Area

#: Sources of which the figures are estimated from a sample, without a margin of their own.
MODELLED: Final = frozenset({"health"})
#: As sure as a sample of this many: RIVM gives no margin, and a figure of a buurt would need
#: about 400 answers (GGD).
MODEL_ANSWERS: Final = 400


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure and what is known of others; ``chance`` is the p-value of a sample's gap.

    ``problem`` says in a word why nothing can be said: ``value``, ``count`` or ``margin``.
    """

    indicator: Indicator
    value: float | None
    median: float = nan
    known: int = 0
    below: int = 0
    above: int = 0
    band: float = nan
    chance: float | None = None
    sample: bool = False
    among: str = "peers"
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What an edition says of the peers and of the parts of the area, a row for each."""

    edition: Edition
    places: Mapping[str, int]
    peers: Floats
    parts: Floats
    made_of: int
    roundings: Mapping[str, int]


def beside_peers(area: Area, lines: Sequence[Line], peers: PeerSet) -> list[Beside]:
    """Return each national figure beside that of the peers. Four queries, of an own area five.

    A peer of which the border changed between the year of the peers and that of the figure
    was another area then, and does not count.
    """
    national = [line for line in lines if line.now.edition_id is not None]
    wanted = {line.now.edition_id for line in national if line.now.edition_id}
    known = Edition.objects.in_bulk(wanted | {peers.edition_id or 0})
    alike = known.get(peers.edition_id or 0)
    parts = part_ids([area]).get(area.pk, [area.pk])
    rows = _rows([*peers.area_ids, *parts], known)
    moved = _moved(peers, alike, known.values())
    roundings = _roundings(national)
    found = []
    for pk in wanted:
        edition = known[pk]
        others = [one for one in peers.area_ids if (one, edition.division) not in moved]
        sheet = _Sheet(
            edition=edition,
            places={key: at for at, key in enumerate(edition.columns)},
            peers=_stacked(rows[pk], others, edition),
            parts=_stacked(rows[pk], parts, edition),
            made_of=len(parts),
            roundings=roundings,
        )
        here = [line for line in national if line.now.edition_id == pk]
        found += _of_sheet(sheet, here)
    return found


def _rows(ids: Sequence[int], known: Iterable[int]) -> dict[int, dict[int, Floats]]:
    """Return the values of each area in each edition. One query."""
    found: dict[int, dict[int, Floats]] = defaultdict(dict)
    rows = AreaFigures.objects.filter(area_id__in=set(ids), edition_id__in=list(known))
    for area_id, edition_id, packed in rows.values_list("area_id", "edition_id", "packed"):
        found[edition_id][area_id] = unpack(packed)[0]
    return found


def _stacked(rows: Mapping[int, Floats], ids: Sequence[int], edition: Edition) -> Floats:
    found = [rows[pk] for pk in ids if pk in rows]
    return np.array(found) if found else np.empty((0, len(edition.columns)))


def _moved(
    peers: PeerSet, alike: Edition | None, known: Iterable[Edition]
) -> set[tuple[int, int]]:
    """Return the peers that were another area in the layout of an edition. One query."""
    rows = AreaYear.objects.filter(
        area_id__in=peers.area_ids, change__in=[Change.CHANGED, Change.RECODED]
    )
    divisions = {edition.division for edition in known}
    year = alike.division if alike else 0
    return {
        (pk, division)
        for pk, changed in rows.values_list("area_id", "year")
        for division in divisions
        if min(division, year) < changed <= max(division, year)
    }


def _roundings(lines: Sequence[Line]) -> dict[str, int]:
    """Return to what the counts are rounded that shares are taken of. One query."""
    keys = {line.indicator.denominator for line in lines} - {""}
    found = Indicator.objects.filter(municipality=None, key__in=keys)
    return dict(found.values_list("key", "rounding"))


def _of_sheet(sheet: _Sheet, lines: Sequence[Line]) -> list[Beside]:
    """Return the figures of one edition, all at once: a column for each line."""
    columns = [_column(sheet, line) for line in lines]
    others = np.stack([one.others for one in columns], axis=1)
    bands = np.stack([one.bands for one in columns], axis=1)
    own = np.array([compared(line) for line in lines])
    middle, counted = medians(others), among(own, others)
    band = np.array([one.own_band for one in columns]) + median_bands(others, bands)
    sample = sheet.edition.source in MODELLED
    chances = [nan] * len(lines)
    if sample:
        errors = share_errors(others, MODEL_ANSWERS)
        own_errors = share_errors(own, MODEL_ANSWERS)
        chances = median_chances(own, own_errors, middle, errors)
        band = Z95 * own_errors
    found = zip(lines, middle, counted.known, counted.below, counted.above, strict=True)
    return [
        Beside(
            indicator=line.indicator,
            value=None if isnan(own[at]) else float(own[at]),
            median=float(median),
            known=int(known),
            below=int(below),
            above=int(above),
            band=float(band[at]),
            chance=None if isnan(chances[at]) else chances[at],
            sample=sample,
            problem=_problem(line),
        )
        for at, (line, median, known, below, above) in enumerate(found)
    ]


def compared(line: Line) -> float:
    """Return what can be compared of a figure: of a count its share; ``nan`` if nothing."""
    if not line.now.has_value:
        return nan
    value = line.now.share if line.indicator.kind == Kind.COUNT else line.now.value
    return nan if value is None else value


def _problem(line: Line) -> str:
    if not line.now.has_value:
        return "value"
    return "count" if isnan(compared(line)) else ""


@dataclass(frozen=True, slots=True)
class _Column:
    """One indicator of the peers, and how far each and the own figure can be off."""

    others: Floats
    bands: Floats
    own_band: float


def _column(sheet: _Sheet, line: Line) -> _Column:
    indicator = line.indicator
    others = _cells(sheet, sheet.peers, indicator.key)
    if indicator.kind != Kind.COUNT:
        half = (indicator.rounding or 10.0**-indicator.decimals) / 2
        return _Column(others, np.full(len(others), half), half)
    wholes = _cells(sheet, sheet.peers, indicator.denominator)
    slack = indicator.rounding / 2, sheet.roundings.get(indicator.denominator, 0) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(wholes > 0, 100 * others / wholes, np.nan)
    return _Column(
        shares, share_bands(others, wholes, slack), _own_band(sheet, line, (slack[0], slack[1]))
    )


def _own_band(sheet: _Sheet, line: Line, slack: tuple[float, float]) -> float:
    """Return how far the own share can be off: each part of an own area was rounded."""
    value, share = line.now.value, line.now.share
    if value is None or share is None:
        return nan
    # Nought is nought of how many: that the share does not tell.
    wholes = _cells(sheet, sheet.parts, line.indicator.denominator)
    whole = 100 * value / share if share else float(wholes.sum())
    each = sheet.made_of
    own = share_bands(np.array([value]), np.array([whole]), (slack[0] * each, slack[1] * each))
    return float(own[0])


def _cells(sheet: _Sheet, rows: Floats, key: str) -> Floats:
    """Return one figure of each row, ``nan`` where the edition does not have it."""
    if key not in sheet.places:
        return np.full(len(rows), np.nan)
    return rows[:, sheet.places[key]]
