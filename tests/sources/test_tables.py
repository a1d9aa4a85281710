from __future__ import annotations

import pytest

from wijkregie.sources.records import Problem, SourceFault
from wijkregie.sources.tables import read_table


def fault_of(raw: bytes) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        read_table(raw, file="a.csv")
    return caught.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_lose_their_padding_whatever_stands_between_them(delimiter: str) -> None:
    raw = "code,naam\r\nGM0398  , Heerhugowaard \r\n\r\n".replace(",", delimiter).encode()

    table = read_table(raw, file="a.csv")

    assert table.frame.rows() == [("GM0398", "Heerhugowaard")]
    assert table.row_number(0) == 2


def test_a_delimiter_within_quotes_parts_nothing() -> None:
    table = read_table(b'a;"b; c";d\n1;"x\ny";3\n', file="a.csv")

    assert table.frame.columns == ["a", "b; c", "d"]
    assert table.frame.rows() == [("1", "x\ny", "3")]


@pytest.mark.parametrize(
    ("raw", "problem", "row"),
    [
        (b"a,b\n1,2\n3", Problem.TRUNCATED, 3),
        (b'a,b\n1,2\n3,"4', Problem.TRUNCATED, 3),
        (b"a,b\n1\n3,4\n", Problem.SHIFTED, 2),
        (b"a,b\n1,2\n3\n", Problem.SHIFTED, 3),
        (b"a,b\n1,2,3\n", Problem.SHIFTED, 2),
        (b"a,b\n1,2\n\n3,4\n", Problem.SHIFTED, 3),
        (b'a,b\n"1"2,3\n', Problem.WRONG_KIND, 2),
        (b"a\n1\n", Problem.WRONG_KIND, 1),
        (b"a,b,a\n1,2,3\n", Problem.DOUBLED_COLUMN, 1),
        (b"a,b\n", Problem.EMPTY, None),
    ],
)
def test_a_table_that_is_not_whole_is_refused_with_its_row(
    raw: bytes, problem: Problem, row: int | None
) -> None:
    fault = fault_of(raw)

    assert (fault.problem, fault.row) == (problem, row)


def test_a_cell_without_end_is_refused() -> None:
    assert fault_of(b"a,b\n1," + b"x" * 200_000 + b"\n").problem is Problem.WRONG_KIND


def test_a_column_that_is_needed_is_named() -> None:
    table = read_table(b"a,b\n1,2\n", file="a.csv")

    with pytest.raises(SourceFault, match="column c: missing column"):
        table.need("a", "c")
