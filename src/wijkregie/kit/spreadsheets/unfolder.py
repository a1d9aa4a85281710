"""The process that makes text of one spreadsheet and ends. It knows nothing else of ours.

Run as a file, not as a module, so that it starts without loading anything of the product. Its
arguments are the most megabytes and seconds it may take; its input is the spreadsheet (.xlsx
or .xls), its output the first sheet as CSV: the first row of the sheet is the first of the
text, also where it is blank. When that cannot be, it ends with code 1.
"""

from __future__ import annotations

import csv
import io
import resource
import sys

MEGABYTE = 1 << 20


def limit(megabytes: int, seconds: int) -> None:
    """Let the system end this process when it takes more than it may."""
    for kind, most in (
        (resource.RLIMIT_AS, megabytes * MEGABYTE),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, hard))


def unfold(raw: bytes) -> str:
    """Return the first sheet of a spreadsheet as CSV."""
    import fastexcel  # noqa: PLC0415 - only once the limits hold

    book = fastexcel.read_excel(raw)
    sheet = book.load_sheet(0, header_row=None, skip_rows=0, dtypes="string")
    text = io.StringIO(newline="")
    rows = sheet.to_polars().fill_null("").rows()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue()


def main() -> int:
    """Read the spreadsheet, write the text; return the code of the process."""
    limit(int(sys.argv[1]), int(sys.argv[2]))
    try:
        text = unfold(sys.stdin.buffer.read())
    except Exception as fault:  # noqa: BLE001 - whatever went wrong, it is told in one line
        sys.stderr.write(repr(fault))
        return 1
    sys.stdout.buffer.write(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
