"""One column of text cells to numbers, each cell with its status: never a sign as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from wijkregie.sources.records import CellStatus, Problem, Reason, Rejection

if TYPE_CHECKING:
    import numpy.typing as npt

    from wijkregie.sources.records import Statuses, Values
    from wijkregie.sources.tables import Table

SIGNS: Final = {
    ".": CellStatus.MISSING,
    ",": CellStatus.MISSING,
    "x": CellStatus.SECRET,
    "X": CellStatus.SECRET,
}
"""Signs that stand for a missing number; blank cells differ per source."""

SENTINELS: Final = {
    -99995: CellStatus.NOT_PUBLISHED,
    -99997: CellStatus.SECRET,
    -99999999: CellStatus.MISSING,
}
"""Numbers that stand for a missing number, in files made from maps."""

NIL: Final = "-"
_NUMBER: Final = r"^-?[0-9]{1,15}([.,][0-9]+)?$"
_WHOLE_FAULT, _RANGE_FAULT, _TEXT_FAULT = 1, 2, 3
_REASONS: Final = {
    _WHOLE_FAULT: Reason.NOT_WHOLE,
    _RANGE_FAULT: Reason.OUT_OF_RANGE,
    _TEXT_FAULT: Reason.UNREADABLE,
}
_SHIFTED_SHARE: Final = 0.2
_SHIFTED_CELLS: Final = 5


@dataclass(frozen=True, slots=True)
class Span:
    """What a column can hold; with ``nought_is_missing`` a 0 stands for no answer."""

    low: float = 0
    high: float = 1e9
    whole: bool = False
    nought_is_missing: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The cells of one column: numbers, statuses, and what was wrong where."""

    values: Values
    status: Statuses
    faults: npt.NDArray[np.uint8]


def parse(texts: pl.Series, span: Span, *, blank: CellStatus) -> Cells:
    """Read stripped text cells as numbers with point or comma, in vectors.

    Parameters
    ----------
    texts
        Text without padding; null counts as blank.
    span
        What the column can hold.
    blank
        The status of a blank cell in this source.

    """
    cells = texts.fill_null("").alias("cell").to_frame()
    number = pl.col("cell").str.contains(_NUMBER)
    tidy = pl.col("cell").str.replace(",", ".", literal=True)
    nil = pl.when(pl.col("cell") == NIL).then(0.0)
    value = nil.when(number).then(tidy.cast(pl.Float64, strict=False))
    signs = {"": blank.value, **{sign: status.value for sign, status in SIGNS.items()}}
    sign = pl.col("cell").replace_strict(signs, default=None, return_dtype=pl.UInt8)
    frame = cells.select(value=value.otherwise(None), sign=sign)

    values = frame["value"].fill_null(np.nan).to_numpy().copy()
    status = frame["sign"].fill_null(CellStatus.KNOWN.value).to_numpy().copy()
    signed = frame["sign"].is_not_null().to_numpy()
    _apply_sentinels(values, status, span)
    known = ~signed & (status == CellStatus.KNOWN)
    faults = _faults(values, span) * known.astype(np.uint8)
    status[faults > 0] = CellStatus.REJECTED
    values[status != CellStatus.KNOWN] = np.nan
    return Cells(values, status, faults)


def _apply_sentinels(values: Values, status: Statuses, span: Span) -> None:
    for sentinel, meaning in SENTINELS.items():
        status[values == sentinel] = meaning
    if span.nought_is_missing:
        status[values == 0] = CellStatus.MISSING


def _faults(values: Values, span: Span) -> npt.NDArray[np.uint8]:
    faults = np.zeros(len(values), dtype=np.uint8)
    if span.whole:
        faults[values != np.floor(values)] = _WHOLE_FAULT
    faults[(values < span.low) | (values > span.high)] = _RANGE_FAULT
    faults[np.isnan(values)] = _TEXT_FAULT
    return faults


def rejections(table: Table, column: str, cells: Cells) -> list[Rejection]:
    """Name every rejected cell of a column, or refuse the file if they are many.

    Raises ``SourceFault`` if more than a fifth of the filled cells cannot be of this column:
    then the column holds the values of another one.
    """
    bad = np.flatnonzero(cells.faults)
    texts = table.frame[column]
    filled = bad.size + int((cells.status == CellStatus.KNOWN).sum())
    if bad.size >= _SHIFTED_CELLS and bad.size > _SHIFTED_SHARE * filled:
        first = int(bad[0])
        raise table.fault(Problem.SHIFTED, first, column, texts[first])
    return [
        Rejection(
            table.file,
            table.row_number(int(index)),
            column,
            texts[int(index)] or "",
            _REASONS[int(cells.faults[index])],
        )
        for index in bad
    ]


def read_column(
    table: Table, column: str, span: Span, *, blank: CellStatus
) -> tuple[Cells, list[Rejection]]:
    """Read one column of a table and name every rejected cell, as ``rejections`` does."""
    cells = parse(table.frame[column], span, blank=blank)
    return cells, rejections(table, column, cells)
