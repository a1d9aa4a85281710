"""Tables to take along."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDEST: Final = 60
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_answer(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return rows as a CSV file that a Dutch spreadsheet opens as it should.

    Semicolons, a decimal comma, and a mark that tells the letters are UTF-8. A text that a
    spreadsheet would run as a formula gets an apostrophe before it.
    """
    answer = _file(name, "text/csv; charset=utf-8")
    answer.write("\ufeff")
    writer = csv.writer(answer, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return answer


def xlsx_answer(
    name: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    about: Sequence[tuple[str, str]],
) -> HttpResponse:
    """Return rows as a workbook: the figures on one sheet, what they are about on another.

    Numbers stay numbers and texts stay texts: none is run as a formula or becomes a link.
    """
    import xlsxwriter  # noqa: PLC0415 - only who asks for a workbook pays for it

    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        strong = book.add_format({"bold": True, "bottom": 1})
        whole = list(rows)
        sheet = book.add_worksheet(_("Figures"))
        sheet.write_row(0, 0, head, strong)
        for at, row in enumerate(whole, start=1):
            sheet.write_row(at, 0, ["" if value is None else value for value in row])
        for at, texts in enumerate(zip(head, *whole, strict=True)):
            sheet.set_column(at, at, min(max(len(_cell(one)) for one in texts) + 2, _WIDEST))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(whole), 1), len(head) - 1)
        notes = book.add_worksheet(_("About these figures"))
        notes.set_column(0, 0, 24)
        notes.set_column(1, 1, _WIDEST, book.add_format({"text_wrap": True}))
        for at, pair in enumerate(about):
            notes.write_row(at, 0, pair)
    answer = _file(name, _XLSX)
    answer.write(written.getvalue())
    return answer


def _file(name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def file_answer(name: str, kind: str, content: bytes | str) -> HttpResponse:
    """Return a file to take along."""
    answer = _file(name, kind)
    answer.write(content)
    return answer


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    text = str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
