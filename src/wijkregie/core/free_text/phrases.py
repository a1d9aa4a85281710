"""Names that somebody introduces: with initials, after "mijn naam is", or under a letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wijkregie.core.free_text import places, surnames
from wijkregie.core.free_text.listed import listed
from wijkregie.core.free_text.words import NO_NAMES
from wijkregie.core.names import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ]"
_SMALL: Final = r"[a-zß-öø-ÿ]"
_PARTICLES: Final = r"(?:(?:[Vv]an|[Dd]e[rn]?|[Tt]e[rn]?|'t|[Hh]et|[Ee]l|[Aa]l|in) ){0,3}"
_NAMED: Final = (
    rf"((?:{_CAPITAL}\.\s?)*{_PARTICLES}{_CAPITAL}[\w'-]+"
    rf"(?: {_PARTICLES}{_CAPITAL}[\w'-]+){{0,2}})"
)
_INITIALS: Final = re.compile(
    rf"(?<![\w.])((?:(?:Th|Ch|Ph|Chr|Fr|Joh|{_CAPITAL})\. ?){{1,5}})"
    rf"({_PARTICLES})({_CAPITAL}{_SMALL}+(?:-{_CAPITAL}{_SMALL}+)?)"
)
_NO_INITIALS: Final = listed(
    "bv nv vv sv vof asv rkc rk cv kvk hsv ps nb og br ca dd sc fc ov wc tv ab ad rkvv"
)
#: Words before a letter that is no initial: blok B. De lamp; titles before a street.
_NUMBERED: Final = listed(
    """
    ten blok vak gebouw lijn ingang groep categorie punt optie plan zone trap kant bus deel
    fase variant model bijlage perron spoor dr mr ir drs prof st burg
    """
)
_CALLED: Final = re.compile(
    r"\b(?:[Mm]ijn naam is|[Zz]ijn naam is|[Hh]aar naam is|(?:[Hh]ij|[Zz]ij|[Zz]e|[Ii]k|die|"
    r"man|vrouw|jongen|meisje|zoon|dochter|buurman|buurvrouw) heet|genaamd|met de naam|"
    rf"[Nn]aam:|[Mm]elder:|[Cc]ontactpersoon:?) {_NAMED}"
)
_SIGNED: Final = re.compile(
    r"\b(?i:groet|groeten|groetjes|hoogachtend|mvg|vr\.? ?gr\.?|gr\.|liefs|ondertekend)"
    rf"[,.!: -]\s{{0,3}}(?:van )?{_NAMED}(?=\s{{0,3}}(?:[.,!\n(]|$|en ))"
)


def introduced(text: str) -> Iterator[tuple[int, int]]:
    """Yield what probably is a name, by the words or the initials before it."""
    yield from _initialled(text)
    for pattern in (_CALLED, _SIGNED):
        for found in pattern.finditer(text):
            words = normal(found.group(1)).split()
            strange = any(
                word in NO_NAMES or places.is_place(word, surname=False)
                for word in words
                if word not in surnames.PARTICLES
            )
            if not strange:
                yield found.span(1)


def _initialled(text: str) -> Iterator[tuple[int, int]]:
    for found in _INITIALS.finditer(text):
        short = normal(found.group(1)).replace(" ", "")
        before = normal("".join(text[: found.start()].rsplit(maxsplit=1)[-1:]))
        last = normal(found.group(3))
        place = places.is_place(last, surname=last in surnames.SURNAMES)
        if not (
            place
            or short in _NO_INITIALS
            or last in NO_NAMES
            or before in _NUMBERED
            or before in places.LEADS
        ):
            yield found.span()
