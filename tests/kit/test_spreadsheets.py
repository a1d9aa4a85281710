"""Spreadsheets become text in a process of their own, or are refused."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from wijkregie.kit import spreadsheets
from wijkregie.sources.records import Problem, SourceFault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def book(rows: Sequence[Sequence[Any]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def problem_of(raw: bytes) -> Problem:
    with pytest.raises(SourceFault) as caught:
        spreadsheets.as_text(raw, file="peiling.xlsx")
    assert caught.value.file == "peiling.xlsx"
    return caught.value.problem


def test_the_first_sheet_becomes_text_row_by_row() -> None:
    raw = book([["", ""], ["Buurt", "Veilig"], ["Noord", 62.5], ["Zuid; oost", 7]])

    text = spreadsheets.as_text(raw, file="peiling.xlsx").decode()

    assert text.splitlines()[-3:] == ["Buurt;Veilig", "Noord;62.5", '"Zuid; oost";7']


def with_formula(raw: bytes, cell: bytes) -> bytes:
    """Return a spreadsheet of which the last cell is this one."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(rb'<c r="B2".*?</c>', cell, content)
            new.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (b'<c r="B2"><f>SUM(A1:A9)&amp;1</f></c>', "=SUM(A1:A9)&1"),
        (b'<c r="B2" s="1"><f t="shared" si="0"/></c>', "="),
    ],
)
def test_a_formula_that_nobody_worked_out_is_refused(cell: bytes, value: str) -> None:
    raw = with_formula(book([["Buurt", "Veilig"], ["Noord", 62.5]]), cell)

    with pytest.raises(SourceFault) as caught:
        spreadsheets.as_text(raw, file="peiling.xlsx")

    fault = caught.value
    assert (fault.problem, fault.row, fault.column) == (Problem.FORMULA_EMPTY, 2, "B")
    assert fault.value == value


def test_a_formula_with_its_result_is_read() -> None:
    cell = b'<c r="B2"><f>SUM(A1:A9)</f><v>62.5</v></c>'
    raw = with_formula(book([["Buurt", "Veilig"], ["Noord", 1]]), cell)

    assert b"Noord;62.5" in spreadsheets.as_text(raw, file="peiling.xlsx")


def test_text_stays_as_it_is() -> None:
    assert spreadsheets.as_text(b"a;b\n", file="x.csv") == b"a;b\n"


def test_a_spreadsheet_cut_short_is_refused() -> None:
    assert problem_of(book([["a"]])[:-200]) is Problem.TRUNCATED


def test_what_only_looks_like_a_spreadsheet_is_refused() -> None:
    assert (
        problem_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing more") is Problem.WRONG_KIND
    )


def test_a_spreadsheet_that_grows_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "UNPACKED", 100)

    assert problem_of(book([["a"]])) is Problem.TOO_LARGE


def test_a_spreadsheet_that_takes_too_long_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time; time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr(spreadsheets, "SECONDS", 1)
    monkeypatch.setattr(spreadsheets, "UNFOLDER", sleeper)

    assert problem_of(book([["a"]])) is Problem.TOO_LARGE
