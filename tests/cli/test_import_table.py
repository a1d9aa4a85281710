"""``wijkregie import table FILE --mapping FILE --municipality SLUG``, as a person types it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from django.db import OperationalError

from tests.cli.typed import Typed, tables
from tests.makers.places import area_row, make_areas, make_municipality
from wijkregie.domain.indicators.models import OwnFigure

if TYPE_CHECKING:
    from pathlib import Path

MAPPING = """\
columns: {area: Buurt, n: Aantal}
period: 2025
level: buurt
indicators:
  - key: veilig
    name: Voelt zich veilig
    definition: Wie zich in de eigen buurt meestal veilig voelt.
    source: Wijkpeiling 2025
    unit: "%"
    kind: aandeel
    column: Veilig
"""
ROWS: list[list[Any]] = [
    ["Buurt", "Veilig", "Aantal"],
    ["Een", 41.7, 12],
    ["Twee", 37.5, 80],
    ["Drie", 35, 60],
    ["Centrum", 36.8, 152],
    ["Nergens", 50, 80],
    ["Buiten", "veel", 80],
    ["Verder", ".", 80],
]


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    return Typed(capsys)


@pytest.fixture
def town(file_database: Path) -> str:
    town = make_municipality("Heuvelstad", code="GM9001")
    names = {"WK900101": "Centrum", "BU90010101": "Een", "BU90010102": "Twee"}
    names |= {"BU90010103": "Drie", "WK900102": "Buiten", "BU90010201": "Buiten"}
    make_areas(*(area_row(code, name) for code, name in names.items()), year=2024)
    return town.slug


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "peiling.yaml"
    path.write_text(MAPPING.replace("level: buurt\n", ""), encoding="utf-8")
    return path


def write(folder: Path, name: str = "peiling.csv") -> Path:
    path = folder / name
    if name.endswith(".csv"):
        text = "\n".join(";".join(map(str, row)) for row in ROWS) + "\n"
        path.write_text(text, encoding="utf-8")
        return path
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    path.write_bytes(made.getvalue())
    return path


@pytest.mark.parametrize("name", ["peiling.csv", "peiling.xlsx"])
def test_the_report_tells_figures_and_what_was_left_out(
    typed: Typed, town: str, mapping: Path, tmp_path: Path, name: str
) -> None:
    path, report = write(tmp_path, name), tmp_path / "geweigerd.csv"
    words = ("import", "table", path, "--mapping", mapping, "--municipality", town)

    code, said = typed(*words, "--report", report)
    before = tables()
    again = typed(*words, "--report", report)

    assert code == 0, said
    assert said.splitlines() == [
        f"{name}: 7 rijen, 4 gebieden, 4 cijfers gelezen.",
        "Nieuw: 4. Gewijzigd: 0. Hetzelfde: 0.",
        "1 cel bevat geen cijfer en is overgeslagen.",
        "Verborgen, want ze gaan over te weinig mensen: 1.",
        "Ook verborgen, want daarmee kun je die terugrekenen: 1.",
        "2 cellen of rijen zijn niet overgenomen:",
        "  rij 7, kolom Veilig, waarde “veel”: geen getal",
        "  rij 6, kolom Buurt, waarde “Nergens”: geen gebied hier heeft deze code of naam",
        f"Ze staan allemaal in {report}.",
    ]
    assert again[0] == 0
    assert "Alles stond er al, er is niets gewijzigd." in again[1]
    assert tables() == before
    assert {row.value for row in OwnFigure.objects.all()} == {37.5, 36.8, None}


def test_a_trial_stores_nothing(typed: Typed, town: str, mapping: Path, tmp_path: Path) -> None:
    before = tables()

    code, said = typed(
        "import",
        "table",
        write(tmp_path),
        "--try",
        "--mapping",
        mapping,
        "--municipality",
        town,
        "--report",
        tmp_path / "r.csv",
    )

    assert (code, said.splitlines()[0]) == (0, "Dit is een proef, er is niets opgeslagen.")
    assert tables() == before


def test_what_is_wrong_is_told_and_nothing_stored(
    typed: Typed, town: str, mapping: Path, tmp_path: Path
) -> None:
    path, before = write(tmp_path), tables()
    words = ("import", "table", path, "--municipality", town, "--mapping", mapping)

    mapping.write_text(MAPPING.replace("Veilig\n", "Onveilig\n"), encoding="utf-8")
    column = typed(*words)
    mapping.write_text(MAPPING.replace("aandeel", "gok"), encoding="utf-8")
    choice = typed(*words)
    mapping.write_text(MAPPING, encoding="utf-8")
    path.write_text("Buurt;Veilig;Aantal\nNergens;50;80\n", encoding="utf-8")
    nobody = typed(*words)
    mapping.unlink()
    gone = typed(*words)

    assert column[0] == choice[0] == nobody[0] == gone[0] == 1
    assert column[1].startswith("peiling.csv, rij 1, kolom Onveilig, waarde “Buurt, Veilig")
    assert "peiling.yaml, rij 10" in choice[1]
    assert "peiling.csv, rij 2, kolom Buurt, waarde “Nergens”" in nobody[1]
    assert all("Er is niets opgeslagen." in said for _code, said in (column, choice, nobody))
    assert tables() == before


def test_another_municipality_than_there_is_is_told(
    typed: Typed, town: str, mapping: Path, tmp_path: Path
) -> None:
    code, said = typed(
        "import", "table", write(tmp_path), "--mapping", mapping, "--municipality", "elders"
    )

    assert code == 1
    assert town in said


def test_a_disk_that_runs_full_in_the_middle_stores_nothing(
    typed: Typed, town: str, mapping: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of all or nothing: the second figure finds the disk full."""
    stored: list[OwnFigure] = []
    save = OwnFigure.save

    def full(figure: OwnFigure, *args: Any, **more: Any) -> None:
        if stored:
            raise OperationalError("database or disk is full")
        save(figure, *args, **more)
        stored.append(figure)

    words = ("import", "table", write(tmp_path), "--mapping", mapping, "--municipality", town)
    before = tables()
    with monkeypatch.context() as disk:
        disk.setattr(OwnFigure, "save", full)
        code, said = typed(*words)

    assert (code, len(stored)) == (1, 1)
    assert "De schijf is vol. Er is niets opgeslagen." in said
    assert tables() == before
