"""Offer a signal to another organisation; the promised day goes along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import HandOver
from wijkregie.domain.signals.services import moving, terms, whom
from wijkregie.domain.signals.services.drafts import SignalRefused, line, not_yours
from wijkregie.domain.signals.states import EventKind, OfferState, State
from wijkregie.kit import audit, outbox, tokens
from wijkregie.kit.outbox_states import Way
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

OFFERED: Final = "hand_over_offered"
#: How long a link works that nobody has answered by yet.
LINK_DAYS: Final = timedelta(days=30)
#: After how many working days without an answer an organisation is asked once more.
REMIND_AFTER: Final = 5
OPEN_OFFERS: Final = frozenset({OfferState.OFFERED, OfferState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """What an organisation is asked, and where the link goes for who has no account."""

    message: str = ""
    email: str = ""


def offer(
    signal: Signal, decision: Decision, draft: OfferDraft, *, by: Viewer, at: datetime
) -> HandOver:
    """Offer a signal to the organisation that it was decided to hand over to.

    Part of a decision, which saw to it that ``by`` may. Who holds a seat for the
    organisation is mailed, and the address of the draft gets a link of its own.
    """
    if decision.handed_to_id is None:
        raise ValueError("a hand-over is to an organisation")
    made = HandOver(
        municipality_id=signal.municipality_id,
        signal=signal,
        decision=decision,
        organisation_id=decision.handed_to_id,
        message=_message(draft),
        link_until=timezone.localdate(at) + LINK_DAYS,
        offered_at=at,
        offered_by_id=by.person_id,
    )
    made.save()
    note(made, signal, EventKind.OFFERED, by=by, at=at)
    _tell_members(made, "asked", at=at)
    if draft.email.strip():
        _link_to(made, draft.email, at=at)
    audit.record("hand_over_offered", made, by=by, at=at)
    return made


@transaction.atomic
def send_link(offer_id: int, draft: OfferDraft, *, by: Viewer, at: datetime) -> None:
    """Mail an organisation the link by which it answers; an earlier link stops working.

    The message takes the place of the earlier one. Raises ``SignalRefused`` for what was
    refused, withdrawn or done meanwhile.
    """
    made, _signal = _ours(offer_id, by)
    made.message = _message(draft)
    _link_to(made, draft.email, at=at)
    audit.record("hand_over_link_sent", made, by=by, at=at)


@transaction.atomic
def withdraw(offer_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Take an offer back, with a reason for everyone to read; the signal is ours again.

    Raises ``SignalRefused`` for what was refused, withdrawn or done meanwhile.
    """
    made, signal = _ours(offer_id, by)
    words = line(why, longest=400)
    if not words:
        raise SignalRefused(_("Write why it is taken back, for everyone to read."))
    checked_words(words, field="why")
    _end(made, signal, words, by=by, at=at)
    bring_back(made, signal, by=by, at=at)
    audit.record("hand_over_withdrawn", made, by=by, at=at)


def end_open(signal: Signal, *, by: Viewer, at: datetime) -> None:
    """Take back what is still offered or accepted: part of a new decision."""
    open_still = HandOver.objects.filter(signal=signal, state__in=OPEN_OFFERS)
    for made in open_still.select_for_update(no_key=True):
        _end(made, signal, "", by=by, at=at)
        audit.record("hand_over_withdrawn", made, by=by, at=at)


def remind_offers(*, at: datetime) -> dict[str, int]:
    """Ask every organisation once more that has not answered after five working days.

    Each in its own transaction: it may be killed and done again, and asks nobody twice.
    """
    waiting = HandOver.objects.filter(
        state=OfferState.OFFERED,
        reminded_at__isnull=True,
        offered_at__lt=at - timedelta(days=REMIND_AFTER),
    )
    pks = waiting.order_by("pk").values_list("pk", flat=True)
    count = sum(_remind(pk, at=at) for pk in pks)
    return {"reminded": count} if count else {}


@transaction.atomic
def renew_offer_link(offer_id: int, *, at: datetime) -> None:
    """Keep the fingerprint of the link that goes out now, when the secret key was changed."""
    made = HandOver.objects.select_for_update(no_key=True).filter(pk=offer_id).first()
    if made is None or made.link_digest is None:
        return
    fingerprint = tokens.digest(made.token())
    if fingerprint != made.link_digest:
        made.link_digest = fingerprint
        made.save(update_fields=["link_digest"])
        audit.record("hand_over_link_renewed", made, by=None, at=at)


