"""The codes of municipalities since 2010, and in which years each was there.

``towns.csv`` beside this module was made from the layouts that were at hand: those of 2010,
2013 to 2019 and 2022 to 2024. Last years are as late as those allow, so that no file is refused
that could be right; a code that it does not hold may be newer than it.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from wijkregie.sources.records import COUNTRY_CODE, Note, Problem, Remark, SourceFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TOWN: Final = slice(2, 6)
_NAMED: Final = 5
_MANY: Final = 100
_MOST: Final = 0.9


def town_of(code: str) -> str:
    """Return the code of the municipality of an area.

    >>> town_of("BU0363AA01")
    'GM0363'

    """
    return f"GM{code[_TOWN]}"


@cache
def towns() -> Mapping[str, tuple[int | None, int | None]]:
    """Return the first and last year of each municipality, ``None`` where none is known."""
    file = resources.files("wijkregie.sources") / "towns.csv"
    return {
        row["code"]: (_number(row["since"]), _number(row["until"]))
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    }


def unknown_notes(codes: Iterable[str], *, file: str) -> list[Note]:
    """Return a note about areas of municipalities that are not known, if there are any.

    Raises ``SourceFault`` where that are nearly all of very many: those are made up.
    """
    whole = [code for code in codes if code != COUNTRY_CODE]
    unknown = [code for code in whole if town_of(code) not in towns()]
    if len(unknown) > _MANY and len(unknown) > _MOST * len(whole):
        raise _made_up(file, whole, unknown)
    if not unknown:
        return []
    shown = ", ".join(sorted({town_of(code) for code in unknown})[:_NAMED])
    return [Note(Remark.TOWNS_UNKNOWN, {"count": len(unknown), "codes": shown})]


def _made_up(file: str, whole: Sequence[str], unknown: Sequence[str]) -> SourceFault:
    first = unknown[0]
    row = whole.index(first) + 1
    return SourceFault(Problem.UNKNOWN_TOWNS, file=file, row=row, value=first)


def _number(text: str) -> int | None:
    return int(text) if text else None
