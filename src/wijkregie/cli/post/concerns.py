"""Mails that a concern about a person waits: never a word, a number or a buurt of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.cli.post.saying import Needless, Words, page_address, person_address
from wijkregie.domain.concerns import queries as concerns
from wijkregie.domain.people import queries as people

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.outbox import Message


def _waiting(message: Message, scope: Scope, _on: date) -> Words:
    _still_unread(message)
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("Something waits for your team"),
        lines=(
            _("Something new waits for your team. What it is stands only on the page itself."),
            _("Log in and open it today. You need your second step."),
        ),
        link_text=_("To what waits"),
        link=page_address("concerns:queue", scope.slug),
    )


def _unread(message: Message, scope: Scope, on: date) -> Words:
    _still_unread(message)
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("Something has waited unread for four hours"),
        lines=(
            _("Something waits for %(group)s, and nobody has opened it for four hours.")
            % {"group": _group(message, on)},
            _("See to it that somebody of this team opens it now."),
        ),
        link_text=_("To what waits"),
        link=_link(message, scope, on),
    )


def _alarm(message: Message, scope: Scope, on: date) -> Words:
    _still_unread(message)
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("Call now: something has waited unread for 24 hours"),
        lines=(
            _("Something waits for %(group)s, and nobody has opened it for 24 hours.")
            % {"group": _group(message, on)},
            _("Call the numbers on the page until somebody of this team opens it."),
        ),
        link_text=_("See whom to call"),
        link=page_address("concerns:alarm", scope.slug),
    )


def _unconfirmed(message: Message, scope: Scope, _on: date) -> Words:
    if not concerns.still_unconfirmed(message.ids["concern"]):
        raise Needless("receipt was confirmed meanwhile")
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("Something was opened, but not confirmed yet"),
        lines=(
            _("Your team opened something a day ago, and has not confirmed receipt yet."),
            _("Take over what you need, and confirm. Then it is wiped on the site."),
        ),
        link_text=_("To what waits"),
        link=page_address("concerns:queue", scope.slug),
    )


WORDS: Final[Mapping[str, Callable[[Message, Scope, date], Words]]] = {
    "concern_waiting": _waiting,
    "concern_unread": _unread,
    "concern_alarm": _alarm,
    "concern_unconfirmed": _unconfirmed,
}


def _still_unread(message: Message) -> None:
    if not concerns.still_unread(message.ids["concern"]):
        raise Needless("it was opened meanwhile")


def _group(message: Message, on: date) -> str:
    desk = people.sealed_desk(message.municipality_id or 0, on=on)
    return desk.group_name if desk else _("the team")


def _link(message: Message, scope: Scope, on: date) -> str:
    """Return the queue for who attends the team, and the front page for another deputy."""
    desk = people.sealed_desk(message.municipality_id or 0, on=on)
    readers = people.sealed_readers(desk.group_id, on=on) if desk else []
    page = "concerns:queue" if message.ids["person"] in readers else "home:index"
    return page_address(page, scope.slug)
