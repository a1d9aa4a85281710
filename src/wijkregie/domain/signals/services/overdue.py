"""Tell who leads that a promised day has passed, once per signal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wijkregie.domain.people.models import RoleHeld, Seat
from wijkregie.domain.people.states import Role, SeatFunction
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.services.moving import area_ids_of
from wijkregie.domain.signals.states import OPEN
from wijkregie.kit import audit, outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime


def escalate_overdue(*, at: datetime) -> dict[str, int]:
    """Tell the chair of its team of every signal that is late, or else the district managers.

    Return of how many signals that was told, and of how many there is nobody to tell: those
    wait for the next night. Each in its own transaction: it may be killed and done again,
    and tells nobody twice.
    """
    late = Signal.objects.filter(
        state__in=OPEN, promised_on__lt=timezone.localdate(at), escalated_at__isnull=True
    )
    counts = {"escalated": 0, "nobody_to_tell": 0}
    for signal_id in late.order_by("pk").values_list("pk", flat=True):
        counts["escalated" if _escalate(signal_id, at=at) else "nobody_to_tell"] += 1
    return {name: count for name, count in counts.items() if count}


@transaction.atomic
def _escalate(signal_id: int, *, at: datetime) -> bool:
    signal = Signal.objects.select_for_update().get(pk=signal_id)
    persons = _chairs(signal, timezone.localdate(at)) or _managers(
        signal, timezone.localdate(at)
    )
    for person_id in persons:
        outbox.put(
            "signal_overdue",
            {"signal": signal.pk, "person": person_id},
            way=Way.MAIL,
            once=f"signal_overdue:{signal.pk}:{person_id}",
            municipality_id=signal.municipality_id,
            at=at,
        )
    if persons:
        signal.escalated_at = at
        signal.save(update_fields=["escalated_at"])
        audit.record("signal_escalated", signal, by=None, at=at)
    return bool(persons)


def _chairs(signal: Signal, on: date) -> Collection[int]:
    seats = Seat.objects.current(on).filter(
        group_id=signal.owner_id or 0, function=SeatFunction.CHAIR, person__is_active=True
    )
    return sorted(seats.values_list("person_id", flat=True))


def _managers(signal: Signal, on: date) -> Collection[int]:
    covering = Q(area__isnull=True) | Q(area__in=area_ids_of(signal))
    held = RoleHeld.objects.current(on).filter(
        covering,
        municipality_id=signal.municipality_id,
        role=Role.DISTRICT_MANAGER,
        person__is_active=True,
    )
    return sorted(set(held.values_list("person_id", flat=True)))
