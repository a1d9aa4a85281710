"""Cost by funder by year: of a project, an area, a programme and the municipality."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.money import make_order, make_payment
from tests.makers.people import make_organisation
from tests.makers.places import AT
from tests.makers.programme import (
    make_cost,
    make_coverage,
    make_programme,
    make_project,
    make_raised,
)
from tests.web.programme.conftest import YEAR, make_city
from tests.web.seen import seen
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.states import Pledge
from wijkregie.kit.spreadsheets import as_text
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from typing import Any

    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
    from wijkregie.domain.programme.models import Project

pytestmark = pytest.mark.django_db
DASH = "\u2013"
#: What a row of the file is called on the page, where that is not the same.
IN_A_FILE = {
    "gevraagd": "gevraagd, telt nog niet mee",
    "nog te betalen": "nog te betalen op verplichtingen",
}


@pytest.fixture
def project(city: City) -> Project:
    """A project that costs 30,000 and lacks 10,000, on which something was spent."""
    made = city.project()
    make_cost(made, 30_000_00, year=YEAR, what="bank")
    make_cost(made, 5_000_00, year=YEAR + 1)
    make_coverage(made, 20_000_00, year=YEAR, pledge=Pledge.COMMITTED)
    make_coverage(made, 5_000_00, year=YEAR + 1, funder="Woonwaard")
    make_coverage(made, 9_000_00, year=YEAR, funder="Woonwaard", pledge=Pledge.ASKED)
    order = make_order(made, 12_000_00, year=YEAR)
    make_payment(made, 2_000_00, commitment_id=order)
    return made


def text_of(answer: Any) -> str:
    assert answer.status_code == 200
    page = seen(answer)
    assert page.faults() == []
    return page.text.replace("\u00a0", " ")


def rows_of(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def sheet_of(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200
    text = as_text(answer.content, file="geld.xlsx").decode()
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def commented(answer: Any) -> set[str]:
    """The cells with a note on the sheets of a workbook, each checked to hold nothing else."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        cells = book.read("xl/worksheets/sheet2.xml").decode()
        notes = "".join(book.read(one).decode() for one in book.namelist() if "comment" in one)
    found = set(re.findall(r'<comment ref="([A-Z]+[0-9]+)"', notes))
    filled = re.findall(r'<c r="([A-Z]+[0-9]+)"[^>]*><v>', cells)
    assert not found & {*filled}
    return found


def test_the_table_stands_costs_beside_funders_and_years(
    city: City, project: Project, passer_by: Browser
) -> None:
    text = text_of(passer_by.get(f"{city.page}/geld"))

    assert "Samen kost het € 35.000. Daarvan is € 12.000 besteld en € 2.000 betaald." in text
    assert "betaald. Dekkingstekort: € 10.000." in text
    assert "Kosten € 30.000 € 5.000 € 35.000" in text
    assert f"Wijkbudget vastgelegd € 20.000 {DASH} € 20.000" in text
    assert f"Woonwaard toegezegd {DASH} € 5.000 € 5.000" in text
    assert f"Woonwaard gevraagd € 9.000 {DASH} € 9.000" in text
    assert "Gedekt € 20.000 € 5.000 € 25.000" in text
    assert "Dekkingstekort € 10.000 niets € 10.000" in text
    assert "Nog te bestellen € 18.000 € 5.000 € 23.000" in text
    assert "Nog te betalen op verplichtingen € 10.000 geen € 10.000" in text
    assert "1. Samen eten Molenwijk € 35.000 € 25.000 € 10.000 € 12.000 € 2.000" in text


def test_what_is_not_known_is_no_nought(city: City, passer_by: Browser) -> None:
    made = city.project()
    make_cost(made, None, year=YEAR)
    make_coverage(made, None, year=None, funder="Provincie")
    make_order(made, 7_00, year=YEAR)
    city.project("Zonder kosten")

    text = text_of(passer_by.get(f"{city.page}/geld"))

    assert "Wat dit kost, is nog niet bekend. Er is € 7 besteld en niets betaald." in text
    assert f"Provincie toegezegd {DASH} niet bekend niet bekend" in text
    assert "Nog te bestellen niet bekend niet bekend niet bekend" in text
    assert "Zonder kosten Molenwijk niet bekend geen niet bekend geen geen" in text
    assert "€ 0 " not in text


