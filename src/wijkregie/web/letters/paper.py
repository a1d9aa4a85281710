"""A letter to somebody who raised something, in words and as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.kit import typeset

if TYPE_CHECKING:
    from wijkregie.domain.signals.queries import MailFacts
    from wijkregie.web.letters.desk import Desk, Item

TEMPLATE: Final = "web/letters/typst/letter.typ"


def subject(item: Item) -> str:
    """Return what a message is about, in a few words."""
    words = {
        "signal_answered": _("The answer to what you raised"),
        "signal_postponed": _("You hear from us later than we said"),
        "signal_moved": _("A project takes up what you raised"),
    }
    return words.get(item.message.template, _("We received what you raised"))


def told(item: Item) -> str:
    """Return what somebody is told, in plain words: to read out or to print."""
    facts = item.facts
    if item.message.template == "signal_answered":
        return facts.answer
    if item.message.template == "signal_postponed":
        return _("You hear from us by %(day)s. The reason: %(why)s") % {
            "day": _day(facts),
            "why": facts.expected_why,
        }
    return _("You hear from us by %(day)s.") % {"day": _day(facts)}


def pdf(desk: Desk, item: Item) -> bytes:
    """Return the letter as a tagged PDF; it is kept nowhere. Raises ``TypesetFault``."""
    return typeset.pdf(TEMPLATE, values(desk, item), keep=False)


def values(desk: Desk, item: Item) -> dict[str, Any]:
    """Return the words of a letter, as its template asks for."""
    facts = item.facts
    received = date_format(timezone.localdate(facts.received_at), "j F Y")
    return {
        "title": subject(item),
        "municipality": desk.scope.name,
        "sender": "",
        "footer": _("Reference %(reference)s") % {"reference": facts.reference},
        "address": _address(facts),
        "facts": [
            [_("Date"), date_format(desk.on, "j F Y")],
            [_("Reference"), facts.reference],
            [_("About"), ", ".join(filter(None, (_about(facts), facts.area_name)))],
        ],
        "salutation": _("Dear resident,"),
        "parts": [
            {
                "heading": "",
                "text": _("On %(day)s you raised something with us.") % {"day": received},
            },
            {"heading": _heading(item), "text": told(item)},
            {"heading": _("Do you want to know more?"), "text": _more(desk, item)},
        ],
        "closing": _("With kind regards,\n%(municipality)s")
        % {"municipality": desk.scope.name},
    }


def _heading(item: Item) -> str:
    return _("Our answer") if item.message.template == "signal_answered" else _("When you hear")


def _more(desk: Desk, item: Item) -> str:
    facts = item.facts
    if item.message.template == "signal_received" and facts.token:
        own = reverse("signals:follow", args=[desk.scope.slug, facts.token])
        return _(
            "At %(address)s you follow what happens with it. This address is only for you. Or "
            "call us. Keep the reference at hand: %(reference)s."
        ) % {"address": f"{settings.WIJKREGIE_URL}{own}", "reference": facts.reference}
    words = {"reference": facts.reference}
    if facts.token:
        own = reverse("signals:follow", args=[desk.scope.slug, facts.token])
        return _(
            "At %(address)s you read who decided what and why, and you can tell whether you "
            "are satisfied. This address is only for you. Or call the municipality. Keep the "
            "reference at hand: %(reference)s."
        ) % {**words, "address": f"{settings.WIJKREGIE_URL}{own}"}
    page = reverse("signals:detail", args=[desk.scope.slug, facts.reference])
    return _(
        "At %(address)s you read who decided what and why. Do you have a question, or do you "
        "not agree? Then call the municipality. Keep the reference at hand: %(reference)s."
    ) % {**words, "address": f"{settings.WIJKREGIE_URL}{page}"}


def _about(facts: MailFacts) -> str:
    return facts.title or facts.theme_name


def _address(facts: MailFacts) -> list[str]:
    lines = [part.strip() for line in facts.address.splitlines() for part in line.split(",")]
    return [line for line in (facts.name, *lines) if line]


def _day(facts: MailFacts) -> str:
    return date_format(facts.expected_on, "j F Y")
