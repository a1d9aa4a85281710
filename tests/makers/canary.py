"""Find a planted word wherever an installation keeps something."""

from __future__ import annotations

import base64
import binascii
import pickle
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.signing import b64_decode
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator

ENCODED = re.compile(r"[A-Za-z0-9+/_=-]{16,}")


def places_of(canary: str) -> list[str]:
    """Return every place that holds the word: tables, the database's own file, files, log."""
    return sorted({*_tables(canary), *_database_file(canary), *_files(canary)})


def _tables(canary: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - its own name
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if canary in readable(value):
                        yield f"{table}.{name}"


def readable(value: Any) -> str:
    """Return everything that a value says, also packed, pickled or signed."""
    text = (
        bytes(value).decode("latin-1") if isinstance(value, memoryview | bytes) else str(value)
    )
    return " ".join([text, *(_unpacked(part) for part in ENCODED.findall(text))])


def _unpacked(text: str) -> str:
    found = ""
    for decode in (base64.b64decode, lambda part: b64_decode(part.lstrip(".").encode())):
        try:
            content = decode(text)
        except (binascii.Error, ValueError):
            continue
        found += content.decode("latin-1")
        try:
            found += zlib.decompress(content).decode("latin-1")
        except zlib.error:
            found += _unpickled(content)
    return found


def _unpickled(content: bytes) -> str:
    try:
        return repr(pickle.loads(content))  # noqa: S301 - what the tests themselves stored
    except Exception:  # noqa: BLE001 - anything at all may come of what is no pickle
        return ""


def _database_file(canary: str) -> Iterator[str]:
    """Look at the bytes too: what was deleted may still stand in an empty page."""
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        for file in path.parent.glob(f"{path.name}*"):
            if canary.encode() in file.read_bytes():
                yield file.name


def _files(canary: str) -> Iterator[str]:
    for file in Path(settings.MEDIA_ROOT).rglob("*"):
        if file.is_file() and canary.encode() in file.read_bytes():
            yield file.name