def test_no_cell_of_the_files_makes_a_nought_of_what_the_page_does_not_know(
    city: City, passer_by: Browser
) -> None:
    made = city.project()
    make_cost(made, 5_00, year=YEAR)
    make_cost(made, None, year=YEAR + 1)
    make_coverage(made, None, year=YEAR + 1, funder="Provincie")
    make_coverage(made, None, year=YEAR + 1, funder="Fonds", pledge=Pledge.ASKED)
    make_order(made, 7_00, year=YEAR)
    url = f"{city.page}/geld"

    page = passer_by.get(url).context["tables"][0]["rows"]
    rows = rows_of(passer_by.get(f"{url}/tabel.csv"))
    noted = commented(passer_by.get(f"{url}.xlsx"))

    shown = {one["name"].casefold(): [cell["text"] for cell in one["cells"]] for one in page}
    assert len(rows) == len(shown) + 2
    readings = next(row for row in rows if row[0] == "hoe je dat tekort leest")
    assert readings[2:-1] == ["precies", "niet bekend", "minstens"]
    for at, (name, _status, *cells, _unknown) in enumerate(rows[1:], start=2):
        if name == readings[0]:
            continue
        texts = shown[IN_A_FILE.get(name, name).casefold()]
        for letter, text, cell in zip("CDE", texts, cells, strict=True):
            assert (cell == "niet bekend") == (text == "niet bekend"), (name, letter, cell)
            assert (cell == "") == (text == DASH), (name, letter, text, cell)
            assert (f"{letter}{at}" in noted) == (text == "niet bekend"), (name, letter, text)
    of_year = {row[0]: row[3] for row in rows[1:] if row != readings}
    assert [name for name, cell in of_year.items() if cell != "niet bekend"] == [
        "besteld of meteen betaald",
        "betaald",
        "nog te betalen",
    ]


def stopped_project(city: City) -> Project:
    """A project that stopped after 7,000 was ordered and 4,000 of it paid."""
    made = city.project("Buurtbus")
    make_cost(made, 90_000_00, year=YEAR)
    make_coverage(made, 80_000_00, year=YEAR)
    order = make_order(made, 7_000_00, year=YEAR)
    make_payment(made, 4_000_00, commitment_id=order)
    services.stop(made.pk, "er kwam niemand", by=installation(made.municipality_id), at=AT)
    return made


def test_what_was_spent_on_a_stopped_project_stays_in_the_sums_on_rows_of_its_own(
    city: City, project: Project, passer_by: Browser
) -> None:
    made = stopped_project(city)
    url = f"{city.page}/geld"

    text = text_of(passer_by.get(url))

    assert "Samen kost het € 35.000. Daarvan is € 12.000 besteld en € 2.000 betaald." in text
    assert "Op gestopte projecten is € 7.000 besteld en € 4.000 betaald." in text
    assert "Besteld of meteen betaald € 19.000 geen € 19.000" in text
    assert "Besteld op gestopte projecten € 7.000 geen € 7.000" in text
    assert "Nog te bestellen € 18.000 € 5.000 € 23.000" in text
    assert "Betaald € 6.000 geen € 6.000" in text
    assert "Betaald op gestopte projecten € 4.000 geen € 4.000" in text
    assert "Nog te betalen op verplichtingen € 13.000 geen € 13.000" in text
    assert f"Buurtbus gestopt; Molenwijk {DASH} {DASH} {DASH} € 7.000 € 4.000" in text
    assert "De kosten en de dekking ervan tellen niet meer mee." in text
    rows = rows_of(passer_by.get(f"{url}/tabel.csv"))
    spent = {row[0]: row[-2] for row in rows if row[0].endswith("gestopte projecten")}
    assert spent == {
        "besteld op gestopte projecten": "7000,00",
        "betaald op gestopte projecten": "4000,00",
    }
    assert {row[0]: row[-2] for row in rows}["betaald"] == "6000,00"
    with zipfile.ZipFile(io.BytesIO(passer_by.get(f"{url}.xlsx").content)) as book:
        assert "betaald op gestopte projecten" in book.read("xl/sharedStrings.xml").decode()
    own = text_of(passer_by.get(city.card(made, "/geld")))
    assert "blijft meetellen in besteld en betaald" in own
    assert "Samen kost het € 90.000. Daarvan is € 7.000 besteld" in own


