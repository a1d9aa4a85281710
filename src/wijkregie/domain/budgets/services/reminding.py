"""Mail in time who must see to a phase of a round."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from wijkregie.domain.budgets.models import Phase
from wijkregie.domain.people.models import Seat
from wijkregie.domain.people.queries import district_managers
from wijkregie.domain.people.states import SeatFunction
from wijkregie.kit import outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from datetime import date, datetime

#: How many days before it begins a phase asks for attention.
AHEAD: Final = timedelta(days=7)


def remind_phases(*, at: datetime) -> dict[str, int]:
    """Mail who must see to a phase that begins within a week.

    That is who leads the group of the fund, and the district managers. A mail goes once for
    a phase and its first day, also when this is done again; another first day tells anew.
    """
    today = timezone.localdate(at)
    coming = Phase.objects.filter(
        opens_on__gt=today,
        opens_on__lte=today + AHEAD,
        round__closed_on__isnull=True,
        round__fund__closed_on__isnull=True,
    )
    reminded = 0
    for phase in coming.select_related("round__fund").order_by("pk"):
        reminded += 1
        outbox.put_each(
            "budget_phase_begins",
            {
                f"budget_phase:{phase.pk}:{phase.opens_on}:{person_id}": {
                    "phase": phase.pk,
                    "person": person_id,
                }
                for person_id in _told(phase, today)
            },
            way=Way.MAIL,
            municipality_id=phase.municipality_id,
            at=at,
        )
    return {"phases": reminded} if reminded else {}


def _told(phase: Phase, today: date) -> list[int]:
    leaders = Seat.objects.current(today).filter(
        group_id=phase.round.fund.group_id or 0,
        function__in=(SeatFunction.CHAIR, SeatFunction.SECRETARY),
        person__is_active=True,
    )
    managers = district_managers(phase.municipality_id, on=today)
    return sorted({*leaders.values_list("person_id", flat=True), *managers})
