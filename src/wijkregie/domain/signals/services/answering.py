"""Answer a signal, note who has heard, and open it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Answer, Raiser
from wijkregie.domain.signals.services import bundling, moving, terms, whom
from wijkregie.domain.signals.services.drafts import SignalRefused, line, not_yours, story
from wijkregie.domain.signals.services.raising import LINK_DAYS
from wijkregie.domain.signals.states import DONE, HearBack, State
from wijkregie.kit import audit, outbox
from wijkregie.kit.outbox_states import Way
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

#: The message after which somebody has heard.
ANSWERED: Final = "signal_answered"


@transaction.atomic
def answer(signal_id: int, text: str, *, by: Viewer, at: datetime, public: bool = True) -> None:
    """Answer everyone who raised a signal; it closes when all of them have heard.

    A message goes to each by the way they chose. Raises ``SignalRefused`` while nothing has
    been decided, and where it was answered already.
    """
    signal = moving.handled(signal_id, by)
    if signal.decision_id is None:
        raise SignalRefused(_("Nothing has been decided yet. Record the decision first."))
    answer_all(signal, text, by=by, at=at, public=public)


@transaction.atomic
def answer_from_project(signal_id: int, text: str, *, by: Viewer, at: datetime) -> bool:
    """Answer everyone who raised a signal that a project dealt with; tell whether that was so.

    Called by ``programme``, which checks who may, and which names the leader of a bundle. A
    signal that is no longer in the project, because it was answered before, stays as it is.
    """
    signal = moving.locked(signal_id, by.municipality_id)
    if signal.state != State.IN_PROJECT:
        return False
    answer_all(signal, text, by=by, at=at, public=True)
    return True


@transaction.atomic
def heard(raiser_id: int, *, by: Viewer | None, at: datetime) -> None:
    """Note that somebody has heard the answer; the last one closes the signal.

    ``by`` is ``None`` when the worker's mail has left, otherwise who posted the letter or
    phoned. Twice does nothing, as does a message about an answer that counts no more.
    """
    raiser = Raiser.objects.filter(pk=raiser_id).first()
    if raiser is None:
        return
    municipality_id = by.municipality_id if by else raiser.municipality_id
    signal = moving.locked(raiser.signal_id, municipality_id)
    if by is not None and not rules.may_reach_raiser(by, moving.area_ids_of(signal)):
        raise not_yours()
    waiting = Raiser.objects.filter(pk=raiser_id, heard_at__isnull=True)
    if signal.state != State.ANSWERED or not waiting.update(heard_at=at):
        return
    audit.record("signal_heard", signal, by=by, at=at)
    _close_if_all_heard(signal, by=by, at=at)


@transaction.atomic
def told_by_hand(message_id: int, *, by: Viewer, at: datetime, note: str = "") -> bool:
    """Note that a letter was posted or a call made, or that a mail that failed was made good.

    Tell whether nobody had noted that before. Who hears an answer this way has heard. Raises
    ``SignalRefused`` for who may not reach the one it is for.
    """
    message = outbox.message(message_id)
    raiser_id = message.ids.get("raiser", 0) if message else 0
    raiser = Raiser.objects.filter(
        pk=raiser_id, municipality_id=by.municipality_id or 0
    ).first()
    if message is None or raiser is None:
        raise SignalRefused(_("This message is not there any more. Reload the page."))
    if not rules.may_reach_raiser(by, moving.area_ids_of(raiser.signal)):
        raise not_yours()
    if not outbox.done_by_hand(
        message_id, by=by, at=at, note=checked_words(line(note, longest=200), keep=True)
    ):
        return False
    if message.template == ANSWERED:
        heard(raiser.pk, by=by, at=at)
    return True


@transaction.atomic
def reopen(signal_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Open an answered signal again: by who raised it, or by who handles it.

    The words of who raised it are for handlers only. The promised day stays; a new day is
    expected. Everyone who raised it will hear again. Who handles the leader of a bundle opens
    all of it; who raised one signal of a bundle opens that one, which then stands alone.
    """
    signal = moving.locked(signal_id, by.municipality_id, states=DONE)
    raised = Raiser.objects.filter(signal=signal)
    own = by.raiser_id is not None and raised.filter(pk=by.raiser_id).exists()
    if not own and not rules.may_handle(by, moving.area_ids_of(signal)):
        raise not_yours()
    words = story(why, longest=400, empty=_("Write why this should be looked at again."))
    checked_words(words, field="why", keep=own)
    signal.along = () if own else signal.along
    moving.move(
        signal,
        State.REOPENED,
        by=by,
        at=at,
        why="" if own else line(words, longest=400),
        said=words if own else "",
    )
    bundling.take_out(signal, by=by, at=at)
    for one in (signal, *signal.along):
        _begin_again(one, at=at)
    moving.keep(signal, by=by, at=at)
    audit.record("signal_reopened", signal, by=by, at=at)
    if own:
        _tell_owner(signal, at=at)


