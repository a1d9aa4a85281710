"""CBS OData version 3: the feed, which pages by 10,000 rows, written as the reader expects."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, Final

from wijkregie.cli.fetching.faults import FetchFault, Kind
from wijkregie.cli.fetching.pages import About, Page, Part, address, beside, parsed, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from wijkregie.cli.fetching.pages import Row

CODE: Final = "WijkenEnBuurten"
WHOLE: Final = "NL"
_NUMBER: Final = "ID"
_ROWS: Final = "UntypedDataSet"
_LEVELS: Final = ("GM", "WK", "BU")
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9][0-9](?![0-9])")


def about_address(root: str, table: str) -> str:
    """Return where a table tells of itself."""
    return address(root, table, "TableInfos", _format="json")


def about(raw: bytes) -> About:
    """Return what a table tells of itself."""
    rows = rows_of(parsed(raw), "value")
    if not rows:
        raise FetchFault(Kind.UNREADABLE, detail="value")
    return About(str(rows[0].get("Modified") or ""), year_told(rows[0].get("Period")))


def year_told(text: Any) -> int | None:
    """Return the one year that stands in a text, None if there is none or more."""
    found = set(_YEAR.findall(str(text or "")))
    return int(found.pop()) if len(found) == 1 else None


def parts(
    root: str, table: str, about: About, municipalities: Sequence[str] = ()
) -> list[Part]:
    """Return the pages of a table: of the whole country, or a part for each municipality."""
    return [_part(root, table, about, code) for code in municipalities or ("",)]


def _part(root: str, table: str, about: About, municipality: str) -> Part:
    asked = {"_format": "json"}
    if municipality:
        asked["_filter"] = of_municipality(CODE, municipality)
    return Part(
        municipality or WHOLE,
        address(root, table, _ROWS, **asked),
        page,
        lambda row: row.get(_NUMBER, row.get(CODE)),
        about,
    )


def of_municipality(field: str, code: str) -> str:
    """Return the filter of a municipality with its wijken and buurten.

    >>> of_municipality("A", "GM0353")
    "startswith(A,'GM0353') or startswith(A,'WK0353') or startswith(A,'BU0353')"

    """
    return " or ".join(f"startswith({field},'{level}{code[2:]}')" for level in _LEVELS)


def page(raw: bytes, asked: str) -> Page:
    """Return the rows of an answer; the next address goes by two names."""
    answer = parsed(raw)
    following = answer.get("odata.nextLink") or answer.get("@odata.nextLink")
    return Page(rows_of(answer, "value"), beside(asked, following) if following else None)


def write(rows: Iterable[Row], municipalities: Sequence[str], file: TextIO) -> int:
    """Write rows as CSV and return how many; of a selection the row numbers say nothing.

    Raises ``FetchFault`` if the columns are not the same in every row.
    """
    writer = csv.writer(file, lineterminator="\n")
    heading: list[str] = []
    count = 0
    for row in rows:
        names = [name for name in row if not (municipalities and name == _NUMBER)]
        if not heading:
            heading = names
            writer.writerow(heading)
        if names != heading:
            raise FetchFault(Kind.CONTRADICTS, detail=row.get(CODE, ""))
        writer.writerow(["" if row[name] is None else row[name] for name in names])
        count += 1
    return count
