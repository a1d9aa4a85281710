"""``wijkregie import money FILE --municipality SLUG --programme KEY``, as a person types it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.typed import Typed
from tests.makers.money import HEAD
from tests.makers.places import make_municipality
from tests.makers.programme import make_coverage, make_programme, make_project
from wijkregie.domain.programme.models import CostLine
from wijkregie.domain.programme.states import Pledge

if TYPE_CHECKING:
    from pathlib import Path

ROWS = (
    "1;;kosten;2026;bank;;12.500,50",
    "1;;dekking;;Wmo budget;toegezegd;onbekend",
)


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    return Typed(capsys)


@pytest.fixture
def town(file_database: Path) -> str:
    town = make_municipality("Heuvelstad")
    project = make_project(make_programme(town, "Samen"))
    make_coverage(project, 1, funder="WMO-budget", pledge=Pledge.PROMISED)
    return town.slug


def write(folder: Path, *rows: str) -> Path:
    path = folder / "geld.csv"
    path.write_text("\n".join((HEAD, *rows)), encoding="cp1252")
    return path


def test_a_table_is_tried_and_then_read_in(typed: Typed, town: str, tmp_path: Path) -> None:
    asked = ("--municipality", town, "--programme", "samen")
    path = write(tmp_path, *ROWS, "1;;dekking;2026;WMO-budget;toegezegd;0,01")

    _code, trial = typed("import", "money", path, *asked, "--try")
    assert not CostLine.objects.exists()
    _code, first = typed("import", "money", path, *asked)
    _code, second = typed("import", "money", path, *asked)

    sums = (
        "2026: kosten € 12.500,50 in het bestand en € 12.500,50 hier; "
        "dekking € 0,01 in het bestand en € 0,01 hier."
    )
    assert "niets opgeslagen" in trial
    for told in (trial, first):
        assert "geld.csv: 3 regels van 1 projecten." in told
        assert "Toegevoegd: 2. Gewijzigd: 0. Verwijderd: 0." in told
        assert sums in told
        assert "Let op: “Wmo budget” is nieuw en lijkt op “WMO-budget”." in told
    assert "niets gewijzigd" in second
    assert CostLine.objects.get().cents == 12_500_50


def test_everything_that_is_wrong_is_told_and_nothing_stored(
    typed: Typed, town: str, tmp_path: Path
) -> None:
    asked = ("--municipality", town, "--programme", "samen")
    path = write(tmp_path, *ROWS, "9;;kosten;2026;bank;;5", "1;;kosten;2026;stoel;;-5")

    code, told = typed("import", "money", path, *asked)

    assert code == 1
    assert "Rij 4, kolom projectnummer, waarde “9”" in told
    assert "Rij 5, kolom bedrag, waarde “-5”" in told
    assert "Er is niets opgeslagen" in told
    assert not CostLine.objects.exists()


def test_a_programme_that_is_not_there_is_told(typed: Typed, town: str, tmp_path: Path) -> None:
    path = write(tmp_path, *ROWS)

    code, told = typed("import", "money", path, "--municipality", town, "--programme", "niets")

    assert code == 1
    assert "Er is hier geen programma “niets”" in told


def test_a_file_that_is_no_table_is_told(typed: Typed, town: str, tmp_path: Path) -> None:
    path = tmp_path / "geld.csv"
    path.write_text("nummer;soort\n1;kosten", encoding="utf-8")

    code, told = typed("import", "money", path, "--municipality", town, "--programme", "samen")

    assert code == 1
    assert "geld.csv" in told
