"""Every code of the readers has its sentence, in plain Dutch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError
from django.utils import translation

from wijkregie.cli.wording import (
    database_sentence,
    fault_sentence,
    note_sentences,
    reason_sentence,
)
from wijkregie.sources.records import Note, Problem, Reason, Remark, SourceFault
from wijkregie.sources.years import Sign, WrongYear

if TYPE_CHECKING:
    from collections.abc import Iterator

DETAILS: dict[str, str | int | float] = {
    "codes": "BU03980101",
    "columns": "a",
    "column": "inwoners",
    "names": "Zeeland",
    "name": "Duitsland",
    "count": 3,
    "total": 9,
    "cells": 12,
}


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_has_a_sentence(problem: Problem) -> None:
    said = fault_sentence(SourceFault(problem, file="f.csv", row=3, column="k", value="v"))

    assert said.startswith("f.csv, rij 3, kolom k, waarde “v”: ")
    assert said.endswith((".", "?"))
    assert said != english(lambda: fault_sentence(SourceFault(problem, file="f.csv")))


COLUMNS = [f"c{number}" for number in range(40)]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason: Reason) -> None:
    assert reason_sentence(reason) != english(lambda: reason_sentence(reason))


@pytest.mark.parametrize("remark", Remark)
def test_every_remark_has_a_sentence(remark: Remark) -> None:
    (said,) = note_sentences([Note(remark, DETAILS)])

    assert said.startswith("Let op: ")
    assert said.endswith(".")


def test_remarks_about_columns_are_one_short_sentence() -> None:
    notes = [Note(Remark.COLUMN_EMPTY, {"column": name}) for name in "abc"]

    (said,) = note_sentences(notes)
    assert said.startswith("Let op: 3 kolommen zijn nog leeg: a, b, c. ")
    (said,) = note_sentences(Note(Remark.COLUMN_UNKNOWN, {"column": name}) for name in COLUMNS)
    assert said.endswith(": c0, c1, c2, c3, c4, c5 en nog 34.")
    (said,) = note_sentences([Note(Remark.COLUMN_UNKNOWN, {"column": "a"})])
    assert said == "Let op: 1 kolom is niet bekend en is weggelaten: a."


def test_one_thing_is_told_as_one() -> None:
    details: dict[str, str | int | float] = {"count": 1, "total": 9, "codes": "BU03980101"}

    mended, missing = (
        note_sentences([Note(remark, details)])[0]
        for remark in (Remark.SHAPES_REPAIRED, Remark.SHAPES_MISSING)
    )
    assert mended == "Let op: 1 grens kruiste zichzelf en is hersteld: BU03980101."
    assert missing == "Let op: 1 van 9 gebieden heeft geen grens in het bestand."


@pytest.mark.parametrize("sign", Sign)
def test_a_wrong_year_names_both_years_and_how_to_go_on(sign: Sign) -> None:
    fault = WrongYear(sign, 2024, 2019, file="kwb.csv", value="GM1980")

    said = fault_sentence(fault)
    for words in ("kwb.csv, waarde “GM1980”: ", "2024", "2019", "--year"):
        assert words in said
    assert said != english(lambda: fault_sentence(fault))


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("database is locked", "iets anders opgeslagen"),
        ("canceling statement due to lock timeout", "iets anders opgeslagen"),
        ("database or disk is full", "schijf is vol"),
        ("disk I/O error", "schijf is vol"),
        ("could not extend file: No space left on device", "schijf is vol"),
        ("server closed the connection.", "server closed the connection. Er is niets"),
    ],
)
def test_what_the_database_says_becomes_a_sentence(why: str, words: str) -> None:
    assert words in database_sentence(OperationalError(why))


def english(say: object) -> str:
    with translation.override("en"):
        assert callable(say)
        return str(say())
