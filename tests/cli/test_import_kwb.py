"""``wijkregie import kwb``: whole files are stored whole, broken ones not at all."""

from __future__ import annotations

import csv
import gzip
import io
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.typed import Typed, stored, tables
from tests.sources.makers import AREAS, delimited, flat, odata
from wijkregie.domain.indicators.models import AreaFigures, Edition
from wijkregie.domain.places.models import Area, AreaYear, PlaceName

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("own_database")
WHOLE = delimited(odata())
NOTHING = "Er is niets opgeslagen."


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    return Typed(capsys)


def write(folder: Path, content: bytes, name: str = "kwb_2017.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def moved(rows: list[list[object]]) -> list[list[object]]:
    """Inhabitants one row down, as when someone sorts one column of a spreadsheet."""
    counts = [row[6] for row in rows[1:]]
    for row, count in zip(rows[1:], [*counts[-1:], *counts[:-1]], strict=True):
        row[6] = count
    return rows


def test_a_whole_file_is_stored_whole(typed: Typed, tmp_path: Path) -> None:
    code, said = typed("import", "kwb", write(tmp_path, WHOLE))

    assert code == 0
    assert said == "kwb 2017: 7 gebieden, 7 van 7 cijfers bekend.\n"
    assert set(Area.objects.values_list("code", flat=True)) == set(AREAS)
    assert AreaYear.objects.filter(year=2017).count() == len(AREAS)
    assert AreaFigures.objects.count() == len(AREAS)
    edition = Edition.objects.get()
    assert (edition.file, edition.period, edition.known) == ("kwb_2017.csv", 2017, 7)


def test_packed_it_is_the_same_file(typed: Typed, tmp_path: Path) -> None:
    typed("import", "kwb", write(tmp_path, WHOLE))
    before = tables()

    code, said = typed("import", "kwb", write(tmp_path, gzip.compress(WHOLE), "kwb_2017.gz"))

    assert (code, said) == (0, "kwb 2017: stond er al, er is niets veranderd.\n")
    assert tables() == before


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", "leeg", id="empty"),
        pytest.param(b" \n\n", "leeg", id="blank lines"),
        pytest.param(gzip.compress(b""), "leeg", id="packed and empty"),
        pytest.param(delimited(odata()[:1]), "leeg", id="a heading only"),
        pytest.param(gzip.compress(WHOLE)[:-20], "te vroeg", id="packed and cut short"),
        pytest.param(b"\x1f\x8b" + b"x" * 40, "beschadigd", id="packed and damaged"),
        pytest.param(WHOLE[:-25], "rij 8", id="cut within a row"),
        pytest.param(delimited(odata()[:-1]), "NL00|WK039802", id="cut between two rows"),
        pytest.param(WHOLE + WHOLE.split(b"\n", 1)[1], "NL00", id="all rows twice"),
        pytest.param(WHOLE + WHOLE, "NL00", id="the file twice"),
        pytest.param(delimited(moved(odata())), "kolom", id="a column shifted"),
        pytest.param(WHOLE.replace(b"\n1,", b"\n1,x,"), "rij 3", id="a row shifted"),
        pytest.param(WHOLE.replace(b"BU03980102", b"BU0398010!"), "BU0398010!", id="no code"),
        pytest.param(
            WHOLE.replace(b"BU03980102", b"BU03990102"), "BU0399", id="unknown parent"
        ),
        pytest.param(WHOLE.replace(b"Heerhugo", b"Heer\x00ugo"), "leesbare", id="binary"),
        pytest.param(WHOLE.replace(b"Heerhugo", b"Heer\xffugo"), "leesbare", id="no text"),
    ],
)
def test_a_broken_file_stores_nothing_and_tells_where(
    typed: Typed, tmp_path: Path, content: bytes, why: str
) -> None:
    code, said = typed("import", "kwb", write(tmp_path, content))

    assert code == 1
    assert said.startswith("kwb_2017.csv")
    assert said.endswith(f"{NOTHING}\n")
    assert said.count("\n") == 1
    assert any(one in said for one in why.split("|")), said
    assert stored() == set()


def test_a_broken_file_leaves_what_was_there(typed: Typed, tmp_path: Path) -> None:
    typed("import", "kwb", write(tmp_path, WHOLE))
    before = tables()

    assert typed("import", "kwb", write(tmp_path, WHOLE[:-25]))[0] == 1

    assert tables() == before


