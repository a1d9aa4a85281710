"""What a delivery of OData version 4 holds: JSON pages, or the CSV files of its bundle."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from wijkregie.sources.records import Problem, SourceFault, clean_code
from wijkregie.sources.tables import read_table
from wijkregie.sources.unpack import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MEASURE: Final = "Measure"
CODE: Final = "WijkenEnBuurten"
COLUMNS: Final = (MEASURE, CODE, "Value", "StringValue", "ValueAttribute")

_TABLE: Final = re.compile(r"[0-9]{5}NED")
_NEXT: Final = ("@odata.nextLink", "odata.nextLink")


@dataclass(slots=True)
class Parts:
    """What a delivery holds: observations as texts, and the titles of measures and areas."""

    file: str
    frames: list[pl.DataFrame] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)
    unfinished: bool = False


def take(parts: Parts, raw: bytes, file: str, limit: int) -> None:
    """Add what one file of a delivery holds."""
    if file.lower().endswith(".csv"):
        take_frame(parts, read_table(raw, file=file, limit=limit).frame)
        return
    for page in _pages(text(raw, file=file, limit=limit), file):
        _take_page(parts, page)


def _pages(content: str, file: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON documents of a text that stand one after the other."""
    decoder = json.JSONDecoder()
    at = 0
    while at < len(content):
        if content[at].isspace():
            at += 1
            continue
        try:
            page, at = decoder.raw_decode(content, at)
        except json.JSONDecodeError as error:
            row = content.count("\n", 0, error.pos) + 1
            raise SourceFault(Problem.TRUNCATED, file=file, row=row) from error
        if not isinstance(page, dict) or not isinstance(page.get("value"), list):
            row = content.count("\n", 0, at) + 1
            raise SourceFault(Problem.WRONG_KIND, file=file, row=row)
        yield page


def _take_page(parts: Parts, page: dict[str, Any]) -> None:
    parts.tables.update(_TABLE.findall(str(page.get("@odata.context", ""))))
    rows = page["value"]
    if not rows:
        return
    first = rows[0]
    if MEASURE in first and CODE in first:
        columns = {name: [_text(row.get(name)) for row in rows] for name in COLUMNS}
        parts.frames.append(pl.DataFrame(columns, schema=dict.fromkeys(COLUMNS, pl.String)))
        parts.unfinished = any(page.get(name) for name in _NEXT)
    elif "Identifier" in first:
        _take_codes(
            parts, ((_text(row["Identifier"]), _text(row.get("Title"))) for row in rows)
        )


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def take_frame(parts: Parts, frame: pl.DataFrame) -> None:
    """Add a table: of observations, or of codes and their titles."""
    if {MEASURE, CODE} <= set(frame.columns):
        missing = [name for name in COLUMNS if name not in frame.columns]
        parts.frames.append(
            frame.with_columns(pl.lit("").alias(name) for name in missing).select(COLUMNS)
        )
    elif {"Identifier", "Title"} <= set(frame.columns):
        _take_codes(parts, frame.select("Identifier", "Title").iter_rows())


def _take_codes(parts: Parts, pairs: Iterable[tuple[str, str]]) -> None:
    """Keep titles; identifiers of areas are told from those of measures by their shape."""
    for identifier, title in pairs:
        code = clean_code(identifier)
        if code is None:
            parts.titles[identifier] = title
        else:
            parts.names[code] = title
