"""The reference of something on paper and by phone: eight signs of which the last checks."""

from __future__ import annotations

from typing import Final

from stdnum.iso7064 import mod_37_36

#: The 32 signs of Crockford: without I, L, O and U, which people take for others.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS: Final = 8
#: How many references there are.
COUNT: Final = len(ALPHABET) ** (SIGNS - 1)
_TAKEN_FOR: Final = str.maketrans("OIL", "011", " -\t\n\r\u2011\u2013")
_LONGEST: Final = 40


def make(number: int) -> str:
    """Return the reference of a number from 0 up to, and not including, ``COUNT``.

    Raises
    ------
    ValueError
        If the number has no reference.

    Notes
    -----
    Seven digits in base 32 and a check character after ISO 7064 (a hybrid system, here
    mod 33,32): no single wrong sign gives another reference. Source of the alphabet:
    D. Crockford, *Base 32*.

    >>> make(0), make(COUNT - 1)
    ('0000000X', 'ZZZZZZZK')

    """
    return spelled(number, SIGNS)


def clean(text: str) -> str | None:
    """Return the reference that somebody typed, or ``None`` if it cannot be one.

    Small letters, blanks and dashes do not matter, and O, I and L are the figures they
    look like.

    >>> clean("oooo-ooox"), clean("00000001")
    ('0000000X', None)
    """
    return typed(text, SIGNS)


def spelled(number: int, signs: int) -> str:
    """Return a number in so many signs, of which the last checks; ``ValueError`` if too large.

    >>> spelled(1, 16)
    '000000000000001Y'
    """
    if not 0 <= number < len(ALPHABET) ** (signs - 1):
        raise ValueError(f"{signs} signs are made of a number below that: {number}")
    digits = ""
    for _place in range(signs - 1):
        number, rest = divmod(number, len(ALPHABET))
        digits = ALPHABET[rest] + digits
    return digits + mod_37_36.calc_check_digit(digits, ALPHABET)


def typed(text: str, signs: int) -> str | None:
    """Return what somebody typed as ``spelled`` writes it, or ``None`` if it cannot be that."""
    if len(text) > _LONGEST:
        return None
    read = text.upper().translate(_TAKEN_FOR)
    right = len(read) == signs and mod_37_36.is_valid(read, ALPHABET)
    return read if right else None
