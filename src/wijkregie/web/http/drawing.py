"""Figures as drawings: small lines, charts and maps, all as plain numbers for a template."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.core.scales import Scale, class_of, classes, runs
from wijkregie.web.http.addresses import area_url
from wijkregie.web.http.classes import STEPS, names_of, numbers_of, step_of
from wijkregie.web.http.wording import (
    amount,
    area_name,
    full_text,
    number,
    share_text,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import FigureSeen, Line, Point
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import DrawnMap, Scope

_SPARK: Final = (120, 36)


def sparkline(line: Line) -> dict[str, Any] | None:
    """Return a small trend, or nothing where no two points may be joined."""
    shown = [point for point in line.trend if point.figure.has_value]
    if not line.has_trend or len(shown) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    values = [point.figure.value or 0.0 for point in shown]
    low, high = min(values), max(values)
    across = Scale(shown[0].figure.period, shown[-1].figure.period, 4, _SPARK[0] - 4)
    up = Scale(low, high, _SPARK[1] - 6, 6) if high > low else None
    places = [
        (across(point.figure.period), up(value) if up else _SPARK[1] / 2)
        for point, value in zip(shown, values, strict=True)
    ]
    return {
        "segments": segments(shown, places),
        "last_x": places[-1][0],
        "last_y": places[-1][1],
        "from_text": str(shown[0].figure.period),
        "to_text": str(shown[-1].figure.period),
        "title": journey(line.indicator, shown),
    }


def segments(points: Sequence[Point], places: Sequence[tuple[float, float]]) -> list[str]:
    """Return the lines through places, one for each run of points that may be joined."""
    return [
        " ".join(f"{x},{y}" for x, y in places[first : last + 1])
        for first, last in runs([point.joined for point in points])
        if last > first
    ]


def last_gap(line: Line) -> str:
    """Return why the last two figures that may not be joined are not, or nothing."""
    shown = [point for point in line.trend if point.figure.has_value]
    gaps = [pair for pair in itertools.pairwise(shown) if not pair[1].joined]
    return gap_note(*gaps[-1]) if gaps else ""


def gap_note(before: Point, point: Point) -> str:
    """Tell why no line leads from one point to the next."""
    years = {"one": before.figure.period, "other": point.figure.period}
    if point.reason:
        return _("No line between %(one)d and %(other)d: %(reason)s.") % {
            **years,
            "reason": point.reason,
        }
    return {
        "changed": _("No line between %(one)d and %(other)d: the border of the area changed."),
        "missing": _("No line between %(one)d and %(other)d: figures in between are missing."),
    }.get(
        point.gap,
        _(
            "No line between %(one)d and %(other)d: it is not known whether the border stayed "
            "the same."
        ),
    ) % years


def journey(indicator: Indicator, shown: Sequence[Point]) -> str:
    """Tell where a trend begins and where it ends."""
    first = value_text if numbers_of(indicator) else full_text  # a scale is named once
    return _("From %(first)s in %(one)d to %(last)s in %(other)d.") % {
        "first": first(indicator, shown[0].figure),
        "one": shown[0].figure.period,
        "last": full_text(indicator, shown[-1].figure),
        "other": shown[-1].figure.period,
    }


def class_borders(indicator: Indicator, values: Sequence[float]) -> list[float]:
    """Return the borders of the classes of a map; those of a class are its own numbers."""
    numbers = numbers_of(indicator)
    return [float(one) for one in numbers[1:]] if numbers else classes(values)


def legend(shown: Shown) -> list[dict[str, str]]:
    """Return what each colour of a map means, the lowest class first."""
    texts = _class_texts(shown.indicator) or _amount_texts(shown)
    steps: dict[int, list[str]] = {}
    for at, text in enumerate(texts):
        steps.setdefault(step_of(at, len(texts)), []).append(text)
    told = [{"step": f"q{step}", "text": _together(found)} for step, found in steps.items()]
    return [*told, {"step": "qmissing", "text": _("not known")}]


def _together(texts: Sequence[str]) -> str:
    """Return what share a colour: names one by one, numbers as a range."""
    whole = len(texts) > 1 and all(text.isdigit() for text in texts)
    return f"{texts[0]}-{texts[-1]}" if whole else ", ".join(texts)


def _class_texts(indicator: Indicator) -> list[str]:
    names = names_of(indicator)
    return [names.get(one, str(one)) for one in numbers_of(indicator)]


def _amount_texts(shown: Shown) -> list[str]:
    told = [
        f"{number(border, 1)} %" if shown.by_share else amount(shown.indicator, border)
        for border in shown.borders
    ]
    if not told:
        return []
    return [
        _("less than %(border)s") % {"border": told[0]},
        *(
            _("%(low)s to %(high)s") % {"low": low, "high": high}
            for low, high in itertools.pairwise(told)
        ),
        _("%(border)s or more") % {"border": told[-1]},
    ]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a map shows: a figure per area id, and the borders of its classes.

    With ``by_share`` a count is coloured by its share: else large areas are always dark.
    """

    indicator: Indicator
    figures: Mapping[int, FigureSeen | None]
    borders: Sequence[float]
    by_share: bool = False

    def measure(self, area_id: int) -> float | None:
        """Return what colours an area, or nothing if that is not known."""
        seen = self.figures.get(area_id)
        if seen is None or not seen.has_value:
            return None
        return seen.share if self.by_share else seen.value

    def text(self, area_id: int) -> str:
        """Return the figure of an area in words."""
        seen = self.figures.get(area_id)
        share = share_text(self.indicator, seen) if self.by_share else ""
        return ", ".join(filter(None, (full_text(self.indicator, seen), share)))


