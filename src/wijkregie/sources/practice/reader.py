"""Read a whole template file, or refuse it with everything that is wrong in it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from wijkregie.sources.practice.records import (
    VERSION,
    TemplateFile,
    TemplateGoal,
    TemplateIndicator,
    TemplateVision,
)
from wijkregie.sources.programme.goals import once, slug_of
from wijkregie.sources.programme.page import Page, Table
from wijkregie.sources.programme.tree import tree_of
from wijkregie.sources.programme.troubles import Problem, ProgrammeFault, Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: A template is text about a few dozen goals: what is larger is something else.
LIMIT: Final = 400_000
MOST_GOALS: Final = 300
MOST_PARAGRAPHS: Final = 60
_LEVELS: Final = ("impact", "tactical", "operational", "result")
_TOP: Final = (
    "wijkregie_template",
    "name",
    "municipality",
    "exported_on",
    "licence",
    "note",
    "vision",
    "goals",
    "indicators",
)  # fmt: skip - the keys of a file, as in its description
_GOAL: Final = ("id", "level", "title", "aims", "parent", "open_because", "indicators")
_INDICATOR: Final = ("id", "title", "unit", "direction", "source", "series")
_DIRECTIONS: Final = {"higher": "", "hoger": "", "lower": "lower", "lager": "lower"}
_MARKUP: Final = re.compile(r"<\s*[/!?a-z]|javascript\s*:|&#", re.IGNORECASE)


def read(raw: bytes, *, file: str) -> TemplateFile:
    """Return what a template file offers.

    Raises ``ProgrammeFault`` with each problem in it, by row and column; for another
    version of the format with that alone.
    """
    if len(raw) > LIMIT:
        raise ProgrammeFault(file, (Problem(Trouble.TOO_LARGE, 1, 1),))
    _text, node = tree_of(raw, file)
    page = Page()
    top = Table(page, node, _TOP)
    _check_version(top, file)
    top.need("name", "municipality", "exported_on", "licence")
    around = top.table("municipality", ("name", "cbs_code"))
    if around is not None:
        around.need("name")
    template = TemplateFile(
        name=_words(top, "name", 160),
        municipality=_words(around, "name", 160) if around else "",
        code=_words(around, "cbs_code", 12) if around else "",
        exported_on=top.day("exported_on") or date.min,
        licence=_words(top, "licence", 400),
        note=_words(top, "note", 400),
        vision=_vision(top),
        goals=_goals(top),
        indicators=_indicators(top),
    )
    if not (template.vision or template.goals or template.indicators):
        top.note(Trouble.MISSING_KEY, "goals")
    if page.problems:
        ordered = sorted(page.problems, key=lambda one: (one.row, one.column))
        raise ProgrammeFault(file, tuple(ordered))
    return template


def _check_version(top: Table, file: str) -> None:
    """Refuse another version at once: what it means by its keys is not known."""
    top.need("wijkregie_template")
    if "wijkregie_template" in top.found and top.count("wijkregie_template") != VERSION:
        top.page.problems.clear()
        top.note(Trouble.WRONG_VERSION, "wijkregie_template", hint=str(VERSION))
        raise ProgrammeFault(file, tuple(top.page.problems))


def _vision(top: Table) -> tuple[TemplateVision, ...]:
    parts = _few(top, "vision", ("id", "text"), MOST_PARAGRAPHS)
    for part in parts:
        part.need("id", "text")
    keys = [slug_of(part, "id") for part in parts]
    once(list(zip(parts, keys, strict=True)), "id")
    return tuple(
        TemplateVision(key, _words(part, "text", 2000, lines=True))
        for part, key in zip(parts, keys, strict=True)
    )


def _goals(top: Table) -> tuple[TemplateGoal, ...]:
    parts = _few(top, "goals", _GOAL, MOST_GOALS)
    for part in parts:
        part.need("id", "level", "title")
    keys = [slug_of(part, "id") for part in parts]
    once(list(zip(parts, keys, strict=True)), "id")
    rows = [_goal(part, key) for part, key in zip(parts, keys, strict=True)]
    known = {row.key: row for row in rows}
    for part, row in zip(parts, rows, strict=True):
        _check_parent(part, row, known)
    return tuple(rows)


def _goal(part: Table, key: str) -> TemplateGoal:
    aims = part.texts("aims", 200)
    _refuse_markup(part, "aims", " ".join(aims))
    return TemplateGoal(
        key=key,
        level=part.choice("level", {word: word for word in _LEVELS}, "tactical"),
        title=_words(part, "title", 200),
        aims=aims,
        parent=slug_of(part, "parent"),
        open_because=_words(part, "open_because", 400),
        indicators=_indicators(part),
    )


def _check_parent(part: Table, row: TemplateGoal, known: Mapping[str, TemplateGoal]) -> None:
    if not row.parent:
        return
    if row.parent not in known:
        part.note(Trouble.UNKNOWN_REFERENCE, "parent")
    elif _goes_round(row, known):
        part.note(Trouble.CIRCLE, "parent")
    elif _LEVELS.index(known[row.parent].level) >= _LEVELS.index(row.level):
        part.note(Trouble.WRONG_LEVEL, "parent")


def _goes_round(row: TemplateGoal, known: Mapping[str, TemplateGoal]) -> bool:
    """Tell whether one comes back at a goal by going up."""
    above, seen = row.parent, {row.key}
    while above in known and above not in seen:
        seen.add(above)
        above = known[above].parent
    return above == row.key


def _indicators(part: Table) -> tuple[TemplateIndicator, ...]:
    parts = _few(part, "indicators", _INDICATOR, MOST_GOALS)
    for one in parts:
        one.need("id", "title", "unit")
    keys = [slug_of(one, "id") for one in parts]
    once(list(zip(parts, keys, strict=True)), "id")
    return tuple(
        TemplateIndicator(
            key=key,
            title=_words(one, "title", 200),
            unit=_words(one, "unit", 40),
            source=_words(one, "source", 200),
            lower_is_better=bool(one.choice("direction", _DIRECTIONS)),
            series=_words(one, "series", 80),
        )
        for one, key in zip(parts, keys, strict=True)
    )


def _few(part: Table, key: str, known: Sequence[str], most: int) -> list[Table]:
    """Return a list of tables; of too many the first that is too many is noted."""
    nodes = part.items(key)
    if len(nodes) > most:
        part.page.note(Trouble.TOO_MANY, nodes[most], key, hint=str(most))
    return [Table(part.page, node, known, key) for node in nodes[:most]]


def _words(part: Table, key: str, longest: int, *, lines: bool = False) -> str:
    words = part.text(key, longest, lines=lines)
    _refuse_markup(part, key, words)
    return words


def _refuse_markup(part: Table, key: str, words: str) -> None:
    """Note marks of a page: a text to borrow is plain text."""
    if _MARKUP.search(words):
        part.note(Trouble.MARKUP, key)
