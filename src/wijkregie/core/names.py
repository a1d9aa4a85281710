"""Compare names as people type them: capitals, accents and small mistakes do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_APART: Final = re.compile(r"[^a-z0-9]+")
_BEHIND: Final = re.compile(r"\s*\([^()]*\)$")
_CUT: Final = 30
_POSTCODE: Final = re.compile(r"([1-9][0-9]{3}) ?([a-z]{2})?")


def normal(name: str) -> str:
    """Return a name in small letters without accents, its words one blank apart.

    >>> normal("'s-Gravenhage,  Bélgiëplein")
    's gravenhage belgieplein'
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _APART.sub(" ", letters).strip()


def same(one: str, other: str) -> bool:
    """Tell whether two names of an area are one name, as lists of CBS write it.

    Lists differ in signs, in a province behind the name, and cut long names off.

    >>> same("Hengelo (O.)", "Hengelo"), same("", ""), same("Centrum", "Centrum-Oost")
    (True, False, False)
    """
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return bool(short) and (short == long or (len(short) >= _CUT and long.startswith(short)))


def _bare(name: str) -> str:
    return normal(_BEHIND.sub("", name))


def postcode(text: str) -> str:
    """Return the text as a postcode (``1701AB`` or ``1701``), or nothing if it is none.

    >>> postcode(" 1701 ab "), postcode("1701"), postcode("Molenwijk")
    ('1701AB', '1701', '')
    """
    found = _POSTCODE.fullmatch(text.strip().casefold())
    return "".join(part.upper() for part in found.groups() if part) if found else ""


def grams(normal_name: str) -> frozenset[str]:
    """Return the groups of three letters of a normal name, with blanks around each word.

    >>> sorted(grams("ab"))
    ['  a', ' ab', 'ab ']
    """
    return frozenset().union(*map(_grams_of, normal_name.split()))


@lru_cache(maxsize=2048)
def _grams_of(word: str) -> frozenset[str]:
    """The same few words stand in many names."""
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def likeness(asked: frozenset[str], name: frozenset[str]) -> float:
    """Return how alike two names are, from 0 to 1: the share of what was asked that is found.

    A name that holds more than was asked loses a little, so that the shorter one comes first.
    """
    if not asked or not name:
        return 0.0
    shared = len(asked & name)
    return (4 * shared / len(asked) + shared / len(name)) / 5


def slug(name: str) -> str:
    """Return a name as it stands in an address.

    >>> slug("Stad van de Zon/Zuidwijk")
    'stad-van-de-zon-zuidwijk'
    """
    return normal(name).replace(" ", "-")