def _tell_owner(signal: Signal, *, at: datetime) -> None:
    """Tell who sees to a signal that somebody asked to look at it again."""
    for person_id in whom.nearest(signal, timezone.localdate(at)):
        outbox.put(
            "signal_reopened",
            {"signal": signal.pk, "person": person_id},
            way=Way.MAIL,
            once=f"signal_reopened:{signal.pk}:{at.timestamp():.0f}:{person_id}",
            municipality_id=signal.municipality_id,
            at=at,
        )


def _begin_again(signal: Signal, *, at: datetime) -> None:
    """Forget who has heard, and what they said of the answer; expect a new one."""
    outbox.void(f"{ANSWERED}:{signal.pk}:", at=at)
    raised = Raiser.objects.filter(signal=signal)
    signal.unanswered = raised.update(heard_at=None, satisfied=None, satisfied_at=None)
    signal.decision, signal.closed_at = None, None
    today = timezone.localdate(at)
    signal.expected_on = terms.promised_on(today, signal.theme.answer_days)
    signal.expected_why = ""
    signal.save()


def answer_all(signal: Signal, text: str, *, by: Viewer, at: datetime, public: bool) -> None:
    """Answer a signal and those bundled in it: each its own answer, to all who raised it."""
    words = story(text, longest=4000, empty=_("Write the answer."))
    checked_words(words, field="text", keep=not public)
    moving.move(signal, State.ANSWERED, by=by, at=at)
    moving.keep(signal, by=by, at=at)
    bundle, signal.along = (signal, *signal.along), ()
    for one in bundle:
        _tell(one, words, by=by, at=at, public=public)
    audit.record("signal_answered", signal, by=by, at=at)
    for one in bundle:
        _close_if_all_heard(one, by=by, at=at)


def _tell(signal: Signal, words: str, *, by: Viewer, at: datetime, public: bool) -> None:
    signal.answered_at = signal.answered_at or at
    given = Answer.objects.create(
        municipality_id=signal.municipality_id,
        signal=signal,
        text=words,
        public=public,
        at=at,
        by_id=by.person_id,
    )
    for raiser in Raiser.objects.filter(signal=signal, heard_at__isnull=True).order_by("pk"):
        if raiser.hear_back == HearBack.LETTER:  # a receipt that nobody posted is late by now
            unposted = f"signal_received:{signal.pk}:receipt:{raiser.pk}"
            outbox.void(unposted, at=at, why="answered meanwhile")
        if not moving.tell(raiser, ANSWERED, f"{given.pk}", at=at, answer=given.pk):
            Raiser.objects.filter(pk=raiser.pk).update(heard_at=at)


def _close_if_all_heard(signal: Signal, *, by: Viewer | None, at: datetime) -> None:
    raised = Raiser.objects.filter(signal=signal)
    signal.unanswered = raised.filter(heard_at__isnull=True).count()
    if not signal.unanswered:
        moving.move(signal, State.CLOSED, by=by, at=at)
        signal.closed_at = at
        raised.update(link_until=timezone.localdate(at) + LINK_DAYS)
    signal.save()
