"""Photos on the disk: there with their row, gone without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.domain.signals.models import Photo
from wijkregie.kit import files

if TYPE_CHECKING:
    from datetime import datetime

FOLDER: Final = "signals"


def discard_lost_photos(*, at: datetime) -> dict[str, int]:
    """Delete photos without a row, left where the server was killed; return how many."""
    lost = files.discard_lost(FOLDER, set(Photo.objects.values_list("file", flat=True)), at=at)
    return {"lost_photos": lost} if lost else {}
