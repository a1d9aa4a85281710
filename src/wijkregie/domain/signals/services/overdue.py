"""Tell who must know that a promised day has passed: owner, then chair, then manager."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from wijkregie.domain.signals.models import Signal, Step
from wijkregie.domain.signals.services import terms, whom
from wijkregie.domain.signals.states import OPEN, Escalation, State
from wijkregie.kit import audit, outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

#: After how many working days without an answer the next one is told.
NEXT_AFTER: Final = 3
_LEVELS: Final = (
    (Escalation.OWNER, whom.owners),
    (Escalation.CHAIR, whom.chairs),
    (Escalation.MANAGER, whom.managers),
)
_PLACES: Final = {level: at for at, (level, _whom) in enumerate(_LEVELS)}


def escalate_overdue(*, at: datetime) -> dict[str, int]:
    """Tell the owner of every signal that is late, and later who comes next.

    That is, each three working days after the last: the chair of the group, and the district
    managers. Where nobody is there, the next is told at once.

    Return of how many signals somebody was told, and of how many there is nobody to tell:
    those wait for the next night. Each in its own transaction: it may be killed and done
    again, and tells nobody twice. A signal that was opened again begins anew, when its term
    has passed since.
    """
    counts = {"escalated": 0, "nobody_to_tell": 0}
    for signal_id in _late(at).order_by("pk").values_list("pk", flat=True):
        outcome = _escalate(signal_id, at=at)
        if outcome:
            counts[outcome] += 1
    return {name: count for name, count in counts.items() if count}


def _late(at: datetime) -> QuerySet[Signal]:
    """Return what is late, and of which the last who was told did not see to it in time."""
    opened = Step.objects.filter(
        signal=OuterRef("pk"), to_state=State.REOPENED, at__gt=OuterRef("escalated_at")
    )
    waited = Q(escalated_at__lt=at - timedelta(days=NEXT_AFTER - 1))
    waited &= ~Q(escalated_to=Escalation.MANAGER)
    return Signal.objects.filter(
        Q(escalated_at__isnull=True) | waited | Exists(opened),
        state__in=OPEN,
        promised_on__lt=timezone.localdate(at),
    )


@transaction.atomic
def _escalate(signal_id: int, *, at: datetime) -> str:
    signal = Signal.objects.select_for_update(no_key=True).get(pk=signal_id)
    today = timezone.localdate(at)
    opened = Step.objects.filter(signal=signal, to_state=State.REOPENED).order_by("at", "pk")
    times = [*opened.values_list("at", flat=True)]
    first = _next(signal, times, today)
    if first is None:
        return ""
    for level, persons_of in _LEVELS[first:]:
        persons = persons_of(signal, today)
        if persons:
            _tell(signal, level, persons, round_=len(times), at=at)
            return "escalated"
    return "nobody_to_tell"


def _next(signal: Signal, opened: Sequence[datetime], today: date) -> int | None:
    """Return the place of who is told next, nothing while the last one still has time."""
    told = signal.escalated_at
    if opened and (told is None or told < opened[-1]):
        term = terms.promised_on(timezone.localdate(opened[-1]), signal.theme.answer_days)
        return 0 if term < today else None
    if told is None:
        return 0
    place = _PLACES[Escalation(signal.escalated_to or Escalation.OWNER)] + 1
    waits = today < terms.promised_on(timezone.localdate(told), NEXT_AFTER)
    return None if waits or place == len(_LEVELS) else place


def _tell(
    signal: Signal, level: Escalation, persons: Sequence[int], *, round_: int, at: datetime
) -> None:
    for person_id in persons:
        outbox.put(
            "signal_overdue",
            {"signal": signal.pk, "person": person_id, "level": _PLACES[level]},
            way=Way.MAIL,
            once=f"signal_overdue:{signal.pk}:{round_}:{level}:{person_id}",
            municipality_id=signal.municipality_id,
            at=at,
        )
    signal.escalated_at, signal.escalated_to = at, level
    signal.save(update_fields=["escalated_at", "escalated_to"])
    audit.record("signal_escalated", signal, by=None, at=at)
