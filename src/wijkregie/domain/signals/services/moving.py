"""What every step of a signal shares: find and lock it, move it, tell who raised it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Event, Raiser, Signal, SignalArea, Step
from wijkregie.domain.signals.services.drafts import SignalRefused, not_there, not_yours
from wijkregie.domain.signals.states import STEPS, EventKind, HearBack, State
from wijkregie.kit import outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.decisions.models import Decision
    from wijkregie.kit.viewer import Viewer

WAYS: Final = {
    HearBack.MAIL.value: Way.MAIL,
    HearBack.LETTER.value: Way.LETTER,
    HearBack.CALL.value: Way.CALL,
}


def locked(signal_id: int, municipality_id: int | None) -> Signal:
    """Return the signal to change, locked; one of another municipality is not there."""
    rows = Signal.objects.select_for_update().filter(municipality_id=municipality_id or 0)
    found = rows.filter(pk=signal_id).first()
    if found is None:
        raise not_there()
    return found


def handled(signal_id: int, by: Viewer) -> Signal:
    """Return the signal to change, locked; refuse who has no role for one of its areas."""
    signal = locked(signal_id, by.municipality_id)
    if not rules.may_handle(by, area_ids_of(signal)):
        raise not_yours()
    return signal


def area_ids_of(signal: Signal) -> frozenset[int]:
    """Return the areas that a signal lies in. One query."""
    return frozenset(SignalArea.objects.filter(signal=signal).values_list("area_id", flat=True))


def move(  # noqa: PLR0913 - what a step is: of what, where to, by whom, when, why
    signal: Signal,
    state: State,
    *,
    by: Viewer | None,
    at: datetime,
    why: str = "",
    said: str = "",
    decision: Decision | None = None,
) -> Step:
    """Take one step of a signal and write it down; the caller saves the signal.

    Raises ``SignalRefused`` where the table of steps has no such step: somebody was first.
    """
    if state not in STEPS[State(signal.state)]:
        raise SignalRefused(
            _("This report is %(state)s by now, so this is not possible. Reload the page.")
            % {"state": State(signal.state).label}
        )
    step = Step.objects.create(
        municipality_id=signal.municipality_id,
        signal=signal,
        at=at,
        from_state=signal.state,
        to_state=state,
        why=why,
        said=said,
        decision=decision,
        by_id=by.person_id if by else None,
    )
    signal.state = state
    return step


def begin(signal: Signal, *, by: Viewer, at: datetime) -> None:
    """Write down the first step: received."""
    Step.objects.create(
        municipality_id=signal.municipality_id,
        signal=signal,
        at=at,
        to_state=signal.state,
        by_id=by.person_id,
    )


def happened(  # noqa: PLR0913 - of what, what, by whom, when, why, and with or to whom
    signal: Signal,
    what: EventKind,
    *,
    by: Viewer | None,
    at: datetime,
    why: str = "",
    said: str = "",
    **whom: int | None,
) -> Event:
    """Write down what happened with a signal that does not change its state.

    ``whom`` is one of ``group_id``, ``organisation_id`` and ``other_id`` (another signal).
    """
    return Event.objects.create(
        municipality_id=signal.municipality_id,
        signal=signal,
        at=at,
        what=what,
        why=why,
        said=said,
        by_id=by.person_id if by else None,
        **whom,
    )


def tell(raiser: Raiser, template: str, once: str, *, at: datetime, **ids: int) -> bool:
    """Put a message to who raised a signal, by the way they chose; tell whether there is one.

    ``once`` is what this message is about; it goes to each raiser once.
    """
    way = WAYS.get(raiser.hear_back)
    if way is None:
        return False
    outbox.put(
        template,
        {"signal": raiser.signal_id, "raiser": raiser.pk, **ids},
        way=way,
        once=f"{template}:{raiser.signal_id}:{once}:{raiser.pk}",
        municipality_id=raiser.municipality_id,
        at=at,
    )
    return True
