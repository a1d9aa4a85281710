"""Handle a signal before it is decided on: take it up, name it, pass it on, postpone it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.signals.models import Raiser, Theme
from wijkregie.domain.signals.services import moving, placing, routing
from wijkregie.domain.signals.services.drafts import (
    SignalRefused,
    SignalWords,
    line,
    story,
)
from wijkregie.domain.signals.states import OPEN, Kind, State
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

_FURTHEST: Final = timedelta(days=366)


@transaction.atomic
def take_up(signal_id: int, *, by: Viewer, at: datetime) -> None:
    """Start looking at a signal. Raises ``SignalRefused`` if somebody did already."""
    signal = moving.handled(signal_id, by)
    moving.move(signal, State.IN_TRIAGE, by=by, at=at)
    moving.keep(signal, by=by, at=at)
    audit.record("signal_taken_up", signal, by=by, at=at)


@transaction.atomic
def describe(signal_id: int, words: SignalWords, *, by: Viewer, at: datetime) -> None:
    """Say in words for everyone what a signal is about, and put right its kind, theme and area.

    What was promised stays promised. Another area takes the place of the spot on the map.
    Another theme or area may bring it to another group, which its story then says.
    """
    signal = moving.handled(signal_id, by)
    signal.title = checked_words(line(words.title, longest=120), field="title")
    if words.kind not in Kind.values:
        raise SignalRefused(_("Choose what sort of thing was reported."))
    signal.kind = words.kind
    why = _put_right(signal, words)
    was = routing.route_of(signal, at=at) if why else None
    if words.theme_id != signal.theme_id:
        signal.theme_id = _theme(words.theme_id, signal)
    if words.area_id != signal.area_id:
        _move_to(signal, words.area_id, by=by)
    signal.save(update_fields=["title", "kind", "theme", "area"])
    if was is not None:
        routing.reroute(signal, was, why=why, by=by, at=at)
    audit.record("signal_described", signal, by=by, at=at)


@transaction.atomic
def promise_later(
    signal_id: int, expected_on: date, why: str, *, by: Viewer, at: datetime
) -> None:
    """Announce a later day with the reason; everyone who raised it is told.

    Of a bundle also who raised one that was to be answered sooner. ``promised_on`` does not
    move: the answer counts as late all the same.
    """
    signal = moving.handled(signal_id, by)
    _need_open(signal)
    today = timezone.localdate(at)
    if not max(today, signal.expected_on) < expected_on <= today + _FURTHEST:
        raise SignalRefused(
            _("Choose a day after the one that was announced, within a year from now.")
        )
    signal.expected_why = line(
        story(why, longest=400, empty=_("Write why it takes longer, for everyone to read.")),
        longest=400,
    )
    checked_words(signal.expected_why, field="why")
    signal.expected_on = expected_on
    bundle = [signal, *(one for one in signal.along if one.expected_on < expected_on)]
    for one in bundle:
        one.expected_on, one.expected_why = expected_on, signal.expected_why
        one.save(update_fields=["expected_on", "expected_why"])
    for raiser in Raiser.objects.filter(signal__in=bundle).order_by("pk"):
        moving.tell(raiser, "signal_postponed", f"{expected_on}", at=at)
    audit.record("signal_postponed", signal, by=by, at=at)


def _put_right(signal: Signal, words: SignalWords) -> str:
    """Return, for everyone to read, which of theme and place changes; nothing for none."""
    theme, place = words.theme_id != signal.theme_id, words.area_id != signal.area_id
    if theme and place:
        return _("The theme and the place were put right.")
    if theme:
        return _("The theme was put right.")
    return _("The place was put right.") if place else ""


def _theme(theme_id: int, signal: Signal) -> int:
    here = Theme.objects.filter(municipality_id=signal.municipality_id, active=True)
    if not here.filter(pk=theme_id).exists():
        raise SignalRefused(_("Choose a theme from the list."))
    return theme_id


def _move_to(signal: Signal, area_id: int | None, *, by: Viewer) -> None:
    areas = (
        [] if area_id is None else placing.areas_of_area(area_id, signal.municipality_id, by=by)
    )
    signal.area = areas[0] if areas else None
    placing.put_in(signal, areas)


def _need_open(signal: Signal) -> None:
    if signal.state not in OPEN:
        raise SignalRefused(_("This report has been answered. Reopen it first."))
