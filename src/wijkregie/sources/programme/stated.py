"""Read what another paper states of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.sources.programme.goals import once, period
from wijkregie.sources.programme.stated_records import StatedRow
from wijkregie.sources.programme.troubles import Trouble

if TYPE_CHECKING:
    from wijkregie.sources.programme.page import Table

_AMOUNTS: Final = ("costs", "coverage")
_FACTS: Final = (*_AMOUNTS, "period")


def stated(part: Table) -> tuple[StatedRow, ...]:
    """Return what each source states, one fact a row; a source that states none is wrong."""
    found = part.tables("stated", ("source", *_FACTS))
    for one in found:
        one.need("source")
        if one.found and not any(fact in one.found for fact in _FACTS):
            one.note(Trouble.MISSING_KEY, "source", hint=", ".join(_FACTS))
    for fact in _FACTS:
        telling = [one for one in found if fact in one.found]
        once([(one, one.text("source", 120)) for one in telling], "source")
    return tuple(row for one in found for row in _rows(one))


def _rows(one: Table) -> list[StatedRow]:
    source = one.text("source", 120)
    amounts = [(fact, one.amount(fact)) for fact in _AMOUNTS]
    rows = [
        StatedRow(source, fact, cents, None, None)
        for fact, cents in amounts
        if cents is not None
    ]
    first, last = period(one)
    if first is not None:
        rows.append(StatedRow(source, "period", None, first, last))
    return rows
