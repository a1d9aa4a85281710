"""Reader of the key figures of wijken and buurten, in each shape that they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.sources.kwb import flat, observations, odata3, statline
from wijkregie.sources.kwb.columns import COLUMNS
from wijkregie.sources.records import Problem
from wijkregie.sources.tables import read_table
from wijkregie.sources.unpack import LIMIT, plain, year_of

if TYPE_CHECKING:
    from wijkregie.sources.records import Reading

KEYS: Final = (*(column.key for column in COLUMNS), *flat.KEYS)
"""Every key that a reading can hold."""


def read(raw: bytes, *, file: str, year: int | None = None, limit: int = LIMIT) -> Reading:
    """Read a file of key figures, packed or not.

    Parameters
    ----------
    raw
        The bytes of the file: OData version 3 as CSV, the pages or the bundle of OData version
        4, a StatLine export, or the flattened file that also holds crimes and health.
    file
        Its name, for messages.
    year
        The edition. Without it, the one year in the name of the file.
    limit
        The most bytes the file may count, packed or unpacked.

    Raises
    ------
    SourceFault
        If the file must be refused whole; its ``problem`` says why, and it names the place.

    """
    content = plain(raw, file=file, limit=limit)
    if observations.is_here(content):
        return observations.read(content, file=file, year=year, limit=limit)
    table = read_table(content, file=file, limit=limit)
    columns = table.frame.columns
    if {observations.MEASURE, observations.CODE} <= set(columns):
        return observations.read_long(table, year_of(file, year))
    if odata3.CODE in columns:
        return odata3.read(table, year_of(file, year))
    if statline.NAME in columns:
        return statline.read(table, year_of(file, year))
    if set(flat.MARKS) & set(columns):
        return flat.read(table, year_of(file, year))
    raise table.fault(Problem.NO_KNOWN_COLUMN, column=", ".join(columns[:3]))
