"""All figures of one area: now, beside municipality and country, and through the years."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.domain.indicators.models import OwnFigure
from wijkregie.domain.indicators.queries.catalogue import editions, indicators_visible_to
from wijkregie.domain.indicators.queries.seen import (
    Cells,
    FigureSeen,
    around,
    cells_of,
    figure,
    part_ids,
)
from wijkregie.domain.indicators.states import Status
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.models import MunicipalityCode
from wijkregie.domain.places.states import Level, Sameness
from wijkregie.sources.records import COUNTRY_CODE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Layouts
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a trend; ``joined`` tells whether a line may lead to it from the one before.

    ``gap`` says why not: ``changed`` or ``unknown`` borders, ``concept`` (what was measured
    otherwise), ``missing``, or nothing for the first point; ``reason`` tells it in words.
    """

    figure: FigureSeen
    joined: bool
    gap: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of an area: the last figure, what it is beside, and its trend."""

    indicator: Indicator
    now: FigureSeen
    municipality: FigureSeen | None
    country: FigureSeen | None
    trend: tuple[Point, ...]

    @property
    def has_trend(self) -> bool:
        """Tell whether at least two points may be joined."""
        return any(point.joined for point in self.trend)


def profile(
    viewer: Viewer, whole: Area, *, keys: set[str] | None = None, until: int | None = None
) -> list[Line]:
    """Return a line for each indicator of which something is known here, in reading order.

    The comparison comes from the same edition as the figure, so from the same year and the
    same way of counting. Eight queries, of a municipality nine, however many figures and
    years; with ``keys`` of those figures only. With ``until`` each figure is the last one of
    that year or before; the trend stays whole.
    """
    parts = part_ids([whole])
    ids = parts.get(whole.pk, [whole.pk])
    beside = _beside(viewer, whole)
    known = editions()
    in_order = sorted(known.values(), key=lambda one: (one.period, one.division, one.areas))
    layouts = places.layouts_of(whole, ids)
    cells = cells_of([*layouts.all_ids, *chain(*beside.values())], known)
    own = _own_figures(viewer, whole)
    lines = []
    for indicator in _wanted(viewer, keys):
        national = _trend(indicator, layouts, cells, in_order)
        trend = national + own.get(indicator.pk, [])
        shown = _last([seen for seen in trend if until is None or seen.period <= until])
        if shown is not None:
            at = known.get(shown.edition_id or 0)
            lines.append(
                Line(
                    indicator=indicator,
                    now=shown,
                    municipality=around(indicator, at, beside[Level.MUNICIPALITY], cells),
                    country=around(indicator, at, beside[Level.COUNTRY], cells),
                    trend=_joined(indicator, trend, layouts),
                )
            )
    return lines


def _wanted(viewer: Viewer, keys: set[str] | None) -> QuerySet[Indicator]:
    found = indicators_visible_to(viewer)
    return found if keys is None else found.filter(key__in=keys)


def _beside(viewer: Viewer, whole: Area) -> dict[str, list[int]]:
    """Return the ids of municipality and country, as far as they are another area. One query.

    Of an own area the municipality under all its codes, as its parts may be older.
    """
    codes = MunicipalityCode.objects.filter(municipality_id=whole.municipality_id or 0)
    wanted = Q(code__in=[whole.gm_code, COUNTRY_CODE]) | Q(code__in=codes.values("code"))
    national = places.visible_to(viewer).filter(wanted, municipality=None)
    found: dict[str, list[int]] = {Level.MUNICIPALITY: [], Level.COUNTRY: []}
    for pk, level in national.exclude(pk=whole.pk).values_list("pk", "level"):
        found[level].append(pk)
    return found


def _own_figures(viewer: Viewer, whole: Area) -> dict[int, list[FigureSeen]]:
    rows = OwnFigure.objects.filter(
        area=whole, municipality_id=viewer.municipality_id or 0
    ).order_by("period")
    found: dict[int, list[FigureSeen]] = {}
    for row in rows:
        seen = FigureSeen(
            value=row.value,
            status=Status(row.status),
            period=row.period,
            division=row.period,
            source="own",
            edition_id=None,
            n=row.n,
            margin=row.margin,
        )
        found.setdefault(row.indicator_id, []).append(seen)
    return found


def _trend(
    indicator: Indicator, layouts: Layouts, cells: Cells, known: Sequence[Edition]
) -> list[FigureSeen]:
    """Return the figures by period; of two layouts of one period the later one counts.

    Of two tables in one layout it is the larger, so that there is something to compare with.

    Those of before a new code or a merger are of the areas that stood here then.
    """
    if indicator.municipality_id is not None:
        return []
    by_period: dict[int, FigureSeen] = {}
    for edition in known:
        seen = figure(indicator, edition, layouts.ids(edition.division), cells)
        if seen is not None and (seen.has_value or edition.period not in by_period):
            by_period[edition.period] = seen
    return [by_period[period] for period in sorted(by_period)]


def _last(trend: Sequence[FigureSeen]) -> FigureSeen | None:
    """Return the last figure that is known, or else the last that is not."""
    with_value = [seen for seen in trend if seen.has_value]
    return next(reversed(with_value or list(trend)), None)


def _joined(
    indicator: Indicator, trend: Sequence[FigureSeen], layouts: Layouts
) -> tuple[Point, ...]:
    points: list[Point] = []
    before: FigureSeen | None = None
    for seen in trend:
        points.append(_point(indicator, before, seen, layouts))
        before = seen
    return tuple(points)


def _point(
    indicator: Indicator, before: FigureSeen | None, seen: FigureSeen, layouts: Layouts
) -> Point:
    if before is None:
        return Point(seen, joined=False)
    gap, reason = _gap(indicator, before, seen, layouts)
    return Point(seen, joined=not gap, gap=gap, reason=reason)


def _gap(
    indicator: Indicator, before: FigureSeen, seen: FigureSeen, layouts: Layouts
) -> tuple[str, str]:
    """Return why no line may lead from one figure to the next, and the words for it."""
    reason = indicator.break_between(before.period, seen.period)
    if not (before.has_value and seen.has_value):
        return "missing", ""
    if reason:
        return "concept", reason
    if before.edition_id is None and seen.edition_id is None:
        return "", ""
    same = layouts.between(before.division, seen.division)
    gap = "" if same == Sameness.SAME else str(same.value)
    return gap, layouts.why(before.division, seen.division)
