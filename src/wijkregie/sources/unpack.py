"""From the bytes of a file to plain bytes or text, guarded against bombs and damage."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import Final

from wijkregie.sources.records import Problem, SourceFault

LIMIT: Final = 2_000_000_000
"""The most bytes a file may count, packed or unpacked."""

_GZIP: Final = b"\x1f\x8b"
ZIP: Final = b"PK\x03\x04"
"""How a zip archive begins."""

_PIECE: Final = 1 << 20


def plain(raw: bytes, *, file: str, limit: int = LIMIT) -> bytes:
    """Return the content of a file, unpacked if gzip had packed it.

    Raises ``SourceFault`` if the file is empty, larger than ``limit`` before or after
    unpacking, or packed wrongly.
    """
    if len(raw) > limit:
        raise SourceFault(Problem.TOO_LARGE, file=file)
    content = _gunzipped(raw, file, limit) if raw.startswith(_GZIP) else raw
    if not content.strip():
        raise SourceFault(Problem.EMPTY, file=file)
    return content


def _gunzipped(raw: bytes, file: str, limit: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
            while piece := packed.read(_PIECE):
                size += len(piece)
                if size > limit:
                    raise SourceFault(Problem.TOO_LARGE, file=file)
                pieces.append(piece)
    except EOFError as error:
        raise SourceFault(Problem.TRUNCATED, file=file) from error
    except (OSError, zlib.error) as error:
        raise SourceFault(Problem.DAMAGED, file=file) from error
    return b"".join(pieces)


def text(raw: bytes, *, file: str, limit: int = LIMIT) -> str:
    """Return the content of a file as text, without byte order mark.

    Raises ``SourceFault`` like ``plain``, and if the content is no UTF-8 text or holds NUL.
    """
    content = plain(raw, file=file, limit=limit)
    if (nul := content.find(b"\0")) >= 0:
        raise SourceFault(Problem.NOT_TEXT, file=file, row=content.count(b"\n", 0, nul) + 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise SourceFault(Problem.NOT_TEXT, file=file, row=row) from error


def checked_zip(raw: bytes, *, file: str, limit: int = LIMIT) -> bytes:
    """Return ``raw`` again, sure that it is a whole zip archive within the limit.

    A header that lies about a size does not pass: reading stops there, and the sum differs.
    """
    content = plain(raw, file=file, limit=limit)
    if not content.startswith(ZIP):
        raise SourceFault(Problem.WRONG_KIND, file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > limit:
                raise SourceFault(Problem.TOO_LARGE, file=file)
            if archive.testzip() is not None:
                raise SourceFault(Problem.DAMAGED, file=file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise SourceFault(Problem.TRUNCATED, file=file) from error
    return content


def members(raw: bytes, *, file: str, limit: int = LIMIT) -> dict[str, bytes]:
    """Return the files of a zip archive by name, in the order of the archive.

    Raises ``SourceFault`` as ``checked_zip`` does.
    """
    with zipfile.ZipFile(io.BytesIO(checked_zip(raw, file=file, limit=limit))) as archive:
        return {
            member.filename: archive.read(member)
            for member in archive.infolist()
            if not member.is_dir()
        }
