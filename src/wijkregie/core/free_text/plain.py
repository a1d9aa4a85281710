"""Text made plain for the rules, with the way back to each sign of the original."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAME: Final = (
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u00b4", "'")
    | dict.fromkeys("\u2028\u2029\x85", "\n")
)
#: Signs that nobody sees, with which a number can be cut in two; and accents apart.
_UNSEEN: Final = frozenset({"Cf", "Mn", "Me"})


@dataclass(frozen=True, slots=True)
class Plain:
    """``text`` with plain digits, dashes and blanks; ``places[i]`` is where sign i stood."""

    text: str
    places: Sequence[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch of the plain text as a stretch of the original."""
        return self.places[start], self.places[end - 1] + 1


def plain(text: str) -> Plain:
    """Return a text as the rules read it: every sign stays one sign, or falls away.

    >>> plain("06\u200b\u20131\uff12").text
    '06-12'
    """
    if text.isascii():
        return Plain(text, range(len(text)))
    signs = [(_sign(sign), place) for place, sign in enumerate(text)]
    kept = [(sign, place) for sign, place in signs if sign]
    return Plain("".join(sign for sign, _ in kept), [place for _, place in kept])


@lru_cache(maxsize=1024)
def _sign(sign: str) -> str:
    """Return one sign plain, or nothing for what nobody sees."""
    if sign.isascii() or sign.isalpha():
        return sign
    if sign in _SAME:
        return _SAME[sign]
    if unicodedata.category(sign) in _UNSEEN:
        return ""
    same = unicodedata.normalize("NFKC", sign)
    return same if len(same) == 1 else sign
