"""The programmes of the demo: two of 2010 and 2012, and a living one that is invented."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from wijkregie.cli.demo.files import PLAN, PLANS, DemoFault, has
from wijkregie.domain.programme.queries.file_words import fault_lines
from wijkregie.sources import programme

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from wijkregie.sources.programme import ProgrammeFile

_PLACE = re.compile(r"\{(year|day)([+-][0-9]{1,4})?\}")


def readings(folder: Path, *, on: date) -> list[ProgrammeFile]:
    """Return the programmes as they are on the day that the demo is loaded."""
    return [_read(folder / name, on) for name in (*PLANS, PLAN) if has(name, folder)]


def filled_in(text: str, on: date) -> str:
    """Return a text with ``{year}`` and ``{day}`` filled in, counted from a day.

    >>> from datetime import date
    >>> filled_in("{year-1}-{year+2} {day-40} {name: x}", date(2026, 3, 3))
    '2025-2028 2026-01-22 {name: x}'

    """

    def filled(found: re.Match[str]) -> str:
        more = int(found[2] or 0)
        if found[1] == "year":
            return str(on.year + more)
        return (on + timedelta(days=more)).isoformat()

    return _PLACE.sub(filled, text)


def _read(path: Path, on: date) -> ProgrammeFile:
    text = filled_in(path.read_text(encoding="utf-8"), on)
    try:
        return programme.read(text.encode(), file=path.name)
    except programme.ProgrammeFault as fault:
        raise DemoFault("\n".join(fault_lines(fault))) from fault
