"""The lists behind the numbers of the council: every row counts once in its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.domain.programme.models import GoalIndicator
from wijkregie.domain.reports.queries import words
from wijkregie.domain.reports.queries.council import (
    decided,
    first_of_year,
    money_in,
    not_taken_up,
    overdue_on,
    promised,
    signals_here,
)
from wijkregie.domain.reports.queries.voice import decided_between, discussed, of_group
from wijkregie.domain.reports.rules import of_here
from wijkregie.domain.signals.states import State
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.programme.queries.tables import ProjectSums
    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A signal in a list for the council: what everyone may read of it."""

    id: int
    reference: str
    title: str
    theme: str
    state: State
    received_on: date
    promised_on: date
    answered_on: date | None
    owner: str
    body: str
    reason: str
    decided_on: date | None
    invented: bool

    @property
    def in_time(self) -> bool:
        """Tell whether it was answered on the promised day or before."""
        return self.answered_on is not None and self.answered_on <= self.promised_on


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """What a goal is measured by."""

    goal_id: int
    goal: str
    title: str
    unit: str
    programme: str


def promised_signals(
    viewer: Viewer, *, on: date, area_id: int | None = None
) -> Rows[SignalRow]:
    """Return the signals whose promised day came in the last four quarters, last first."""
    found = signals_here(viewer, area_id).filter(
        promised(on), promised_on__gte=first_of_year(on)
    )
    return rows_of(viewer, found.order_by("-promised_on", "pk"))


def late_signals(viewer: Viewer, *, on: date, area_id: int | None = None) -> Rows[SignalRow]:
    """Return the signals that should have been answered by now, the oldest promise first."""
    found = signals_here(viewer, area_id).filter(overdue_on(on))
    return rows_of(viewer, found.order_by("promised_on", "pk"))


def declined_signals(
    viewer: Viewer, *, on: date, area_id: int | None = None
) -> Rows[SignalRow]:
    """Return what was not taken up in the last four quarters, with the reason, last first."""
    found = signals_here(viewer, area_id).filter(
        decided(on), not_taken_up(), decision__taken_on__gte=first_of_year(on)
    )
    return rows_of(viewer, found.order_by("-decision__taken_on", "pk"))


def signals_in(
    viewer: Viewer, state: State | None, *, area_id: int | None = None
) -> Rows[SignalRow]:
    """Return the signals in this state, or all of them, newest first."""
    found = signals_here(viewer, area_id)
    if state is not None:
        found = found.filter(state=state)
    return rows_of(viewer, found.order_by("-received_at", "pk"))


def uncovered(viewer: Viewer, *, area_id: int | None = None) -> list[ProjectSums]:
    """Return the projects with a gap, or with amounts not known, the largest gap first."""
    found = money_in(viewer, area_id).projects
    lacking = [one for one in found if one.total.gap.known_cents or one.total.gap.unknown]
    return sorted(lacking, key=lambda one: (-one.total.gap.known_cents, one.project_id))


def without_baseline(viewer: Viewer) -> Rows[IndicatorRow]:
    """Return what goals are measured by without a value from before."""
    found = GoalIndicator.objects.filter(of_here(viewer), baseline__isnull=True)
    rows = found.select_related("goal__programme")
    return Rows(rows.order_by("goal__programme_id", "goal__order", "order", "pk"), _indicator)


def signals_of_groups(
    viewer: Viewer, *, on: date, area_id: int | None = None
) -> Rows[SignalRow]:
    """Return what residents' groups raised or discussed and was decided on, the last first.

    Of the last four quarters. What stood on their agenda counts along, whoever raised it.
    """
    found = signals_here(viewer, area_id).filter(
        of_group() | discussed(), decided_between(first_of_year(on), on)
    )
    return rows_of(viewer, found.order_by("-decision__taken_on", "pk"))


def rows_of(viewer: Viewer, found: QuerySet[Signal]) -> Rows[SignalRow]:
    """Return signals as rows of a list: what everyone may read of them."""
    rows = found.select_related("theme", "area", "owner", "decision__body")
    return Rows(rows, _seen_by(viewer))


def _seen_by(viewer: Viewer) -> Callable[[Signal], SignalRow]:
    def seen(signal: Signal) -> SignalRow:
        decision = signal.decision
        answered = signal.answered_at
        return SignalRow(
            id=signal.pk,
            reference=signal.reference,
            title=words.signal_title(signal, viewer),
            theme=signal.theme.name,
            state=State(signal.state),
            received_on=timezone.localtime(signal.received_at).date(),
            promised_on=signal.promised_on,
            answered_on=timezone.localtime(answered).date() if answered else None,
            owner=signal.owner.name if signal.owner else "",
            body=words.body_name(decision) if decision else "",
            reason=decision.reason if decision else "",
            decided_on=decision.taken_on if decision else None,
            invented=signal.invented,
        )

    return seen


def _indicator(row: GoalIndicator) -> IndicatorRow:
    goal = row.goal
    return IndicatorRow(goal.pk, goal.title, row.title, row.unit, goal.programme.name)
