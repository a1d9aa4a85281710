"""Values as bytes that are the same on every machine: JSON with one way to write everything.

Keys stand in order, nothing stands between the signs, text is UTF-8, a fraction is the text
``n/d`` in lowest terms. There are no floats, and no whole number that a double cannot hold.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import Any, Final

from wijkregie.core.tally.records import TallyError

LARGEST: Final = 2**53 - 1
"""The largest whole number that is written as a number."""

Plain = dict[str, Any] | list[Any] | str | int | bool | None


def plain(value: object) -> Any:
    """Return a value as dicts, lists, text, whole numbers, truth and ``None`` only.

    A dataclass becomes its fields, an enum its value, a fraction ``n/d``.

    >>> plain((Fraction(2, 4), {"b": 1, "a": None}))
    ['1/2', {'b': 1, 'a': None}]
    """
    if value is None or isinstance(value, str | Enum | Fraction | int):
        return _one(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {each.name: plain(getattr(value, each.name)) for each in fields}
    if isinstance(value, Mapping):
        return {_key(key): plain(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [plain(one) for one in value]
    raise TallyError(f"no place for {type(value).__name__} in a proof")


def encoded(value: object) -> bytes:
    """Return the one way to write a value.

    >>> encoded({"b": Fraction(1, 3), "a": [1, True, None]}).decode()
    '{"a":[1,true,null],"b":"1/3"}'
    """
    text = json.dumps(
        plain(value),
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise TallyError("half a sign cannot stand in a proof") from error


def decoded(raw: bytes) -> Any:
    """Return what bytes say; refuse bytes that are not the one way to write it.

    Raises ``TallyError`` for anything that ``encoded`` would not have written so.
    """
    try:
        value = json.loads(raw)
        again = encoded(value)
    except (ValueError, RecursionError) as error:
        raise TallyError("this is no proof: it cannot be read") from error
    if again != raw:
        raise TallyError("this is no proof: it is not written in the one way there is")
    return value


def digest(value: object) -> str:
    """Return the SHA-256 of the one way to write a value, in hexadecimal."""
    return hashlib.sha256(encoded(value)).hexdigest()


def fraction(text: str) -> Fraction:
    """Return the fraction that a text holds in lowest terms; refuse any other way.

    >>> fraction("-7/2")
    Fraction(-7, 2)
    """
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise TallyError(f"no fraction: {text!r}") from error
    if _ratio(value) != text:
        raise TallyError(f"no fraction in lowest terms: {text!r}")
    return value


def _one(value: str | Enum | Fraction | int | None) -> Plain:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Fraction):
        return _ratio(value)
    if isinstance(value, int) and abs(value) > LARGEST:
        raise TallyError(f"too large a number for a proof: {value}")
    return value


def _ratio(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def _key(key: object) -> str:
    if not (isinstance(key, str) and key.isascii()):
        raise TallyError("the keys of a proof are plain letters")
    return str(key)
