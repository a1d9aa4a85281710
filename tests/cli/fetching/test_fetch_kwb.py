"""``wijkregie fetch kwb``: all rows come once, whatever the service does, or none is stored."""

from __future__ import annotations

import csv
import gzip
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.typed import Typed, stored, tables
from tests.services import country
from tests.services.fake import Fake, Fault
from wijkregie.domain.indicators.models import AreaFigures, Edition
from wijkregie.domain.places.models import Area, AreaYear

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("file_database")
ASK = ("fetch", "kwb", "--year", "2017")
FOURTH = (*ASK, "--service", "odata4")
ALL_WRONG = (
    Fault.RESET,
    Fault.CUT,
    Fault.BUSY,
    Fault.GARBAGE,
    Fault.UNAVAILABLE,
    Fault.FAILED,
)


@pytest.fixture
def folder(file_database: Path) -> Path:
    return file_database.parent / "fetched"


def lines(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode())))


def test_a_year_comes_page_after_page_and_is_imported(
    typed: Typed, fake: Fake, folder: Path
) -> None:
    code, said = typed(*ASK)

    assert code == 0, said
    assert said == (
        f"kwb 2017: opgehaald en bewaard in {folder / 'kwb_2017_odata3.csv.gz'}.\n"
        "kwb 2017: 11 gebieden, 11 van 11 cijfers bekend.\n"
    )
    assert len(fake.asked) == 4  # what it is, and three pages
    assert set(Area.objects.values_list("code", flat=True)) == set(country.COUNTS)
    assert Edition.objects.get().file == "kwb_2017_odata3.csv.gz"


def test_a_whole_year_costs_three_good_requests(typed: Typed, fake: Fake) -> None:
    fake.page_size = 6  # of eleven rows, as ten thousand of eighteen

    typed(*ASK)

    assert len(fake.asked) == 3


@pytest.mark.parametrize("words", [ASK, FOURTH], ids=["odata3", "odata4"])
@pytest.mark.parametrize("spelling", ["odata.nextLink", "@odata.nextLink"])
def test_every_fault_at_once_loses_and_doubles_nothing(
    typed: Typed, fake: Fake, spelling: str, words: tuple[str, ...]
) -> None:
    fake.spelling, fake.overlap = spelling, True
    fake.fail(*ALL_WRONG[:3], on="skip=4")
    fake.fail(*ALL_WRONG[3:], on="skip=8")

    code, said = typed(*words)

    assert code == 0, said
    assert said.count("Nieuwe poging over") == len(ALL_WRONG)
    edition = Edition.objects.get()
    assert edition.areas == AreaFigures.objects.count() == len(country.COUNTS)
    assert edition.rejected == 0


def test_without_care_a_page_edge_doubles_a_row(typed: Typed, fake: Fake, folder: Path) -> None:
    """The fault that the test before guards against is really there."""
    fake.overlap = True

    typed(*ASK)

    pages = sorted((folder / "kwb-2017-odata3" / "NL").glob("*.gz"))
    came = [
        row for page in pages for row in json.loads(gzip.decompress(page.read_bytes()))["value"]
    ]
    kept = lines(folder / "kwb_2017_odata3.csv.gz")
    assert (len(came), len(kept)) == (len(country.COUNTS) + 2, len(country.COUNTS))


def test_a_row_that_comes_again_with_other_values_stores_nothing(
    typed: Typed, fake: Fake, folder: Path
) -> None:
    fake.overlap = True

    def change() -> None:
        now = f"{len(fake.asked):8}"
        fake.rows = [{**row, "AantalInwoners_5": now} for row in fake.rows]

    fake.after_page = change
    code, said = typed(*ASK)

    assert code == 1
    assert "gaf een rij twee keer, met andere waarden" in said
    assert "haal je alles opnieuw op" in said
    assert stored() == set()
    assert not (folder / "kwb-2017-odata3" / "NL").exists()
    assert not (folder / "kwb_2017_odata3.csv.gz").exists()


def test_a_broken_run_goes_on_where_it_stopped(typed: Typed, fake: Fake) -> None:
    fake.fail(*[Fault.CUT] * 6, on="skip=8")
    first = typed(*ASK)
    asked = [one for one in fake.asked if "skip=4" in one]
    fake.asked.clear()

    code, said = typed(*ASK)

    assert first[0] == 1
    assert "verbrak de verbinding" in first[1]
    assert "ga je daar verder" in first[1]
    assert len(asked) == 1
    assert code == 0, said
    assert ["skip=8" in one for one in fake.asked] == [False, True]
    assert AreaFigures.objects.count() == len(country.COUNTS)


def test_a_broken_run_stores_nothing(typed: Typed, fake: Fake) -> None:
    fake.fail(*[Fault.CUT] * 6, on="skip=8")

    typed(*ASK)

    assert stored() == set()


def test_an_edition_that_changed_between_runs_is_fetched_from_its_start(
    typed: Typed, fake: Fake
) -> None:
    fake.fail(*[Fault.CUT] * 6, on="skip=8")
    typed(*ASK)
    fake.asked.clear()
    fake.modified = "2020-01-01T02:00:00"

    assert typed(*ASK)[0] == 0

    assert len(fake.asked) == 4


@pytest.mark.parametrize("words", [ASK, FOURTH], ids=["odata3", "odata4"])
def test_what_did_not_change_is_not_fetched_again(
    typed: Typed, fake: Fake, words: tuple[str, ...]
) -> None:
    typed(*words)
    before = tables()
    fake.asked.clear()

    code, said = typed(*words)

    assert code == 0
    assert "niet veranderd sinds de vorige keer" in said
    assert "stond er al, er is niets veranderd" in said
    assert len(fake.asked) == 1
    assert tables() == before


