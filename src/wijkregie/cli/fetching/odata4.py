"""CBS OData version 4: one row per observation, page after page, written as one long table."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from wijkregie.cli.fetching.odata3 import CODE, WHOLE, of_municipality, year_told
from wijkregie.cli.fetching.pages import About, Page, Part, address, beside, parsed, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from wijkregie.cli.fetching.pages import Row

NAMES: Final = ("WijkenEnBuurtenCodes", "MeasureCodes")
COLUMNS: Final = ("Id", "Measure", "ValueAttribute", "Value", "StringValue", CODE)
_NUMBER: Final = "Id"
_COUNTRY: Final = "land"


def about_address(root: str, table: str) -> str:
    """Return where a table tells of itself."""
    return address(root, table, "Properties")


def about(raw: bytes) -> About:
    """Return what a table tells of itself."""
    told = parsed(raw)
    count = told.get("ObservationCount")
    return About(
        str(told.get("ObservationsModified") or told.get("Modified") or ""),
        year_told(told.get("Title")),
        count if isinstance(count, int) else None,
    )


def parts(
    root: str, table: str, about: About, municipalities: Sequence[str] = ()
) -> list[Part]:
    """Return the names of areas and measures, and the observations in one part or more.

    Beside municipalities stands the country, so that they can be compared with it.
    """
    named = [_part(name, address(root, table, name), "Identifier", about) for name in NAMES]
    rows = address(root, table, "Observations")
    if not municipalities:
        return [*named, _part(WHOLE, rows, _NUMBER, about, about.total)]
    chosen = {_COUNTRY: f"startswith({CODE},'{WHOLE}')"}
    chosen |= {code: of_municipality(CODE, code) for code in municipalities}
    return named + [
        _part(name, address(root, table, "Observations", _filter=some), _NUMBER, about)
        for name, some in chosen.items()
    ]


def _part(name: str, first: str, key: str, about: About, total: int | None = None) -> Part:
    told = About(about.modified, about.year, total)
    return Part(name, first, page, lambda row: row.get(key), told, areas=name not in NAMES)


def page(raw: bytes, asked: str) -> Page:
    """Return the observations of an answer, and where to go on."""
    answer = parsed(raw)
    following = answer.get("@odata.nextLink") or answer.get("odata.nextLink")
    return Page(rows_of(answer, "value"), beside(asked, following) if following else None)


def write(rows: Iterable[Row], file: TextIO) -> int:
    """Write observations as a long CSV and return how many."""
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for row in rows:
        writer.writerow([_text(row.get(name)) for name in COLUMNS])
        count += 1
    return count


def _text(value: object) -> str:
    """Write a whole number as one: JSON may give a count as 12.0."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
