"""Read measurements and plans to tell an effect."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from wijkregie.sources.programme.goals import once
from wijkregie.sources.programme.how import question_of, some
from wijkregie.sources.programme.measuring_records import (
    EvaluationRow,
    LineRow,
    MeasuredRows,
    PlannedAreaRow,
    WaveRow,
)
from wijkregie.sources.programme.page import FIRST_YEAR, LAST_YEAR, meant
from wijkregie.sources.programme.troubles import Trouble

if TYPE_CHECKING:
    from collections.abc import Collection

    from wijkregie.sources.programme.page import Table
    from wijkregie.sources.programme.records import ProgrammeRow

_WAVE: Final = ("title", "begins_on", "ends_on", "year", "note", "asks", "reads", "areas")
_ASKS: Final = ("question", "wording", "scale", "answers", "n", "modes", "owner")
_READS: Final = ("series", "n", "modes", "owner")
_AREA: Final = ("area", "n", "modes")
_EVALUATION: Final = (
    "title",
    "goal",
    "indicator",
    "treated",
    "comparison",
    "selection_wave",
    "baseline_wave",
    "follow_up_wave",
)  # fmt: skip - the keys of a file, as in its description
_MODES: Final = {
    "web": "web",
    "internet": "web",
    "paper": "paper",
    "papier": "paper",
    "phone": "phone",
    "telefoon": "phone",
    "door": "door",
    "deur": "door",
}


def measured(top: Table, plan: ProgrammeRow) -> MeasuredRows:
    """Return the measurements of a file, and its plans to tell an effect."""
    parts = top.tables("waves", _WAVE)
    once([(part, part.text("title", 160).casefold()) for part in parts], "title")
    waves = tuple(_wave(part) for part in parts)
    plans = top.tables("evaluations", _EVALUATION)
    once([(part, part.text("title", 160).casefold()) for part in plans], "title")
    figures = {goal.key: {one.key for one in goal.indicators} for goal in plan.goals}
    by_title = {wave.title: wave for wave in waves}
    _check_baselines(top, plan, by_title)
    return MeasuredRows(waves, tuple(_evaluation(part, figures, by_title) for part in plans))


def _wave(part: Table) -> WaveRow:
    part.need("title")
    first, last = _days(part)
    asks = part.tables("asks", _ASKS)
    reads = part.tables("reads", _READS)
    areas = part.tables("areas", _AREA)
    for one in asks:
        one.need("question")
    for one in reads:
        one.need("series")
    once([(one, one.text("question", 60).lower()) for one in asks], "question")
    once([(one, one.text("series", 200)) for one in reads], "series")
    once([(one, one.text("area", 200).casefold()) for one in areas], "area")
    return WaveRow(
        title=part.text("title", 160),
        begins_on=first,
        ends_on=last,
        note=part.text("note", 400),
        lines=tuple(_line(one) for one in (*asks, *reads)),
        planned=tuple(row for one in areas if (row := _area(one)) is not None),
    )


def _days(part: Table) -> tuple[date | None, date | None]:
    """Return the days of a measurement; where only its year is known, all of that year."""
    if "year" in part.found:
        for key in ("begins_on", "ends_on"):
            if key in part.found:
                part.note(Trouble.DOUBLED_KEY, key)
        year = part.year("year")
        return (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
    part.need("begins_on", "ends_on")
    first, last = part.day("begins_on"), part.day("ends_on")
    for key, day in (("begins_on", first), ("ends_on", last)):
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            part.note(Trouble.NOT_A_YEAR, key)
    if first and last and last < first:
        part.note(Trouble.BACKWARDS, "ends_on")
    return first, last


def _line(part: Table) -> LineRow:
    series = part.mention("series")
    return LineRow(
        question="" if series else question_of(part),
        wording=part.text("wording", 400),
        scale=part.text("scale", 120),
        answers=part.texts("answers", 200),
        series=series,
        n=some(part, "n"),
        modes=_modes(part),
        owner=part.text("owner", 160),
    )


def _area(part: Table) -> PlannedAreaRow | None:
    part.need("area")
    area = part.mention("area")
    return None if area is None else PlannedAreaRow(area, some(part, "n"), _modes(part))


def _modes(part: Table) -> tuple[str, ...]:
    found = set()
    for node in part.items("modes"):
        word = part.one_text(node, "modes", 20).casefold()
        if word not in _MODES:
            part.page.note(Trouble.UNKNOWN_CHOICE, node, "modes", hint=", ".join(_MODES))
        else:
            found.add(_MODES[word])
    return tuple(mode for mode in dict.fromkeys(_MODES.values()) if mode in found)


def _check_baselines(top: Table, plan: ProgrammeRow, waves: Collection[str]) -> None:
    """Note baselines of measurements that the file does not hold."""
    for goal in plan.goals:
        for one in goal.indicators:
            name = one.how.baseline_wave
            if name and name not in waves:
                top.note(Trouble.UNKNOWN_REFERENCE, "waves", hint=meant(name, waves) or name)


def _evaluation(
    part: Table, figures: dict[str, set[str]], waves: dict[str, WaveRow]
) -> EvaluationRow:
    part.need("title")
    named = {key: part.text(key, 160) for key in _EVALUATION[-3:]}
    for key, name in named.items():
        if name and name not in waves:
            part.note(Trouble.UNKNOWN_REFERENCE, key, hint=meant(name, waves))
    before, after = (waves.get(named[key]) for key in ("baseline_wave", "follow_up_wave"))
    if before and after and not _is_before(before, after):
        part.note(Trouble.BACKWARDS, "follow_up_wave")
    treated, comparison = part.mentions("treated"), part.mentions("comparison")
    if {one.name.casefold() for one in treated} & {one.name.casefold() for one in comparison}:
        part.note(Trouble.BOTH_SIDES, "comparison")
    return EvaluationRow(
        part.text("title", 160), _figure(part, figures), treated, comparison, **named
    )


def _is_before(one: WaveRow, other: WaveRow) -> bool:
    ends, begins = one.ends_on, other.begins_on
    return ends is None or begins is None or ends < begins


def _figure(part: Table, figures: dict[str, set[str]]) -> tuple[str, str] | None:
    """Return the keys of the goal and of its figure by which the effect is told."""
    goal, key = part.text("goal", 56), part.text("indicator", 56)
    if not goal and not key:
        return None
    part.need("goal", "indicator")
    if goal and goal not in figures:
        part.note(Trouble.UNKNOWN_REFERENCE, "goal", hint=meant(goal, figures))
    elif goal and key and key not in figures[goal]:
        part.note(Trouble.UNKNOWN_REFERENCE, "indicator", hint=meant(key, figures[goal]))
    return (goal, key) if goal and key else None
