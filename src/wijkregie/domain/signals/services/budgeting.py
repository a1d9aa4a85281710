"""Signals that are a proposal in a budget round. ``budgets`` calls it and checks who may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.signals.models import Raiser, Signal
from wijkregie.domain.signals.services import answering, bundling, handing, moving
from wijkregie.domain.signals.services.drafts import line
from wijkregie.domain.signals.states import (
    DONE,
    JOINS,
    OPEN,
    UNDECIDED,
    EventKind,
    HearBack,
    State,
)
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

#: The message that there is news of the proposal.
NEWS: Final = "signal_proposal"
_LONGEST: Final = 400
_DECIDED: Final = DONE | {State.DECIDED}


@transaction.atomic
def name_as_proposal(signal_id: int, title: str, *, by: Viewer, at: datetime) -> None:
    """Call a signal what its proposal is called, once everyone may read that."""
    signal = moving.locked(signal_id, by.municipality_id)
    signal.title = checked_words(line(title, longest=120), field="title")
    signal.save(update_fields=["title"])
    audit.record("signal_described", signal, by=by, at=at)


@transaction.atomic
def proposal_news(
    signal_id: int, text: str, *, by: Viewer | None, at: datetime, public: bool = True
) -> None:
    """Tell who raised a signal, or one bundled in it, what became of the proposal.

    A mail goes to who hears by mail, and everyone finds it in the story; unless ``public``
    is false: then the story only says that there is news, and the page of the proposal what.
    """
    signal = Signal.objects.select_for_update(no_key=True).get(pk=signal_id)
    why = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    for one in (signal, *Signal.objects.filter(bundled_in=signal).order_by("pk")):
        event = moving.happened(
            one, EventKind.PROPOSAL, by=by, at=at, why=why if public else ""
        )
        raised = Raiser.objects.filter(signal=one, hear_back=HearBack.MAIL).exclude(email="")
        for raiser in raised.order_by("pk"):
            moving.tell(raiser, NEWS, f"{event.pk}", at=at)
        audit.record("signal_proposal_news", one, by=by, at=at)


@transaction.atomic
def take_along(lead_id: int, signal_id: int, *, by: Viewer, at: datetime) -> bool:
    """Handle a signal with another one from now on; tell whether that could be.

    Of two that became one proposal. It cannot where one of them was answered, goes along
    with a third, or is past triage while the other is not there: then each stays on its own.
    """
    rows = Signal.objects.filter(municipality_id=by.municipality_id or 0)
    both = {
        one.pk: one
        for one in rows.filter(Q(pk=lead_id) | Q(pk=signal_id) | Q(bundled_in=signal_id))
        .select_for_update(no_key=True)
        .order_by("pk")
    }
    lead, signal = both.pop(lead_id), both.pop(signal_id)
    apart = lead.bundled_in_id is None and signal.bundled_in_id is None
    if not apart or lead.state not in OPEN or signal.state not in JOINS:
        return False
    if lead.state in {State.RECEIVED, State.REOPENED}:
        lead = moving.locked(lead_id, by.municipality_id)
        moving.move(lead, State.IN_TRIAGE, by=by, at=at)
        moving.keep(lead, by=by, at=at)
    for one in (signal, *(one for one in both.values() if one.state in OPEN)):
        bundling.take_in(lead, one, by=by, at=at)
    audit.record("signal_bundled", lead, by=by, at=at)
    return True


@transaction.atomic
def answer_from_budget(  # noqa: PLR0913 - of what, what was decided, which words, by whom, when
    signal_id: int,
    decision_id: int,
    text: str,
    *,
    apart: Collection[int] = (),
    by: Viewer,
    at: datetime,
) -> None:
    """Answer everyone who raised a signal with what was decided on its proposal.

    One that is handled with another comes on its own first, and so do those with a number
    in ``apart``: proposals of their own. Who was answered before hears it as news. What was
    decided before, that it could become a plan, is no longer what stands on the page.
    """
    signal = moving.locked(signal_id, by.municipality_id)
    bundling.take_out(signal, by=by, at=at)
    for one in signal.along:
        if one.pk in apart:
            bundling.take_out(one, by=by, at=at)
    signal.along = tuple(one for one in signal.along if one.pk not in apart)
    if signal.state in _DECIDED:
        signal.decision = _decision(signal, decision_id)
        moving.keep(signal, "decision", by=by, at=at)
    if signal.state not in OPEN:
        proposal_news(signal_id, text, by=by, at=at)
        return
    if signal.state in UNDECIDED:
        handing.end_open(signal, by=by, at=at)
        signal.decision = _decision(signal, decision_id)
        moving.move(signal, State.DECIDED, by=by, at=at, decision=signal.decision)
        moving.keep(signal, "decision", by=by, at=at)
    answering.answer_all(signal, text, by=by, at=at, public=True)


def _decision(signal: Signal, decision_id: int) -> Decision:
    return Decision.objects.get(pk=decision_id, municipality_id=signal.municipality_id)
