"""Read projects with their card and their money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import yaml

from wijkregie.sources.programme import card
from wijkregie.sources.programme.goals import once, period
from wijkregie.sources.programme.page import meant
from wijkregie.sources.programme.records import CostRow, CoverageRow, ProjectRow
from wijkregie.sources.programme.spent import KEYS, PLEDGES, spent, year_of
from wijkregie.sources.programme.stated import stated
from wijkregie.sources.programme.troubles import Trouble

if TYPE_CHECKING:
    from collections.abc import Collection

    from wijkregie.sources.programme.goals import Period
    from wijkregie.sources.programme.page import Table
    from wijkregie.sources.programme.records import ProgrammeRow

_PROJECT: Final = (
    "number",
    "title",
    "period",
    "areas",
    "goals",
    "holders",
    "parties",
    "hours",
    "activities",
    "milestones",
    "risks",
    "leads",
    "costs",
    "coverage",
    "coverage_gap",
    *KEYS,
    "stated",
    "intended_result",
    "reason",
    "target_group",
    "examples",
    "decision_point",
    "decision_points",
    "plain",
    "track",
    "remark",
    "card",
    "state",
    "result",
    "started_on",
    "finished_on",
    "handed_to",
)  # fmt: skip - the keys of a file, as in its description
_STATES: Final = {
    "idee": "idea",
    "goedgekeurd": "approved",
    "loopt": "running",
    "afgerond": "finished",
    "overgedragen": "handed_over",
    "gestopt": "stopped",
}
_TRACKS: Final = {"nu": "now", "later": "structural", "structureel": "structural"}
_YES_NO: Final = {
    "true": "yes",
    "ja": "yes",
    "yes": "yes",
    "false": "no",
    "nee": "no",
    "no": "no",
}
_ENDED: Final = frozenset({"finished", "handed_over", "stopped"})


def projects(
    top: Table, programme: ProgrammeRow, activities: Collection[str]
) -> tuple[ProjectRow, ...]:
    """Return the projects, each with money in its own years only."""
    parts = top.tables("projects", _PROJECT)
    for part in parts:
        part.need("number", "title")
    once([(part, part.text("number", 40)) for part in parts], "number")
    goals = {goal.key for goal in programme.goals}
    rows = []
    for part in parts:
        refer(part, "goals", goals)
        row = _project(part, programme)
        _check_end(part, row, activities)
        rows.append(row)
    return tuple(rows)


def refer(part: Table, key: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the keys that a list names; note those that stand nowhere in the file."""
    found = part.mentions(key)
    nodes = {" ".join(str(node.value).split()): node for node in part.items(key)}
    for one in found:
        if one.name not in known:
            hint = meant(one.name, known)
            part.page.note(Trouble.UNKNOWN_REFERENCE, nodes[one.name], key, hint=hint)
    return tuple(one.name for one in found)


def _project(part: Table, programme: ProgrammeRow) -> ProjectRow:
    years = period(part)
    allowed = _money_years(years, programme)
    holders, others = card.parties(part, "holders"), card.parties(part, "parties")
    names = {one.name for one in (*holders, *others)}
    return ProjectRow(
        number=part.text("number", 40),
        title=part.text("title", 200),
        from_year=years[0],
        until_year=years[1],
        areas=part.mentions("areas"),
        goals=tuple(one.name for one in part.mentions("goals")),
        holders=holders,
        parties=others,
        efforts=card.efforts(part, names, allowed),
        activities=card.activities(part, names),
        points=card.points(part),
        risks=card.risks(part),
        leads=part.texts("leads", 160),
        costs=tuple(_cost(one, allowed) for one in part.tables("costs", _COST)),
        coverage=tuple(_coverage(one, allowed) for one in part.tables("coverage", _COVERAGE)),
        stated_gap=part.amount("coverage_gap"),
        intended_result=part.text("intended_result", 2000, lines=True),
        reason=part.text("reason", 2000, lines=True),
        target_group=part.text("target_group", 400),
        examples=part.texts("examples", 200),
        decision_point=part.text("decision_point", 1000, lines=True),
        plain=part.text("plain", 1000, lines=True),
        track=part.choice("track", _TRACKS),
        remark=part.text("remark", 1000, lines=True),
        has_card=part.choice("card", _YES_NO, _has_card(part)) == "yes",
        state=part.choice("state", _STATES, "approved"),
        result=part.text("result", 2000, lines=True),
        started_on=part.day("started_on"),
        finished_on=part.day("finished_on"),
        handed_to=part.text("handed_to", 160),
        stated=stated(part),
        spent=spent(part, allowed),
    )


def _has_card(part: Table) -> str:
    """A project that nobody holds stands in a list only."""
    return "yes" if "holders" in part.found else "no"


def _check_end(part: Table, row: ProjectRow, activities: Collection[str]) -> None:
    """What has ended says what came of it, and when."""
    if row.state in _ENDED:
        part.need("result")
    if row.state in {"finished", "handed_over"} and row.until_year is None:
        part.need("finished_on")
    if row.started_on and row.finished_on and row.finished_on < row.started_on:
        part.note(Trouble.BACKWARDS, "finished_on")
    if row.state == "handed_over":
        part.need("handed_to")
    if row.handed_to and row.handed_to not in activities:
        hint = meant(row.handed_to, activities)
        part.note(Trouble.UNKNOWN_REFERENCE, "handed_to", hint=hint)


def _money_years(years: Period, programme: ProgrammeRow) -> tuple[int, int]:
    """Return the years of a project; those of the programme where it names none."""
    first = years[0] or min(programme.from_year, years[1] or programme.from_year)
    return first, years[1] or max(programme.until_year, first)


_COST: Final = ("year", "amount", "what")
_COVERAGE: Final = ("year", "source", "amount", "pledge")


def _cost(part: Table, allowed: tuple[int, int]) -> CostRow:
    part.need("year")
    _say_amount(part)
    return CostRow(
        year=year_of(part, allowed) or allowed[0],
        cents=part.amount("amount"),
        what=part.text("what", 160),
    )


def _coverage(part: Table, allowed: tuple[int, int]) -> CoverageRow:
    part.need("source")
    _say_amount(part)
    return CoverageRow(
        year=year_of(part, allowed),
        funder=part.text("source", 120),
        cents=part.amount("amount"),
        pledge=part.choice("pledge", PLEDGES, "promised"),
    )


def _say_amount(part: Table) -> None:
    """An amount that is not known is said to be so: it is never just left out."""
    if isinstance(part.node, yaml.MappingNode) and "amount" not in part.named:
        part.note(Trouble.MISSING_KEY, "amount")
