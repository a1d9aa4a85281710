"""Whether the areas of a table are whole: each once, each with its parent and its parts."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.sources.records import (
    COUNTRY_CODE,
    Level,
    Problem,
    clean_code,
    level_of,
    parent_code,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from wijkregie.sources.records import Values
    from wijkregie.sources.tables import Table

_ROUNDING: Final = 5
_SHARE: Final = {Level.MUNICIPALITY: 0.003, Level.DISTRICT: 0.0}
_WITH_PARTS: Final = (Level.MUNICIPALITY, Level.DISTRICT)
_WIJK_NUMBER: Final = re.compile(r"Wijk [0-9][0-9]\s+(?=\S)")


def area_name(text: str | None) -> str | None:
    """Return the name of an area without padding and wijk number, None if nothing is left.

    >>> area_name("Wijk 01 Oostduinen "), area_name("Wijk 01"), area_name(" ")
    ('Oostduinen', 'Wijk 01', None)

    """
    return _WIJK_NUMBER.sub("", (text or "").strip()) or None


def read_codes(table: Table, column: str) -> list[str]:
    """Return the clean area codes of a table.

    Raises ``SourceFault`` if an area stands there twice or a code has no known shape.
    """
    table.need(column)
    texts = table.frame[column].to_list()
    seen: set[str] = set()
    wrong: int | None = None
    codes: list[str] = []
    for index, shown in enumerate(texts):
        code = clean_code(shown or "")
        if code in seen:
            raise table.fault(Problem.DOUBLED_AREA, index, column, shown)
        if code is None:
            wrong = index if wrong is None else wrong
            continue
        seen.add(code)
        codes.append(code)
    if wrong is not None:
        raise table.fault(Problem.BAD_CODE, wrong, column, texts[wrong])
    return codes


def check_family(table: Table, column: str, codes: Sequence[str]) -> None:
    """Raise ``SourceFault`` unless wijken and buurten have parents, and their parents parts.

    The country may be absent: then the table is about a few municipalities.
    """
    known = set(codes)
    parents = {parent_code(code) for code in codes}
    has_parts = any(level_of(code) is Level.DISTRICT for code in codes)
    for index, code in enumerate(codes):
        parent = parent_code(code)
        if parent not in known and level_of(code) in {Level.DISTRICT, Level.NEIGHBOURHOOD}:
            raise table.fault(Problem.PARENT_MISSING, index, column, code)
        if has_parts and level_of(code) in _WITH_PARTS and code not in parents:
            raise table.fault(Problem.PARTS_MISSING, index, column, code)


def check_sums(
    table: Table, column: str, codes: Sequence[str], counts: Values, destroyed: Collection[str]
) -> None:
    """Raise ``SourceFault`` where parts do not add up to their whole within the rounding.

    A wijk and a buurt are rounded to fives, so n parts may miss the whole by 5 n. Between
    gemeente and wijken the publisher leaves a little more: 0.2 % was seen. Areas whose row
    was destroyed, and areas around them, are not checked.
    """
    sums: dict[str, float] = defaultdict(float)
    parts: dict[str, int] = defaultdict(int)
    unsure = {parent_code(code) for code in destroyed} | set(destroyed)
    for code, count in zip(codes, np.nan_to_num(counts), strict=True):
        parent = parent_code(code)
        if parent is not None:
            sums[parent] += float(count)
            parts[parent] += 1
    for index, code in enumerate(codes):
        share = _SHARE.get(level_of(code))
        if share is None or not parts[code] or code in unsure or np.isnan(counts[index]):
            continue
        room = _ROUNDING * (parts[code] + 1) + share * counts[index]
        if abs(sums[code] - counts[index]) > room:
            raise table.fault(Problem.SUM_DIFFERS, index, column, code)


def country_share(codes: Sequence[str], counts: Values) -> tuple[float, float] | None:
    """Return inhabitants of all municipalities and of the country, None without country."""
    country = np.nan
    municipalities = 0.0
    for code, count in zip(codes, counts, strict=True):
        if code == COUNTRY_CODE:
            country = float(count)
        elif level_of(code) is Level.MUNICIPALITY:
            municipalities += float(np.nan_to_num(count))
    return None if np.isnan(country) else (municipalities, country)