def test_again_fetches_all_of_it(typed: Typed, fake: Fake) -> None:
    typed(*ASK)
    fake.asked.clear()

    typed(*ASK, "--again")

    assert len(fake.asked) == 4


def test_kept_pages_that_were_damaged_are_fetched_anew(
    typed: Typed, fake: Fake, folder: Path
) -> None:
    typed(*ASK)
    (folder / "kwb-2017-odata3" / "NL" / "0002.json.gz").write_bytes(b"no gzip")

    code, said = typed(*ASK)
    again = typed(*ASK)

    assert (code, "Er is niets opgeslagen" in said) == (1, True)
    assert again[0] == 0


def test_what_was_noted_of_kept_pages_may_be_nonsense(
    typed: Typed, fake: Fake, folder: Path
) -> None:
    typed(*ASK)
    (folder / "kwb-2017-odata3" / "NL" / "state.json").write_text("{", encoding="utf-8")

    assert typed(*ASK)[0] == 0


def test_a_column_of_points_is_not_yet_published(typed: Typed, fake: Fake) -> None:
    fake.rows = country.rows(HuishoudensTotaal={})

    code, said = typed(*ASK)

    assert code == 0, said
    assert "nog leeg" in said
    assert "HuishoudensTotaal_20" in said


def test_observations_come_with_names_and_reasons(typed: Typed, fake: Fake) -> None:
    code, said = typed(*FOURTH)

    assert code == 0, said
    assert "kwb 2017: 11 gebieden, 22 van 33 cijfers bekend." in said
    assert Area.objects.get(code="BU03980101").name == "Naam van BU03980101"
    assert AreaYear.objects.filter(year=2017).count() == len(country.COUNTS)


def test_fewer_observations_than_the_service_counts_store_nothing(
    typed: Typed, fake: Fake, folder: Path
) -> None:
    fake.promised = 5

    code, said = typed(*FOURTH)

    assert code == 1
    assert "minder rijen dan het zegt te hebben (33 / 38)" in said
    assert stored() == set()
    assert not (folder / "kwb_2017_odata4.zip").exists()
    fake.promised = 0
    assert typed(*FOURTH)[0] == 0


def test_one_municipality_comes_with_its_country(typed: Typed, fake: Fake) -> None:
    code, said = typed(*ASK, "--municipality", "gm0353")

    assert code == 0, said
    assert "hele land" in said
    codes = set(Area.objects.values_list("code", flat=True))
    assert codes == {"NL00", "GM0353", "WK035300", "BU03530000", "BU03530001"}


def test_a_second_municipality_does_not_push_the_first_out(typed: Typed, fake: Fake) -> None:
    typed(*ASK, "--municipality", "GM0353")
    fake.asked.clear()

    code, said = typed(*ASK, "--municipality", "GM0398")

    assert code == 0, said
    assert Edition.objects.get(current=True).areas == len(country.COUNTS)
    assert not any("0353" in one for one in fake.asked)


def test_the_third_version_gives_a_municipality_too(typed: Typed, fake: Fake) -> None:
    code, said = typed(*ASK, "--municipality", "GM0398", "--service", "odata3")

    assert code == 0, said
    codes = set(Area.objects.values_list("code", flat=True))
    assert {code[2:6] for code in codes if code != "NL00"} == {"0398"}


def test_a_municipality_never_replaces_the_country_by_accident(
    typed: Typed, fake: Fake
) -> None:
    typed(*ASK)
    before = tables()

    code, said = typed(*ASK, "--municipality", "GM0353")

    assert code == 1
    assert "--replace" in said
    assert tables() == before
    assert typed(*ASK, "--municipality", "GM0353", "--replace")[0] == 0


def test_a_table_of_another_year_is_refused(typed: Typed, fake: Fake) -> None:
    fake.year = 2016

    code, said = typed(*ASK)

    assert code == 1
    assert "Deze tabel gaat over 2016." in said
    assert len(fake.asked) == 1
    assert stored() == set()


def test_later_years_come_by_the_fourth_version(typed: Typed, fake: Fake) -> None:
    fake.year, fake.table = 2025, "86165NED"

    assert typed("fetch", "kwb", "--year", "2025")[0] == 0

    assert all("/odata/v1/CBS/86165NED/" in one for one in fake.asked)


def test_columns_that_change_halfway_store_nothing(typed: Typed, fake: Fake) -> None:
    fake.rows[6]["Onbekend_99"] = "1"

    code, said = typed(*ASK)

    assert (code, "andere waarden" in said) == (1, True)
    assert stored() == set()


def test_a_table_that_tells_nothing_of_itself_is_refused(typed: Typed, fake: Fake) -> None:
    fake.fail(*[Fault.LIST] * 6)

    code, said = typed(*ASK)

    assert (code, "geen heel antwoord" in said) == (1, True)


def test_the_report_of_rejected_cells_goes_where_one_asks(
    typed: Typed, fake: Fake, tmp_path: Path
) -> None:
    fake.rows = country.rows(HuishoudensTotaal={**country.COUNTS, "BU03980101": "veel"})
    report = tmp_path / "report.csv"

    code, said = typed(*ASK, "--report", report)

    assert code == 0, said
    assert "veel" in report.read_text(encoding="utf-8")
