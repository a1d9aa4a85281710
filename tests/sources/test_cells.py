from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.sources.cells import SENTINELS, Span, parse, read_column
from wijkregie.sources.records import CellStatus, Problem, Reason, SourceFault
from wijkregie.sources.tables import Table

WIDE = Span(low=-1e15, high=1e15)


def one(text: str | None, span: Span = WIDE) -> tuple[float, CellStatus]:
    cells = parse(pl.Series([text], dtype=pl.String), span, blank=CellStatus.NOT_APPLICABLE)
    return float(cells.values[0]), CellStatus(cells.status[0])


@given(st.decimals(-(10**9), 10**9, places=2), st.booleans())
def test_a_number_reads_the_same_with_point_and_comma(number: object, comma: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    text = f"{number:f}"
    if float(text) in SENTINELS:
        return
    assert one(text.replace(".", ",") if comma else text) == (float(text), CellStatus.KNOWN)


@given(st.text(max_size=12))
def test_any_text_gives_a_number_or_a_status_but_never_both(text: str) -> None:
    value, status = one(text.strip())

    assert np.isnan(value) == (status is not CellStatus.KNOWN)
    assert not np.isinf(value)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (".", CellStatus.MISSING),
        (",", CellStatus.MISSING),
        ("", CellStatus.NOT_APPLICABLE),
        (None, CellStatus.NOT_APPLICABLE),
        ("x", CellStatus.SECRET),
        ("X", CellStatus.SECRET),
        ("-99995", CellStatus.NOT_PUBLISHED),
        ("-99997", CellStatus.SECRET),
        ("-99997.0", CellStatus.SECRET),
        ("-99999999", CellStatus.MISSING),
        ("-99999999,0", CellStatus.MISSING),
    ],
)
def test_no_sign_and_no_sentinel_becomes_a_value(text: str | None, status: CellStatus) -> None:
    value, found = one(text)

    assert found is status
    assert np.isnan(value)


def test_a_dash_is_a_true_nought() -> None:
    assert one("-") == (0.0, CellStatus.KNOWN)


@pytest.mark.parametrize(
    "text",
    ["nan", "inf", "1e5", "0x10", "16.829.290", "1 000", "٣", "--1", ".5", "1.", "9" * 16],
)
def test_what_only_resembles_a_number_is_rejected(text: str) -> None:
    value, status = one(text)

    assert status is CellStatus.REJECTED
    assert np.isnan(value)


def test_a_nought_that_stands_for_no_answer_is_missing() -> None:
    assert one("0", Span(low=1, high=5, nought_is_missing=True))[1] is CellStatus.MISSING
    assert one("0", Span()) == (0.0, CellStatus.KNOWN)


def column(texts: list[str]) -> Table:
    return Table("a.csv", pl.DataFrame({"share": texts}))


def test_single_cells_beyond_the_span_are_named_with_row_value_and_reason() -> None:
    table = column(["10"] * 40 + ["101", "2,5", "veel"])

    cells, named = read_column(
        table, "share", Span(high=100, whole=True), blank=CellStatus.MISSING
    )

    assert [(each.row, each.column, each.value, each.reason) for each in named] == [
        (42, "share", "101", Reason.OUT_OF_RANGE),
        (43, "share", "2,5", Reason.NOT_WHOLE),
        (44, "share", "veel", Reason.UNREADABLE),
    ]
    assert (cells.status[40:] == CellStatus.REJECTED).all()
    assert np.isnan(cells.values[40:]).all()


def test_a_great_share_of_impossible_cells_is_a_column_that_moved() -> None:
    table = column(["10"] * 10 + ["3000"] * 5)

    with pytest.raises(SourceFault) as caught:
        read_column(table, "share", Span(high=100), blank=CellStatus.MISSING)

    fault = caught.value
    assert (fault.problem, fault.row, fault.value) == (Problem.SHIFTED, 12, "3000")
