"""Keep figures small: float64 values and status bytes, packed without loss."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterator

Values = npt.NDArray[np.float64]
Statuses = npt.NDArray[np.uint8]

_HEAD: Final = struct.Struct("<IB")
_LEVEL: Final = 1
_WORTH_IT: Final = 8
_COMPRESSED, _TENTHS = 1, 2
_NAN: Final = np.float64(np.nan).view(np.uint64)
_NO_NUMBER: Final = -(2**31)
_MOST: Final = 2**31 - 1
_FULL, _SHORT = 8, 4


class PackingError(ValueError):
    """Bytes that are no packed figures."""


def pack(values: Values, statuses: Statuses) -> bytes:
    """Return values and statuses, both of shape (n,), as bytes: see ``pack_rows``."""
    if values.ndim != 1:
        raise PackingError("values and statuses need one shared length")
    return pack_rows(values[np.newaxis], statuses[np.newaxis])[0]


def pack_rows(values: Values, statuses: Statuses) -> list[bytes]:
    """Return each row of values and statuses, both of shape (m, n), as bytes.

    A row of whole numbers and tenths, as nearly all figures are, is kept as numbers of tenths
    in four bytes each, if every value comes back from them to the bit; any other in eight.
    The bytes are put beside each other by place (all first bytes, all second bytes, ...),
    because figures are alike in their first bytes; then a row is compressed, unless it is so
    short that this would not help.

    Raises
    ------
    PackingError
        If the two differ in shape.
    """
    if values.shape != statuses.shape or values.ndim != 2:  # noqa: PLR2004 - rows and columns
        raise PackingError("values and statuses need one shared shape")
    values = np.ascontiguousarray(values, "<f8")
    tenths, short = _in_tenths(values)
    packed: list[bytes] = [b""] * len(values)
    for size, rows, numbers in (
        (_SHORT, np.flatnonzero(short), tenths),
        (_FULL, np.flatnonzero(~short), values),
    ):
        for row, found in zip(
            rows.tolist(), _planes(numbers[rows], statuses[rows], size), strict=True
        ):
            packed[row] = found
    return packed


def _in_tenths(values: Values) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.bool_]]:
    """Return values as numbers of tenths, and for each row whether nothing is lost by that."""
    bits = values.view(np.uint64)
    missing = bits == _NAN
    with np.errstate(all="ignore"):
        near = np.rint(values * 10)
        fits = np.abs(near) < _MOST
        tenths = np.where(fits, near, _NO_NUMBER).astype("<i4")
    same = (tenths / 10.0).view(np.uint64) == bits
    return tenths, (missing | (same & fits)).all(axis=1)


def _planes(numbers: npt.NDArray[Any], statuses: Statuses, size: int) -> Iterator[bytes]:
    """Yield each row as bytes, of numbers that take ``size`` bytes each."""
    rows, length = numbers.shape
    planes = np.ascontiguousarray(numbers).view(np.uint8).reshape(rows, length, size)
    raw = np.empty((rows, (size + 1) * length), np.uint8)
    raw[:, : size * length] = planes.transpose(0, 2, 1).reshape(rows, size * length)
    raw[:, size * length :] = statuses
    kind = _TENTHS * (size == _SHORT)
    if length < _WORTH_IT:
        head = _HEAD.pack(length, kind)
        yield from (head + row.tobytes() for row in raw)
        return
    head = _HEAD.pack(length, kind | _COMPRESSED)
    yield from (head + zlib.compress(row.tobytes(), _LEVEL) for row in raw)


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
        length, kind = _HEAD.unpack(view[: _HEAD.size])
        body = view[_HEAD.size :]
        raw = zlib.decompress(body) if kind & _COMPRESSED else bytes(body)
    except (struct.error, zlib.error) as fault:
        raise PackingError("the packed figures are damaged") from fault
    size = _SHORT if kind & _TENTHS else _FULL
    if len(raw) != (size + 1) * length:
        raise PackingError("the packed figures are damaged")
    planes = np.ascontiguousarray(
        np.frombuffer(raw, np.uint8, size * length).reshape(size, length).T
    )
    status = np.frombuffer(raw, np.uint8, length, size * length)
    if size == _FULL:
        return planes.view("<f8").reshape(length), status
    tenths = planes.view("<i4").reshape(length)
    return np.where(tenths == _NO_NUMBER, np.nan, tenths / 10.0), status
