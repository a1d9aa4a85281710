"""Mails about a hand-over: to the organisation that is asked, and to who handles the signal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.cli.post.saying import (
    Needless,
    Words,
    grouped,
    page_address,
    person_address,
    written,
)
from wijkregie.domain.signals import queries as signals
from wijkregie.domain.signals.states import OfferState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.signals.queries import OfferMail
    from wijkregie.kit.outbox import Message


def _offered(message: Message, scope: Scope, on: date) -> Words:
    """Ask an organisation: by its own link, or a person who holds a seat for it."""
    offer = _offer(message)
    by_link = "person" not in message.ids
    if by_link and (not offer.email or not offer.token):
        raise Needless("there is no address any more")
    if offer.state not in {OfferState.OFFERED, OfferState.ACCEPTED}:
        raise Needless("the offer was answered meanwhile")
    if by_link and offer.link_until < on:
        raise Needless("the link has expired")
    words = {"organisation": offer.organisation_name, "place": scope.name}
    return Words(
        to=offer.email if by_link else person_address(message.ids["person"]),
        subject=_asked(offer) % words,
        lines=_why_asked(offer, again=bool(message.ids.get("again"))),
        facts=_facts(offer),
        link_text=_link_text(offer),
        link=_link(message, scope, offer),
        after=_about_link(offer) if by_link else (_("You log in to answer."),),
    )


def _asked(offer: OfferMail) -> str:
    if offer.state == OfferState.ACCEPTED:
        return _("Tell %(place)s what %(organisation)s did")
    return _("Does %(organisation)s take over a report in %(place)s?")


def _why_asked(offer: OfferMail, *, again: bool) -> tuple[str, ...]:
    by = {"date": written(offer.promised_on)}
    if offer.state == OfferState.ACCEPTED:
        return (
            _("You took over a report. Tell what you did: then we answer who reported it."),
            _("Who reported it hears by %(date)s at the latest.") % by,
        )
    return (
        *((_("We asked you this before, and have had no answer yet."),) if again else ()),
        _("We ask whether your organisation takes a report over. You say yes or no."),
        _("Who reported it hears by %(date)s at the latest. That day stays.") % by,
    )


def _facts(offer: OfferMail) -> tuple[tuple[str, str], ...]:
    return ((_("Reference"), grouped(offer.reference)),)


def _link_text(offer: OfferMail) -> str:
    if offer.state == OfferState.ACCEPTED:
        return _("Tell what you did")
    return _("Read the question and answer it")


def _link(message: Message, scope: Scope, offer: OfferMail) -> str:
    if "person" in message.ids:
        return page_address("signals:hand_over", scope.slug, message.ids["offer"])
    return page_address("signals:partner", scope.slug, offer.token)


def _about_link(offer: OfferMail) -> tuple[str, ...]:
    return (
        _("You need no account. The link works until %(date)s, and for one answer.")
        % {"date": written(offer.link_until)},
        _("Pass it on only to who answers for your organisation."),
    )


def _replied(message: Message, scope: Scope, _on: date) -> Words:
    offer = _offer(message)
    words = {"organisation": offer.organisation_name}
    if offer.state == OfferState.REFUSED:
        subject = _("%(organisation)s does not take the report over") % words
        lines = (
            _("The reason stands with the report. It is yours again."),
            _("Who reported it hears by %(date)s at the latest. Decide what happens now.")
            % {"date": written(offer.promised_on)},
        )
    else:
        subject = _("%(organisation)s takes the report over") % words
        lines = (
            _("You hear when it is done. You stay the one who answers who reported it."),
            _("They hear by %(date)s at the latest.") % {"date": written(offer.promised_on)},
        )
    return _to_owner(message, scope, offer, subject, lines)


def _reported(message: Message, scope: Scope, _on: date) -> Words:
    offer = _offer(message)
    words = {"organisation": offer.organisation_name}
    return _to_owner(
        message,
        scope,
        offer,
        _("%(organisation)s tells what it did") % words,
        (
            _("Read what was done, and answer who reported it."),
            _("They hear by %(date)s at the latest.") % {"date": written(offer.promised_on)},
        ),
    )


def _to_owner(
    message: Message, scope: Scope, offer: OfferMail, subject: str, lines: tuple[str, ...]
) -> Words:
    return Words(
        to=person_address(message.ids["person"]),
        subject=subject,
        lines=lines,
        facts=_facts(offer),
        link_text=_("Open the report"),
        link=page_address("signals:detail", scope.slug, offer.reference),
    )


def _offer(message: Message) -> OfferMail:
    offer = signals.offer_mail(message.ids["offer"])
    if offer is None or offer.municipality_id != message.municipality_id:
        raise Needless("the offer is gone")
    return offer


WORDS: Final[Mapping[str, Callable[[Message, Scope, date], Words]]] = {
    "hand_over_offered": _offered,
    "hand_over_replied": _replied,
    "hand_over_reported": _reported,
}
