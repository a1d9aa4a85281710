"""Uploaded files: where they lie and which of them anyone may see."""

from __future__ import annotations

import re
import secrets
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

#: Folders of which everything may be seen by everyone. What lies elsewhere has no address.
PUBLIC_FOLDERS = frozenset({"logos"})
KINDS = {"png": "image/png", "webp": "image/webp"}
#: No transaction takes so long: an older file without a row has lost it for good.
LOST: Final = timedelta(days=1)
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


@contextmanager
def kept_or_gone() -> Iterator[list[str]]:
    """Give a list for the names of stored files; what is named in it goes when all fails."""
    stored: list[str] = []
    try:
        yield stored
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise


def discard_lost(folder: str, known: Collection[str], *, at: datetime) -> int:
    """Delete files that no row names, left where the server was killed; return how many."""
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:  # nobody stored one yet
        return 0
    lost = [
        name
        for name in (f"{folder}/{name}" for name in names)
        if name not in known and default_storage.get_modified_time(name) < at - LOST
    ]
    for name in lost:
        default_storage.delete(name)
    return len(lost)
