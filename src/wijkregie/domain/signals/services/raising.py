"""Who raises a signal: what is asked of them, and the private link they get."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core.signs import readable
from wijkregie.domain.people.models import Group
from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Raiser
from wijkregie.domain.signals.services.drafts import RaiserDraft, SignalRefused, line
from wijkregie.domain.signals.states import Channel, HearBack
from wijkregie.kit import audit, tokens

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

#: How long a private link works after the signal was closed; before that it always does.
LINK_DAYS: Final = timedelta(days=365)
#: How long ago something that is written down now may have come in.
_LONGEST_AGO: Final = timedelta(days=366)
_HOUSE: Final = re.compile(r"[^\W\d]{2,}.*\d", re.DOTALL)
_POSTCODE: Final = re.compile(r"\b[1-9][0-9]{3} ?[A-Za-z]{2}\b")
_PHONE: Final = re.compile(r"\+?[0-9]{8,15}")
_FILLING: Final = re.compile(r"[ ().-]")


def checked(draft: RaiserDraft, *, by: Viewer, at: datetime) -> RaiserDraft:
    """Return who raises something with only what is needed to let them hear back.

    Raises ``SignalRefused`` where that cannot be done with what was filled in.
    """
    if draft.hear_back not in HearBack.values or draft.channel not in Channel.values:
        raise SignalRefused(_("Choose how you want to hear back."))
    _check_standing(draft, by=by, at=at)
    plain = replace(draft, name="", email="", phone="", address="")
    if draft.hear_back == HearBack.NONE:
        return plain
    plain = replace(plain, name=line(draft.name, longest=120))
    if draft.hear_back == HearBack.MAIL:
        return replace(plain, email=_mail(draft.email))
    if draft.hear_back == HearBack.CALL:
        return replace(plain, phone=_phone(draft.phone))
    return replace(plain, address=_address(draft.address))


def came_in(draft: RaiserDraft, *, at: datetime) -> datetime:
    """Return when something came in: now, or at noon of the day that was filled in."""
    if draft.received_on is None or draft.received_on == timezone.localdate(at):
        return at
    return timezone.make_aware(datetime.combine(draft.received_on, time(12)))


def raise_by(
    draft: RaiserDraft, signal: Signal, *, by: Viewer, at: datetime, seed: int
) -> Raiser:
    """Write down who raised a signal, with the fingerprint of their private link."""
    raiser = Raiser.objects.create(
        municipality_id=signal.municipality_id,
        signal=signal,
        channel=draft.channel,
        group_id=draft.group_id,
        recorded_by_id=None if draft.channel == Channel.WEB else by.person_id,
        hear_back=draft.hear_back,
        name=draft.name,
        email=draft.email,
        phone=draft.phone,
        address=draft.address,
        link_nonce=f"{seed:x}"[-32:],
        link_until=timezone.localdate(at) + LINK_DAYS,
        raised_at=at,
    )
    raiser.link_digest = tokens.digest(raiser.token())
    raiser.save(update_fields=["link_digest"])
    return raiser


@transaction.atomic
def renew_link(raiser_id: int, *, at: datetime) -> None:
    """Keep the fingerprint of the link that goes out now, when the secret key was changed.

    The link in earlier mails then stops working. Called before a message with the link goes.
    """
    raiser = Raiser.objects.select_for_update(no_key=True).filter(pk=raiser_id).first()
    if raiser is None or raiser.link_digest is None:
        return
    fingerprint = tokens.digest(raiser.token())
    if fingerprint != raiser.link_digest:
        raiser.link_digest = fingerprint
        raiser.save(update_fields=["link_digest"])
        audit.record("signal_link_renewed", raiser, by=None, at=at)


def _check_standing(draft: RaiserDraft, *, by: Viewer, at: datetime) -> None:
    works_here = by.is_member or by.operator
    if draft.channel != Channel.WEB and not works_here:
        raise SignalRefused(_("Only who works here writes down what came in another way."))
    if draft.received_on is not None:
        _check_day(draft.received_on, timezone.localdate(at), works_here=works_here)
    if draft.group_id is None:
        return
    groups = Group.objects.current(timezone.localdate(at))
    there = groups.filter(pk=draft.group_id, municipality_id=by.municipality_id or 0).exists()
    if not there or not rules.may_raise_for(by, draft.group_id):
        raise SignalRefused(_("Only members of this group report on its behalf."))


def _check_day(day: date, today: date, *, works_here: bool) -> None:
    if not works_here:
        raise SignalRefused(_("Only who works here writes down what came in another way."))
    if not today - _LONGEST_AGO <= day <= today:
        raise SignalRefused(
            _("Choose the day on which it came in: today, or a day of the past year.")
        )


def _mail(text: str) -> str:
    email = line(text, longest=200)
    try:
        validate_email(email)
    except ValidationError as fault:
        raise SignalRefused(
            _("Fill in your mail address like this: name@example.nl.")
        ) from fault
    return email


def _phone(text: str) -> str:
    number = _FILLING.sub("", line(text, longest=40))
    if not _PHONE.fullmatch(number):
        raise SignalRefused(_("Fill in your phone number like this: 06 12345678."))
    return number


def _address(text: str) -> str:
    address = "\n".join(" ".join(part.split()) for part in readable(text).splitlines())
    if not address.strip():
        raise SignalRefused(_("Fill in your address, so that we can post the letter."))
    if not _HOUSE.search(address):
        raise SignalRefused(
            _("Fill in your street and house number, and your postcode and place.")
        )
    if len(address.strip()) > 300:  # noqa: PLR2004 - as long as the column
        raise SignalRefused(_("This address is too long. Leave out what the post can miss."))
    if not _POSTCODE.search(address):
        raise SignalRefused(
            _("Fill in your postcode too, like this: 1234 AB. Without it no letter arrives.")
        )
    return address.strip()
