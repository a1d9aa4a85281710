"""The part of the working column about other organisations: what was asked, what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.people import queries as people
from wijkregie.domain.signals import queries
from wijkregie.domain.signals.states import UNDECIDED, OfferState
from wijkregie.web.signals.deciding import bodies, offer_by_covenant
from wijkregie.web.signals.forms import offer as forms
from wijkregie.web.signals.words import day, day_of

if TYPE_CHECKING:
    from wijkregie.domain.signals.queries import OfferSeen, SignalSeen
    from wijkregie.web.signals.forms.handling import HandlingForm
    from wijkregie.web.signals.handling import Refused
    from wijkregie.web.signals.views.asked import Asked

OFFER, LINK, WITHDRAW = "overdragen", "link", "terughalen"
_TITLES: Final = {
    OFFER: gettext_lazy("Hand over to an organisation"),
    LINK: gettext_lazy("Mail the link"),
    WITHDRAW: gettext_lazy("Take it back"),
}
_BUTTONS: Final = {
    OFFER: gettext_lazy("Ask this organisation"),
    LINK: gettext_lazy("Mail the link"),
    WITHDRAW: gettext_lazy("Take report back"),
}
_KEYS: Final = {OFFER: "v", LINK: "l", WITHDRAW: "k"}
MOST: Final = 50
_OPEN: Final = frozenset({OfferState.OFFERED, OfferState.ACCEPTED})


def panel(found: Asked, signal: SignalSeen, refused: Refused | None) -> dict[str, Any]:
    """Return what ``signals/part_offer.html`` asks for; ``asking``: the way to a new one."""
    offers = queries.offers_of(found.viewer, signal.id)
    last = offers[-1] if offers else None
    possible = {OFFER} if signal.state in UNDECIDED and not signal.lead_reference else set()
    if last is not None and last.state in _OPEN:
        possible |= {LINK, WITHDRAW}
    if refused is not None:  # perhaps somebody was first
        possible.add(refused.action)
    actions = {
        name: _action(found, signal, name, last, refused)
        for name in _TITLES
        if name in possible
    }
    return {
        "offers": [told(one) for one in offers],
        "asking": [actions.pop(OFFER)] if OFFER in actions else [],
        "actions": list(actions.values()),
    }


def form_of(
    found: Asked, signal: SignalSeen, name: str, last: OfferSeen | None, sent: Any = None
) -> HandlingForm:
    """Return the form of an action, with what was sent."""
    if name == WITHDRAW:
        return forms.WithdrawForm(sent)
    if name == LINK and last is not None:
        return forms.LinkForm(sent, initial={"message": last.message, "email": last.email})
    deciders = bodies(found, signal)
    form = forms.OfferForm(
        sent,
        bodies=deciders,
        organisations=[
            (one.id, one.name) for one in people.organisations_visible_to(found.viewer)
        ],
    )
    offer_by_covenant(form, found, signal, deciders)
    return form


def told(offer: OfferSeen) -> dict[str, Any]:
    """Return one hand-over in words, for who handles the report."""
    return {
        "text": sentence(offer),
        "notes": [note for note in (_waiting(offer), _mailed(offer)) if note],
        "message": offer.message,
        "reason": offer.reason,
        "outcome": offer.outcome,
    }


def questions(found: Asked) -> list[dict[str, Any]]:
    """Return what is asked of one's organisations, as ``signals/work_questions.html`` asks.

    The first fifty; no query for who holds no seat for an organisation, else two.
    """
    if not found.viewer.organisation_ids:
        return []
    waiting = queries.offers_waiting(found.viewer)[:MOST]
    return [_question(found, offer) for offer in waiting]


def _question(found: Asked, offer: OfferSeen) -> dict[str, Any]:
    words = {"organisation": offer.organisation_name}
    text = (
        _("Does %(organisation)s take this over?")
        if offer.may_reply
        else _("Tell what %(organisation)s did.")
    )
    return {
        "title": offer.title or offer.theme_name,
        "url": reverse("signals:hand_over", args=[found.scope.slug, offer.id]),
        "text": text % words,
        "place": offer.area.name or offer.area.code if offer.area else found.scope.name,
        "late": offer.promised_on < found.on,
        "date": day(offer.promised_on),
    }


def sentence(offer: OfferSeen) -> str:
    """Return how far a hand-over is, as a sentence."""
    moment = offer.outcome_at if offer.state == OfferState.DONE else offer.replied_at
    words = {
        "organisation": offer.organisation_name,
        "date": day(day_of(moment or offer.offered_at)),
    }
    return {
        OfferState.OFFERED: _("Asked %(organisation)s on %(date)s. No answer yet."),
        OfferState.ACCEPTED: _("%(organisation)s took it over on %(date)s."),
        OfferState.REFUSED: _("%(organisation)s said no on %(date)s."),
        OfferState.WITHDRAWN: _("%(organisation)s was asked, and is no longer."),
        OfferState.DONE: _("%(organisation)s told on %(date)s what it did."),
    }[offer.state] % words


def _waiting(offer: OfferSeen) -> str:
    if offer.state == OfferState.OFFERED and offer.reminded_at is not None:
        return _("Asked again on %(date)s.") % {"date": day(day_of(offer.reminded_at))}
    return ""


def _mailed(offer: OfferSeen) -> str:
    if offer.state not in _OPEN or not offer.email:
        return ""
    return _("The link went to %(address)s and works until %(date)s.") % {
        "address": offer.email,
        "date": day(offer.link_until),
    }


def _action(
    found: Asked,
    signal: SignalSeen,
    name: str,
    last: OfferSeen | None,
    refused: Refused | None,
) -> dict[str, Any]:
    was_sent = refused is not None and refused.action == name
    slug = found.scope.slug
    if name == OFFER:
        url = reverse("signals:offer", args=[slug, signal.reference])
    else:
        url = reverse("signals:hand_over_act", args=[slug, last.id if last else 0, name])
    return {
        "name": name,
        "title": _TITLES[name],
        "button": _BUTTONS[name],
        "key": _KEYS[name],
        "url": url,
        "form": refused.form if refused and was_sent else form_of(found, signal, name, last),
        "open": was_sent,
    }
