"""Read the programme itself: its period, its goals, and what is measured."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import yaml

from wijkregie.sources.programme.goal_records import GoalRow, IndicatorRow, TargetRow
from wijkregie.sources.programme.how import HOW, how
from wijkregie.sources.programme.page import FIRST_YEAR, LAST_YEAR
from wijkregie.sources.programme.records import ProgrammeRow
from wijkregie.sources.programme.troubles import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.sources.programme.page import Table

Period = tuple[int | None, int | None]

EFFECT: Final = "maatschappelijk-effect"
_PROGRAMME: Final = (
    "name",
    "key",
    "summary",
    "period",
    "societal_effect",
    "owner",
    "accountability",
    "sounding_board",
    "group",
    "participation_ladder",
    "baseline_source",
    "vision",
    "goals",
)  # fmt: skip - the keys of a file, as in its description
_GOAL: Final = ("id", "level", "title", "aims", "indicators", "parent", "open_because")
_INDICATOR: Final = (
    "id",
    "title",
    "source",
    "unit",
    "baseline",
    "baseline_year",
    "baseline_n",
    "baseline_on",
    "baseline_source",
    "owner",
    "direction",
    "target",
    "target_min",
    "target_max",
    "target_year",
    "targets",
    "series",
    "series_area",
    *HOW,
)  # fmt: skip - as above
_LEVELS: Final = {
    "tactical": "tactical",
    "tactisch": "tactical",
    "operational": "operational",
    "operationeel": "operational",
    "result": "result",
    "resultaat": "result",
}
_BELOW: Final = ("tactical", "operational", "result")
_LOWER: Final = {"higher": "", "hoger": "", "lower": "lower", "lager": "lower"}
_ONE_TARGET: Final = ("target", "target_min", "target_max")
_RUNGS: Final = {
    "informeren": "inform",
    "raadplegen": "consult",
    "adviseren": "advise",
    "coproduceren": "coproduce",
    "meebeslissen": "codecide",
}
_UNITS: Final = {"percent": "%", "score_0_10": "score van 0 tot 10"}
_KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YEARS: Final = re.compile(
    r"([12][0-9]{3})(?:\s*[-\N{EN DASH}]\s*([12][0-9]{3})|(\s+en\s+verder))?"
)


def programme(top: Table) -> ProgrammeRow:
    """Return the programme with its goals."""
    top.need("programme")
    part = top.table("programme", _PROGRAMME) or top
    if part is not top:
        part.need("name", "period")
    first, last = period(part)
    if first is not None and last is None:
        part.note(Trouble.NOT_A_PERIOD, "period")
    ladder = part.table("participation_ladder", ("planned", "ambition"))
    return ProgrammeRow(
        key=slug_of(part, "key"),
        name=part.text("name", 160),
        summary=part.text("summary", 400),
        from_year=first or FIRST_YEAR,
        until_year=last or LAST_YEAR,
        societal_effect=part.text("societal_effect", 200),
        owner=_owner(part),
        accountable_to=part.texts("accountability", 160),
        sounding_board=part.texts("sounding_board", 160),
        group=part.mention("group"),
        rung_planned=ladder.choice("planned", _RUNGS) if ladder else "",
        rung_ambition=ladder.text("ambition", 160) if ladder else "",
        baseline_source=part.text("baseline_source", 160),
        goals=_goals(part),
        vision=part.text("vision", 4000, lines=True),
    )


def period(part: Table) -> Period:
    """Return the first and last year: ``2010-2011``, ``2010 en verder``, or a table of both."""
    if "period" not in part.found:
        return None, None
    node = part.found["period"]
    if isinstance(node, yaml.MappingNode):
        years = part.table("period", ("start", "end"))
        first, last = (years.year("start"), years.year("end")) if years else (None, None)
    else:
        first, last = _written(part)
    if first is not None and last is not None and last < first:
        part.note(Trouble.BACKWARDS, "period")
        return None, None
    return first, last


def _written(part: Table) -> Period:
    shape = _YEARS.fullmatch((part.scalar("period") or "").strip())
    if shape is None:
        part.note(Trouble.NOT_A_PERIOD, "period")
        return None, None
    first = int(shape[1])
    last = None if shape[3] else int(shape[2] or first)
    if not all(FIRST_YEAR <= year <= LAST_YEAR for year in (first, last or first)):
        part.note(Trouble.NOT_A_YEAR, "period")
        return None, None
    return first, last


def slug_of(part: Table, key: str) -> str:
    """Return a key: small letters, digits and dashes."""
    word = part.text(key, 56)
    if word and not _KEY.fullmatch(word):
        part.note(Trouble.NO_KEY, key)
    return word


def once(parts: Sequence[tuple[Table, str]], key: str) -> None:
    """Note each name that stands there for a second time."""
    seen: set[str] = set()
    for part, name in parts:
        if name and name in seen:
            part.note(Trouble.DOUBLED_NAME, key)
        seen.add(name)


def _owner(part: Table) -> str:
    owner = part.table("owner", ("department", "role"))
    if owner is None:
        return ""
    words = (owner.text("department", 80), owner.text("role", 78))
    return ", ".join(word for word in words if word)


def _goals(part: Table) -> tuple[GoalRow, ...]:
    parts = part.tables("goals", _GOAL)
    for goal in parts:
        goal.need("id", "level", "title")
    keys = [slug_of(goal, "id") for goal in parts]
    effect = EFFECT if "societal_effect" in part.found else ""
    once([(part, effect), *zip(parts, keys, strict=True)], "id")
    rows = [_goal(goal, key, effect) for goal, key in zip(parts, keys, strict=True)]
    levels = {row.key: row.level for row in rows}
    for goal, row in zip(parts, rows, strict=True):
        _check_parent(goal, row, levels, effect)
    return tuple(rows)


def _check_parent(goal: Table, row: GoalRow, levels: dict[str, str], effect: str) -> None:
    if row.parent in {"", effect}:
        return
    if row.parent not in levels:
        goal.note(Trouble.UNKNOWN_REFERENCE, "parent", hint=", ".join(levels))
    elif _BELOW.index(levels[row.parent]) >= _BELOW.index(row.level):
        goal.note(Trouble.WRONG_LEVEL, "parent")


def _goal(goal: Table, key: str, effect: str) -> GoalRow:
    parts = goal.tables("indicators", _INDICATOR)
    keys = [slug_of(one, "id") for one in parts]
    once(list(zip(parts, keys, strict=True)), "id")
    return GoalRow(
        key=key,
        level=goal.choice("level", _LEVELS, "tactical"),
        title=goal.text("title", 200),
        aims=goal.texts("aims", 200),
        parent=slug_of(goal, "parent") or effect,
        open_because=goal.text("open_because", 400),
        indicators=tuple(_indicator(one, key) for one, key in zip(parts, keys, strict=True)),
    )


def _indicator(part: Table, key: str) -> IndicatorRow:
    part.need("id", "title", "unit")
    baseline_on = part.day("baseline_on")
    if "series" in part.found:
        part.need("series_area")
    unit = part.text("unit", 40)
    return IndicatorRow(
        key=key,
        title=part.text("title", 200),
        source=part.text("source", 200),
        unit=_UNITS.get(unit, unit),
        lower_is_better="target_max" in part.found or bool(part.choice("direction", _LOWER)),
        baseline=part.value("baseline"),
        baseline_year=baseline_on.year if baseline_on else part.year("baseline_year"),
        baseline_n=part.count("baseline_n"),
        baseline_on=baseline_on,
        baseline_source=part.text("baseline_source", 200),
        owner=part.text("owner", 160),
        targets=_targets(part),
        series=part.mention("series"),
        series_area=part.mention("series_area"),
        how=how(part, share=_UNITS.get(unit, unit) == "%"),
    )


def _targets(part: Table) -> tuple[TargetRow, ...]:
    """Return the one target beside its year, or the list of targets: one a year."""
    told = [key for key in (*_ONE_TARGET, "targets") if key in part.found]
    for key in told[1:]:
        part.note(Trouble.DOUBLED_KEY, key)
    if told[:1] != ["targets"]:
        value = part.value(told[0]) if told else None
        year = part.year("target_year")
        return () if value is None else (TargetRow(year, None, value),)
    parts = part.tables("targets", ("year", "on", "value"))
    rows = [_target(one) for one in parts]
    once([(one, str(row.year)) for one, row in zip(parts, rows, strict=True)], "year")
    return tuple(rows)


def _target(part: Table) -> TargetRow:
    part.need("value")
    on = part.day("on")
    year = on.year if on else part.year("year")
    return TargetRow(year, on, part.value("value") or Decimal(0))
