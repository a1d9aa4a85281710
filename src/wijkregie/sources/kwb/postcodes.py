"""The postcode that occurs most in each buurt: no figure, but a way to find the buurt by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wijkregie.sources.kwb.columns import folded
from wijkregie.sources.records import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.sources.records import AreaRow
    from wijkregie.sources.tables import Table

_HEADING: Final = re.compile(
    r"pstmvp|(?:postcode)?meestvoorkomendepostcode(?:code|[0-9]+)?|postcode"
)
_DIGITS: Final = re.compile(r"([1-9][0-9]{3})(?:\.0)?")


def read_postcodes(
    table: Table, areas: Sequence[AreaRow], heading: str | None = None
) -> tuple[tuple[str, str], ...]:
    """Return the code of each buurt that tells a postcode, and its four digits.

    ``areas`` are the rows of the table in their order. A cell that holds no postcode is left
    out: it is no figure, so that nothing is lost.
    """
    named = [one for one in table.frame.columns if _HEADING.fullmatch(folded(one))]
    found = heading or next(iter(named), None)
    if found is None:
        return ()
    shown = table.frame[found].to_list()
    told = (
        (area.code, _DIGITS.fullmatch(cell.strip()))
        for area, cell in zip(areas, shown, strict=True)
        if area.level is Level.NEIGHBOURHOOD
    )
    return tuple((code, digits[1]) for code, digits in told if digits)
