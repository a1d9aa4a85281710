"""Photos on the disk: there with their row, gone without it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.core.files.storage import default_storage

from wijkregie.domain.signals.models import Photo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

FOLDER: Final = "signals"
#: No transaction takes so long: an older file without a row has lost it for good.
_LOST: Final = timedelta(days=1)


@contextmanager
def kept_or_gone() -> Iterator[list[str]]:
    """Give a list for the names of stored photos; what is named in it goes when all fails."""
    stored: list[str] = []
    try:
        yield stored
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise


def discard_lost_photos(*, at: datetime) -> dict[str, int]:
    """Delete photos without a row, left where the server was killed; return how many."""
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:  # nobody sent a photo yet
        return {}
    known = set(Photo.objects.values_list("file", flat=True))
    stored = [f"{FOLDER}/{name}" for name in names]
    lost = [
        name
        for name in stored
        if name not in known and default_storage.get_modified_time(name) < at - _LOST
    ]
    for name in lost:
        default_storage.delete(name)
    return {"lost_photos": len(lost)} if lost else {}
