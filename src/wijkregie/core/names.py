"""Compare names as people type them: capitals, accents and small mistakes do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_APART: Final = re.compile(r"[^a-z0-9]+")
_BEHIND: Final = re.compile(r"\s*\([^()]*\)$")
_CUT: Final = 30
#: A legal form or kind that people put in front of the name of an organisation, or leave out.
_KINDS: Final = frozenset(
    [
        "bv",
        "cooperatie",
        "corporatie",
        "gemeente",
        "nv",
        "stichting",
        "vereniging",
        "welzijnsorganisatie",
        "welzijnsstichting",
        "wooncorporatie",
        "woningbouwvereniging",
        "woningcorporatie",
        "woningstichting",
        "zorgorganisatie",
    ]
)
#: Words that join: a name with one of them beside that of an organisation names more than it.
_JOINS: Final = frozenset(("en", "met", "of", "zonder"))
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


def which_works_here(written: str, known: Mapping[str, int]) -> int | None:
    """Return the one organisation that a written name stands for, ``None`` if none or more do.

    Capitals do not matter, nor what is in brackets behind. The name of the organisation is
    that name, with or without a legal form or kind in front, or stands in it as whole words.

    >>> known = {"Kern8": 1, "Stichting de Waaijer": 2, "Ymere": 3, "GGZ": 4}
    >>> [which_works_here(one, known) for one in ("verenigingswinkel Kern8", "de Waaijer")]
    [1, 2]
    >>> [which_works_here(one, known) for one in ("Kern80", "bewoners en Kern8")]
    [None, None]
    """
    words = _bare(written)
    fits = {pk for name, pk in known.items() if normal(name) in (normal(written), words)}
    if not fits:
        fits = {pk for name, pk in known.items() if _stands_for(words, normal(name))}
    return fits.pop() if len(fits) == 1 else None


def _stands_for(written: str, name: str) -> bool:
    """Tell whether a name stands in what was written as whole words; both are normal."""
    if not name or name in _KINDS:
        return False
    before, found, behind = f" {written} ".partition(f" {name} ")
    if found:
        return _JOINS.isdisjoint([*before.split(), *behind.split()])
    return _without_kind(written) == _without_kind(name)


def _without_kind(name: str) -> str:
    first, _blank, rest = name.partition(" ")
    return rest if rest and first in _KINDS else name


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
