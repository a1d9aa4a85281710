"""Lines over the years, of one area or of several beside each other, as numbers to draw."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING, Any, Final

from wijkregie.core.scales import Scale, runs, ticks, ticks_from_nought
from wijkregie.domain.indicators.states import Kind
from wijkregie.web.http.classes import numbers_of
from wijkregie.web.http.drawing import gap_note, journey, segments
from wijkregie.web.http.wording import amount, full_text, number, share_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import FigureSeen, Line, Point

_CHART: Final = (480, 280)
_EDGES: Final = {"left": 76, "right": 464, "top": 16, "bottom": 236}
_YEAR_WIDTH: Final = 40
_NAME_HEIGHT: Final = 20
_LEAST: Final = 2  # a line has two ends
_DOT: Final = 4


@dataclass(frozen=True, slots=True)
class Named:
    """The line of an area and how it is called; ``kind`` as in ``partials/bar.html``."""

    name: str
    line: Line
    kind: str = "this"


@dataclass(frozen=True, slots=True)
class _Paper:
    """Where years and values come to stand."""

    across: Scale
    up: Scale
    by_share: bool

    def value(self, seen: FigureSeen) -> float:
        return (seen.share if self.by_share else seen.value) or 0.0

    def place(self, point: Point) -> tuple[float, float]:
        return self.across(point.figure.period), self.up(self.value(point.figure))


def line_chart(
    line: Line, *, id_: str, name: str, others: Sequence[Named] = ()
) -> dict[str, Any] | None:
    """Return a chart of an area through the years, or nothing with fewer than two points.

    Beside ``others`` a count is drawn as its share, for only that can be compared; a count
    that is a share of nothing is drawn alone.
    """
    by_share = compared_by_share(line.indicator) and bool(others)
    if by_share and not known(line, by_share=True):
        by_share, others = False, ()
    shown = known(line, by_share=by_share)
    if len(shown) < _LEAST:
        return None
    beside = [(one, known(one.line, by_share=by_share)) for one in others]
    paper, marks = _paper(line.indicator, _all(shown, beside), by_share=by_share)
    drawn = [_drawn(line.indicator, Named(name, line), shown, paper)]
    drawn += [_drawn(line.indicator, one, points, paper) for one, points in beside if points]
    _apart(drawn)
    first = drawn[0]
    return {
        **_EDGES,
        "id": id_,
        "width": _CHART[0],
        "height": _CHART[1],
        "title": f"{line.indicator.name}, {name}",
        "description": journey(line.indicator, shown),
        "y_ticks": [
            {"y": paper.up(mark), "label": _label(line.indicator, mark, by_share=by_share)}
            for mark in marks
        ],
        "x_ticks": _years(
            [p.figure.period for points in _all(shown, beside) for p in points], paper
        ),
        **{key: first[key] for key in ("segments", "dots", "name", "label_x", "label_y")},
        "margins": _margins(shown, paper),
        "others": drawn[1:],
        "breaks": _breaks(shown, paper),
        "notes": [],
    }


def compared_by_share(indicator: Indicator) -> bool:
    """Tell whether areas can be compared by the share of a count only."""
    return indicator.kind == Kind.COUNT


def known(line: Line, *, by_share: bool = False) -> list[Point]:
    """Return the points of a trend that have a value, or a share where that is asked."""
    return [
        point
        for point in line.trend
        if point.figure.has_value and not (by_share and point.figure.share is None)
    ]


def _all(
    shown: Sequence[Point], beside: Sequence[tuple[Named, Sequence[Point]]]
) -> list[Sequence[Point]]:
    return [shown, *(points for _one, points in beside)]


def _paper(
    indicator: Indicator, found: Sequence[Sequence[Point]], *, by_share: bool
) -> tuple[_Paper, list[float]]:
    """Return where values stand, from nought up; of a class within its own numbers."""
    points = [point for each in found for point in each]
    ends = [end for point in points for end in _reach(point.figure, by_share=by_share)]
    marks = (ticks if numbers_of(indicator) else ticks_from_nought)(min(ends), max(ends))
    years = [point.figure.period for point in points]
    across = Scale(min(years), max(years), _EDGES["left"] + 12, _EDGES["right"] - 12)
    return _Paper(
        across, Scale(marks[0], marks[-1], _EDGES["bottom"], _EDGES["top"]), by_share
    ), marks


def _reach(seen: FigureSeen, *, by_share: bool) -> tuple[float, float]:
    """Return the lowest and highest that a figure may really be: itself, or its margin."""
    value = (seen.share if by_share else seen.value) or 0.0
    margin = 0.0 if by_share else seen.margin or 0.0
    return value - margin, value + margin


def _drawn(
    indicator: Indicator, one: Named, points: Sequence[Point], paper: _Paper
) -> dict[str, Any]:
    places = [paper.place(point) for point in points]
    return {
        "name": one.name,
        "kind": one.kind,
        "segments": segments(points, places),
        "dots": [
            {"x": x, "y": y, "text": f"{p.figure.period}: {_told(indicator, p.figure, paper)}"}
            for p, (x, y) in zip(points, places, strict=True)
        ],
        "label_x": _EDGES["right"],
        "label_y": max(places[-1][1] - 10, _EDGES["top"]),
    }


def _told(indicator: Indicator, seen: FigureSeen, paper: _Paper) -> str:
    return share_text(indicator, seen) if paper.by_share else full_text(indicator, seen)


def _apart(drawn: Sequence[dict[str, Any]]) -> None:
    """Move names that would stand on each other apart, downwards and back from the edge."""
    ordered = sorted(drawn, key=lambda one: float(one["label_y"]))
    for above, below in itertools.pairwise(ordered):
        below["label_y"] = max(below["label_y"], round(above["label_y"] + _NAME_HEIGHT, 1))
    lowest = float(_EDGES["bottom"] - 4)
    for one in reversed(ordered):
        one["label_y"] = min(one["label_y"], lowest)
        lowest = round(one["label_y"] - _NAME_HEIGHT, 1)


def _label(indicator: Indicator, mark: float, *, by_share: bool) -> str:
    if by_share:
        return f"{number(mark, 0 if mark == floor(mark) else 1)} %"
    return amount(indicator, mark)


def _margins(points: Sequence[Point], paper: _Paper) -> list[str]:
    """Return the bands of the margins, one for each run; a single year has a narrow one."""
    sure = [point for point in points if point.figure.margin is not None]
    return [
        _band(sure[first : last + 1], paper)
        for first, last in runs([point.joined for point in sure])
        if not paper.by_share
    ]


def _band(points: Sequence[Point], paper: _Paper) -> str:
    low, high = [], []
    for point in points:
        at = paper.across(point.figure.period)
        least, most = _reach(point.figure, by_share=False)
        sides = (at - _DOT, at + _DOT) if len(points) == 1 else (at,)
        low += [(x, paper.up(least)) for x in sides]
        high += [(x, paper.up(most)) for x in sides]
    return " ".join(f"{x},{y}" for x, y in (*low, *reversed(high)))


def _breaks(points: Sequence[Point], paper: _Paper) -> list[dict[str, Any]]:
    found = []
    for before, point in itertools.pairwise(points):
        if not point.joined:
            middle = (
                paper.across(before.figure.period) + paper.across(point.figure.period)
            ) / 2
            found.append({"x": round(middle, 1), "note": gap_note(before, point)})
    return found


def _years(years: Sequence[int], paper: _Paper) -> list[dict[str, Any]]:
    """Return the years to name, the last and first always, and as many as there is room for."""
    every = sorted(set(years), reverse=True)
    kept: list[int] = []
    for year in [every[0], *every[-1:], *every[1:-1]]:
        at = paper.across(year)
        if all(abs(at - paper.across(one)) >= _YEAR_WIDTH for one in kept if one != year):
            kept.append(year)
    named = sorted(set(kept))
    few = len(named) <= 5  # noqa: PLR2004 - as many as fit on a phone
    return [
        {
            "x": paper.across(year),
            "label": str(year),
            "minor": not few and year not in {every[0], every[-1]},
        }
        for year in named
    ]
