"""Whole numbers in an address: in plain digits only."""

from typing import Any, Final

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError


def _in_digits(given: Any) -> Any:
    """Refuse what Python would take for a number and others would not, such as ``1_0``."""
    if isinstance(given, str) and not (given.isascii() and given.isdigit()):
        raise PydanticCustomError("int_parsing", "no whole number in plain digits")
    return given


InDigits: Final = BeforeValidator(_in_digits)
