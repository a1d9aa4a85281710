"""House numbers that lead to a person: "de man op nummer 12", not "de lamp bij nummer 12"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wijkregie.core.free_text import persons

if TYPE_CHECKING:
    from collections.abc import Iterator

_STREET: Final = (
    r"[^\W\d_][\w'-]*(?:straat|laan|weg|plein|pad|steeg|hof|singel|gracht|kade|dijk|dreef|park|"
    r"plantsoen|erf|hoek|wal|ring|baan|poort|burg|horst|veld|akker|zoom|meent|waard|markt)"
)
_NUMBER: Final = r"\d{1,4}(?:[ -]?[a-zA-Z]\b|-\d{1,3}\b)?"
_HOUSE: Final = rf"(?:(?:huisnummer|huisnr|nummer|nr|no)\.?:? ?{_NUMBER}|{_STREET} {_NUMBER})(?!\w|[.,:]\d| ?[€%])"
_PERSON: Final = (
    r"(?:bewoner|bewoonster|buurman|buurvrouw|overbuurman|overbuurvrouw|bovenbuurman|"
    r"bovenbuurvrouw|onderbuurman|onderbuurvrouw|overburen|bovenburen|onderburen|buren|buur|"
    r"man|vrouw|mevrouw|meneer|heer|dame|gezin|familie|huurder|huurster|eigenaar|eigenaresse|"
    r"jongen|jongens|meisje|meid|zoon|zoons|dochter|dochters|oma|opa|weduwe|weduwnaar|stel|"
    r"echtpaar|vent|kerel|dealer|asociaal|student|studenten|kinderen|mensen|types|lui|persoon|"
    r"alcoholist|verslaafde|verhuurder|oudere|bejaarde|moeder|vader|hond van)"
)
_BY_PERSON: Final = re.compile(
    rf"\b{_PERSON}\b(?:,? (?!bij\b|voor\b|tegenover\b|naast\b|langs\b|tussen\b)[^\W\d_]+){{0,4}}? "
    rf"(?:op|van|in|uit|aan de|aan het|te)(?: de| het| een)? ({_HOUSE})",
    re.IGNORECASE,
)
_ONLY_NUMBER: Final = re.compile(
    rf"\b{_PERSON} (?:van|op|uit) (\d{{1,4}}[a-z]?)\b(?! ?(?:jaar|jr|uur|meter|m|km|euro|"
    r"cm|kilo|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
    r"december|weken|dagen|maanden|tot|t/m|-))(?![.,:/]\d)",
    re.IGNORECASE,
)
_LIVES: Final = re.compile(
    rf"\b(?:op|in|aan)(?: de| het)? ({_HOUSE})(?: \w+){{0,2}}? (?:woont|wonen|woonde|woon|huist|"
    r"logeert|verblijft|zit een|zitten)\b",
    re.IGNORECASE,
)
_WHO_LIVES: Final = re.compile(
    rf"\b(?:woont|woon|wonen|woonde|woonachtig|huist|verblijft|woonadres|adres)\b"
    rf"(?: (?!bij\b|naast\b|tegenover\b)[^\W\d_]+){{0,4}}?:? ?(?:op |in |aan |is )?(?:de |het )?({_HOUSE})",
    re.IGNORECASE,
)
_ANY_HOUSE: Final = re.compile(rf"\b{_HOUSE}", re.IGNORECASE)
_BARE: Final = re.compile(
    r"(?: van| op| uit| \(| in)(?: nummer| nr\.?)? ?(\d{1,4}[a-z]?)\b(?! ?(?:jaar|uur|meter|euro|\w+ig))"
)
_RANGE: Final = re.compile(
    r" ?(?:t/m|tot|tot en met|-|–|en|,) ?(?:nr\.? |nummer )?\d", re.IGNORECASE
)
_NEAR: Final = 40


def house_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield house numbers by which a person or a household is meant.

    A row of houses (12 t/m 40) is nobody's, and a house without a person is a place.
    """
    for pattern in (_BY_PERSON, _ONLY_NUMBER, _LIVES, _WHO_LIVES):
        for found in pattern.finditer(text):
            if not _RANGE.match(text, found.end(1)):
                yield found.span(1)
    for start, end in persons.names(text):
        yield from _beside(text, start, end)


def _beside(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the house number beside a name, within the same sentence."""
    behind = re.split(r"[!?\n]|\. ", text[end : end + _NEAR])[0]
    bare = _BARE.match(behind)
    if bare and not _RANGE.match(behind, bare.end(1)):
        yield end + bare.start(1), end + bare.end(1)
        return
    house = _ANY_HOUSE.search(behind)
    if house and not _RANGE.match(behind, house.end()):
        yield end + house.start(), end + house.end()
