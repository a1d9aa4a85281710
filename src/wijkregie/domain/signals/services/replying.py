"""An organisation says yes or no to what is offered, once, and later what it did."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.signals import rules
from wijkregie.domain.signals.services import answering, handing, whom
from wijkregie.domain.signals.services.drafts import SignalRefused, line, story
from wijkregie.domain.signals.states import EventKind, OfferState, State
from wijkregie.kit import audit, outbox
from wijkregie.kit.outbox_states import Way
from wijkregie.kit.viewer import installation
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.signals.models import HandOver, Signal
    from wijkregie.kit.viewer import Viewer

#: How long after a yes the link works by which an organisation tells what it did.
REPORT_DAYS: Final = timedelta(days=365)
_ANSWERED: Final = frozenset({State.ANSWERED, State.CLOSED})


@transaction.atomic
def accept(offer_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a signal over for the organisation. What was promised stays promised.

    By who has the link, or holds a seat for the organisation. Who answers for the signal is
    told. Raises ``SignalRefused`` for anybody else, and where it was answered already.
    """
    made, signal = _asked(offer_id, by, OfferState.OFFERED, at)
    made.state = OfferState.ACCEPTED
    made.link_until = timezone.localdate(at) + REPORT_DAYS
    _replied(made, by=by, at=at)
    for one in (signal, *signal.along):
        one.organisation_id = made.organisation_id
        one.save(update_fields=["organisation"])
    handing.note(made, signal, EventKind.ACCEPTED, by=by, at=at)
    _tell_owner(made, signal, "hand_over_replied", at=at)
    audit.record("hand_over_accepted", made, by=by, at=at)


@transaction.atomic
def refuse(offer_id: int, reason: str, *, by: Viewer, at: datetime) -> None:
    """Say no for the organisation, with a reason that everyone may read.

    The signal is looked at here again; one that was answered meanwhile is opened again, so
    that nobody is left with a promise that no one keeps. Raises as ``accept`` does.
    """
    made, signal = _asked(offer_id, by, OfferState.OFFERED, at)
    made.reason = line(
        story(reason, longest=400, empty=_("Write why not, for everyone to read.")),
        longest=400,
    )
    checked_words(made.reason, field="reason")
    made.state = OfferState.REFUSED
    _replied(made, by=by, at=at)
    handing.note(made, signal, EventKind.REFUSED, by=by, at=at, why=made.reason)
    handing.bring_back(made, signal, by=by, at=at)
    if signal.state in _ANSWERED and signal.decision_id == made.decision_id:
        ours = installation(made.municipality_id)
        why = _("The organisation that was asked does not take it over.")
        answering.reopen(signal.pk, why, by=ours, at=at)
    _tell_owner(made, signal, "hand_over_replied", at=at)
    audit.record("hand_over_refused", made, by=by, at=at)


@transaction.atomic
def report_outcome(offer_id: int, text: str, *, by: Viewer, at: datetime) -> None:
    """Tell what the organisation did, for who handles the signal: they answer with it.

    Once, after a yes. Raises as ``accept`` does.
    """
    made, signal = _asked(offer_id, by, OfferState.ACCEPTED, at)
    made.outcome = story(text, longest=4000, empty=_("Write what was done."))
    checked_words(made.outcome, field="text", keep=True)
    made.state, made.outcome_at = OfferState.DONE, at
    made.save(update_fields=["outcome", "state", "outcome_at"])
    handing.note(made, signal, EventKind.REPORTED, by=by, at=at)
    _tell_owner(made, signal, "hand_over_reported", at=at)
    audit.record("hand_over_reported", made, by=by, at=at)


def _asked(
    offer_id: int, by: Viewer, state: OfferState, at: datetime
) -> tuple[HandOver, Signal]:
    """Return the offer and its signal, locked; refuse who was not asked, or is too late."""
    made, signal = handing.locked(offer_id, by.municipality_id)
    if not rules.may_reply(by, made.pk, made.organisation_id):
        raise SignalRefused(_("Only who was asked can answer this question."))
    if by.offer_id is not None and made.link_until < timezone.localdate(at):
        raise SignalRefused(_("This link has expired. Ask the municipality for a new one."))
    if made.state != state:
        raise handing.answered_already()
    return made, signal


def _replied(made: HandOver, *, by: Viewer, at: datetime) -> None:
    made.replied_at, made.replied_by_id = at, by.person_id
    made.save()
    outbox.void(f"{handing.OFFERED}:{made.pk}:", at=at)


def _tell_owner(made: HandOver, signal: Signal, template: str, *, at: datetime) -> None:
    for person_id in whom.nearest(signal, timezone.localdate(at)):
        outbox.put(
            template,
            {"offer": made.pk, "person": person_id},
            way=Way.MAIL,
            once=f"{template}:{made.pk}:{person_id}",
            municipality_id=made.municipality_id,
            at=at,
        )
