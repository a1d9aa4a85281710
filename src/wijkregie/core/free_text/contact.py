"""Contact data and numbers that lead to one person: mail, phone, plate, BSN and IBAN.

Each is known by its form. What looks like it and is public stays: a service number, the
number of a municipality (14 072), a date, an amount, a postcode, a reference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stdnum import iban as iban_number
from stdnum.nl import bsn as bsn_number

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

_MAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+'-]{1,64}\s?@\s?[\w-]{1,63}(?:\s?\.\s?[\w-]{2,63}){0,4}(?![\w@])"
)
_SAID_MAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]{2,64}\s*(?:[(\[{]\s*(?:at|apenstaartje|a)\s*[)\]}]|\bapenstaartje|\bat\b)\s*"
    r"[\w-]{2,40}\s*(?:\.|[(\[{]\s*(?:dot|punt)\s*[)\]}]|\b(?:punt|dot)\b)\s*"
    r"(?:nl|com|net|org|eu|be|de|info)\b",
    re.IGNORECASE,
)
_DOMAIN: Final = re.compile(r"\.\s?[A-Za-z]{2,24}$")

_GAP: Final = r"[ \t./()-]{0,3}"
_DUTCH: Final = re.compile(rf"(?<![\w,.€/-])(?:\(?0[1-9])(?:{_GAP}\d){{8}}(?!\w|[.,]\d)")
_ABROAD: Final = re.compile(rf"(?<![\w+])(?:\+|00)[1-9](?:{_GAP}\d){{7,14}}(?!\w)")
_ASKED: Final = re.compile(
    r"\b(?:bel|belt|bellen|tel|telefoon|telefoonnummer|telefoonnr|telnr|mobiel|mobielnummer|"
    r"app|appen|whatsapp|sms|gsm|06-nummer|(?:mijn|ons|zijn|haar|hun) nummer)\b\.?:?"
    rf"(?:\s+(?:mij|me|ons|hem|haar|is|dan|maar|op|naar|via|gerust|even|met|nr|nummer)\b){{0,4}}"
    rf":?\s*([1-9](?:{_GAP}\d){{5,8}})(?!\w|[.,-]?\d)",
    re.IGNORECASE,
)
_DIGIT: Final = r"(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|\d)"
_SAID_PHONE: Final = re.compile(
    rf"\b(?:nul|0)[ ,-]+(?:zes|6)(?:[ ,-]+(?:{_DIGIT}|\d+|[a-z]+(?:tien|tig|elf|twaalf)))"
    rf"{{4,8}}\b",
    re.IGNORECASE,
)
#: Numbers of services and firms: 0800, 0900, 0906, 0909, 085, 088 and 084, 087.
_PUBLIC: Final = re.compile(r"^0(?:800|900|906|909|84|85|87|88)")
_PHONE_DIGITS: Final = 10
_DATE_FIRST: Final = re.compile(r"^\(?\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d\b")

_BSN: Final = re.compile(r"(?<![\w,.+-])\d(?:[ .-]?\d){8}(?!\w|[.,-]\d)")
_SHORT_BSN: Final = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofi|sofinummer)\b\D{0,12}(\d{8})(?!\d)", re.IGNORECASE
)
_RSIN: Final = re.compile(
    r"\b(?:rsin|kvk|zaaknummer|zaaknr|dossiernummer|kenmerk)\W{0,3}(?:is\s)?$", re.IGNORECASE
)
_RSIN_BEFORE: Final = 20

_IBAN: Final = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}")
_DUTCH_IBAN: Final = re.compile(
    r"(?<!\w)NL[ .-]?\d{2}[ .-]?[A-Z]{4}(?:[ .-]?\d){10}(?!\d)", re.IGNORECASE
)
_SHORTEST_IBAN: Final = 15


def mails(text: str) -> Iterator[Span]:
    """Yield mail addresses, also as people write them to hide them."""
    for found in _MAIL.finditer(text) if "@" in text else ():
        if _DOMAIN.search(found.group()):
            yield found.span()
    for found in _SAID_MAIL.finditer(text):
        yield found.span()


def phones(text: str) -> Iterator[Span]:
    """Yield phone numbers of people; numbers of services stay."""
    for found in _DUTCH.finditer(text):
        number = re.sub(r"\D", "", found.group())
        if not _PUBLIC.match(number) and not _DATE_FIRST.match(found.group()):
            yield found.span()
    for found in _ABROAD.finditer(text):
        yield found.span()
    for found in _ASKED.finditer(text):
        yield found.span(1)
    for found in _SAID_PHONE.finditer(text):
        yield found.span()


def bsns(text: str) -> Iterator[Span]:
    """Yield citizen service numbers: nine digits that pass the eleven-test."""
    for found in _BSN.finditer(text):
        before = text[max(0, found.start() - _RSIN_BEFORE) : found.start()]
        number = re.sub(r"\D", "", found.group())
        if bsn_number.is_valid(number) and not _RSIN.search(before):
            yield found.span()
    for found in _SHORT_BSN.finditer(text):
        if bsn_number.is_valid(f"0{found.group(1)}"):
            yield found.span(1)


def ibans(text: str) -> Iterator[Span]:
    """Yield account numbers: of any country with the right check, Dutch ones always."""
    for found in _DUTCH_IBAN.finditer(text):
        yield found.span()
    for found in _IBAN.finditer(text):
        for end in range(found.end(), found.start() + _SHORTEST_IBAN - 1, -1):
            if iban_number.is_valid(text[found.start() : end], check_country=False):
                yield found.start(), end
                break