def test_where_all_stopped_only_what_was_spent_is_told(
    city: City, project: Project, passer_by: Browser
) -> None:
    stopped_project(city)
    url = f"{city.page}/geld"

    text = text_of(passer_by.get(f"{url}?status=gestopt"))

    assert "Op gestopte projecten is € 7.000 besteld en € 4.000 betaald." in text
    assert "Samen kost het" not in text
    assert "Nog te bestellen" not in text
    assert "Betaald op gestopte projecten € 4.000" in text
    assert "Dekkingstekort" not in text.split("Per project")[0].split("Wat het kost")[-1]
    rows = rows_of(passer_by.get(f"{url}/tabel.csv?status=gestopt"))
    assert [row[0] for row in rows[1:]] == [
        "besteld of meteen betaald",
        "besteld op gestopte projecten",
        "betaald",
        "betaald op gestopte projecten",
        "nog te betalen",
    ]
    running = text_of(passer_by.get(f"{url}?status=loopt"))
    assert "op gestopte projecten" not in running


def test_what_nobody_noted_is_no_nought_in_the_files(city: City, passer_by: Browser) -> None:
    make_cost(city.project(), 5_00, year=YEAR)

    rows = rows_of(passer_by.get(f"{city.page}/geld/tabel.csv"))

    assert [row[2:] for row in rows[-4:]] == [["niet bekend", "niet bekend", ""]] * 4


def test_what_nobody_noted_is_no_none_on_the_page_either(
    city: City, passer_by: Browser
) -> None:
    make_cost(city.project("Een"), 5_00, year=YEAR)
    noted = make_project(
        make_programme(city.municipality, "Ander programma", years=(YEAR, YEAR))
    )
    make_order(noted, 7_00, year=YEAR)

    here, everywhere = (
        text_of(passer_by.get(url)) for url in (f"{city.page}/geld", city.url("geld"))
    )

    for text in (here, everywhere):
        assert "Een Molenwijk € 5 geen € 5 niet bekend niet bekend" in text
    assert "€ 7 geen" in everywhere


def test_costs_without_a_year_may_be_costs_of_each_year(
    city: City, project: Project, passer_by: Browser
) -> None:
    city.project("Zonder kosten")
    url = f"{city.page}/geld"

    whole = passer_by.get(url)
    rows = rows_of(passer_by.get(f"{url}/tabel.csv"))

    assert "Samen kost het minstens € 35.000." in text_of(whole)
    assert "Kosten € 30.000 € 5.000 niet bekend minstens € 35.000" in text_of(whole)
    assert rows[1][2:] == ["30000,00", "5000,00", "niet bekend", "35000,00", "1"]
    year = text_of(passer_by.get(url, jaar=str(YEAR)))
    assert "Samen kost het minstens € 30.000." in year
    assert "Dekkingstekort: minstens € 10.000." in year


def test_more_ordered_than_it_costs_says_so(city: City, passer_by: Browser) -> None:
    made = city.project()
    make_cost(made, 5_00, year=YEAR)
    make_order(made, 7_00, year=YEAR)

    assert "€ 2 meer dan de kosten" in text_of(passer_by.get(f"{city.page}/geld"))


def test_the_municipality_is_all_programmes_together(
    city: City, project: Project, passer_by: Browser
) -> None:
    other = make_programme(city.municipality, "Ander programma", years=(YEAR, YEAR))
    make_cost(make_project(other), 1_000_00, year=YEAR)

    page = passer_by.get(city.url("geld"))

    assert "Samen kost het € 36.000." in text_of(page)
    assert seen(page).url("Molenwijk") == city.url(f"geld/gebied/{city.area.code}")
    found = passer_by.get(city.url("programma/"))
    assert seen(found).url("Het geld van alle programma's samen") == city.url("geld")


def test_a_project_of_two_areas_counts_whole_in_both_and_the_page_says_so(
    city: City, project: Project, passer_by: Browser
) -> None:
    both = city.project("Beide", area_ids=(city.area.pk, city.other_area.pk))
    make_cost(both, 1_000_00, year=YEAR)

    first = text_of(passer_by.get(city.url(f"geld/gebied/{city.area.code}")))
    second = text_of(passer_by.get(city.url(f"geld/gebied/{city.other_area.code}")))

    assert "Samen kost het € 36.000." in first
    assert "Samen kost het € 1.000." in second
    for text in (first, second):
        assert "1 project ligt ook in andere gebieden en telt hier helemaal mee." in text
        assert "Tel bedragen van gebieden dus niet op." in text
    chosen = text_of(passer_by.get(city.url("geld"), wijk=city.other_area.code))
    assert "1 project ligt ook in andere gebieden" in chosen


