"""What one partner has to do in a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wijkregie.domain.programme.models import Effort
from wijkregie.domain.programme.queries.planning import partner_named
from wijkregie.domain.programme.queries.seen_planning import LIVING
from wijkregie.domain.programme.states import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wijkregie.domain.programme.queries.owed import OfferWaiting, Owed
    from wijkregie.domain.programme.queries.reports_due import ReportDue
    from wijkregie.domain.programme.queries.seen_planning import (
        ActivityPlanned,
        Keyed,
        PartnerIn,
        Planning,
        PointPlanned,
        ProjectPlanned,
    )


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> Month:
        """The month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def before(self) -> Month:
        """The month before it."""
        return Month(self.year - (self.month == 1), (self.month - 2) % 12 + 1)

    def holds(self, day: date | None) -> bool:
        """Tell whether a day falls in it; one that is not known does not."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class WorkIn:
    """Work, or a milestone, with the project that it is for."""

    project: ProjectPlanned
    work: ActivityPlanned


@dataclass(frozen=True, slots=True)
class PointIn:
    """A moment to decide, with the project that it is about."""

    project: ProjectPlanned
    point: PointPlanned


@dataclass(frozen=True, slots=True)
class HoursIn:
    """How many hours of its own a partner puts into a project; ``None`` is not known."""

    project: ProjectPlanned
    hours: int | None


@dataclass(frozen=True, slots=True)
class PartnerMonth:
    """What a partner has to do: what is over its day, and what falls in the month.

    ``undated`` are decisions of the year that name no day.
    """

    partner: Keyed
    month: Month
    late: tuple[WorkIn, ...]
    ends: tuple[WorkIn, ...]
    runs: tuple[WorkIn, ...]
    points: tuple[PointIn, ...]
    undated: tuple[PointIn, ...]
    reports: tuple[ReportDue, ...]
    offers: tuple[OfferWaiting, ...]
    hours: tuple[HoursIn, ...]
    holds: tuple[ProjectPlanned, ...]
    helps: tuple[tuple[ProjectPlanned, PartnerIn], ...]

    @property
    def asked(self) -> tuple[ReportDue | OfferWaiting, ...]:
        """What waits for its answer: reports to write, and projects to take over."""
        return (*self.reports, *self.offers)

    @property
    def is_quiet(self) -> bool:
        """Tell whether there is nothing that has to be done."""
        return not (self.late or self.ends or self.runs or self.points or self.asked)


def partners_in(planning: Planning, owed: Owed) -> tuple[Keyed, ...]:
    """Return who has a part in a programme: in a project, by an agreement or an offer."""
    found = {one.key: one for one in owed.partners}
    found |= {one.key: one for one in planning.partners}
    return tuple(sorted(found.values(), key=lambda one: (one.name.casefold(), one.key)))


def month_of(
    projects: Iterable[ProjectPlanned],
    owed: Owed,
    partner: Keyed,
    month: Month,
    *,
    on: date,
) -> PartnerMonth:
    """Return what a partner has to do in a month in these projects, as one sees it on a day.

    One query. Work without a party is of who holds the project, and who holds it prepares
    what has to be decided. What is late stands there, if it had to be ready in this month
    or before it; so does a hand-over that waits for an answer since then.
    """
    mine = [one for one in projects if partner.key in one.partner_keys]
    living = [one for one in mine if one.state in LIVING]
    work, points = _work_of(living, partner), _points_of(mine, partner)
    late = [one for one in work if one.work.is_late(on) and not _after(month, one.work.ends_on)]
    ends = [one for one in work if month.holds(one.work.ends_on) and one not in late]
    runs = [one for one in work if one.work.runs_in(month.first, month.last)]
    return PartnerMonth(
        partner=partner,
        month=month,
        late=_in_order(late),
        ends=_in_order(ends),
        runs=_in_order(one for one in runs if one not in ends and one not in late),
        points=_by_day(points, lambda one: _asks(month, one.point.on, on)),
        undated=_by_day(
            points, lambda one: one.point.on is None and one.point.year == month.year
        ),
        reports=_reports(owed, partner, month, on),
        offers=_offers(owed, partner, month, on),
        hours=_hours(mine, partner, month.year),
        holds=tuple(one for one in mine if _holds(one, partner)),
        helps=tuple(
            (one, each)
            for one in mine
            if not _holds(one, partner)
            for each in one.partners
            if each.partner.key == partner.key
        ),
    )


def _work_of(projects: Iterable[ProjectPlanned], partner: Keyed) -> list[WorkIn]:
    return [
        WorkIn(one, each)
        for one in projects
        for each in one.activities
        if each.done_on is None and _is_of(one, each, partner)
    ]


def _points_of(projects: Iterable[ProjectPlanned], partner: Keyed) -> list[PointIn]:
    return [
        PointIn(one, each)
        for one in projects
        if _holds(one, partner)
        for each in one.points
        if each.decided_on is None and not each.moot
    ]


def _reports(owed: Owed, partner: Keyed, month: Month, on: date) -> tuple[ReportDue, ...]:
    return tuple(
        one
        for one in owed.reports
        if one.partner.key == partner.key
        and one.sent_on is None
        and _asks(month, one.due_on, on)
    )


def _offers(owed: Owed, partner: Keyed, month: Month, on: date) -> tuple[OfferWaiting, ...]:
    return tuple(
        one
        for one in owed.offers
        if one.partner.key == partner.key and _asks(month, one.offered_on, on)
    )


def _after(month: Month, day: date | None) -> bool:
    return day is not None and day > month.last


def _asks(month: Month, day: date | None, on: date) -> bool:
    """Tell whether a day falls in the month, or is past without having waited for it."""
    return month.holds(day) or (day is not None and day < on and not _after(month, day))


def _holds(one: ProjectPlanned, partner: Keyed) -> bool:
    return any(
        each.part == Part.HOLDER and each.partner.key == partner.key for each in one.partners
    )


def _is_of(one: ProjectPlanned, work: ActivityPlanned, partner: Keyed) -> bool:
    if work.partner is None:
        return _holds(one, partner)
    return work.partner.key == partner.key


def _in_order(found: Iterable[WorkIn]) -> tuple[WorkIn, ...]:
    return tuple(sorted(found, key=lambda one: one.work.ends_on or date.max))


def _by_day(found: Iterable[PointIn], wanted: Callable[[PointIn], bool]) -> tuple[PointIn, ...]:
    kept = [one for one in found if wanted(one)]
    return tuple(sorted(kept, key=lambda one: one.point.due or date.max))


def _hours(
    projects: Iterable[ProjectPlanned], partner: Keyed, year: int
) -> tuple[HoursIn, ...]:
    known = {one.id: one for one in projects}
    rows = Effort.objects.filter(project__in=known, year=year)
    ordered = rows.select_related("party__organisation").order_by("project__order", "pk")
    return tuple(
        HoursIn(known[row.project_id], row.hours)
        for row in ordered
        if partner_named(row.party).key == partner.key
    )
