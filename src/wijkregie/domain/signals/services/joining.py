"""Join in with what somebody else raised: this is mine too."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.signals.models import Raiser
from wijkregie.domain.signals.services import moving
from wijkregie.domain.signals.services.drafts import JoinDraft, Receipt, SignalRefused, line
from wijkregie.domain.signals.services.raising import came_in, checked, raise_by
from wijkregie.domain.signals.states import OPEN, EventKind, HearBack
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

_SAID: Final = 400
_HALF: Final = 16


@transaction.atomic
def join(signal_id: int, draft: JoinDraft, *, by: Viewer, at: datetime, seed: int) -> Receipt:
    """Write down who a signal is of too: they hear back like who raised it, by the same day.

    Everyone may, also without an account; they read what is public, and never the words of
    who was first. The same ``submission`` again returns the same receipt. Raises
    ``SignalRefused`` where the signal has been answered.
    """
    if not draft.submission:
        raise ValueError("somebody joins with the key of the form")
    signal = moving.locked(signal_id, by.municipality_id)
    known = Raiser.objects.filter(
        signal=signal, joined=True, link_nonce__startswith=_mark(draft.submission)
    ).first()
    if known is not None:
        return _receipt(signal, known)
    if signal.state not in OPEN:
        raise SignalRefused(
            _("This report has been answered already. Is it not solved? Report it anew.")
        )
    return _join(signal, draft, by=by, at=at, seed=seed)


def _join(signal: Signal, draft: JoinDraft, *, by: Viewer, at: datetime, seed: int) -> Receipt:
    wanted = checked(draft.raiser, by=by, at=at)
    said = checked_words(line(draft.said, longest=_SAID), field="said", keep=True)
    nonce = int(f"{_mark(draft.submission)}{seed:0{_HALF}x}"[:32], _HALF)
    raiser = raise_by(wanted, signal, by=by, at=came_in(wanted, at=at), seed=nonce)
    raiser.joined = True
    raiser.save(update_fields=["joined"])
    signal.unanswered += 1
    signal.save(update_fields=["unanswered"])
    moving.happened(signal, EventKind.JOINED, by=by, at=at, said=said, group_id=wanted.group_id)
    if raiser.hear_back in {HearBack.MAIL, HearBack.LETTER}:
        moving.tell(raiser, "signal_received", "receipt", at=at)
    audit.record("signal_joined", signal, by=by, at=at)
    return _receipt(signal, raiser)


def _mark(submission: str) -> str:
    """Return half a nonce that tells the form it came from; it begins with a 1, never a 0."""
    return f"1{hashlib.sha256(submission.encode()).hexdigest()}"[:_HALF]


def _receipt(signal: Signal, raiser: Raiser) -> Receipt:
    return Receipt(signal.pk, signal.reference, raiser.token(), signal.promised_on)