def test_a_part_can_be_chosen_and_keeps_its_address(
    city: City, project: Project, passer_by: Browser
) -> None:
    other = city.project("Ander", area_ids=(city.other_area.pk,))
    make_cost(other, 1_00, year=YEAR)
    by = installation(city.municipality.pk)
    services.finish(other.pk, "klaar", by=by, at=AT)
    whole = queries.finance_visible_to(by, queries.MoneyFilter())
    funder = next(one.funder_id for one in whole.funders if one.name == "Woonwaard")
    url = f"{city.page}/geld"

    year = passer_by.get(url, jaar=str(YEAR + 1), wijk=city.area.code)
    assert "Samen kost het € 5.000. Dekkingstekort: niets." in text_of(year)
    assert f"jaar={YEAR + 1}&amp;wijk={city.area.code}" in year.content.decode()
    one = text_of(passer_by.get(url, financier=str(funder)))
    assert "Je ziet één financier" in one
    assert "Wijkbudget" not in one.split("Wat of wie")[1]
    assert "Samen kost het € 1." in text_of(passer_by.get(url, status="afgerond"))
    options = passer_by.get(url).context["choices"][-1]["options"]
    assert options[0]["text"] == "Elke stand"
    for name in ("jaar", "wijk", "partij", "thema", "financier", "status"):
        assert passer_by.get(url, **{name: "1850"}).status_code == 404
    none = text_of(passer_by.get(url, status="afgerond", wijk=city.area.code))
    assert "Niets past bij deze keuze" in none


@pytest.fixture
def held(city: City, project: Project) -> Project:
    """A project that two organisations hold, beside one of one of them about a theme."""
    theirs = city.project(
        "Fietsles",
        holder_ids=(city.organisation.pk,),
        signal_ids=(make_raised(city.municipality, area=city.area).pk,),
    )
    make_cost(theirs, 1_000_00, year=YEAR)
    make_cost(theirs, None, year=YEAR, what="helm")
    other = make_organisation(city.municipality, "Kern8")
    both = city.project("Samen", holder_ids=(city.organisation.pk, other.pk))
    make_cost(both, 2_000_00, year=YEAR)
    return both


@pytest.mark.parametrize("path", ["programma/samen-de-wijk/geld", "geld", "geld/gebied/{area}"])
def test_the_money_of_a_partner_or_a_theme_can_be_chosen(
    city: City, held: Project, passer_by: Browser, path: str
) -> None:
    url = city.url(path.format(area=city.area.code))

    page = passer_by.get(url, partij="stichting-samen")
    text = text_of(page)
    assert "Samen kost het minstens € 3.000." in text
    assert "1 project heeft ook andere projecthouders en telt hier helemaal mee." in text
    assert page.context["permalink"].endswith(f"{url}?partij=stichting-samen")
    assert "Samen kost het € 2.000." in text_of(passer_by.get(url, partij="kern8"))
    assert "kost het minstens € 1.000." in text_of(passer_by.get(url, thema="ontmoeten"))
    assert "Samen kost het € 37.000." in text_of(passer_by.get(url, thema="zonder-thema"))


def test_the_files_hold_the_money_of_that_partner_or_theme(
    city: City, held: Project, passer_by: Browser
) -> None:
    url, of_theme = f"{city.page}/geld", {"thema": "ontmoeten"}

    table = rows_of(passer_by.get(f"{url}/tabel.csv", **of_theme))
    lines = rows_of(passer_by.get(f"{url}.csv", partij="stichting-samen"))
    book = passer_by.get(f"{url}.xlsx", **of_theme)

    assert next(row for row in table if row[0] == "kosten")[-2:] == ["1000,00", "1"]
    assert {row[1] for row in lines[1:]} == {"Fietsles", "Samen"}
    assert {row[1] for row in sheet_of(book)[1:]} == {"Fietsles"}
    with zipfile.ZipFile(io.BytesIO(book.content)) as sheets:
        assert "Thema: Ontmoeten" in sheets.read("xl/sharedStrings.xml").decode()
    asked = {one["name"] for one in passer_by.get(city.card(held, "/geld")).context["choices"]}
    assert asked == {"jaar", "financier", "status"}


