"""Figures through the years, as places between nought and one for ``charts.typ``."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.core.scales import runs, ticks_from_nought
from wijkregie.domain.indicators.states import Kind
from wijkregie.domain.places.states import Level
from wijkregie.web.http.classes import numbers_of
from wijkregie.web.http.drawing import last_gap
from wijkregie.web.http.wording import amount, area_name, comparable, number, unit_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import Line, Point
    from wijkregie.web.atlas.gathered import Gathered

    Spot = list[float]
    Measure = Callable[[Point], float | None]

FEWEST: Final = 3
_LEAST_APART: Final = 0.105
_MOST_YEARS: Final = 5
_DIGITS: Final = 4


def known(line: Line, measure: Measure | None = None) -> list[Point]:
    """Return the points of a trend that have a value."""
    return [
        point
        for point in line.trend
        if point.figure.has_value and (measure is None or measure(point) is not None)
    ]


def spark(line: Line) -> dict[str, Any] | None:
    """Return a small trend for a cell, or nothing where no two points may be joined."""
    points = known(line)
    if not line.has_trend or len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    values = [point.figure.value or 0.0 for point in points]
    low, high = min(values), max(values)
    first, last = points[0].figure.period, points[-1].figure.period
    spots = [
        _spot(point.figure.period, value, (first, last), (low, high))
        for point, value in zip(points, values, strict=True)
    ]
    return {
        "runs": _runs(points, spots),
        "last": spots[-1],
        "years": f"{first}–{last}",  # noqa: RUF001 - a dash between years
        "alt": _journey(line.indicator, points, lambda point: point.figure.value),
    }


def chart(found: Gathered, line: Line) -> dict[str, Any] | None:
    """Return a larger chart with municipality and country in it, or nothing to draw."""
    indicator = line.indicator
    measure = _measure(line)
    points = known(line, measure)
    if len(points) < FEWEST or not line.has_trend or numbers_of(indicator):
        return None
    drawn = [(area_name(found.area), "this", points), *_others(found, line, measure)]
    values = [measure(point) or 0.0 for _name, _kind, each in drawn for point in each]
    marks = ticks_from_nought(min(values), max(values), most=4)
    years = (points[0].figure.period, points[-1].figure.period)
    scale = (marks[0], marks[-1])
    return {
        "title": indicator.name,
        "unit": _unit(indicator, measure is _share),
        "alt": " ".join(_told(indicator, one, measure) for one in drawn),
        "lines": [_line(one, measure, years, scale) for one in reversed(drawn)],
        "y-ticks": [
            {"at": _part(mark, scale), "text": _tick(indicator, mark, measure)}
            for mark in marks
        ],
        "x-ticks": _year_ticks([point.figure.period for point in points], years),
        "breaks": _breaks(points, years),
        "labels": _labels(indicator, drawn, measure, scale),
        "notes": [note] if (note := last_gap(line)) else [],
    }


def _share(point: Point) -> float | None:
    return point.figure.share


def _value(point: Point) -> float | None:
    return point.figure.value


def _measure(line: Line) -> Measure:
    """Return what is drawn: of a count its share, where one is known."""
    by_share = line.indicator.kind == Kind.COUNT and line.now.share is not None
    return _share if by_share else _value


def _others(
    found: Gathered, line: Line, measure: Measure
) -> list[tuple[str, str, list[Point]]]:
    """Return the lines of what is around it, over the same years; of a bare count none."""
    if comparable(line.indicator, line.now) is None:
        return []
    first = min(point.figure.period for point in known(line, measure))
    last = max(point.figure.period for point in known(line, measure))
    wanted = [(found.around.municipality, "other", found.around.lines[Level.MUNICIPALITY])]
    wanted.append((found.around.country, "whole", found.around.lines[Level.COUNTRY]))
    drawn = []
    for area, kind, lines in wanted:
        other = lines.get(line.indicator.key)
        if area is None or other is None or area.pk == found.area.pk:
            continue
        points = [
            point for point in known(other, measure) if first <= point.figure.period <= last
        ]
        if points:
            drawn.append((area_name(area), kind, points))
    return drawn


def _line(
    one: tuple[str, str, list[Point]],
    measure: Measure,
    years: tuple[int, int],
    scale: tuple[float, float],
) -> dict[str, Any]:
    _name, kind, points = one
    spots = [_spot(p.figure.period, measure(p) or 0.0, years, scale) for p in points]
    return {"kind": kind, "runs": _runs(points, spots), "dots": spots}


def _labels(
    indicator: Indicator,
    drawn: Sequence[tuple[str, str, list[Point]]],
    measure: Measure,
    scale: tuple[float, float],
) -> list[dict[str, Any]]:
    """Return the name of each line at its end, moved apart where they would overlap."""
    found: list[dict[str, Any]] = []
    for name, kind, points in drawn:
        value = measure(points[-1]) or 0.0
        text = f"{_text(indicator, value, measure)} {name}"
        found.append({"at": _part(value, scale), "kind": kind, "text": text})
    found.sort(key=lambda label: label["at"])
    for before, label in itertools.pairwise(found):
        label["at"] = max(label["at"], before["at"] + _LEAST_APART)
    over = found[-1]["at"] - 1.0
    if over > 0:
        for at, label in enumerate(reversed(found)):
            label["at"] = min(label["at"], 1.0 - at * _LEAST_APART)
    return found


def _runs(points: Sequence[Point], spots: Sequence[Spot]) -> list[list[Spot]]:
    return [
        list(spots[first : last + 1])
        for first, last in runs([point.joined for point in points])
    ]


def _spot(year: int, value: float, years: tuple[int, int], scale: tuple[float, float]) -> Spot:
    return [_part(year, years), _part(value, scale)]


def _part(value: float, scale: tuple[float, float]) -> float:
    low, high = scale
    return round((value - low) / (high - low), _DIGITS) if high > low else 0.5


def _year_ticks(periods: Sequence[int], years: tuple[int, int]) -> list[dict[str, Any]]:
    shown = periods if len(periods) <= _MOST_YEARS else [periods[0], periods[-1]]
    return [{"at": _part(year, years), "text": str(year)} for year in shown]


def _breaks(points: Sequence[Point], years: tuple[int, int]) -> list[float]:
    return [
        _part((before.figure.period + point.figure.period) / 2, years)
        for before, point in itertools.pairwise(points)
        if not point.joined
    ]


def _unit(indicator: Indicator, by_share: bool) -> str:  # noqa: FBT001 - inside
    return _("in percent") if by_share or indicator.unit == "%" else unit_text(indicator)


def _text(indicator: Indicator, value: float, measure: Measure) -> str:
    return number(value, 1) if measure is _share else amount(indicator, value)


def _tick(indicator: Indicator, mark: float, measure: Measure) -> str:
    """Return a round value beside a line of the grid, without needless decimals."""
    if mark == int(mark) and (measure is _share or indicator.unit == "%"):
        return number(mark)
    return _text(indicator, mark, measure)


def _told(indicator: Indicator, one: tuple[str, str, list[Point]], measure: Measure) -> str:
    name, _kind, points = one
    return f"{name}: {_journey(indicator, points, measure)}"


def _journey(indicator: Indicator, points: Sequence[Point], measure: Measure) -> str:
    return _("from %(first)s in %(one)d to %(last)s in %(other)d.") % {
        "first": _text(indicator, measure(points[0]) or 0.0, measure),
        "one": points[0].figure.period,
        "last": _text(indicator, measure(points[-1]) or 0.0, measure),
        "other": points[-1].figure.period,
    }
