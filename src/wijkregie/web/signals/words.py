"""Words for signals: dates, states, who handles it, and each step as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.signals.states import State

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.signals.queries import SignalCard, SignalSeen


STATES: Final = {
    State.RECEIVED: gettext_lazy("Received"),
    State.IN_TRIAGE: gettext_lazy("Being looked at"),
    State.ON_AGENDA: gettext_lazy("On the agenda"),
    State.UNDER_REVIEW: gettext_lazy("Being looked into"),
    State.DECIDED: gettext_lazy("Decided"),
    State.HANDED_OVER: gettext_lazy("Handed over"),
    State.IN_PROJECT: gettext_lazy("In a project"),
    State.ANSWERED: gettext_lazy("Answered"),
    State.CLOSED: gettext_lazy("Closed"),
    State.REOPENED: gettext_lazy("Reopened"),
}
STATE_ICONS: Final = {
    State.RECEIVED: "info",
    State.REOPENED: "info",
    State.ANSWERED: "ok",
    State.CLOSED: "ok",
}


def day(value: date) -> str:
    """Return a day as it is written: 3 maart 2026."""
    return date_format(value, "j F Y")


def day_of(moment: datetime) -> date:
    """Return the day of a moment, as people here call it."""
    return timezone.localdate(moment)


def dated(moment: datetime) -> dict[str, str]:
    """Return a moment for a dated list."""
    on = day_of(moment)
    return {"date_text": day(on), "date_iso": on.isoformat()}


def choices(values: Any) -> list[tuple[str, str]]:
    """Return the values of a list of states as choices, each with a capital."""
    return [(value, capital(str(label))) for value, label in values]


def capital(words: object) -> str:
    """Return a text that begins with a capital."""
    text = str(words)
    return text[:1].upper() + text[1:]


OUTCOMES: Final = {
    Outcome.FOLLOW_UP: gettext_lazy("we take this up"),
    Outcome.DECLINE: gettext_lazy("we do not take this up"),
    Outcome.HAND_OVER: gettext_lazy("another organisation takes this over"),
    Outcome.MORE_INFORMATION: gettext_lazy("we find out more first"),
}


def outcome_text(outcome: Outcome, handed_to: str = "") -> str:
    """Return an outcome as part of a sentence."""
    if outcome == Outcome.HAND_OVER and handed_to:
        return _("we ask %(organisation)s to take this over") % {"organisation": handed_to}
    return str(OUTCOMES[outcome])


def owner_text(signal: SignalSeen | SignalCard) -> str:
    """Return who handles a signal; the name of a person is for who works along here."""
    if signal.owner_person_id is not None:
        return signal.owner_person_name or _("A professional")
    return signal.owner_name or _("District manager")


def grouped(reference: str) -> str:
    """Return a reference as one reads it aloud: in two groups of four."""
    return f"{reference[:4]} {reference[4:]}"
