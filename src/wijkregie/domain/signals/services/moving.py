"""What every step of a signal shares: find and lock it, move it, tell who raised it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _

from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Event, Raiser, Signal, SignalArea, Step
from wijkregie.domain.signals.services.drafts import SignalRefused, not_there, not_yours
from wijkregie.domain.signals.states import OPEN, STEPS, EventKind, HearBack, State
from wijkregie.kit import audit, outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from wijkregie.domain.decisions.models import Decision
    from wijkregie.kit.viewer import Viewer

WAYS: Final = {
    HearBack.MAIL.value: Way.MAIL,
    HearBack.LETTER.value: Way.LETTER,
    HearBack.CALL.value: Way.CALL,
}


def locked(
    signal_id: int, municipality_id: int | None, *, states: Collection[State] = OPEN
) -> Signal:
    """Return the signal to change, locked with those bundled in it (``along``) that are open.

    One of another municipality is not there. Rows are locked in the order of their numbers,
    so that two who change a bundle wait for each other and never both at once.
    """
    here = Signal.objects.filter(municipality_id=municipality_id or 0)
    bundled = Q(bundled_in=signal_id, state__in=states)
    rows = {one.pk: one for one in _bundled(here.filter(Q(pk=signal_id) | bundled))}
    found = rows.pop(signal_id, None)
    if found is None:
        raise not_there()
    if here.filter(bundled).exclude(pk__in=rows).exists():
        raise SignalRefused(_("Somebody bundles a report with this one now. Reload the page."))
    found.along = tuple(rows.values())
    return found


def _bundled(rows: QuerySet[Signal]) -> Iterable[Signal]:
    return rows.select_for_update(no_key=True).order_by("pk")


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
    """Take one step of a signal and of those bundled in it; the caller then calls ``keep``.

    Raises ``SignalRefused`` where the table of steps has no such step: somebody was first;
    and for a signal that goes along with another one.
    """
    if signal.bundled_in_id is not None and signal.state in OPEN:
        raise SignalRefused(
            _("This report is handled together with another one. Do it there, or take it out.")
        )
    taken = [
        _step(one, state, by=by, at=at, why=why, said=said, decision=decision)
        for one in (signal, *signal.along)
    ]
    return taken[0]


def _step(signal: Signal, state: State, *, by: Viewer | None, **written: Any) -> Step:
    if state not in STEPS[State(signal.state)]:
        raise SignalRefused(
            _("This report is %(state)s by now, so this is not possible. Reload the page.")
            % {"state": State(signal.state).label}
        )
    step = Step.objects.create(
        municipality_id=signal.municipality_id,
        signal=signal,
        from_state=signal.state,
        to_state=state,
        by_id=by.person_id if by else None,
        **written,
    )
    signal.state = state
    return step


def keep(signal: Signal, *fields: str, by: Viewer | None, at: datetime) -> None:
    """Save the state and these fields of a signal, and the same of those bundled in it.

    The caller logs what was done to the signal; here each of the others gets its own row.
    """
    signal.save(update_fields=["state", *fields])
    for one in signal.along:
        for field in fields:
            setattr(one, field, getattr(signal, field))
        one.save(update_fields=["state", *fields])
        audit.record("signal_moved_along", one, by=by, at=at)


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
