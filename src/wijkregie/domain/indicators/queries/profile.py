"""All figures of one area: now, beside municipality and country, and through the years."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.domain.indicators.models import OwnFigure
from wijkregie.domain.indicators.queries.catalogue import editions, indicators_visible_to
from wijkregie.domain.indicators.queries.history import Here, History, told_by_key
from wijkregie.domain.indicators.queries.seen import FigureSeen, around, cells_of, part_ids
from wijkregie.domain.indicators.states import Status
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.models import MunicipalityCode
from wijkregie.domain.places.states import Level
from wijkregie.sources.records import COUNTRY_CODE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries.history import Point
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Layouts
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True)
class Line:
    """One indicator of an area: the last figure, what it is beside, and its history.

    A page shows few trends of all that there are: one is made when it is asked for.
    """

    indicator: Indicator
    now: FigureSeen
    municipality: FigureSeen | None
    country: FigureSeen | None
    history: History = field(compare=False, repr=False)

    @cached_property
    def trend(self) -> tuple[Point, ...]:
        """The figure of each period, and between which of them a line may run."""
        return self.history.trend()

    @property
    def has_trend(self) -> bool:
        """Tell whether at least two points may be joined."""
        return any(point.joined for point in self.trend)

    @property
    def layouts(self) -> Layouts:
        """What the area was in each layout."""
        return self.history.layouts

    @property
    def periods(self) -> set[int]:
        """The periods in the trend, without making it."""
        return self.history.periods()

    @property
    def divisions(self) -> set[int]:
        """The layouts of the areas in the trend, without making it."""
        return self.history.divisions()


def profile(
    viewer: Viewer, whole: Area, *, keys: set[str] | None = None, until: int | None = None
) -> list[Line]:
    """Return a line for each indicator of which something is known here, in reading order.

    The comparison comes from the same edition as the figure, so from the same year and the
    same way of counting. Eight queries, of a municipality nine, however many figures and
    years; with ``keys`` of those figures only. With ``until`` each figure is the last one of
    that year or before; the trend stays whole. A figure of when the code was another area's
    is in the trend, behind a break, and never the last.
    """
    parts = part_ids([whole])
    ids = parts.get(whole.pk, [whole.pk])
    beside = _beside(viewer, whole)
    known = editions()
    layouts = places.layouts_of(whole, ids)
    cells = cells_of([*layouts.all_ids, *chain(*beside.values())], known)
    told = told_by_key(known.values(), layouts, cells)
    here = Here.of(told, layouts, until)
    own = _own_figures(viewer, whole)
    lines = []
    for indicator in _wanted(viewer, told, own, keys):
        national = told.get(indicator.key, []) if indicator.municipality_id is None else []
        history = History(indicator, national, own.get(indicator.pk, []), layouts)
        shown = history.last(here, until)
        if shown is not None:
            at = known.get(shown.edition_id or 0)
            lines.append(
                Line(
                    indicator=indicator,
                    now=shown,
                    municipality=around(indicator, at, beside[Level.MUNICIPALITY], cells),
                    country=around(indicator, at, beside[Level.COUNTRY], cells),
                    history=history,
                )
            )
    return lines


def _wanted(
    viewer: Viewer, told: Iterable[str], own: Iterable[int], keys: set[str] | None
) -> QuerySet[Indicator]:
    """Return the indicators of which something is known here. One query."""
    national = Q(municipality=None, key__in=told if keys is None else keys.intersection(told))
    found = indicators_visible_to(viewer).filter(national | Q(pk__in=own))
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