def test_without_projects_it_says_what_will_come(city: City, passer_by: Browser) -> None:
    for path in (f"{city.page}/geld", city.url("geld")):
        text = text_of(passer_by.get(path))
        assert "Nog geen geld" in text
        assert "Wat dit kost, is nog niet bekend." in text


def test_every_line_and_the_table_come_along(
    city: City, project: Project, passer_by: Browser
) -> None:
    make_coverage(project, None, year=None, funder="=HYPERLINK(1)")

    lines = rows_of(passer_by.get(f"{city.page}/geld.csv"))
    table = rows_of(passer_by.get(f"{city.page}/geld/tabel.csv"))

    assert lines[0][:3] == ["projectnummer", "project", "soort"]
    assert ["1", "Samen eten", "kosten", str(YEAR), "bank", "", "30000,00"] in lines
    assert ["1", "Samen eten", "dekking", "", "'=HYPERLINK(1)", "toegezegd", ""] in lines
    assert table[0] == [
        "wat of wie",
        "status",
        str(YEAR),
        str(YEAR + 1),
        "geen jaar genoemd",
        "samen",
        "niet bekend",
    ]
    assert table[1] == ["kosten", "", "30000,00", "5000,00", "0,00", "35000,00", "0"]
    unknown = ["niet bekend", "niet bekend"]
    assert ["'=HYPERLINK(1)", "toegezegd", "", "", *unknown, "1"] in table
    assert [
        "dekkingstekort",
        "",
        "10000,00",
        "0,00",
        "0,00",
        "10000,00",
        "",
    ] in table


def test_a_workbook_holds_numbers_and_runs_no_formula(
    city: City, project: Project, passer_by: Browser
) -> None:
    make_coverage(project, None, year=None, funder="=HYPERLINK(1)")
    make_cost(project, 12_50, year=YEAR, what="kop")

    rows = sheet_of(passer_by.get(f"{city.page}/geld.xlsx"))

    assert ["1", "Samen eten", "kosten", str(YEAR), "kop", "", "12.5"] in rows
    assert ["1", "Samen eten", "dekking", "", "=HYPERLINK(1)", "toegezegd", ""] in rows


def test_each_place_has_its_files(city: City, project: Project, passer_by: Browser) -> None:
    area, card = city.url(f"geld/gebied/{city.area.code}"), city.card(project, "/geld")
    for base in (city.url("geld"), area, card):
        lines = rows_of(passer_by.get(f"{base}/regels.csv", jaar=str(YEAR)))
        assert len(lines) == 4
        assert len(rows_of(passer_by.get(f"{base}/tabel.csv"))) == 13
        assert len(sheet_of(passer_by.get(f"{base}/geld.xlsx"))) == 6
    assert rows_of(passer_by.get(city.url("geld/regels.csv")))[0][-1] == "programma"


def test_what_is_not_there_is_not_found(city: City, passer_by: Browser) -> None:
    other = make_city("Dalstad", "GM9399")
    elsewhere = other.project()
    paths = (
        "programma/niets/geld",
        f"project/{elsewhere.pk}/geld",
        "geld/gebied/XX000",
    )

    for path in paths:
        assert passer_by.get(city.url(path)).status_code == 404
    assert passer_by.get("/nederland/geld").status_code == 404


def test_the_money_of_an_idea_counts_in_no_sum(
    city: City, worker: Browser, passer_by: Browser
) -> None:
    idea = city.project(decision_id=None)
    make_cost(idea, 5_00, year=YEAR)

    assert "telt niet mee in de bedragen" in text_of(worker.get(city.card(idea, "/geld")))
    assert passer_by.get(city.card(idea, "/geld")).status_code == 404


def test_a_page_of_money_costs_as_many_queries_with_much_as_with_little(
    city: City, project: Project, passer_by: Browser
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queried:
            assert passer_by.get(f"{city.page}/geld").status_code == 200
        return len(queried)

    cost()
    few = cost()
    for at in range(5):
        more = city.project(f"Project {at}")
        make_cost(more, 100, year=YEAR)
        make_coverage(more, 100, year=YEAR, funder=f"Fonds {at}")

    assert cost() == few <= 17
