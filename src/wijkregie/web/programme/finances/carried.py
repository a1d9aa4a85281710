"""A table that was read, as a signed text in the page where somebody confirms it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from django.core import signing

from wijkregie.sources.money_file import MoneyFile, MoneyLine

_SALT: Final = "programme.money"
_A_DAY: Final = 24 * 60 * 60


def packed(programme_id: int, file: MoneyFile) -> str:
    """Return a table as a text that nobody can change."""
    lines = [list(asdict(line).values()) for line in file.lines]
    told = {"programme": programme_id, "file": file.file, "columns": file.columns}
    return signing.dumps(told | {"lines": lines}, salt=_SALT, compress=True)


def unpacked(programme_id: int, text: str) -> MoneyFile | None:
    """Return the table of a text; nothing if it is not ours, of this programme and of today."""
    try:
        told: dict[str, Any] = signing.loads(text, salt=_SALT, max_age=_A_DAY)
    except signing.BadSignature:
        return None
    if told["programme"] != programme_id:
        return None
    lines = tuple(MoneyLine(*line) for line in told["lines"])
    return MoneyFile(told["file"], told["columns"], lines)
