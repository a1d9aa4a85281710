"""Keep a row of figures small: float64 values and status bytes, packed without loss."""

from __future__ import annotations

import struct
import zlib
from typing import Final

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]
Statuses = npt.NDArray[np.uint8]

_LENGTH: Final = struct.Struct("<I")
_LEVEL: Final = 6


class PackingError(ValueError):
    """Bytes that are no packed figures."""


def pack(values: Values, statuses: Statuses) -> bytes:
    """Return values and statuses, both of shape (n,), as bytes.

    The bytes of the values are put beside each other by place (all first bytes, all second
    bytes, ...) before they are compressed: figures are alike in their first bytes.

    Raises
    ------
    PackingError
        If the two differ in length.
    """
    if values.shape != statuses.shape or values.ndim != 1:
        raise PackingError("values and statuses need one shared length")
    planes = values.astype("<f8").view(np.uint8).reshape(-1, 8).T
    raw = planes.tobytes() + statuses.astype(np.uint8).tobytes()
    return _LENGTH.pack(len(values)) + zlib.compress(raw, _LEVEL)


def unpack(packed: bytes | memoryview) -> tuple[Values, Statuses]:
    """Return the values and statuses that were packed, both of shape (n,), read-only.

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
        (length,) = _LENGTH.unpack(view[: _LENGTH.size])
        raw = zlib.decompress(view[_LENGTH.size :])
    except (struct.error, zlib.error) as fault:
        raise PackingError("the packed figures are damaged") from fault
    if len(raw) != 9 * length:
        raise PackingError("the packed figures are damaged")
    planes = np.frombuffer(raw, np.uint8, 8 * length).reshape(8, -1)
    values = np.ascontiguousarray(planes.T).view("<f8").reshape(-1)
    return values, np.frombuffer(raw, np.uint8, length, 8 * length)
