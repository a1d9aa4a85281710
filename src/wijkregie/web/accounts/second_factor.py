"""The secrets of second factors are stored encrypted, with the key of the installation."""

from __future__ import annotations

import base64
import logging
import secrets
from typing import TYPE_CHECKING

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


logger = logging.getLogger(__name__)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth tells no types
    """Encrypts: who steals a copy of the database has no second factor by it."""

    def encrypt(self, text: str) -> str:
        """Return the text encrypted with the present key."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text again, also when an earlier key of the installation made it.

        What no key opens becomes a secret that nobody knows: no code fits it, so the person
        asks for a reset instead of meeting a page that breaks.
        """
        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.exception("a second factor cannot be read: was SECRET_KEY replaced?")
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Return the name under which the app on the phone shows this account."""
        return str(user.get_username())


def _keys() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str | bytes) -> bytes:
    derivation = HKDF(SHA256(), length=32, salt=None, info=b"wijkregie second factor")
    return base64.urlsafe_b64encode(derivation.derive(force_bytes(key)))
