"""What who raised a signal says of the answer, and what they hear of its project after that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.signals.models import Event, Raiser, Signal
from wijkregie.domain.signals.services import moving
from wijkregie.domain.signals.services.answering import reopen
from wijkregie.domain.signals.services.drafts import SignalRefused, line, not_yours, story
from wijkregie.domain.signals.states import DONE, EventKind, HearBack
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

#: The message that there is news of the project.
NEWS: Final = "signal_project"
_LONGEST: Final = 400


@transaction.atomic
def satisfied(*, by: Viewer, at: datetime) -> None:
    """Note that who came by a private link is satisfied with the answer; twice does nothing."""
    raiser, signal = _asked(by)
    if raiser.satisfied:
        return
    _note(raiser, at=at, satisfied=True)
    moving.happened(signal, EventKind.SATISFIED, by=by, at=at)
    audit.record("signal_satisfaction", signal, by=by, at=at)


@transaction.atomic
def unsatisfied(why: str, *, by: Viewer, at: datetime, again: bool = False) -> None:
    """Note that who came by a private link is not satisfied; ``why`` is for handlers only.

    ``again``: it is looked at again, and everyone who raised it hears again. Raises
    ``SignalRefused`` if that is asked for without a reason.
    """
    raiser, signal = _asked(by)
    words = why.strip()
    if again:
        words = story(words, longest=_LONGEST, empty=_("Write what is not right yet."))
    words = checked_words(line(words, longest=_LONGEST), field="why", keep=True)
    if raiser.satisfied is not False or _is_new(words, signal):
        _note(raiser, at=at, satisfied=False)
        said = "" if again else words
        moving.happened(signal, EventKind.UNSATISFIED, by=by, at=at, said=said)
        audit.record("signal_satisfaction", signal, by=by, at=at)
    if again:
        reopen(signal.pk, words, by=by, at=at)


@transaction.atomic
def project_news(signal_id: int, text: str, *, by: Viewer, at: datetime) -> None:
    """Tell who raised a signal, or one bundled in it, what became of its project.

    Called by ``programme``, which checks who may; everyone may read ``text``. A mail goes to
    who hears by mail, and everyone finds it in the story.
    """
    signal = moving.locked(signal_id, by.municipality_id)
    why = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    for one in (signal, *Signal.objects.filter(bundled_in=signal).order_by("pk")):
        event = moving.happened(one, EventKind.PROJECT, by=by, at=at, why=why)
        raised = Raiser.objects.filter(signal=one, hear_back=HearBack.MAIL).exclude(email="")
        for raiser in raised.order_by("pk"):
            moving.tell(raiser, NEWS, f"{event.pk}", at=at)
        audit.record("signal_project_news", one, by=by, at=at)


def _asked(by: Viewer) -> tuple[Raiser, Signal]:
    """Return who came by a private link with their signal, locked; refuse before an answer."""
    found = Raiser.objects.filter(
        pk=by.raiser_id or 0, municipality_id=by.municipality_id or 0
    ).first()
    if found is None:
        raise not_yours()
    signal = moving.locked(found.signal_id, by.municipality_id)
    if signal.state not in DONE:
        raise SignalRefused(_("There is no answer yet. You hear when there is one."))
    found.refresh_from_db()
    return found, signal


def _is_new(words: str, signal: Signal) -> bool:
    """Tell whether these words were not said before: sent twice is said once."""
    said = Event.objects.filter(signal=signal, what=EventKind.UNSATISFIED, said=words)
    return bool(words) and not said.exists()


def _note(raiser: Raiser, *, at: datetime, satisfied: bool) -> None:
    raiser.satisfied, raiser.satisfied_at = satisfied, at
    raiser.save(update_fields=["satisfied", "satisfied_at"])
