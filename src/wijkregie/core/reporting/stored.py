"""Keep facts as JSON without losing a digit: decimals and fractions are kept as text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

AnyFact = TypeVar("AnyFact")


def to_json(value: Any) -> Any:
    """Return facts as JSON can hold them, exact."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [to_json(one) for one in value]
    if isinstance(value, Decimal | Fraction):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def from_json(sort: type[AnyFact], kept: Any) -> AnyFact:
    """Return the facts of a sort as they were kept.

    What a later sort of facts has and the kept ones do not is as its sort begins: a snapshot
    of before stays readable.
    """
    hints = get_type_hints(sort)
    told = {name: _read(hints[name], one) for name, one in kept.items() if name in hints}
    return sort(**told)


def _read(hint: Any, kept: Any) -> Any:
    if kept is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], one) for one in kept)
    sort = _known(hint)
    if is_dataclass(sort):
        return from_json(sort, kept)  # type: ignore[arg-type] # a dataclass is a type here
    return date.fromisoformat(kept) if sort is date else sort(kept)


def _known(hint: Any) -> Any:
    """Return the sort that a hint names beside "not known"."""
    named = [one for one in get_args(hint) if one is not type(None)]
    return named[0] if named else hint
