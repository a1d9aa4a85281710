"""Every figure that a reader can yield has its meaning written down."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

import wijkregie
from wijkregie.sources import health, kwb, leefbaarometer

FOLDER = Path(wijkregie.__file__).parent / "domain" / "indicators"
WORDS = ["name_nl", "name_en", "definition_nl", "definition_en", "unit", "unit_en", "source_nl"]


def lines(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CATALOGUE = {row["key"]: row for row in lines("catalogue.csv")}


def test_every_key_of_a_reader_has_one_line_and_every_line_a_reader() -> None:
    keys = {*kwb.KEYS, *health.KEYS, *leefbaarometer.KEYS}

    assert set(CATALOGUE) == keys
    assert len(lines("catalogue.csv")) == len(keys)


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_line_is_complete(key: str) -> None:
    row = CATALOGUE[key]

    assert all(row[word].strip() for word in WORDS)
    assert row["kind"] in {"count", "share", "mean", "median", "index", "class"}
    assert row["direction"] in {"higher", "lower", "neutral"}
    assert row["denominator"] in {"", *CATALOGUE}
    assert row["denominator"] != key
    assert min(int(row[number]) for number in ("decimals", "rounding", "order")) >= 0
    assert row["theme"] in {theme["theme"] for theme in lines("themes.csv")}


@pytest.mark.parametrize("key", [key for key, row in CATALOGUE.items() if row["breaks"]])
def test_a_break_lies_between_two_years_that_follow_and_has_two_reasons(key: str) -> None:
    for part in CATALOGUE[key]["breaks"].split(";"):
        before, after, dutch, english = part.split("|")
        assert int(before) + 1 == int(after)
        assert dutch != english


def test_the_order_has_no_ties_and_themes_stand_together() -> None:
    rows = sorted(CATALOGUE.values(), key=lambda row: int(row["order"]))
    themes = [row["theme"] for row in rows]

    assert len({row["order"] for row in rows}) == len(rows)
    steps = sum(one != following for one, following in pairwise(themes))
    assert steps == len(set(themes)) - 1
