"""What colours the map of the country: one figure of each area that is drawn, and classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.domain.indicators import queries as indicators
from wijkregie.web.http.classes import step_of
from wijkregie.web.http.drawing import Shown, class_borders, legend
from wijkregie.web.http.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.indicators.queries import CountryFigures
    from wijkregie.domain.places.queries import DrawingSeen, Ground

_NO_AREA: Final = 0


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of a figure: their borders, the step of colour of each, and the legend."""

    borders: list[float]
    steps: list[int]
    legend: list[dict[str, str]]


def coloured(
    indicator: Indicator, edition: Edition, drawing: DrawingSeen, ground: Ground
) -> CountryFigures:
    """Return the figure of each area that is drawn, in the order of the drawing.

    One that is not known to be the same area in the year of the figures shows nothing.
    """
    same = [ground.same.get(pk, _NO_AREA) for pk in drawing.area_ids.tolist()]
    return indicators.country_figures(indicator, edition, np.array(same, np.int64))


def decimals_of(indicator: Indicator, found: CountryFigures) -> int:
    """Return how many decimals a value on the map has."""
    return 1 if found.by_share else indicator.decimals


def classes_of(
    indicator: Indicator, editions: Iterable[Edition], level: str, found: CountryFigures
) -> Classes:
    """Return the classes, the same in every year, with how many areas now are in each."""
    values = indicators.country_values(indicator, editions, level, by_share=found.by_share)
    borders = class_borders(indicator, values)
    steps = [step_of(at, len(borders) + 1) for at in range(len(borders) + 1)]
    told = legend(Shown(indicator, {}, borders, found.by_share))
    counts = _counts(found.values, borders, steps)
    return Classes(borders, steps, [_with_count(one, counts) for one in told])


def _counts(
    values: npt.NDArray[np.float64], borders: list[float], steps: list[int]
) -> dict[str, int]:
    known = values[np.isfinite(values)]
    in_class = np.bincount(np.digitize(known, borders), minlength=len(steps)).tolist()
    counts = {"qmissing": len(values) - len(known)}
    for step, many in zip(steps, in_class, strict=True):
        counts[f"q{step}"] = counts.get(f"q{step}", 0) + many
    return counts


def _with_count(entry: dict[str, str], counts: dict[str, int]) -> dict[str, str]:
    return {**entry, "text": f"{entry['text']} ({number(counts.get(entry['step'], 0))})"}