def figure_map(
    scope: Scope,
    drawn: DrawnMap | None,
    areas: Mapping[int, Area],
    shown: Shown,
) -> dict[str, Any] | None:
    """Return a map that is coloured by a figure, each only in a border that is its own."""
    if drawn is None:
        return None
    shapes = [
        {
            **_shape(scope, areas[shape.area_id], shape),
            **(
                _strange()
                if shape.strange
                else {
                    **_coloured(shown.measure(shape.area_id), shown.borders),
                    "value_text": shown.text(shape.area_id),
                }
            ),
        }
        for shape in drawn.shapes
    ]
    return {**_map(drawn), "areas": shapes, "legend": legend(shown)}


def _strange() -> dict[str, Any]:
    """Return how an area looks in a border that may be that of another area."""
    told = _("not known whether it lies like this")
    return {"step": "qmissing", "dark": False, "value_text": told}


def _coloured(value: float | None, borders: Sequence[float]) -> dict[str, Any]:
    if value is None:
        return {"step": "qmissing", "dark": False}
    step = step_of(class_of(value, borders), len(borders) + 1)
    return {"step": f"q{step}", "dark": step > STEPS - 2}


def plain_map(
    scope: Scope, drawn: DrawnMap | None, areas: Mapping[int, Area], *, here: int | None = None
) -> dict[str, Any] | None:
    """Return a map without a figure; ``here`` is the area that the page is about.

    It is not marked in a border that may be that of another area.
    """
    if drawn is None:
        return None
    shapes = [
        {
            **_shape(scope, areas[shape.area_id], shape),
            **(_strange() if shape.strange else {"step": "qplain", "value_text": ""}),
        }
        for shape in drawn.shapes
        if shape.area_id != here
    ]
    found = next(
        (shape for shape in drawn.shapes if shape.area_id == here and not shape.strange), None
    )
    marked = {"d": found.path, "name": area_name(areas[found.area_id])} if found else None
    return {**_map(drawn), "areas": shapes, "here": marked}


def _shape(scope: Scope, area: Area, shape: Any) -> dict[str, Any]:
    return {
        "name": area_name(area),
        "url": area_url(scope, area),
        "d": shape.path,
        "label": "",
        "label_x": shape.label_x,
        "label_y": shape.label_y,
    }


def _map(drawn: DrawnMap) -> dict[str, Any]:
    years = " / ".join(map(str, drawn.years))
    note = _("Borders: CBS and Kadaster, %(years)s.") % {"years": years} if years else ""
    if drawn.schematic:
        note = _("Schematic map: every wijk is one cell at about the right place.")
    told = [note, *border_notes(drawn)]
    return {
        "view_box": f"0 0 {drawn.width} {drawn.height}",
        "note": " ".join(filter(None, told)),
    }


def border_notes(drawn: DrawnMap) -> list[str]:
    """Tell which areas have a border of another year, and how sure it is that it fits."""
    year = {"year": drawn.asked}
    alike = _(
        "The areas are those of %(year)d. Where the border is of another year, code and name "
        "stayed the same and the size fits; it may have changed."
    )
    strange = _(
        "Hatched: an area of %(year)d of which it is not known whether the border fits."
    )
    return [
        text % year
        for text, told in (
            (alike, drawn.alike),
            (strange, any(shape.strange for shape in drawn.shapes)),
        )
        if told
    ]
