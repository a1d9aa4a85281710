"""Regular work, hand-overs and performance agreements as they may be seen: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries.seen import GoalNamed, ProjectNamed
    from wijkregie.domain.programme.states import AgreementState


@dataclass(frozen=True, slots=True)
class RegularSeen:
    """Regular work with the goals it serves, what was handed over to it, and what it became."""

    id: int
    programme_id: int
    programme_key: str
    name: str
    holder: str
    goals: tuple[GoalNamed, ...]
    handed_over: tuple[ProjectNamed, ...]
    became: tuple[ProjectNamed, ...]
    stopped_on: date | None
    stopped_because: str
    may_change: bool


@dataclass(frozen=True, slots=True)
class HandOverSeen:
    """A hand-over: to which regular work, who takes it, from which budget, when, and since.

    ``accepted`` is ``None`` while nobody answered. Names of persons are for who works along.
    """

    id: int
    project_id: int
    project_number: str
    project_title: str
    activity_id: int
    activity_name: str
    team: str
    group_id: int | None
    organisation_id: int | None
    budget_line: str
    on: date | None
    offered_at: datetime
    offered_by: str | None
    accepted: bool | None
    answered_at: datetime | None
    answered_by: str | None
    answered_as: str
    why_not: str
    may_answer: bool
    may_note: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """What reports tell together. ``known`` is the sum of what is known, ``None`` of nothing.

    ``unknown`` of the reports that are in do not say how much, ``late`` should be in as well.
    """

    known: Decimal | None
    unknown: int
    late: int = 0

    @property
    def is_whole(self) -> bool:
        """Tell whether all is in, with how much: else it is at least what is known."""
        return not (self.unknown or self.late)

    def part_of(self, whole: Decimal | int | None) -> Fraction | None:
        """Return which part of ``whole`` was reported; ``None`` where that is not known."""
        if self.known is None or not self.is_whole or not whole:
            return None
        return Fraction(self.known) / Fraction(whole)


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """What a report told until it was mended."""

    until: datetime
    text: str
    quantity: Decimal | None
    free_room_used: str
    free_hours_used: int | None
    free_cents_used: int | None


@dataclass(frozen=True, slots=True)
class PartnerReportSeen:
    """What a partner told of a period, or is to tell on ``due_on``; ``before``: earlier."""

    id: int
    agreement_id: int
    due_on: date
    sent_at: datetime | None
    overdue: bool
    quantity: Decimal | None
    text: str
    free_room_used: str
    free_hours_used: int | None
    free_cents_used: int | None
    by_name: str | None
    before: tuple[ToldBefore, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementNamed:
    """An agreement by name, where something points at it."""

    id: int
    title: str
    partner_id: int
    partner_name: str
    state: AgreementState


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """A report that is still to come, of the organisation that owes it."""

    id: int
    due_on: date
    overdue: bool
    agreement: AgreementNamed


@dataclass(frozen=True, slots=True)
class AgreementSeen:
    """An agreement with a partner, and what was reported of it."""

    id: int
    programme_id: int
    programme_key: str
    programme_name: str
    partner_id: int
    partner_name: str
    title: str
    what: str
    goals: tuple[GoalNamed, ...]
    areas: tuple[AreaNamed, ...]
    quantity: Decimal | None
    unit: str
    cents: int | None
    hours: int | None
    free_room: str
    free_hours: int | None
    free_cents: int | None
    from_on: date
    until_on: date
    state: AgreementState
    agreed_on: date | None
    decision: DecisionSeen | None
    reports: tuple[PartnerReportSeen, ...]
    may_change: bool
    may_report: bool

    @property
    def overdue(self) -> int:
        """How many reports should have been in."""
        return sum(one.overdue for one in self.reports)

    @property
    def next_due(self) -> PartnerReportSeen | None:
        """The first report that is still to come."""
        return next((one for one in self.reports if one.sent_at is None), None)

    @property
    def reported(self) -> Sum:
        """How much was reported of what was agreed."""
        return self._sum(lambda one: one.quantity)

    @property
    def free_hours_used(self) -> Sum:
        """How much of the free hours was used."""
        return self._sum(lambda one: one.free_hours_used)

    @property
    def free_cents_used(self) -> Sum:
        """How much of the free money was used, in cents."""
        return self._sum(lambda one: one.free_cents_used)

    def _sum(self, of: Callable[[PartnerReportSeen], Decimal | int | None]) -> Sum:
        return _sum([of(one) for one in self.reports if one.sent_at is not None], self.overdue)


def _sum(told: Sequence[Decimal | int | None], late: int) -> Sum:
    known = [one for one in told if one is not None]
    total: Decimal | int | None = sum(known[1:], known[0]) if known else None
    return Sum(total, len(told) - len(known), late)  # type: ignore[arg-type] # whole numbers count alike
