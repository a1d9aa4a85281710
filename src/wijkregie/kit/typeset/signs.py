"""Signs for which no letter is shipped: on paper a square stands for each, so that it prints.

PDF/UA refuses a document with a sign that no font draws. The page on the web keeps it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from wijkregie.core.signs import readable

if TYPE_CHECKING:
    from collections.abc import Callable

INSTEAD: Final = "\N{WHITE SQUARE}"
#: What the shipped fonts draw for certain, beside ``_LETTERS``.
_SURE: Final = frozenset(
    "\n\t\u2018\u2019\u201c\u201d\u201e\u2013\u2014\u2026\u2011\u202f\xa0•€→≤≥" + INSTEAD
)
_LETTERS: Final = 0x180
#: Letters and digits of ours are never taken out: what is joined to them is at fault.
_OURS: Final = 0x250
#: Accents and signs that only change the one before: without it they are nothing.
_UPON: Final = frozenset({"Mn", "Me", "Mc", "Cf"})
_PICTURE: Final = "[\u203c-\u3299\U0001f000-\U0001faff]"
#: Signs that are one picture together: a family, a flag, a hand in a colour, a boxed digit.
_JOINED: Final = (
    (re.compile(f"({_PICTURE})(?:[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d{_PICTURE})+"), r"\1"),
    (re.compile("([\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff]"), r"\1"),
    (re.compile("\ufe0f?\u20e3"), ""),
)
_LACKS: Final = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_QUOTED: Final = re.compile(r'`[^`]*`|"[^"]*"')
_LONGEST: Final = 200


def each(value: Any, change: Callable[[str], str]) -> Any:
    """Return values in which every text is changed, however deep it stands."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: each(one, change) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [each(one, change) for one in value]
    return value


def printable(text: str) -> str:
    """Return a text without what nobody can read, and each picture of several signs as one."""
    made = readable(text)
    if made.isascii():
        return made
    for joined, one in _JOINED:
        made = joined.sub(one, made)
    return made


def lacking(diagnostic: str) -> frozenset[str]:
    r"""Return the signs for which there was no letter, as typst says it.

    >>> sorted(lacking('error: the text `"公\\u{301}"` could not be displayed with font'))
    ['́', '公']
    """
    return frozenset("".join(_unescaped(found[1]) for found in _LACKS.finditer(diagnostic)))


def without(text: str, signs: frozenset[str]) -> str:
    """Return a text with a square for each of these signs; letters of ours stay."""
    return "".join(_instead(one) if one in signs else one for one in text)


def barest(text: str) -> str:
    """Return a text in which only stands what the shipped fonts draw for certain."""
    plain = unicodedata.normalize("NFC", text)
    return "".join(one if _is_sure(one) else _bare(one) for one in plain)


def told(diagnostic: str) -> str:
    """Return what went wrong in one line for the log, without any value of a document."""
    lines = [one.strip() for one in diagnostic.splitlines() if one.strip()]
    errors = [one for one in lines if one.startswith("error")] or lines[-1:]
    return "; ".join(dict.fromkeys(_QUOTED.sub("…", one) for one in errors))[:_LONGEST]


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda it: chr(int(it[1], 16)) if it[1] else it[2], text)


def _instead(one: str) -> str:
    return one if ord(one) < _OURS else _bare(one)


def _bare(one: str) -> str:
    return "" if unicodedata.category(one) in _UPON else INSTEAD


def _is_sure(one: str) -> bool:
    return one in _SURE or (ord(one) < _LETTERS and one.isprintable())
