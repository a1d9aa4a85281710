"""Licence plates: the Dutch side codes, and any sign that somebody calls a plate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

#: The side codes of RDW as groups of letters (X) and digits (9).
_CODES: Final = (
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9",
    "9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
)  # fmt: skip
#: From the fourth on no vowels are given out, and the sixth on needs no dash to be known.
_OLDEST: Final = _CODES[:2]
_CONSONANT: Final = "[BDFGHJKLMNPRSTVWXZ]"


def _form(code: str, between: str, letter: str) -> str:
    parts = (part.replace("X", letter).replace("9", r"\d") for part in code.split("-"))
    return between.join(parts)


def _any_of(codes: tuple[str, ...], between: str, letter: str) -> str:
    return "|".join(_form(code, between, letter) for code in codes)


_DASHED: Final = re.compile(
    rf"(?<![\w.,/-])(?:{_any_of(_CODES, '[-.]', '[A-Z]')})(?![\w/-])", re.IGNORECASE
)
_SPACED: Final = re.compile(
    rf"(?<!\d )(?<![\w-])(?:{_any_of(_CODES, ' ', '[A-Z]')})(?! ?\d|[\w-])"
)
_JOINED: Final = re.compile(
    rf"(?<![\w-])(?:{_any_of(_CODES[2:], '', _CONSONANT)})(?![\w-])", re.IGNORECASE
)
_PLATE: Final = r"(?:kenteken|kentekens|kentekenplaat|nummerbord|nummerplaat)"
_CALLED: Final = re.compile(
    rf"\b(?i:{_PLATE})\b(?: (?:is|was|met|van|de|het|auto|dat)\b){{0,3}} ?[:=]? ?[\"']?"
    r"((?=[A-Z0-9 -]*\d)(?=[A-Z0-9 -]*[A-Z])[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,5}){1,3})\b"
)
_CALLED_SMALL: Final = re.compile(
    rf"\b{_PLATE}\b:?(?: (?:is|was))? "
    r"((?=[a-z]* ?\d)(?=\d* ?[a-z])[a-z0-9]{1,3}[ -]?[a-z0-9]{1,3}[ -]?[a-z0-9]{1,3})\b",
    re.IGNORECASE,
)
_VEHICLE: Final = (
    r"(?:auto|autootje|bus|busje|camper|wagen|vrachtwagen|scooter|brommer|motor|aanhanger)"
)
_BESIDE_VEHICLE: Final = re.compile(
    rf"\b{_VEHICLE}(?: (?:met|van|is|was|de|nummer)\b){{0,2}},? "
    rf"((?:{_any_of(_CODES, '', '[A-Z]')}))(?![\w-])",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(
    r"(?:jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)(?![a-z])", re.IGNORECASE
)
_UNIT: Final = re.compile(r"\d(?:km|cm|mm|dm|ml|kg|kmh|kwh|mtr|mbps)\d?$", re.IGNORECASE)


def plates(text: str) -> Iterator[Span]:
    """Yield licence plates; a date, a measure and a postcode stay."""
    for pattern in (_DASHED, _SPACED, _JOINED):
        for found in pattern.finditer(text):
            sign = found.group()
            if not _MONTH.search(sign) and not _UNIT.search(sign):
                yield found.span()
    for pattern in (_CALLED, _CALLED_SMALL, _BESIDE_VEHICLE):
        for found in pattern.finditer(text):
            yield found.span(1)