def test_a_year_that_differs_from_the_name_is_refused(typed: Typed, tmp_path: Path) -> None:
    path = write(tmp_path, WHOLE, "kwb_2024_nl_deel.csv")

    code, said = typed("import", "kwb", path, "--year", "2019")

    assert code == 1
    assert said == (
        "kwb_2024_nl_deel.csv: In de naam van dit bestand staat 2024, maar je leest het in als "
        "2019. Klopt de naam? Gebruik dan --year 2024. Klopt de naam niet? Geef het bestand "
        f"dan een andere naam. {NOTHING}\n"
    )
    assert stored() == set()


def test_a_file_with_unknown_headings_is_told_what_to_do(typed: Typed, tmp_path: Path) -> None:
    path = write(tmp_path, b"Area_Code;Population\nBU03630000;1100\n", "kwb_2020.csv")

    code, said = typed("import", "kwb", path)

    assert code == 1
    for words in ("kolom Area_Code, Population", "gwb_code", "import table", NOTHING):
        assert words in said
    assert stored() == set()


def test_the_year_is_asked_for_where_nothing_tells_it(typed: Typed, tmp_path: Path) -> None:
    path = write(tmp_path, WHOLE, "cijfers.csv")

    refused = typed("import", "kwb", path)
    taken = typed("import", "kwb", path, "--year", "2017")

    assert refused[0] == 1
    assert "--year" in refused[1]
    assert taken[0] == 0


def test_less_than_is_known_needs_to_be_meant(typed: Typed, tmp_path: Path) -> None:
    typed("import", "kwb", write(tmp_path, delimited(odata(AantalHuishoudens=AREAS))))
    before = tables()

    code, said = typed("import", "kwb", write(tmp_path, delimited(fewer())))
    assert code == 1
    assert "--replace" in said
    assert tables() == before

    assert typed("import", "kwb", write(tmp_path, delimited(fewer())), "--replace")[0] == 0
    assert list(Edition.objects.order_by("version").values_list("version", "current")) == [
        (1, False),
        (2, True),
    ]


def fewer() -> list[list[object]]:
    counts = {code: n for code, n in AREAS.items() if "02" not in code[6:8]}
    return odata(counts | dict.fromkeys(("NL00", "GM0398"), 165))


def test_names_follow_the_last_year_whatever_the_order(typed: Typed, tmp_path: Path) -> None:
    later = delimited(flat(inwoners=AREAS))
    typed("import", "kwb", write(tmp_path, later, "kwb_2024.csv"))
    typed("import", "kwb", write(tmp_path, WHOLE))

    assert Area.objects.get(code="BU03980101").name == "Naam van BU03980101"
    names = PlaceName.objects.filter(area__code="GM0398").values_list("name", flat=True)
    assert list(names) == ["Naam van GM0398"]
    assert AreaYear.objects.filter(area__code="GM0398").count() == 2


def test_the_report_names_every_rejected_cell(typed: Typed, tmp_path: Path) -> None:
    income = {"NL00": "25,7", "GM0398": "26.0", "WK039801": "veel", "BU03980101": "99999"}
    column: dict[str, Any] = {"GemiddeldInkomenPerInwoner": income}
    path = write(tmp_path, delimited(odata(**column), ";"))
    report = tmp_path / "mappen" / "verslag.csv"

    code, said = typed("import", "kwb", path, "--report", report)

    assert code == 0
    rows = list(csv.reader(io.StringIO(report.read_text(encoding="utf-8"))))
    assert rows[0] == ["bestand", "rij", "kolom", "waarde", "reden"]
    heading = "GemiddeldInkomenPerInwoner_20"
    assert [row[:4] for row in rows[1:]] == [
        ["kwb_2017.csv", "4", heading, "veel"],
        ["kwb_2017.csv", "5", heading, "99999"],
    ]
    assert len({row[4] for row in rows[1:]}) == 2
    assert f"rij 4, kolom {heading}, waarde “veel”" in said
    assert str(report) in said
    assert Edition.objects.get().rejected == 2


def test_a_report_that_cannot_be_written_does_not_hide_what_was_stored(
    typed: Typed, tmp_path: Path
) -> None:
    column = {"GemiddeldInkomenPerInwoner": dict.fromkeys(AREAS, 20) | {"GM0398": "veel"}}
    path = write(tmp_path, delimited(odata(**column)))

    code, said = typed("import", "kwb", path, "--report", path / "verslag.csv")

    assert code == 1
    assert "De rest is opgeslagen" in said
    assert Edition.objects.count() == 1


def test_the_real_figures_of_2017_are_stored_whole(
    typed: Typed, tmp_path: Path, cbs: Path
) -> None:
    code, said = typed("import", "kwb", cbs / "kwb_2017_nl_odata3.csv.gz")

    assert code == 0, said
    assert Edition.objects.get().areas == Area.objects.count() == 16_667
