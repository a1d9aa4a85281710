"""Make a mail of what it says: plain text, and the same as simple HTML without images."""

from __future__ import annotations

from email.headerregistry import Address
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from wijkregie.cli.post.saying import Needless
from wijkregie.cli.post.words import words_of
from wijkregie.domain.places import queries as places
from wijkregie.kit import calendar

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.kit.outbox import Message


def write(message: Message, *, on: date) -> EmailMultiAlternatives:
    """Return the mail of a message of the outbox, as it is on this day.

    Raises ``Needless`` where there is nobody to send it to, or no reason any more.
    """
    scope = places.scope_of(message.municipality_id or 0)
    if scope is None:
        raise Needless("the municipality is gone")
    with translation.override(settings.LANGUAGE_CODE):
        words = words_of(message, scope, on=on)
        sender = _("Municipality of %(name)s") % {"name": scope.name}
        context = {"words": words, "sender": sender, "language": settings.LANGUAGE_CODE}
        mail = EmailMultiAlternatives(
            subject=words.subject,
            body=render_to_string("cli/post/mail.txt", context),
            from_email=from_line(sender),
            to=[words.to],
            headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string("cli/post/mail.html", context), "text/html")
        if words.calendar:
            events = calendar.write(sender, words.calendar)
            mail.attach("overleg.ics", events.decode(), "text/calendar")
    return mail


def from_line(name: str) -> str:
    """Return the sender: the municipality's name at the address of the installation."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return str(Address(display_name=name, addr_spec=address))
