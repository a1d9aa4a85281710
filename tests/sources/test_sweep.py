"""A table read in one sweep holds what it holds when it is read row by row."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from wijkregie.sources import cells, tables
from wijkregie.sources.records import CellStatus, Problem, SourceFault

_ROWS = ["a;b;c", " 1 ;é  ;", "2;\u00a0x;3,5", ";;"]


def both(rows: list[str], end: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows as read in one sweep, and with a quoted row more, so row by row."""
    plain = tables.read_table(end.join(rows).encode(), file="x.csv")
    quoted = tables.read_table(end.join([*rows, '"q";q;q']).encode(), file="x.csv")
    return plain.frame, quoted.frame.head(plain.frame.height)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_sweep_reads_what_rows_tell(end: str) -> None:
    swept, told = both(_ROWS, end)

    assert swept.equals(told)
    assert swept.row(0) == ("1", "é", "")
    assert swept.row(1) == ("2", "x", "3,5")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_is_no_part_of_the_heading(mark: str) -> None:
    table = tables.read_table(f"{mark}a;b\n1;2\n\n".encode(), file="x.csv")

    assert (table.frame.columns, table.frame.rows()) == (["a", "b"], [("1", "2")])


def test_a_heading_alone_is_an_empty_table() -> None:
    with pytest.raises(SourceFault) as fault:
        tables.read_table(b"a;b\n", file="x.csv")

    assert fault.value.problem == Problem.EMPTY


def test_many_columns_at_once_are_read_as_one_by_one() -> None:
    texts = ["1", "2,5", "-", "", ".", "x", "1e5", "inf", "+3", ".5", "7 ", "-99997", "0"]
    asked = {
        f"c{at}": cells.Asked(
            cells.Span(
                low=-1 if at % 2 else 0, whole=at % 3 == 0, nought_is_missing=at % 5 == 0
            ),
            CellStatus.MISSING if at % 2 else CellStatus.NOT_APPLICABLE,
        )
        for at in range(40)
    }
    frame = pl.DataFrame(
        {name: texts[at % 13 :] + texts[: at % 13] for at, name in enumerate(asked)}
    )

    found = list(cells.parse_each(frame, asked))

    assert len(found) == len(asked)
    for (name, one), together in zip(asked.items(), found, strict=True):
        alone = cells.parse(frame[name], one.span, blank=one.blank)
        np.testing.assert_array_equal(together.values, alone.values)
        np.testing.assert_array_equal(together.status, alone.status)
        np.testing.assert_array_equal(together.faults, alone.faults)
    first = dict(zip(frame["c1"].to_list(), found[1].values.tolist(), strict=True))
    assert (first["2,5"], first["-"], first["0"]) == (2.5, 0.0, 0.0)
    assert [np.isnan(first[text]) for text in ("1e5", "inf", "+3", ".5", "x", "")] == [True] * 6
