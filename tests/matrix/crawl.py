"""Every address that the installation answers, with every planted thing in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from tests.matrix.allowed import Look, Shown
from tests.matrix.parts import COUNTRY
from wijkregie.domain.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.matrix.town import Town

PART = re.compile(r"<(?:(?P<sort>\w+):)?(?P<name>\w+)>")
NUMBERED = re.compile("<int:|<str:reference>|programma/<")
MOST = 400
NOT_ALLOWED = 405


@dataclass(frozen=True, slots=True)
class Address:
    """One address, the pattern it was made from, and the municipality it is about."""

    path: str
    pattern: str
    municipality_id: int | None


def patterns() -> list[str]:
    """Return the route of every address, of every page and of the API.

    Raises ``LookupError`` for a pattern that is no route: it would not be tested.
    """
    return list(dict.fromkeys(_routes(get_resolver().url_patterns)))


def _routes(found: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in found:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, route)
        elif isinstance(one.pattern, RoutePattern):
            yield route
        elif str(one.pattern):  # an empty one catches what is left, and shows nothing
            raise LookupError(f"{route}: write it as a route, or teach the crawler to fill it")


def addresses(route: str, town: Town) -> list[Address]:
    """Return a route with every planted thing filled in.

    The country has no numbered rows: one address of each such route is enough there.

    Raises ``LookupError`` when a part has a name that the town does not know, or when
    there are so many that one should say what its parts may be.
    """
    found, country = [], False
    for path, chosen in _filled(route, town):
        if COUNTRY in chosen and country and NUMBERED.search(route):
            continue
        country |= COUNTRY in chosen
        found.append(Address("/" + path, route, _home(chosen, town)))
    if len(found) > MOST:
        raise LookupError(f"{route}: {len(found)} addresses; name its parts in the town")
    return found


def _filled(route: str, town: Town) -> list[tuple[str, tuple[str, ...]]]:
    """Fill in a route from left to right: what a part may be hangs on what stands before."""
    found: list[tuple[str, tuple[str, ...]]] = [("", ())]
    at = 0
    for part in PART.finditer(route):
        between = route[at : part.start()]
        found = [
            (path + between + value, (*chosen, value))
            for path, chosen in found
            for value in _choices(part, path + between, town, route)
        ]
        at = part.end()
    return [(path + route[at:], chosen) for path, chosen in found]


def _home(chosen: tuple[str, ...], town: Town) -> int | None:
    homes = [town.homes[value] for value in chosen if value in town.homes]
    return homes[0] if homes else 0 if COUNTRY in chosen else None


def _choices(part: re.Match[str], path: str, town: Town, route: str) -> tuple[str, ...]:
    """Return what a part may be after this path.

    Rows of one side are asked for at both; those of the other side at their own only: who
    looks has more rights at the first, so that would tell less of the same. Of the reports
    of the other side a few are asked for at the first: one rule keeps them all apart.
    """
    name, before = part["name"], path.rstrip("/").rpartition("/")[2]
    abroad = any(town.homes.get(word) == town.second for word in path.split("/"))
    if part["sort"] == "int" or name == "nummer":  # the API checks its numbers itself
        known = next(word for word in (before, name, "pk") if word in town.numbers)
        return tuple(map(str, (town.abroad if abroad else town.numbers)[known]))
    found = town.words.get(f"{before}/{name}") or town.words.get(name)
    if found is None:
        raise LookupError(f"{route}: say in tests/matrix/parts.py what <{name}> may be")
    apart = town.here if abroad else town.there
    return tuple(word for word in found if word not in apart)


def browser(look: Look) -> Client:
    """Return a browser in which somebody is logged in, with the second factor where due."""
    client = Client()
    if look.person_id is None:
        return client
    client.force_login(
        Person.objects.get(pk=look.person_id), settings.AUTHENTICATION_BACKENDS[0]
    )
    if look.passes_second_factor:
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session["account_authentication_methods_user"] = str(look.person_id)
        session.save()
    return client


def visit(client: Client, found: Iterable[Address], *, query: str = "") -> Iterator[Shown]:
    """Ask for each address and yield what it showed, but for those that only take forms."""
    left: set[str] = set()
    for address in found:
        if address.pattern in left:
            continue
        where = address.path + query
        try:
            response = client.get(where)
        except Exception as fault:
            fault.add_note(f"while looking at {where}")
            raise
        if response.status_code == NOT_ALLOWED:
            left.add(address.pattern)
            continue
        yield shown(where, response, municipality_id=address.municipality_id)


def unfolded(text: str) -> str:
    """Return the lines of a calendar whole again: it breaks them anywhere."""
    return text.replace("\r\n ", "")


def shown(where: str, response: Any, *, municipality_id: int | None) -> Shown:
    """Return everything that came back: headers, and the page or file."""
    content: bytes = response.getvalue()
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return Shown(
        where,
        municipality_id,
        headers + "\n" + unfolded(content.decode("utf-8", errors="replace")),
        shared="public" in response.headers.get("Cache-Control", ""),
    )
