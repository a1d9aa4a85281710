"""What mails share: the shape of what one says, addresses of pages, days and references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from wijkregie.domain.people import queries as people

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.kit.calendar import Event


class Needless(Exception):
    """There is nobody to send a mail to, or no reason any more. Says why, in words of ours."""


@dataclass(frozen=True, slots=True)
class Words:
    """A mail: to whom, what it says before and after its one link, and facts with a label.

    ``asked`` is a question with a link for each of its ``replies``; ``calendar`` goes along
    for the calendar of the receiver.
    """

    to: str
    subject: str
    lines: tuple[str, ...]
    link_text: str
    link: str
    facts: tuple[tuple[str, str], ...] = ()
    after: tuple[str, ...] = ()
    asked: str = ""
    replies: tuple[tuple[str, str], ...] = ()
    calendar: tuple[Event, ...] = ()


def person_address(person_id: int) -> str:
    """Return where a person reads mail; ``Needless`` when there is no such address any more."""
    address = people.mail_address_of(person_id)
    if not address:
        raise Needless("there is no address any more")
    return address


def page_address(page: str, *words: str | int) -> str:
    """Return the whole address of a page."""
    return f"{settings.WIJKREGIE_URL}{reverse(page, args=words)}"


def grouped(reference: str) -> str:
    """Return a reference as one reads it aloud."""
    return f"{reference[:4]} {reference[4:]}"


def written(value: date) -> str:
    """Return a day as it is written: 3 maart 2026."""
    return date_format(value, "j F Y")
