"""Read the lines of a project card: who does what, when, what is decided, what may go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import yaml

from wijkregie.sources.programme.goals import once
from wijkregie.sources.programme.page import Table, meant
from wijkregie.sources.programme.records import (
    ActivityRow,
    EffortRow,
    PartyRow,
    PointRow,
    RiskRow,
)
from wijkregie.sources.programme.troubles import Trouble

if TYPE_CHECKING:
    from collections.abc import Collection

    from yaml import Node

_SIZES: Final = {"klein": "1", "middel": "2", "groot": "3", "1": "1", "2": "2", "3": "3"}
_NAME: Final = 120
_DOES: Final = 400


def parties(part: Table, key: str) -> tuple[PartyRow, ...]:
    """Return who takes part: a list of names, or of tables with a name and what it does."""
    return tuple(
        row for node in part.items(key) if (row := _party(part, node, key)) is not None
    )


def _party(part: Table, node: Node, key: str) -> PartyRow | None:
    if isinstance(node, yaml.MappingNode):
        table = Table(part.page, node, ("name", "does"), key)
        table.need("name")
        return PartyRow(table.text("name", _NAME), table.text("does", _DOES))
    name = part.one_text(node, key, _NAME)
    return PartyRow(name, "") if name else None


def efforts(
    part: Table, names: Collection[str], allowed: tuple[int, int]
) -> tuple[EffortRow, ...]:
    """Return the hours per party and year; each once, in the years of the project."""
    found: dict[tuple[str, int], EffortRow] = {}
    for one in part.tables("hours", ("party", "year", "hours")):
        one.need("party", "year")
        if isinstance(one.node, yaml.MappingNode) and "hours" not in one.named:
            one.note(Trouble.MISSING_KEY, "hours")
        name, year = one.text("party", _NAME), one.year("year")
        _refer(one, name, names)
        if year is None:
            continue
        if not allowed[0] <= year <= allowed[1]:
            one.note(Trouble.YEAR_OUTSIDE, "year", hint=f"{allowed[0]}-{allowed[1]}")
        if (name, year) in found:
            one.note(Trouble.DOUBLED_NAME, "party")
        found[name, year] = EffortRow(name, year, one.count("hours"))
    return tuple(found.values())


def activities(part: Table, names: Collection[str]) -> tuple[ActivityRow, ...]:
    """Return the timeline: the activities, then the milestones."""
    work = part.tables("activities", ("title", "from", "until", "done_on", "party"))
    moments = part.tables("milestones", ("title", "on", "done_on", "party"))
    for found in (work, moments):
        once([(one, one.text("title", 200)) for one in found], "title")
    return (
        *(_activity(one, names, last="until") for one in work),
        *(_activity(one, names, last="on") for one in moments),
    )


def _activity(one: Table, names: Collection[str], *, last: str) -> ActivityRow:
    one.need("title")
    begins, ends = one.day("from"), one.day(last)
    if begins and ends and ends < begins:
        one.note(Trouble.BACKWARDS, last)
    name = one.text("party", _NAME)
    _refer(one, name, names)
    return ActivityRow(
        title=one.text("title", 200),
        milestone=last == "on",
        begins_on=begins,
        ends_on=ends,
        done_on=one.day("done_on"),
        party=name,
    )


def points(part: Table) -> tuple[PointRow, ...]:
    """Return the moments to decide; what was decided says when, and the other way round."""
    keys = ("question", "then", "year", "on", "outcome", "decided_on")
    found = part.tables("decision_points", keys)
    once([(one, one.text("question", 400)) for one in found], "question")
    return tuple(_point(one) for one in found)


def _point(one: Table) -> PointRow:
    one.need("question")
    outcome, decided_on = one.text("outcome", 400), one.day("decided_on")
    if outcome and not decided_on:
        one.need("decided_on")
    if decided_on and not outcome:
        one.need("outcome")
    on = one.day("on")
    return PointRow(
        question=one.text("question", 400),
        then=one.text("then", 400),
        year=on.year if on else one.year("year"),
        on=on,
        outcome=outcome,
        decided_on=decided_on,
    )


def risks(part: Table) -> tuple[RiskRow, ...]:
    """Return what may go wrong."""
    found = part.tables("risks", ("what", "chance", "harm", "measure", "over_on"))
    for one in found:
        one.need("what", "chance", "harm")
    once([(one, one.text("what", 200)) for one in found], "what")
    return tuple(
        RiskRow(
            what=one.text("what", 200),
            chance=int(one.choice("chance", _SIZES, "2")),
            harm=int(one.choice("harm", _SIZES, "2")),
            measure=one.text("measure", 400),
            over_on=one.day("over_on"),
        )
        for one in found
    )


def _refer(one: Table, name: str, names: Collection[str]) -> None:
    if name and name not in names:
        one.note(Trouble.UNKNOWN_REFERENCE, "party", hint=meant(name, names))
