"""The other imports: health, liveability, borders and streets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bench import generate
from tests.cli.typed import Typed, stored, tables
from tests.sources.makers import AREAS, delimited, geojson, odata, spreadsheet, square
from wijkregie.domain.indicators.models import Edition
from wijkregie.domain.places.models import Area, Border, BorderSet, PlaceName
from wijkregie.domain.places.states import NameKind

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("own_database")
BUURTEN = ["BU03980101", "BU03980102", "BU03980201"]
HEALTH = ("ErvarenGezondheidGoedZeerGoed", "Eenzaam")
FILES = {
    "health": (
        "gezondheid_2020.xlsx",
        spreadsheet(generate.health(generate.country(1, 2, 2, seed=1), HEALTH)),
    ),
    "leefbaarometer": (
        "leefbaarometer.json",
        json.dumps({"WK039801": {"KL14": "5", "KL16": "6", "VKL1416": "5"}}).encode(),
    ),
    "borders": (
        "buurt_2015.geojson",
        geojson({code: square(5e4 + 1e3 * at, 4e5, 1e3) for at, code in enumerate(BUURTEN)}),
    ),
    "streets": (
        "straten.csv",
        (
            b"straat,plaats,postcode,buurt\nMolenweg,De Noord,1701AB,BU03980101\n"
            b"Kerkplein,De Noord,,BU03980102\nVerweg,Elders,,BU99999999\n"
        ),
    ),
}
TOLD = {
    "health": ["health 2020: 8 gebieden, 16 van 16 cijfers bekend."],
    "leefbaarometer": ["leefbaarometer 2014: ", "leefbaarometer 2016: "],
    "borders": ["Grenzen 2015: 3 gebieden, waarvan 0 zonder grens."],
    "streets": ["3 straten en postcodes zijn nieuw.", "BU99999999"],
}


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Typed:
    typed = Typed(capsys)
    path = tmp_path / "kwb_2017.csv"
    path.write_bytes(delimited(odata()))
    assert typed("import", "kwb", path)[0] == 0
    return typed


def write(folder: Path, kind: str) -> Path:
    name, content = FILES[kind]
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", FILES)
def test_it_is_stored_and_again_changes_nothing(
    typed: Typed, tmp_path: Path, kind: str
) -> None:
    path = write(tmp_path, kind)
    empty = tables()

    code, said = typed("import", kind, path)

    assert code == 0, said
    assert all(words in said for words in TOLD[kind]), said
    first = tables()
    assert first != empty
    assert typed("import", kind, path)[0] == 0
    assert tables() == first


def test_streets_of_unknown_buurten_are_left_out_and_told(typed: Typed, tmp_path: Path) -> None:
    typed("import", "streets", write(tmp_path, "streets"))

    names = PlaceName.objects.exclude(kind=NameKind.AREA)
    assert set(names.values_list("kind", "name", "detail", "area__code")) == {
        (NameKind.STREET, "Molenweg", "De Noord", "BU03980101"),
        (NameKind.POSTCODE, "1701AB", "Molenweg", "BU03980101"),
        (NameKind.STREET, "Kerkplein", "De Noord", "BU03980102"),
    }


def test_streets_without_any_known_buurt_store_nothing(typed: Typed, tmp_path: Path) -> None:
    before = tables()
    path = tmp_path / "straten.csv"
    path.write_bytes(b"straat,buurt\nVerweg,BU99999999\n")

    code, said = typed("import", "streets", path)

    assert (code, "BU99999999" in said) == (0, True)
    assert tables() == before


def test_borders_of_areas_that_no_table_named_bring_their_parents(
    typed: Typed, tmp_path: Path
) -> None:
    path = tmp_path / "buurt_2015.geojson"
    path.write_bytes(geojson({"BU99990101": square(5e4, 4e5, 1e3)}))

    typed("import", "borders", path)

    area = Area.objects.get(code="BU99990101")
    assert area.parent is not None
    assert area.parent.parent is not None
    assert (area.parent.code, area.parent.parent.code) == ("WK999901", "GM9999")


def test_other_borders_of_the_same_year_take_the_place_of_the_first(
    typed: Typed, tmp_path: Path
) -> None:
    path = write(tmp_path, "borders")
    typed("import", "borders", path)
    path.write_bytes(geojson({BUURTEN[0]: square(6e4, 4e5, 2e3), BUURTEN[1]: None}))

    refused, why = typed("import", "borders", path)
    assert refused == 1
    assert "ontbreken de grenzen van 2 gebieden" in why
    assert BUURTEN[1] in why
    assert "--replace" in why
    assert Border.objects.count() == 3

    code, said = typed("import", "borders", path, "--replace")

    assert code == 0
    assert "waarvan 1 zonder grens" in said
    assert list(Border.objects.values_list("area__code", "min_x")) == [(BUURTEN[0], 60_000)]
    assert BorderSet.objects.count() == 1


def test_a_year_that_differs_from_the_file_is_refused(typed: Typed, tmp_path: Path) -> None:
    before = tables()

    code, said = typed("import", "health", write(tmp_path, "health"), "--year", "2012")

    assert (code, "2020" in said, "--year" in said) == (1, True, True)
    assert tables() == before


def test_a_year_that_differs_from_the_name_of_the_file_is_refused(
    typed: Typed, tmp_path: Path
) -> None:
    before = tables()
    path = write(tmp_path, "borders")

    code, said = typed("import", "borders", path, "--year", "2019")

    assert code == 1
    assert said.startswith(f"{path.name}: ")
    for words in ("2019", "Gebruik dan --year 20", "een andere naam"):
        assert words in said
    assert tables() == before


def test_real_files_are_stored(typed: Typed, cbs: Path) -> None:
    assert stored()
    for words in (
        ("leefbaarometer", cbs / "leefbaarometer2_wijk_2002_2016.json.gz"),
        ("borders", cbs / "gemeente_2015_wgs84.topojson.gz"),
    ):
        code, said = typed("import", *words)
        assert code == 0, said

    assert Edition.objects.filter(source="leefbaarometer").count() == 5
    assert Border.objects.filter(year=2015).count() == 393
    assert set(AREAS) <= set(Area.objects.values_list("code", flat=True))
