"""House numbers that lead to a person: "de man op nummer 12", not "de lamp bij nummer 12"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wijkregie.core.free_text.contact import Span

_STREET: Final = (
    r"[^\W\d_][\w'-]{0,40}(?:straat|laan|weg|plein|pad|steeg|hof|singel|gracht|kade|dijk|dreef|"
    r"park|plantsoen|erf|hoek|wal|ring|baan|poort|burg|horst|veld|akker|zoom|meent|waard|markt)"
)
_NUMBER: Final = r"\d{1,4}(?:-?[a-zA-Z]\b|(?-i: [A-Z]\b)|-\d{1,3}\b)?"
_HOUSE: Final = (
    rf"(?:(?:huisnummer|huisnr|nummer|nr|no)\.?:? ?{_NUMBER}|{_STREET} {_NUMBER})"
    r"(?!\w|[.,:]\d| ?[€%])"
)
_NEIGHBOUR: Final = (
    "bewoner|bewoners|bewoonster|buurman|buurvrouw|overbuurman|overbuurvrouw|bovenbuurman|"
    "bovenbuurvrouw|onderbuurman|onderbuurvrouw|overburen|bovenburen|onderburen|buren|buur|"
    "gezin|familie"
)
_PERSON: Final = (
    rf"(?:{_NEIGHBOUR}|man|vrouw|mevrouw|meneer|heer|dame|huurder|huurster|eigenaar|eigenaresse|"
    r"jongen|jongens|meisje|meid|zoon|zoons|dochter|dochters|oma|opa|weduwe|weduwnaar|stel|"
    r"echtpaar|vent|kerel|dealer|asociaal|student|studenten|kinderen|mensen|types|lui|persoon|"
    r"alcoholist|verslaafde|verhuurder|oudere|bejaarde|moeder|vader)"
)
_BESIDE: Final = r"(?!bij\b|voor\b|tegenover\b|naast\b|langs\b|tussen\b)"
_PATTERNS: Final = (
    re.compile(
        rf"\b{_PERSON}\b(?:,? {_BESIDE}[^\W\d_]+){{0,4}}? "
        rf"(?:op|van|in|uit|aan de|aan het|te)(?: de| het| een)? ({_HOUSE})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:{_NEIGHBOUR}) (?:van|op|uit) (\d{{1,4}}[a-z]?)\b(?! ?(?:jaar|jr|uur|meter|m|km|"
        r"euro|cm|kilo|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|"
        r"november|december|weken|dagen|maanden|woningen|huizen)\b)(?![.,:/]\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:op|in|aan)(?: de| het)? ({_HOUSE})(?: \w+){{0,2}}? "
        r"(?:woont|wonen|woonde|woon|huist|logeert|verblijft)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:woont|woon|wonen|woonde|woonachtig|huist|verblijft|woonadres|adres)\b"
        rf"(?: {_BESIDE}[^\W\d_]+){{0,4}}?:? ?({_HOUSE})",
        re.IGNORECASE,
    ),
)
_ANY_HOUSE: Final = re.compile(rf"\b{_HOUSE}", re.IGNORECASE)
_BARE: Final = re.compile(
    r"(?: van| op| uit| \(| in)(?: nummer| nr\.?)? ?(\d{1,4}[a-z]?)\b"
    r"(?! ?(?:jaar|uur|meter|euro|\w+ig)\b)(?![.,:/-]\d)"
)
_RANGE: Final = re.compile(
    r" ?(?:t/m|tot en met|tot|-|en|,) ?(?:nr\.? |nummer )?\d", re.IGNORECASE
)
_SENTENCE_ENDS: Final = re.compile(r"[!?\n]|\. ")
_NEAR: Final = 40


def house_numbers(text: str, named: Iterable[Span]) -> Iterator[Span]:
    """Yield house numbers by which a person or a household is meant.

    ``named`` is where names of persons stand. A row of houses (12 t/m 40) is nobody's, and a
    house without a person is a place.
    """
    if not any(sign.isdigit() for sign in text):
        return
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if not _RANGE.match(text, found.end(1)):
                yield found.span(1)
    for _start, end in named:
        yield from _behind(text, end)


def _behind(text: str, end: int) -> Iterator[Span]:
    """Yield the house number behind a name, within the same sentence."""
    behind = _SENTENCE_ENDS.split(text[end : end + _NEAR], maxsplit=1)[0]
    bare, house = _BARE.match(behind), _ANY_HOUSE.search(behind)
    start, stop = bare.span(1) if bare else house.span() if house else (0, 0)
    if stop and not _RANGE.match(behind, stop):
        yield end + start, end + stop
