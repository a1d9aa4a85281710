"""The counts for the council: six numbers, how they went, and how many they are made of.

Every number can be counted again from the lists in ``queries.lists``: the same selections.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, F, Q
from django.db.models.functions import TruncQuarter
from django.utils import timezone

from wijkregie.core.proportions import whole_percent
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme.models import GoalIndicator
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.money import money_of
from wijkregie.domain.programme.queries.tables import MoneyTable, table_of
from wijkregie.domain.reports.rules import of_here
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.states import OPEN, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from wijkregie.domain.programme.queries.gaps import Gap
    from wijkregie.kit.viewer import Viewer

#: So many quarters make a trend; the last four of them make the number of now.
QUARTERS: Final = 8
_YEAR: Final = 4
_MONTHS: Final = 3


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; of none there is no share."""

    part: int = 0
    of: int = 0

    @property
    def percent(self) -> int | None:
        """Return the share in whole percents: never 100 when one is missing."""
        return whole_percent(Fraction(self.part, self.of)) if self.of else None

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A share of one quarter, named by its first day."""

    begins: date
    share: Share

    @property
    def number(self) -> int:
        """Return which quarter of the year it is, 1 to 4."""
        return (self.begins.month - 1) // _MONTHS + 1


@dataclass(frozen=True, slots=True)
class YearGap:
    """What has no coverage in a year."""

    year: int
    gap: Gap


@dataclass(frozen=True, slots=True)
class CouncilCounts:
    """The six numbers on a day; ``area_id`` tells whether they are those of one area.

    ``answered`` and ``declined`` are of the last four quarters, this one included; the
    goals are those of the whole municipality.
    """

    on: date
    area_id: int | None
    answered: Share
    answered_quarters: tuple[Quarter, ...]
    declined: Share
    declined_quarters: tuple[Quarter, ...]
    gap: Gap
    gap_years: tuple[YearGap, ...]
    without_baseline: Share
    overdue: Share
    states: tuple[tuple[State, int], ...]


def council(viewer: Viewer, *, on: date, area_id: int | None = None) -> CouncilCounts:
    """Return the counts of a municipality, or of one area in it. Seven queries."""
    answered = _quarters(on, _answered(viewer, on, area_id))
    declined = _quarters(on, _declined(viewer, on, area_id))
    by_state, overdue = _standing(viewer, on, area_id)
    money = money_in(viewer, area_id)
    return CouncilCounts(
        on=on,
        area_id=area_id,
        answered=_last_year(answered),
        answered_quarters=answered,
        declined=_last_year(declined),
        declined_quarters=declined,
        gap=money.total.gap,
        gap_years=tuple(
            YearGap(row.year, row.gap) for row in money.years if row.year is not None
        ),
        without_baseline=_baselines(viewer),
        overdue=Share(overdue, sum(by_state[state] for state in OPEN)),
        states=tuple((state, by_state[state]) for state in State),
    )


def signals_here(viewer: Viewer, area_id: int | None) -> QuerySet[Signal]:
    """Return the signals of this municipality, or of one area in it: they are public."""
    found = Signal.objects.filter(of_here(viewer))
    return found if area_id is None else found.filter(in_areas__area=area_id)


def promised(on: date) -> Q:
    """Return what keeps the signals whose promised day came in the period of the trend."""
    return Q(promised_on__gte=first_quarter(on), promised_on__lt=on)


def in_time() -> Q:
    """Return what keeps the signals that were answered on the promised day or before."""
    return Q(answered_at__date__lte=F("promised_on"))


def decided(on: date) -> Q:
    """Return what keeps the signals that were decided on in the period of the trend."""
    return Q(
        decision__isnull=False,
        decision__taken_on__gte=first_quarter(on),
        decision__taken_on__lte=on,
    )


def not_taken_up() -> Q:
    """Return what keeps the signals that a body decided not to take up."""
    return Q(decision__outcome=Outcome.DECLINE)


def overdue_on(on: date) -> Q:
    """Return what keeps the signals that should have been answered by now."""
    return Q(state__in=OPEN, promised_on__lt=on)


def money_in(viewer: Viewer, area_id: int | None) -> MoneyTable:
    """Return the money of the projects here, or of those in one area. Three queries."""
    rows = door.projects(viewer)
    if area_id is not None:
        rows = rows.filter(areas=area_id)
    return table_of(money_of(list(rows.order_by("programme_id", "order", "pk"))))


def first_quarter(on: date) -> date:
    """Return the first day of the trend that ends with the quarter of ``on``."""
    return _quarters_back(on, QUARTERS - 1)


def first_of_year(on: date) -> date:
    """Return the first day of the four quarters that end with the quarter of ``on``."""
    return _quarters_back(on, _YEAR - 1)


def moments(since: date, on: date) -> tuple[datetime, datetime]:
    """Return from when until when these days are: a comparison that an index can help."""
    begin = timezone.make_aware(datetime.combine(since, time.min))
    return begin, timezone.make_aware(datetime.combine(on, time.max))


def _quarters_back(on: date, number: int) -> date:
    at = on.year * _YEAR + (on.month - 1) // _MONTHS - number
    return date(at // _YEAR, at % _YEAR * _MONTHS + 1, 1)


def _answered(viewer: Viewer, on: date, area_id: int | None) -> Iterable[dict[str, Any]]:
    found = signals_here(viewer, area_id).filter(promised(on))
    return _per_quarter(found, "promised_on", in_time())


def _declined(viewer: Viewer, on: date, area_id: int | None) -> Iterable[dict[str, Any]]:
    found = signals_here(viewer, area_id).filter(decided(on))
    return _per_quarter(found, "decision__taken_on", not_taken_up())


def _per_quarter(rows: QuerySet[Signal], day: str, part: Q) -> Iterable[dict[str, Any]]:
    grouped = rows.annotate(quarter=TruncQuarter(day)).order_by().values("quarter")
    rows_of_quarters: Any = grouped.annotate(of=Count("pk"), part=Count("pk", filter=part))
    return list(rows_of_quarters)


def _quarters(on: date, rows: Iterable[dict[str, Any]]) -> tuple[Quarter, ...]:
    found = {row["quarter"]: Share(row["part"], row["of"]) for row in rows}
    days = [_quarters_back(on, back) for back in reversed(range(QUARTERS))]
    return tuple(Quarter(day, found.get(day, Share())) for day in days)


def _last_year(quarters: tuple[Quarter, ...]) -> Share:
    return sum((one.share for one in quarters[-_YEAR:]), start=Share())


def _standing(viewer: Viewer, on: date, area_id: int | None) -> tuple[Counter[State], int]:
    rows = signals_here(viewer, area_id).order_by().values("state")
    counted = rows.annotate(number=Count("pk"), late=Count("pk", filter=overdue_on(on)))
    by_state: Counter[State] = Counter()
    late = 0
    for row in counted:
        by_state[State(row["state"])] = row["number"]
        late += row["late"]
    return by_state, late


def _baselines(viewer: Viewer) -> Share:
    found = GoalIndicator.objects.filter(of_here(viewer))
    told = found.aggregate(of=Count("pk"), part=Count("pk", filter=Q(baseline__isnull=True)))
    return Share(told["part"], told["of"])
