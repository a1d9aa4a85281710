"""The code on a letter with which somebody votes: sixteen signs, of which the last checks.

A code is chance and nothing else: no place, no person and no round stands in it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from wijkregie.core.reference import spelled, typed

if TYPE_CHECKING:
    from random import Random

SIGNS: Final = 16
#: Every sign but the last holds five bits of chance.
BITS: Final = 5 * (SIGNS - 1)
GROUP: Final = 4
_RECEIPT: Final = "wijkregie receipt 1"
_PURSE: Final = "wijkregie purse 1"
RECEIPT_BYTES: Final = 16


def drawn(chance: Random) -> str:
    """Return a new code. ``chance`` must be that of the system, or somebody guesses it."""
    return spelled(chance.getrandbits(BITS), SIGNS)


def clean(text: str) -> str | None:
    """Return the code that somebody typed, or ``None`` if it cannot be one.

    Small letters, blanks and dashes do not matter, and O, I and L are the figures they look
    like. No single wrong sign makes another code.

    >>> clean("oooo 0000-0000 ooly"), clean("000000000000001Z")
    ('000000000000001Y', None)
    """
    return typed(text, SIGNS)


def grouped(code: str) -> str:
    """Return a code, or a receipt, as it is printed.

    >>> grouped("000000000000001Y")
    '0000 0000 0000 001Y'
    """
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def receipt(round_id: int, code: str) -> bytes:
    """Return the code in the tree of codes that goes with a code on a letter.

    Who holds the letter can always make it again; nobody finds the letter by it.
    """
    made = hashlib.sha256(f"{_RECEIPT}|{round_id}|{code}".encode()).digest()
    return made[:RECEIPT_BYTES]


def purse(round_id: int, code: str) -> str:
    """Return by what a household finds back the coins it gave; 64 hexadecimal signs."""
    return hashlib.sha256(f"{_PURSE}|{round_id}|{code}".encode()).hexdigest()
