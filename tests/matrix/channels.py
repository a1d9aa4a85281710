"""Every way out. A new one is a function here; all roles go through it for all things."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core import mail
from django.test import Client

from tests.makers.places import AT
from tests.matrix.allowed import ALLOWED, EVERYBODY, Kind, Look, Shown, Who
from tests.matrix.crawl import addresses, browser, patterns, shown, unfolded, visit
from wijkregie.cli.post.saying import Needless
from wijkregie.cli.post.writing import write
from wijkregie.domain.meetings.models import CalendarLink
from wijkregie.domain.people.states import Role
from wijkregie.kit import outbox
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.core.mail import EmailMessage

    from tests.matrix.crawl import Address
    from tests.matrix.town import Town
    from wijkregie.kit.outbox import Message

    Channel = Callable[[Look, Town], Iterator[Shown]]

API = "api/"
# Who has rights at home has none in the other municipality, and one question decides on that
# for all of them: there one of every sort looks, not each of those who are alike.
ABROAD = frozenset(
    {
        Who.PASSER_BY,
        Who.CHAIR,
        Who.DESK,
        Who.OPERATOR,
        Role.COUNCIL_MEMBER,
        Role.DISTRICT_MANAGER,
        Role.ADMINISTRATOR,
    }
)
LATE = (AT + timedelta(days=366)).date()


def pages(look: Look, town: Town) -> Iterator[Shown]:
    """Every page and every file that a page offers; by a private link those about signals."""
    client = browser(look)
    for route in patterns():
        if not route.startswith(API) and not look.token:
            yield from visit(client, _asked_by(look, town, route))
    if look.token:
        yield from _by_link(client, look, town)


def _asked_by(look: Look, town: Town, route: str) -> list[Address]:
    found = addresses(route, town)
    if look.who in ABROAD:
        return found
    return [one for one in found if one.municipality_id != town.second]


def _by_link(client: Client, look: Look, town: Town) -> Iterator[Shown]:
    """Follow the private link first: if that were kept, the other pages would show more."""
    linked = [route for route in patterns() if "<str:token>" in route]
    about = [route for route in patterns() if "<str:reference>" in route or "draad" in route]
    for route in linked + about:
        yield from visit(client, addresses(route, town.seen_by(look)))


def api(look: Look, town: Town) -> Iterator[Shown]:
    """Every answer to a program; the first and the longest page of it."""
    client = browser(look)
    for route in patterns():
        if route.startswith(API):
            yield from visit(client, addresses(route, town))


def search(look: Look, town: Town) -> Iterator[Shown]:
    """Every place that takes a question, asked at home for all that is not everybody's."""
    client = browser(look)
    asked = {
        (canary.kind, canary.municipality_id): canary
        for canary in town.canaries
        if ALLOWED[canary.kind] != EVERYBODY
    }
    for route in (one for one in patterns() if "zoek" in one):
        found = addresses(route, town)
        for canary in asked.values():
            home = [one for one in found if one.municipality_id == canary.municipality_id]
            yield from visit(client, home or found, query=f"?q={canary.word}")


def typing(look: Look, town: Town) -> Iterator[Shown]:
    """What is shown along while one types a report: all that is planted, half of it typed."""
    client = browser(look)
    for slug, home in town.homes.items():
        if slug.startswith("GM"):
            continue
        typed = " ".join(one.word for one in town.canaries if one.municipality_id == home)
        found = client.post(f"/{slug}/melden/plek/lijkt-op", {"text": typed})
        yield Shown(f"typing in {slug}", home, found.content.decode())


def calendars(look: Look, _town: Town) -> Iterator[Shown]:
    """The calendar behind somebody's private link, as a program fetches it: not logged in."""
    links = CalendarLink.objects.filter(person_id=look.person_id or 0)
    for link in links.select_related("municipality"):
        yield calendar_of(link)


def calendar_of(link: CalendarLink) -> Shown:
    """Return what a program gets that has this link."""
    where = f"/{link.municipality.slug}/overleg/mijn/{link.token()}.ics"
    return shown(where, Client().get(where), municipality_id=link.municipality_id)


def codes(look: Look, town: Town) -> Iterator[Shown]:
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


def post(look: Look, town: Town) -> Iterator[Shown]:
    """Every mail that the worker sends to this person, or to who raised a signal."""
    mine = {
        ("person", look.person_id),
        ("person_id", look.person_id),
        ("raiser", look.raiser_id),
    }
    for row, written in written_mails():
        by_link = "person" not in row.ids and ("offer", look.offer_id) in row.ids.items()
        if by_link or mine & set(row.ids.items()):
            yield Shown(f"mail {row.template}", row.municipality_id, words_of(written))


def written_mails() -> Iterator[tuple[Message, EmailMessage]]:
    """Return every mail of the outbox as the worker writes it, also what it sent already."""
    for pk in (
        OutboxRow.objects.filter(way=Way.MAIL).order_by("pk").values_list("pk", flat=True)
    ):
        row = outbox.message(pk)
        assert row is not None
        try:
            yield row, write(row, on=LATE)
        except Needless:
            continue


def words_of(written: EmailMessage) -> str:
    """Return all that a mail says, whatever the program shows that reads it."""
    return "\n".join(
        unfolded(str(part.get_payload(decode=True), "utf-8"))  # type: ignore[arg-type] # bytes
        for part in written.message().walk()
        if not part.is_multipart()
    ) + str(written.subject)


# A private link stands in an address of a page: by the others one is a passer-by.
BY_LINK = frozenset({"pages", "post"})
CHANNELS: dict[str, Channel] = {
    "pages": pages,
    "api": api,
    "search": search,
    "typing": typing,
    "calendars": calendars,
    "codes": codes,
    "post": post,
}
