"""Every way out. A new one is a function here; all roles go through it for all things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import mail

from tests.matrix.allowed import ALLOWED, EVERYBODY, Kind, Look, Shown
from tests.matrix.crawl import addresses, browser, patterns, visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.matrix.town import Town

    Channel = Callable[[Look, Town], Iterator[Shown]]

API = "api/"


def pages(look: Look, town: Town) -> Iterator[Shown]:
    """Every page and every file that a page offers."""
    client = browser(look)
    for route in patterns():
        if not route.startswith(API):
            yield from visit(client, addresses(route, town))


def api(look: Look, town: Town) -> Iterator[Shown]:
    """Every answer to a program; the first and the longest page of it."""
    client = browser(look)
    for route in patterns():
        if route.startswith(API):
            yield from visit(client, addresses(route, town))


def search(look: Look, town: Town) -> Iterator[Shown]:
    """Every place that takes a question, asked for all that is not everybody's."""
    client = browser(look)
    asked = {
        (canary.kind, canary.municipality_id): canary.word
        for canary in town.canaries
        if ALLOWED[canary.kind] != EVERYBODY
    }
    for route in (one for one in patterns() if "zoek" in one):
        for word in asked.values():
            yield from visit(client, addresses(route, town), query=f"?q={word}")


def mails(look: Look, town: Town) -> Iterator[Shown]:
    """Every mail that somebody can have sent: asking a code for every address there is."""
    client = browser(look)
    for canary in town.canaries:
        if canary.kind in {Kind.MAIL, Kind.IDLE_MAIL, Kind.LEFT_MAIL}:
            mail.outbox.clear()
            address = f"{canary.word}.{canary.mark}@voorbeeld.nl"
            client.post("/uitloggen/")
            client.post("/inloggen/", {"email": address})
            for message in mail.outbox:
                assert message.to == [address]
                yield Shown(f"mail to {address}", None, f"{message.subject}\n{message.body}")


CHANNELS: dict[str, Channel] = {"pages": pages, "api": api, "search": search, "mails": mails}
