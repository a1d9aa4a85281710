"""Uploaded files: where they lie and which of them anyone may see."""

from __future__ import annotations

import re
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

#: Folders of which everything may be seen by everyone. What lies elsewhere has no address.
PUBLIC_FOLDERS = frozenset({"logos"})
KINDS = {"png": "image/png", "webp": "image/webp"}
NAME = re.compile(r"(?P<folder>[a-z]+)/[0-9a-f]{32}\.(?P<kind>[a-z]+)")


def store(content: bytes, *, folder: str, kind: str) -> str:
    """Store under a random name that says nothing, and return that name."""
    if kind not in KINDS:
        raise ValueError(f"no file of kind {kind} is kept")
    name = f"{folder}/{secrets.token_hex(16)}.{kind}"
    return default_storage.save(name, ContentFile(content))


def public_kind(name: str) -> str | None:
    """Return the content type of a file that everyone may see, or nothing."""
    found = NAME.fullmatch(name)
    if found is None or found["folder"] not in PUBLIC_FOLDERS:
        return None
    return KINDS.get(found["kind"])
