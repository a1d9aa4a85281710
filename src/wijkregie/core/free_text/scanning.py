"""The scan: every rule over one text, what lies in something stronger left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.core.free_text import contact, houses, persons, plates
from wijkregie.core.free_text.kinds import BLOCKING, Found, Kind
from wijkregie.core.free_text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: From the surest form to the least sure: what overlaps something before it is that.
_FORMS: Final[tuple[tuple[Kind, Callable[[str], Iterator[contact.Span]]], ...]] = (
    (Kind.IBAN, contact.ibans),
    (Kind.MAIL, contact.mails),
    (Kind.PHONE, contact.phones),
    (Kind.BSN, contact.bsns),
    (Kind.PLATE, plates.plates),
)


def scan(text: str) -> tuple[Found, ...]:
    """Return what a text holds of personal data, in the order of the text, never overlapping.

    Time and memory grow with the length of the text; a text of 4000 signs takes some
    milliseconds. Nothing found is no proof: rules miss what they do not know.
    """
    read = plain(text)
    named = tuple(persons.names(read.text))
    taken: list[tuple[int, int, Kind]] = []
    for kind, spans in (
        *((kind, rule(read.text)) for kind, rule in _FORMS),
        (Kind.NAME, named),
        (Kind.HOUSE_NUMBER, houses.house_numbers(read.text, named)),
    ):
        for start, end in spans:
            if not any(start < other and begin < end for begin, other, _ in taken):
                taken.append((start, end, kind))
    return tuple(Found(kind, *read.back(start, end)) for start, end, kind in sorted(taken))


def blocks(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return what must be written otherwise before the text is kept."""
    return tuple(one for one in found if one.kind in BLOCKING)


def warnings(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return what probably is about a person, and may stay if the writer says so."""
    return tuple(one for one in found if one.kind not in BLOCKING)
