"""Imports that cannot be: the wrong file, no file, no room, no turn."""

from __future__ import annotations

import gzip
import io
import json
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.db import connection, transaction

from tests.cli.typed import Typed, stored
from tests.makers.installations import ran
from tests.makers.prepared import using
from tests.sources.makers import delimited, geojson, odata, spreadsheet, square
from tools import postgres
from wijkregie.config.database import sqlite
from wijkregie.kit import bulk

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = "Er is niets opgeslagen."
KINDS = ("kwb", "health", "leefbaarometer", "borders", "streets")
FILES = {
    "kwb": ("kwb_2017.csv", delimited(odata())),
    "health": ("gezondheid_2020.xlsx", spreadsheet([["a", "b"], ["1", "2"]])),
    "leefbaarometer": ("leefbaarometer.json", json.dumps({"WK039801": {"KL16": "6"}}).encode()),
    "borders": ("buurt_2015.geojson", geojson({"BU03980101": square(5e4, 4e5, 1e3)})),
    "streets": ("straten.csv", b"straat,buurt\nMolenweg,BU03980101\n"),
}


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    return Typed(capsys)


@pytest.mark.parametrize("given", KINDS)
@pytest.mark.parametrize("asked", KINDS)
@pytest.mark.usefixtures("file_database")
def test_a_file_of_another_kind_is_refused(
    typed: Typed, tmp_path: Path, asked: str, given: str
) -> None:
    name, content = FILES[given]
    (tmp_path / name).write_bytes(content)

    code, said = typed("import", asked, tmp_path / name)

    if asked == given and asked != "health":  # this smallest spreadsheet holds no health
        assert code == 0, said
    else:
        assert code == 1, said
        assert said.startswith(name)
        assert said.endswith(f"{NOTHING}\n")
        assert stored() == set()


@pytest.mark.usefixtures("file_database")
def test_what_is_no_file_is_told(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()

    missing = typed("import", "kwb", tmp_path / "kwb_2017.csv")
    folder = typed("import", "kwb", tmp_path / "map")

    assert missing == (1, f"Er is geen bestand {tmp_path / 'kwb_2017.csv'}.\n")
    assert folder == (1, f"{tmp_path / 'map'} is een map. Noem het bestand dat erin staat.\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.usefixtures("file_database")
def test_a_file_of_someone_else_is_told(typed: Typed, tmp_path: Path) -> None:
    path = tmp_path / "kwb_2017.csv"
    path.write_bytes(FILES["kwb"][1])
    path.chmod(0)

    code, said = typed("import", "kwb", path)

    assert (code, said) == (1, f"Je mag {path} niet lezen.\n")


@pytest.mark.parametrize("content", [b"\0", b" ", b"a,b\n"])
@pytest.mark.usefixtures("file_database")
def test_three_hundred_megabytes_of_nothing_are_not_unpacked(
    typed: Typed, tmp_path: Path, content: bytes
) -> None:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1) as bomb:
        piece = content * (3_000_000 // len(content))
        for _ in range(100):
            bomb.write(piece)
    path = tmp_path / "kwb_2017.csv.gz"
    path.write_bytes(packed.getvalue())

    code, said = typed("import", "kwb", path)

    assert code == 1
    assert "groter dan" in said
    assert stored() == set()


@pytest.mark.usefixtures("file_database")
def test_a_file_without_end_is_not_read_to_its_end(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijkregie.cli.importing.ImportCommand.limit", 1_000_000)

    code, said = typed("import", "kwb", "/dev/zero")

    assert code == 1
    assert "groter dan" in said


@pytest.mark.usefixtures("file_database")
def test_a_full_database_stores_nothing(typed: Typed, tmp_path: Path) -> None:
    path = tmp_path / "kwb_2017.csv"
    path.write_bytes(FILES["kwb"][1])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count={cursor.fetchone()[0]}")

    code, said = typed("import", "kwb", path)

    assert (code, said) == (
        1,
        "De schijf is vol. Er is niets opgeslagen. Maak ruimte en probeer het opnieuw.\n",
    )
    assert stored() == set()


def test_a_busy_database_is_told(typed: Typed, tmp_path: Path, file_database: Path) -> None:
    path = tmp_path / "kwb_2017.csv"
    path.write_bytes(FILES["kwb"][1])
    setting = sqlite(file_database)
    setting["OPTIONS"] = {**setting["OPTIONS"], "timeout": 0.05}

    with closing(sqlite3.connect(file_database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with using(setting):
            code, said = typed("import", "kwb", path)

    assert code == 1
    assert said.startswith("Er wordt nu iets anders opgeslagen")
    assert stored() == set()


def test_a_busy_server_is_told(
    typed: Typed, tmp_path: Path, server_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kwb_2017.csv"
    path.write_bytes(FILES["kwb"][1])
    monkeypatch.setattr(bulk, "_PATIENCE", "50ms")

    with psycopg.connect(server_database) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [bulk._LOCK])
        code, said = typed("import", "kwb", path)

    assert code == 1
    assert said.startswith("Er wordt nu iets anders opgeslagen")
    assert stored() == set()


def test_an_import_outside_a_transaction_is_a_mistake(file_database: Path) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        bulk.one_at_a_time()


def test_no_database_is_told_in_one_sentence(tmp_path: Path) -> None:
    nobody = f"postgres://wijkregie@127.0.0.1:{postgres.free_port()}/wijkregie"
    (tmp_path / "data").mkdir()

    code, said = ran(
        *("import", "kwb", str(tmp_path / "kwb_2017.csv")),
        data=tmp_path / "data",
        settings={"DATABASE_URL": nobody},
    )

    assert code == 1
    assert said.startswith("De database antwoordt niet.")
    assert said.count("\n") == 1


@pytest.mark.usefixtures("file_database")
def test_a_database_that_was_not_prepared_is_told(typed: Typed, tmp_path: Path) -> None:
    with using(sqlite(tmp_path / "empty.sqlite3")):
        code, said = typed("import", "kwb", tmp_path / "kwb_2017.csv")

    assert code == 1
    assert "wijkregie prepare" in said
