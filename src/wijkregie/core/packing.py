"""Keep figures small: float64 values and status bytes, packed without loss."""

from __future__ import annotations

import struct
import zlib
from typing import Final

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]
Statuses = npt.NDArray[np.uint8]

_HEAD: Final = struct.Struct("<I?")
_LEVEL: Final = 1
_WORTH_IT: Final = 8


class PackingError(ValueError):
    """Bytes that are no packed figures."""


def pack(values: Values, statuses: Statuses) -> bytes:
    """Return values and statuses, both of shape (n,), as bytes: see ``pack_rows``."""
    if values.ndim != 1:
        raise PackingError("values and statuses need one shared length")
    return pack_rows(values[np.newaxis], statuses[np.newaxis])[0]


def pack_rows(values: Values, statuses: Statuses) -> list[bytes]:
    """Return each row of values and statuses, both of shape (m, n), as bytes.

    The bytes of the values are put beside each other by place (all first bytes, all second
    bytes, ...), because figures are alike in their first bytes; then a row is compressed,
    unless it is so short that this would not help.

    Raises
    ------
    PackingError
        If the two differ in shape.
    """
    if values.shape != statuses.shape or values.ndim != 2:  # noqa: PLR2004 - rows and columns
        raise PackingError("values and statuses need one shared shape")
    rows, length = values.shape
    planes = np.ascontiguousarray(values, "<f8").view(np.uint8).reshape(rows, length, 8)
    raw = np.empty((rows, 9 * length), np.uint8)
    raw[:, : 8 * length] = planes.transpose(0, 2, 1).reshape(rows, 8 * length)
    raw[:, 8 * length :] = statuses
    head = _HEAD.pack(length, length >= _WORTH_IT)
    if length < _WORTH_IT:
        return [head + row.tobytes() for row in raw]
    return [head + zlib.compress(row.tobytes(), _LEVEL) for row in raw]


def unpack(packed: bytes | memoryview) -> tuple[Values, Statuses]:
    """Return the values and statuses that were packed, both of shape (n,).

    Raises
    ------
    PackingError
        If the bytes are damaged.

    >>> values, statuses = unpack(pack(np.array([1.5, np.nan]), np.array([0, 1], np.uint8)))
    >>> values.tolist(), statuses.tolist()
    ([1.5, nan], [0, 1])
    """
    view = memoryview(packed)
    try:
        length, compressed = _HEAD.unpack(view[: _HEAD.size])
        body = view[_HEAD.size :]
        raw = zlib.decompress(body) if compressed else bytes(body)
    except (struct.error, zlib.error) as fault:
        raise PackingError("the packed figures are damaged") from fault
    if len(raw) != 9 * length:
        raise PackingError("the packed figures are damaged")
    planes = np.frombuffer(raw, np.uint8, 8 * length).reshape(8, length)
    values = np.ascontiguousarray(planes.T).view("<f8").reshape(length)
    return values, np.frombuffer(raw, np.uint8, length, 8 * length)