def locked(offer_id: int, municipality_id: int | None) -> tuple[HandOver, Signal]:
    """Return an offer and its signal, both locked, the signal first as everywhere."""
    here = HandOver.objects.filter(pk=offer_id, municipality_id=municipality_id or 0)
    signal_id = here.values_list("signal_id", flat=True).first()
    if signal_id is None:
        raise SignalRefused(_("This question is not there any more. Reload the page."))
    signal = moving.locked(signal_id, municipality_id)
    return here.select_for_update(no_key=True).get(), signal


def bring_back(made: HandOver, signal: Signal, *, by: Viewer | None, at: datetime) -> None:
    """Let a signal that waits at the organisation be looked at here again."""
    if signal.state == State.HANDED_OVER and signal.decision_id == made.decision_id:
        moving.move(signal, State.IN_TRIAGE, by=by, at=at)
        signal.decision = None
        moving.keep(signal, "decision", by=by, at=at)


def note(  # noqa: PLR0913 - what happened: to what, by whom, when, why
    made: HandOver,
    signal: Signal,
    what: EventKind,
    *,
    by: Viewer,
    at: datetime,
    why: str = "",
) -> None:
    """Write in the story of a signal, and of those bundled in it, what happened to an offer."""
    for one in (signal, *signal.along):
        moving.happened(one, what, by=by, at=at, why=why, organisation_id=made.organisation_id)


def answered_already() -> SignalRefused:
    """Return the refusal of who answers, or takes back, what was answered before."""
    return SignalRefused(
        _("This question was answered or taken back already. Reload the page to see what came.")
    )


def _ours(offer_id: int, by: Viewer) -> tuple[HandOver, Signal]:
    """Return an offer that is still open and its signal, for who handles it; both locked."""
    made, signal = locked(offer_id, by.municipality_id)
    if not rules.may_handle(by, moving.area_ids_of(signal)):
        raise not_yours()
    if made.state not in OPEN_OFFERS:
        raise answered_already()
    return made, signal


def _end(made: HandOver, signal: Signal, why: str, *, by: Viewer, at: datetime) -> None:
    made.state = OfferState.WITHDRAWN
    made.save(update_fields=["state"])
    outbox.void(f"{OFFERED}:{made.pk}:", at=at)
    note(made, signal, EventKind.WITHDRAWN, by=by, at=at, why=why)


def _link_to(made: HandOver, email: str, *, at: datetime) -> None:
    """Give an offer a new link, and mail it; what waits with the old one does not go out."""
    made.email = _mail(email)
    made.link_nonce = f"{int(made.link_nonce or 0) + 1}"
    made.link_digest = tokens.digest(made.token())
    made.link_until = max(made.link_until, timezone.localdate(at) + LINK_DAYS)
    made.save()
    outbox.void(f"{OFFERED}:{made.pk}:link:", at=at)
    _tell_link(made, f"link:{made.link_nonce}", at=at)


def _tell_link(made: HandOver, once: str, *, at: datetime, again: int = 0) -> None:
    outbox.put(
        OFFERED,
        {"offer": made.pk, "again": again},
        way=Way.MAIL,
        once=f"{OFFERED}:{made.pk}:{once}",
        municipality_id=made.municipality_id,
        at=at,
    )


def _tell_members(made: HandOver, once: str, *, at: datetime, again: int = 0) -> bool:
    on = timezone.localdate(at)
    persons = whom.members_of(made.organisation_id, made.municipality_id, on)
    for person_id in persons:
        outbox.put(
            OFFERED,
            {"offer": made.pk, "person": person_id, "again": again},
            way=Way.MAIL,
            once=f"{OFFERED}:{made.pk}:{once}:{person_id}",
            municipality_id=made.municipality_id,
            at=at,
        )
    return bool(persons)


@transaction.atomic
def _remind(pk: int, *, at: datetime) -> bool:
    made = HandOver.objects.select_for_update(no_key=True).get(pk=pk)
    today, asked_on = timezone.localdate(at), timezone.localdate(made.offered_at)
    if made.state != OfferState.OFFERED or today <= terms.promised_on(asked_on, REMIND_AFTER):
        return False
    told = _tell_members(made, "again", at=at, again=1)
    if made.link_digest is not None and made.email and made.link_until >= today:
        _tell_link(made, "link:again", at=at, again=1)
        told = True
    if told:
        made.reminded_at = at
        made.save(update_fields=["reminded_at"])
        audit.record("hand_over_reminded", made, by=None, at=at)
    return told


def _message(draft: OfferDraft) -> str:
    """Return what the organisation is told; it reads no names of others."""
    return checked_words(line(draft.message, longest=400), field="message")


def _mail(text: str) -> str:
    email = line(text, longest=200)
    try:
        validate_email(email)
    except ValidationError as fault:
        raise SignalRefused(
            _("Fill in the mail address of the organisation like this: name@example.nl.")
        ) from fault
    return email
