"""The small file that tells what stands in which column of a municipality's own table."""

from __future__ import annotations

import re
from typing import Final

import yaml

from wijkregie.sources.own_table.records import Layout, OwnIndicator
from wijkregie.sources.programme.page import Page, Table
from wijkregie.sources.programme.tree import tree_of
from wijkregie.sources.programme.troubles import ProgrammeFault, Trouble

KINDS: Final = {
    "count": "count",
    "aantal": "count",
    "share": "share",
    "aandeel": "share",
    "mean": "mean",
    "gemiddelde": "mean",
    "median": "median",
    "mediaan": "median",
    "index": "index",
    "class": "class",
    "klasse": "class",
}
DIRECTIONS: Final = {
    "higher": "higher",
    "hoger": "higher",
    "lower": "lower",
    "lager": "lower",
    "neutral": "neutral",
    "geen": "neutral",
}
ABOUT: Final = {
    "people": "people",
    "mensen": "people",
    "things": "things",
    "dingen": "things",
}
LEVELS: Final = {
    "municipality": "municipality",
    "gemeente": "municipality",
    "district": "district",
    "wijk": "district",
    "neighbourhood": "neighbourhood",
    "buurt": "neighbourhood",
    "own": "own",
    "eigen": "own",
}
_TOP: Final = ("columns", "period", "level", "indicators")
_COLUMNS: Final = ("area", "period", "indicator", "value", "n", "margin")
_INDICATOR: Final = (
    "key",
    "name",
    "definition",
    "source",
    "unit",
    "kind",
    "direction",
    "decimals",
    "about",
    "question",
    "smallest_sample",
    "smallest_cell",
    "labels",
    "column",
    "n",
    "margin",
    "word",
)
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{1,58}")
_LONGEST: Final = 200
_MOST_DECIMALS: Final = 4
_NUMBER: Final = re.compile(r"[0-9]{1,4}")
_NEEDS_BASE: Final = frozenset({"share", "mean", "median"})


class MappingFault(ProgrammeFault):
    """A mapping that must be refused whole, with everything that is wrong in it."""


def read_mapping(raw: bytes, *, file: str) -> Layout:
    """Return what a mapping says.

    Raises ``MappingFault`` with each problem in it, by row and column. A share, mean or
    median about people must say in which column the number of people stands: without it
    nobody can tell whether a group is too small to be shown.
    """
    try:
        _text, node = tree_of(raw, file)
    except ProgrammeFault as fault:
        raise MappingFault(file, fault.problems) from fault
    page = Page()
    top = Table(page, node, _TOP)
    top.need("columns", "indicators")
    columns = top.table("columns", _COLUMNS) or Table(page, node, _TOP)
    named: dict[str, str] = {
        key: columns.text(key, _LONGEST) for key in _COLUMNS if key in columns.found
    }
    parts = top.tables("indicators", _INDICATOR)
    if not parts:
        top.note(Trouble.MISSING_KEY, "indicators")
    indicators = tuple(_indicator(part, named) for part in parts)
    _check_keys(parts, indicators)
    _check_columns(top, columns, named)
    period, level = top.year("period"), top.choice("level", LEVELS)
    if page.problems:
        ordered = sorted(page.problems, key=lambda one: (one.row, one.column))
        raise MappingFault(file, tuple(ordered))
    return Layout(
        indicators=indicators,
        area=named["area"],
        period_column=named.get("period", ""),
        period=period,
        level=level,
        indicator=named.get("indicator", ""),
        value=named.get("value", ""),
        n=named.get("n", ""),
        margin=named.get("margin", ""),
    )


def _check_columns(top: Table, columns: Table, named: dict[str, str]) -> None:
    if "columns" in top.found:
        columns.need("area")
    if "period" not in named and "period" not in top.found:
        top.note(Trouble.MISSING_KEY, "period")
    if "indicator" in named:
        columns.need("value")


def _indicator(part: Table, named: dict[str, str]) -> OwnIndicator:
    part.need("key", "name", "definition", "source", "kind")
    key = part.text("key", _LONGEST)
    if key and not _KEY.fullmatch(key):
        part.note(Trouble.NO_KEY, "key")
    decimals = part.count("decimals") or 0
    if decimals > _MOST_DECIMALS:
        part.note(Trouble.NOT_A_NUMBER, "decimals")
    made = OwnIndicator(
        key=key,
        name=part.text("name", 160),
        definition=part.text("definition", 2000, lines=True),
        source=part.text("source", _LONGEST),
        unit=part.text("unit", 40),
        kind=part.choice("kind", KINDS),
        direction=part.choice("direction", DIRECTIONS, "neutral"),
        decimals=decimals,
        about_people=part.choice("about", ABOUT, "people") == "people",
        question=part.text("question", 60),
        smallest_sample=part.count("smallest_sample") or 0,
        smallest_cell=part.count("smallest_cell") or 0,
        labels=_labels(part),
        column=part.text("column", _LONGEST),
        n_column=part.text("n", _LONGEST) or named.get("n", ""),
        margin_column=part.text("margin", _LONGEST) or named.get("margin", ""),
        word=part.text("word", _LONGEST) or key,
    )
    _check_places(part, made, named)
    return made


def _check_places(part: Table, made: OwnIndicator, named: dict[str, str]) -> None:
    if not made.column and "indicator" not in named:
        part.note(Trouble.MISSING_KEY, "column")
    if made.about_people and made.kind in _NEEDS_BASE and not made.n_column:
        part.note(Trouble.MISSING_KEY, "n")
    if made.kind == "class" and not made.labels:
        part.note(Trouble.MISSING_KEY, "labels")


def _labels(part: Table) -> dict[int, str]:
    node = part.found.get("labels")
    if node is None:
        return {}
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    numbers = [str(name.value) for name, _value in pairs]
    table = Table(part.page, node, numbers, "labels")
    if any(not _NUMBER.fullmatch(number) for number in numbers):
        part.note(Trouble.NOT_A_NUMBER, "labels")
        return {}
    return {int(number): table.text(number, 60) for number in numbers}


def _check_keys(parts: list[Table], indicators: tuple[OwnIndicator, ...]) -> None:
    for name in ("key", "word"):
        seen: set[str] = set()
        for part, one in zip(parts, indicators, strict=True):
            word = getattr(one, name)
            if word and word in seen:
                part.note(Trouble.DOUBLED_NAME, name)
            seen.add(word)
