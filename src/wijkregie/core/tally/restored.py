"""Plain values back to the dataclass that they were made of, strictly."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

from wijkregie.core.tally.canonical import fraction
from wijkregie.core.tally.records import TallyError

if TYPE_CHECKING:
    from collections.abc import Mapping

Made = TypeVar("Made")


def restored(kind: type[Made], value: object) -> Made:
    """Return the dataclass ``kind`` whose plain form is ``value``.

    Every field must be there and nothing else, and each must be of its own type. Raises
    ``TallyError`` for anything that ``plain`` would not have made of such a dataclass.
    """
    hints = get_type_hints(kind)
    names = [one.name for one in dataclasses.fields(kind)]  # type: ignore[arg-type]
    fields = _fields(value, names)
    return kind(**{name: _value(hints[name], fields[name]) for name in names})


def _fields(value: object, names: list[str]) -> Mapping[str, object]:
    if not isinstance(value, dict) or sorted(value) != sorted(names):
        raise TallyError(f"this needs exactly {', '.join(names)}")
    return value


def _value(hint: Any, value: object) -> object:
    parts = get_args(hint)
    if parts and parts[-1] is Ellipsis:
        if not isinstance(value, list):
            raise TallyError(f"this is no list: {value!r}")
        return tuple(_value(parts[0], one) for one in value)
    if parts:
        return None if value is None else _value(parts[0], value)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return restored(hint, value)
    return _single(hint, value)


def _single(hint: Any, value: object) -> object:
    if hint in (int, bool, str):
        if type(value) is not hint:
            raise TallyError(f"this is no {hint.__name__}: {value!r}")
        return value
    if not isinstance(value, str):
        raise TallyError(f"this is no text: {value!r}")
    if hint is Fraction:
        return fraction(value)
    try:
        return hint(value)
    except ValueError as error:
        raise TallyError(f"this is no {hint.__name__}: {value!r}") from error
