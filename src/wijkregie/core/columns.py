"""One figure of very many areas as few bytes, for a map in a browser.

A head of 28 bytes, lowest byte first (``WRC1``; uint32 how many; float64 the lowest value and
the step between values, both in units of the last decimal; uint32 the number of decimals),
then the numbers in *planes*: all lowest bytes, all second bytes, and so on. Nought is a value
that is not known, n the lowest value and n - 1 steps.
"""

from __future__ import annotations

import struct
from typing import Final

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

_HEAD: Final = struct.Struct("<4sIddI")
_MAGIC: Final = b"WRC1"
_PLANES: Final = 8


class ColumnError(ValueError):
    """Bytes that are no packed column."""


def pack(values: Values, *, decimals: int) -> bytes:
    """Return values, rounded to so many decimals; NaN is not known."""
    known = np.isfinite(values)
    whole = np.rint(np.where(known, values, 0) * 10**decimals).astype(np.int64)
    found = whole[known]
    low = int(found.min()) if found.size else 0
    step = max(int(np.gcd.reduce(found - low)), 1) if found.size else 1
    numbers = np.where(known, (whole - low) // step + 1, 0).astype("<u8")
    planes = numbers.view(np.uint8).reshape(-1, _PLANES).T
    used = int(np.flatnonzero(planes.any(axis=1)).max(initial=-1)) + 1
    head = _HEAD.pack(_MAGIC, len(values), low, step, decimals)
    return head + bytes(planes[:used].tobytes())


def unpack(packed: bytes) -> Values:
    """Return the values, NaN where not known.

    Raises
    ------
    ColumnError
        If the bytes are no column.

    >>> unpack(pack(np.array([1.5, np.nan, 2.0]), decimals=1)).tolist()
    [1.5, nan, 2.0]
    """
    if len(packed) < _HEAD.size or packed[:4] != _MAGIC:
        raise ColumnError("this is no packed column")
    _magic, count, low, step, decimals = _HEAD.unpack_from(packed)
    body = np.frombuffer(packed, np.uint8, offset=_HEAD.size)
    if body.size % max(count, 1):
        raise ColumnError("the packed column is damaged")
    numbers = np.zeros(count, np.int64)
    for place, plane in enumerate(body.reshape(-1, max(count, 1))):
        numbers |= plane[:count].astype(np.int64) << (8 * place)
    values = (low + step * (numbers - 1)) / 10**decimals
    return np.where(numbers > 0, values, np.nan)
