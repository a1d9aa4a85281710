"""Figures that a municipality measured itself, beside those of its other areas."""

from __future__ import annotations

from collections import defaultdict
from math import isnan, nan
from typing import TYPE_CHECKING

import numpy as np

from wijkregie.core.discovery import median_chances, share_errors
from wijkregie.core.proportions import Z95
from wijkregie.core.standing import among, median_bands, medians
from wijkregie.domain.indicators.models import OwnFigure
from wijkregie.domain.indicators.queries.beside import Beside
from wijkregie.domain.indicators.states import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.core.standing import Floats
    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries.profile import Line
    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer

# A value, the answers it comes from and its margin, as far as they are known.
Measured = tuple[float | None, int | None, float | None]


def beside_own(viewer: Viewer, area: Area, lines: Sequence[Line]) -> list[Beside]:
    """Return each own figure beside that of the other areas of its level and period here.

    No query, or one if there are own figures.
    """
    own = [line for line in lines if line.now.edition_id is None]
    if not own:
        return []
    rows = OwnFigure.objects.filter(
        municipality_id=viewer.municipality_id or 0,
        indicator__in={line.indicator.pk for line in own},
        period__in={line.now.period for line in own},
        area__level=area.level,
        area__kind=area.kind,
        value__isnull=False,
    ).exclude(area=area)
    others: dict[tuple[int, int], list[Measured]] = defaultdict(list)
    for row in rows.order_by("pk"):
        others[row.indicator_id, row.period].append((row.value, row.n, row.margin))
    return [_beside(line, others[line.indicator.pk, line.now.period]) for line in own]


def _beside(line: Line, others: Sequence[Measured]) -> Beside:
    now, indicator = line.now, line.indicator
    if now.value is None:
        return Beside(indicator, None, among="municipality", problem="value")
    if indicator.kind == Kind.COUNT:
        return Beside(indicator, None, among="municipality", problem="count")
    own = np.array([now.value])
    values = np.array([[value] for value, _n, _margin in others]).reshape(-1, 1)
    middle, counted = medians(values), among(own, values)
    error = _error(indicator, (now.value, now.n, now.margin))
    sample = now.n is not None or now.margin is not None
    half = (indicator.rounding or 10.0**-indicator.decimals) / 2
    band = half + median_bands(values, np.full(values.shape, half))
    chance = nan
    if sample:
        errors = np.array([[_error(indicator, one, error)] for one in others]).reshape(-1, 1)
        chance = median_chances(own, np.array([error]), middle, errors)[0]
    return Beside(
        indicator=indicator,
        value=now.value,
        median=float(middle[0]),
        known=int(counted.known[0]),
        below=int(counted.below[0]),
        above=int(counted.above[0]),
        band=Z95 * error if sample else float(band[0]),
        chance=None if isnan(chance) else chance,
        sample=sample,
        among="municipality",
    )


def _error(indicator: Indicator, found: Measured, otherwise: float = nan) -> float:
    """Return the standard error of a figure of a sample: by its margin, else its answers."""
    value, answers, margin = found
    if margin is not None:
        return margin / Z95
    if answers and value is not None and indicator.kind == Kind.SHARE:
        return _of_share(value, answers)
    return otherwise


def _of_share(value: float, answers: int) -> float:
    found: Floats = share_errors(np.array([value]), answers)
    return float(found[0])
