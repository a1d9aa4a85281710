"""Seal a text so that who holds the database, or a backup of it, cannot read it.

Each row has a key of its own, derived from the key of the installation, from chance and from
what the row is. That key lies outside the database and outside every backup. The length of
what was sealed tells next to nothing: it is filled up.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from wijkregie.kit.refusals import Refusal

_FORMAT: Final = b"\x01"
_SALT: Final = 16
_NONCE: Final = 12
_KEY: Final = 32
_LENGTH: Final = 4
_BLOCK: Final = 1024
_MARK: Final = 16


class SealBroken(Refusal):
    """What was sealed cannot be opened with the key that is here."""


def seal(plain: bytes, *, about: str) -> bytes:
    """Return ``plain`` sealed (AES-256-GCM), to be opened only as what it is ``about``."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    filled = len(plain).to_bytes(_LENGTH) + plain
    filled += bytes(-len(filled) % _BLOCK)
    head = _FORMAT + about.encode()
    return _FORMAT + salt + nonce + _cipher(salt, about).encrypt(nonce, filled, head)


def unseal(sealed: bytes, *, about: str) -> bytes:
    """Return what was sealed. Raises ``SealBroken`` for another key, another row, or damage."""
    start = len(_FORMAT) + _SALT
    salt, nonce = sealed[len(_FORMAT) : start], sealed[start : start + _NONCE]
    head = sealed[: len(_FORMAT)] + about.encode()
    try:
        filled = _cipher(salt, about).decrypt(nonce, sealed[start + _NONCE :], head)
    except (InvalidTag, ValueError) as fault:
        raise SealBroken(
            _(
                "This cannot be opened: the key on this machine is not the one it was sealed "
                "with. Nothing is lost. Ask the operator to put the file sealed.key back."
            )
        ) from fault
    return filled[_LENGTH : _LENGTH + int.from_bytes(filled[:_LENGTH])]


def fingerprint(plain: str, *, about: str) -> str:
    """Return by which one knows ``plain`` again; nobody makes it without the key that is here.

    For what is looked up but may be read by nobody, such as the codes of a vote.
    """
    key = b"wijkregie sealed fingerprint:" + settings.WIJKREGIE_SEALED_KEY.encode()
    return hmac.digest(key, f"{about}|{plain}".encode(), "sha256").hex()


def key_mark() -> str:
    """Return by which one knows the present key again; nobody finds the key by it."""
    found = hashlib.sha256(b"wijkregie sealed mark:" + settings.WIJKREGIE_SEALED_KEY.encode())
    return found.hexdigest()[:_MARK]


def _cipher(salt: bytes, about: str) -> AESGCM:
    info = b"wijkregie sealed row:" + about.encode()
    derivation = HKDF(SHA256(), length=_KEY, salt=salt, info=info)
    return AESGCM(derivation.derive(settings.WIJKREGIE_SEALED_KEY.encode()))
