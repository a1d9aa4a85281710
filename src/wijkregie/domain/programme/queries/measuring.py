"""What is measured of goals: the value of now, the targets, and how far it came."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import sqrt
from typing import TYPE_CHECKING, Final

from django.db.models import F

from wijkregie.core import logframe
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.programme.models import GoalIndicator
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.seen_goals import IndicatorLine, TargetSeen
from wijkregie.domain.programme.states import Direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from django.db.models import QuerySet

    from wijkregie.domain.indicators.queries import FigureSeen
    from wijkregie.domain.programme.models import Goal
    from wijkregie.kit.viewer import Viewer

#: The units of a share, of which the margin follows from the number of answers.
SHARES: Final = frozenset({"percent", "%"})
_ALL: Final = 100
_Z95: Final = 1.96


def with_targets(
    rows: QuerySet[GoalIndicator],
) -> list[tuple[GoalIndicator, tuple[TargetSeen, ...]]]:
    """Return indicators in their order, each with its targets by date: one query.

    A target without a date stands last.
    """
    joined = rows.annotate(
        aimed=F("targets__value"), aimed_year=F("targets__year"), aimed_on=F("targets__on")
    )
    first: dict[int, GoalIndicator] = {}
    found: dict[int, list[TargetSeen]] = defaultdict(list)
    for one in joined:
        first.setdefault(one.pk, one)
        if one.aimed is not None:
            found[one.pk].append(TargetSeen(one.aimed_year, one.aimed_on, one.aimed))
    return [(one, in_order(found[pk])) for pk, one in first.items()]


def in_order(targets: Iterable[TargetSeen]) -> tuple[TargetSeen, ...]:
    """Return targets by date, one without a date last."""
    return tuple(sorted(targets, key=lambda one: one.day or date.max))


def lines_of(viewer: Viewer, goals: Sequence[Goal]) -> Mapping[int, list[IndicatorLine]]:
    """Return what is measured of these goals by goal: at most four queries."""
    rows = with_targets(
        GoalIndicator.objects.filter(goal__in=goals)
        .select_related("series", "series_area")
        .order_by("order", "pk")
    )
    pairs = [(one.series, one.series_area) for one, _aims in rows]
    linked = [(series, area) for series, area in pairs if series and area]
    figures = indicators.latest_of(viewer, linked)
    found: dict[int, list[IndicatorLine]] = defaultdict(list)
    for one, targets in rows:
        figure = figures.get((one.series_id or 0, one.series_area_id or 0))
        found[one.goal_id].append(_line(one, figure, targets))
    return found


def _line(
    one: GoalIndicator, figure: FigureSeen | None, targets: Iterable[TargetSeen]
) -> IndicatorLine:
    known = figure if figure is not None and figure.has_value else None
    now = Decimal(repr(known.value)) if known else None
    margin = _margin(known, one.unit)
    before = sample_margin(one)
    after = now if _measured_again(one, known) else None
    seen = tuple(
        replace(
            each,
            way=logframe.progress(
                one.baseline, after, each.value, margin=margin, baseline_margin=before
            ),
        )
        for each in targets
    )
    return IndicatorLine(
        id=one.pk,
        key=one.key,
        title=one.title,
        source=one.source,
        owner=one.owner,
        unit=one.unit,
        direction=Direction(one.direction),
        baseline=one.baseline,
        baseline_year=one.baseline_year,
        baseline_on=one.baseline_on,
        baseline_n=one.baseline_n,
        baseline_source=one.baseline_source,
        baseline_margin=before,
        now=now,
        now_period=known.period if known else None,
        now_n=known.n if known else None,
        now_margin=margin,
        targets=seen,
        series_id=one.series_id,
        series_key=one.series.key if one.series else "",
        series_name=one.series.name if one.series else "",
        series_area=door.area_named(one.series_area) if one.series_area else None,
        expected=_expected(one, seen, known),
    )


def sample_margin(one: GoalIndicator) -> Decimal | None:
    """Return how far a baseline can be off: of a share with a number of answers.

    1.96 √(p (100 - p) / n) in points, as of a simple sample; of anything else it is not known.
    """
    return _of_sample(one.baseline, one.baseline_n, one.unit)


def _of_sample(value: Decimal | None, n: int | None, unit: str) -> Decimal | None:
    if value is None or not n or unit not in SHARES or not 0 <= value <= _ALL:
        return None
    share = float(value)
    return Decimal(repr(round(_Z95 * sqrt(share * (100 - share) / n), 4)))


def _measured_again(one: GoalIndicator, figure: FigureSeen | None) -> bool:
    """Tell whether a figure is of a later year than the baseline, not that very one."""
    return figure is None or one.baseline_year is None or figure.period > one.baseline_year


def _expected(
    one: GoalIndicator, targets: Iterable[TargetSeen], figure: FigureSeen | None
) -> Fraction | None:
    begin = _day(one.baseline_year, one.baseline_on)
    if figure is None or begin is None or one.baseline is None:
        return None
    on = date(figure.period, 12, 31)
    if on <= begin:
        return None
    later = [(each.day, each.value) for each in targets if each.day and each.day > begin]
    return logframe.expected([(begin, one.baseline), *later], on)


def _day(year: int | None, on: date | None) -> date | None:
    return on or (date(year, 12, 31) if year else None)


def _margin(figure: FigureSeen | None, unit: str) -> Decimal | None:
    """Return the margin that came with a figure, else that of a share as of its sample."""
    if figure is None:
        return None
    if figure.margin is None:
        return _of_sample(Decimal(repr(figure.value)), figure.n, unit)
    return Decimal(repr(figure.margin))
