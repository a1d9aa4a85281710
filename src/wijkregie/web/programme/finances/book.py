"""A workbook of money: every line, the table, and what it is about. Numbers stay numbers."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext as _

from wijkregie.web.programme.finances import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.domain.programme.queries import Finance
    from wijkregie.web.programme.finances.files import Value

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS: Final = (15, 40, 10, 8, 44, 14, 16)


def book_answer(
    name: str,
    found: Finance,
    *,
    several: bool,
    year: int | None,
    about: Sequence[tuple[str, str]],
) -> HttpResponse:
    """Return the money as a workbook of three sheets; the first can be read in again."""
    lines = files.line_rows(found, several=several, year=year)
    sheets = (
        (_("Lines"), files.line_heads(several=several), lines, _WIDTHS),
        (_("Table"), files.table_heads(found), files.table_rows(found), (34, 14)),
    )
    answer = HttpResponse(written(sheets, about), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def written(
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Value]], Sequence[int]]],
    about: Sequence[tuple[str, str]],
) -> bytes:
    """Return a workbook; no text in it is run as a formula or becomes a link."""
    import xlsxwriter  # noqa: PLC0415 - only who asks for a workbook pays for it

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        strong = book.add_format({"bold": True, "bottom": 1})
        money = book.add_format({"num_format": "#,##0.00"})
        for title, head, rows, widths in sheets:
            sheet = book.add_worksheet(title)
            for at in range(len(head)):
                sheet.set_column(at, at, widths[at] if at < len(widths) else 16)
            sheet.write_row(0, 0, head, strong)
            for at, row in enumerate(rows, start=1):
                _write(sheet, at, row, money)
            sheet.freeze_panes(1, 0)
        notes = book.add_worksheet(_("About these figures"))
        notes.set_column(0, 0, 24)
        notes.set_column(1, 1, 80, book.add_format({"text_wrap": True}))
        for at, pair in enumerate(about):
            notes.write_row(at, 0, pair)
    return made.getvalue()


def _write(sheet: Any, at: int, row: Sequence[Value], money: Any) -> None:
    """Write a row; an amount that is not known is a blank cell with a note."""
    for column, value in enumerate(row):
        if isinstance(value, Decimal):
            sheet.write_number(at, column, value, money)
        elif value is None:
            sheet.write_comment(at, column, _("Not known"))
        elif isinstance(value, int):
            sheet.write_number(at, column, value)
        elif value:
            sheet.write_string(at, column, value)
