"""One lock per data directory: many may run beside each other, a restore runs alone."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import CommandError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def running() -> Iterator[int]:
    """Hold the lock beside others; yields its handle, for the processes that we start."""
    with _lock(
        fcntl.LOCK_SH, _("A backup is being restored. Try again when it is done.")
    ) as one:
        yield one


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock alone."""
    with _lock(fcntl.LOCK_EX, _("Wijkregie is running. Stop it first.")):
        yield


@contextmanager
def _lock(kind: int, refusal: str) -> Iterator[int]:
    path = Path(settings.MEDIA_ROOT).parent / "running.lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError as fault:
        os.close(handle)
        raise CommandError(refusal) from fault
    try:
        yield handle
    finally:
        os.close(handle)
