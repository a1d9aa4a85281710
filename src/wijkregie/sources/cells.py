"""One column of text cells to numbers, each cell with its status: never a sign as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from wijkregie.sources.records import CellStatus, Problem, Reason, Rejection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
_AT_ONCE: Final = 16


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What a column can hold, and the status of a blank cell in this source."""

    span: Span
    blank: CellStatus


def parse(texts: pl.Series, span: Span, *, blank: CellStatus) -> Cells:
    """Read stripped text cells as numbers with point or comma; null counts as blank."""
    frame = texts.alias("cell").to_frame()
    return next(parse_each(frame, {"cell": Asked(span, blank)}))


def parse_each(frame: pl.DataFrame, asked: Mapping[str, Asked]) -> Iterator[Cells]:
    """Yield what ``parse`` makes of each column asked for, in their order.

    Some columns at once: that takes half the time of one by one, and little memory.
    """
    names = list(asked)
    for at in range(0, len(names), _AT_ONCE):
        some = names[at : at + _AT_ONCE]
        read = frame.lazy().select(
            expression.alias(f"{what}{place}")
            for place, name in enumerate(some)
            for what, expression in _expressions(name, asked[name].blank)
        )
        found = read.collect()
        for place, name in enumerate(some):
            yield _cells(frame[name], found, place, asked[name].span)


def _expressions(name: str, blank: CellStatus) -> Iterator[tuple[str, pl.Expr]]:
    """Yield what is asked of each cell: its value, whether it is a number, what sign it is."""
    text = pl.col(name).fill_null("")
    yield "value", text.cast(pl.Float64, strict=False)
    yield "number", text.str.contains(_NUMBER)
    yield "nil", text == NIL
    sign = pl.lit(CellStatus.KNOWN.value, pl.UInt8)
    for shown, status in {"": blank, **SIGNS}.items():
        sign = pl.when(text == shown).then(pl.lit(status.value, pl.UInt8)).otherwise(sign)
    yield "sign", sign


def _cells(texts: pl.Series, found: pl.DataFrame, place: int, span: Span) -> Cells:
    values = found[f"value{place}"].fill_null(np.nan).to_numpy().copy()
    status = found[f"sign{place}"].to_numpy().copy()
    number = found[f"number{place}"].to_numpy()
    values[~number] = np.nan  # polars knows more spellings than a source may use
    values[found[f"nil{place}"].to_numpy()] = 0.0
    commas = number & np.isnan(values)
    if commas.any():
        told = texts.filter(pl.Series(commas)).str.replace(",", ".", literal=True)
        values[commas] = told.cast(pl.Float64).to_numpy()
    _apply_sentinels(values, status, span)
    known = status == CellStatus.KNOWN
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
