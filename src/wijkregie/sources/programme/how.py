"""Read how an indicator is measured: by which question, and of which parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wijkregie.sources.programme.measuring_records import HowRow, PartRow
from wijkregie.sources.programme.troubles import Trouble

if TYPE_CHECKING:
    from decimal import Decimal

    from wijkregie.sources.programme.page import Table

#: The keys of an indicator that say how it is measured.
HOW: Final = ("question", "baseline_wave", "deviation", "parts")
_PART: Final = ("area", "name", "numerator", "denominator")
#: What the column holds.
_LARGEST: Final = 10**4
_KEY: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?")


def how(part: Table, *, share: bool) -> HowRow:
    """Return how an indicator is measured; ``share`` says whether it is a percentage."""
    parts = part.tables("parts", _PART)
    if parts and not share:
        part.note(Trouble.NO_SHARE, "parts")
    rows = tuple(_part(one) for one in parts)
    seen: set[str] = set()
    for one, row in zip(parts, rows, strict=True):
        name = (row.area.name if row.area else row.name).casefold()
        if name and name in seen:
            one.note(Trouble.DOUBLED_NAME, "area" if row.area else "name")
        seen.add(name)
    return HowRow(
        question=question_of(part),
        baseline_wave=part.text("baseline_wave", 160),
        deviation=_deviation(part, share=share),
        parts=rows,
    )


def question_of(part: Table) -> str:
    """Return the key of a question, in small letters."""
    key = part.text("question", 60).lower()
    if key and not _KEY.fullmatch(key):
        part.note(Trouble.NO_KEY, "question")
    return key


def some(part: Table, key: str) -> int | None:
    """Return a whole number above nought."""
    number = part.count(key)
    if number == 0:
        part.note(Trouble.NOT_A_NUMBER, key)
    return number


def _deviation(part: Table, *, share: bool) -> Decimal | None:
    value = part.value("deviation")
    if value is None:
        return None
    if share:
        part.note(Trouble.A_SHARE, "deviation")
    if not 0 < value < _LARGEST:
        part.note(Trouble.NOT_A_NUMBER, "deviation")
    return value


def _part(part: Table) -> PartRow:
    if "area" not in part.found:
        part.need("name")
    elif "name" in part.found:
        part.note(Trouble.DOUBLED_KEY, "name")
    numerator, denominator = part.count("numerator"), some(part, "denominator")
    if numerator is not None and denominator is not None and numerator > denominator:
        part.note(Trouble.ABOVE_WHOLE, "numerator")
    return PartRow(part.mention("area"), part.text("name", 120), numerator, denominator)
