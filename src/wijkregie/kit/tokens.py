"""Tokens of private links: made again when they are needed, never stored themselves."""

from __future__ import annotations

import hashlib
from typing import Final

from django.utils.crypto import salted_hmac

#: Of Crockford, in small letters.
_SIGNS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_BYTES: Final = 16
LENGTH: Final = 26


def derive(purpose: str, pk: int, nonce: str) -> str:
    """Return the token of one row: 128 bits that nobody guesses without our secret key.

    The same arguments give the same token; another ``nonce`` makes the old one void.
    """
    made = salted_hmac(f"wijkregie.{purpose}", f"{pk}:{nonce}", algorithm="sha256").digest()
    number = int.from_bytes(made[:_BYTES], "big")
    return "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def digest(token: str) -> str:
    """Return the fingerprint of a token: what the database keeps, and looks it up by."""
    return hashlib.sha256(token.encode()).hexdigest()
