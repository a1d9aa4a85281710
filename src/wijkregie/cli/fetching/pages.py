"""Pages: what one answer of a service holds, and where to go on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from wijkregie.cli.fetching.faults import FetchFault, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one answer, the address of the next, and how many rows there are in all.

    ``following`` is None on the last page, ``total`` where the service does not tell.
    """

    rows: list[Row]
    following: str | None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a service tells of a table: when it changed, its year, and how many rows it has."""

    modified: str = ""
    year: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One series of pages to ask for: its name among the kept pages and its first address.

    ``read`` makes a page of an answer, given its address. ``key`` gives what tells rows
    apart, and ``about`` is what the service told of the whole before we began. ``areas``
    tells whether a part without rows means that there are no such areas.
    """

    name: str
    first: str
    read: Callable[[bytes, str], Page]
    key: Callable[[Row], object]
    about: About = About()
    areas: bool = True


def parsed(raw: bytes) -> dict[str, Any]:
    """Return an answer as JSON object; raises ``FetchFault`` if it is none, or cut short."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise FetchFault(Kind.UNREADABLE, detail=error) from error
    if not isinstance(found, dict):
        raise FetchFault(Kind.UNREADABLE, detail=type(found).__name__)
    return found


def rows_of(answer: Mapping[str, Any], name: str) -> list[Row]:
    """Return the list of rows under a name; raises ``FetchFault`` if there is none."""
    rows = answer.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FetchFault(Kind.UNREADABLE, detail=name)
    return rows


def address(root: str, *steps: str, **asked: str) -> str:
    """Return an address below a root, with a question; ``_`` before a word stands for ``$``.

    >>> address("http://a/", "t", "Rows", _format="json", count="2")
    'http://a/t/Rows?$format=json&count=2'

    """
    path = "/".join([root.rstrip("/"), *(quote(step, safe="") for step in steps)])
    words = [f"{name.replace('_', '$')}={quote(text, safe='')}" for name, text in asked.items()]
    return f"{path}?{'&'.join(words)}" if words else path


def beside(asked: str, following: str) -> str:
    """Return the next address on the host that was asked, wherever a service thinks it lives.

    >>> beside("https://a.nl/x?y=1", "http://b.nl/x?y=2")
    'https://a.nl/x?y=2'

    """
    ours, theirs = urlsplit(asked), urlsplit(urljoin(asked, following))
    return urlunsplit((ours.scheme, ours.netloc, theirs.path, theirs.query, ""))


def once(pages: Iterable[Page], key: Callable[[Row], object]) -> Iterator[Row]:
    """Return every row once; a row that comes again around the edge of a page is left out.

    Only two pages are held in memory. Raises ``FetchFault`` if a row comes again with another
    content: then the table changed while we were reading it.
    """
    before: dict[object, Row] = {}
    for page in pages:
        here: dict[object, Row] = {}
        for row in page.rows:
            own = key(row)
            known = here.get(own) or before.get(own)
            if known is None:
                yield row
            elif known != row:
                raise FetchFault(Kind.CONTRADICTS, detail=own)
            here[own] = row
        before = here
