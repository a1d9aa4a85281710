"""The funders of a municipality, and a controller's table in two steps."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.kit.test_spreadsheets import book, with_formula
from tests.makers.money import HEAD, divide, percent
from tests.makers.programme import make_cost, make_coverage, make_programme
from tests.web.programme.conftest import YEAR
from tests.web.seen import seen
from wijkregie.domain.programme.models import CostLine, CoverageLine, Funder, FunderAlias
from wijkregie.sources import money_file

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
    from wijkregie.domain.programme.models import Project

pytestmark = pytest.mark.django_db
ROWS = (
    f"1;Samen eten;kosten;{YEAR};bank;;12.500,00",
    f"1;Samen eten;dekking;{YEAR};WMO-budget;toegezegd;10.000",
)


@pytest.fixture
def project(city: City) -> Project:
    return city.project()


def table(*rows: str, name: str = "geld.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join((HEAD, *rows)).encode())


def sent(browser: Browser, city: City, file: SimpleUploadedFile) -> Any:
    return browser.post(f"{city.page}/geld/inlezen", file=file)


def confirmed(browser: Browser, city: City, page: Any) -> Any:
    initial = page.context["report"]["confirm"].initial
    return browser.follow(f"{city.page}/geld/inlezen", **initial)


def told(page: Any) -> str:
    found = seen(page)
    assert found.faults() == []
    return found.text.replace("\u00a0", " ")


def test_the_list_names_funders_and_what_looks_alike(
    city: City, project: Project, manager: Browser
) -> None:
    assert "Nog geen financiers" in told(manager.get(city.url("financiers")))
    make_coverage(project, 100_00, year=YEAR, funder="WMO-budget")
    make_coverage(project, 5_00, year=YEAR, funder="Wmo budget")
    make_coverage(project, None, year=YEAR, funder="Provincie")

    page = manager.get(city.url("financiers"))

    text = told(page)
    assert "“Wmo budget” lijkt op “WMO-budget”." in text
    assert "WMO-budget 1 project; € 100" in text
    assert "Provincie 1 project; niet bekend" in text
    least = Funder.objects.get(name="Wmo budget").pk
    known = Funder.objects.get(name="WMO-budget").pk
    assert f"/financiers/{least}/samenvoegen?met={known}" in page.content.decode()


def test_two_funders_become_one(city: City, project: Project, manager: Browser) -> None:
    make_coverage(project, 100_00, year=YEAR, funder="WMO-budget")
    make_coverage(project, 5_00, year=YEAR, funder="Wmo budget")
    least, known = (Funder.objects.get(name=name).pk for name in ("Wmo budget", "WMO-budget"))
    url = city.url(f"financiers/{least}/samenvoegen")

    form = manager.get(url, met=str(known))
    assert f'value="{known}" selected' in form.content.decode()
    assert "Dat kun je niet terugdraaien." in told(form)
    assert manager.post(url, into="").status_code == 422
    page = manager.follow(url, into=str(known))

    assert "De twee zijn nu één financier." in told(page)
    assert "ook wel Wmo budget" in told(page)
    assert CoverageLine.objects.filter(funder_id=known).count() == 2
    assert manager.get(url).status_code == 404


def test_two_funders_of_one_division_are_not_made_one(
    city: City, project: Project, manager: Browser
) -> None:
    divide(project, percent("A-fonds", "50"), percent("B-fonds", "50"))
    first, second = Funder.objects.order_by("pk").values_list("pk", flat=True)

    page = manager.post(city.url(f"financiers/{first}/samenvoegen"), into=str(second))

    assert page.status_code == 422
    assert "noemt ze allebei" in page.content.decode()


def test_a_funder_gets_another_name(city: City, project: Project, manager: Browser) -> None:
    make_coverage(project, 1, year=YEAR, funder="Wmo")
    url = city.url(f"financiers/{Funder.objects.get().pk}")

    assert seen(manager.get(url)).faults() == []
    assert manager.post(url, name="").status_code == 422
    assert "De naam is opgeslagen." in told(manager.follow(url, name="WMO-budget"))
    assert FunderAlias.objects.get().name == "Wmo"


def test_only_who_steers_sees_funders_and_reads_in(
    city: City, project: Project, worker: Browser, passer_by: Browser
) -> None:
    make_coverage(project, 1, year=YEAR, funder="Wmo")
    pk = Funder.objects.get().pk
    pages = ("financiers", f"financiers/{pk}", f"financiers/{pk}/samenvoegen")
    urls = [*(city.url(one) for one in pages), f"{city.page}/geld/inlezen"]

    for url in urls:
        assert passer_by.get(url).status_code == 302
        assert worker.get(url).status_code == 403
    assert passer_by.get(city.url("programma/niets/geld/inlezen")).status_code == 404
    assert "Tabel inlezen" not in told(worker.get(f"{city.page}/geld"))


def test_a_table_is_looked_at_and_then_read_in(
    city: City, project: Project, manager: Browser
) -> None:
    assert "Tabel inlezen" in told(manager.get(f"{city.page}/geld"))
    assert seen(manager.get(f"{city.page}/geld/inlezen")).faults() == []

    look = sent(manager, city, table(*ROWS))

    text = told(look)
    assert "geld.csv: 2 regels van 1 project." in text
    assert "Nieuw: 2. Gewijzigd: 0. Weggehaald: 0." in text
    assert f"{YEAR} € 12.500 € 12.500 € 10.000 € 10.000" in text
    assert not CostLine.objects.exists()
    page = confirmed(manager, city, look)
    assert "De tabel is ingelezen. Nieuw: 2, gewijzigd: 0, weg: 0." in told(page)
    assert CostLine.objects.get().cents == 12_500_00
    assert "er verandert niets" in told(sent(manager, city, table(*ROWS)))


def test_a_workbook_that_was_taken_along_changes_in_one_cell(
    city: City, project: Project, manager: Browser
) -> None:
    make_cost(project, 12_500_10, year=YEAR, what="bank")
    make_cost(project, None, year=YEAR, what="=HYPERLINK(1)")
    make_coverage(project, 33, year=None, funder="Woonwaard")
    make_cost(city.project("Tweede"), 1, year=YEAR)
    raw = manager.get(f"{city.page}/geld.xlsx").content

    same = sent(manager, city, SimpleUploadedFile("geld.xlsx", raw))
    assert "er verandert niets" in told(same)

    rows: list[list[object]] = [
        list(money_file.HEADS),
        [1, "Samen eten", "kosten", YEAR, "bank", None, 12_500.11],
        [1, "Samen eten", "kosten", YEAR, "=HYPERLINK(1)", None, None],
        [1, "Samen eten", "dekking", None, "Woonwaard", "toegezegd", 0.33],
    ]
    made = io.BytesIO()
    with xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False}
    ) as written:
        sheet = written.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    look = sent(manager, city, SimpleUploadedFile("geld.xlsx", made.getvalue()))

    text = told(look)
    assert f"1. Samen eten kosten {YEAR}, bank, € 12.500,10 {YEAR}, bank, € 12.500,11" in text
    assert "Gewijzigd: 1." in text
    assert "Project 2 staat niet in de tabel en blijft zoals het is." in text
    confirmed(manager, city, look)
    assert CostLine.objects.get(what="bank").cents == 12_500_11
    assert CostLine.objects.count() == 3


def test_everything_that_is_wrong_is_named_and_nothing_is_stored(
    city: City, project: Project, manager: Browser
) -> None:
    rows = (*ROWS, f"1;;kosten;{YEAR};stoel;;-5", f"8;;kosten;{YEAR};stoel;;5")

    page = sent(manager, city, table(*rows))

    assert page.status_code == 422
    text = told(page)
    assert "Rij 4, kolom bedrag, waarde “-5”: een bedrag kan niet lager zijn dan nul." in text
    assert "Rij 5, kolom projectnummer, waarde “8”" in text
    assert text.index("Rij 5") < text.index("Verbeter de regels die hierboven staan")
    assert not CostLine.objects.exists()


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("geld.csv", b"nummer;soort;jaar\n1;kosten;2026", "Deze kolom is er niet"),
        ("geld.csv", HEAD.encode(), "Er staan geen regels in"),
        ("geld.csv", HEAD.encode() + b"\n1;;;;;;;5", "meer cellen dan de kop"),
        ("geld.xlsx", b"PK\x03\x04 kapot", "houdt halverwege op"),
        ("geld.csv", b"x" * (money_file.LIMIT + 1), "hoogstens 5 MB"),
        ("geld.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1oud", "geen tabel"),
    ],
)
def test_a_file_that_is_no_table_of_money_is_refused(
    name: str, raw: bytes, said: str, city: City, manager: Browser
) -> None:
    page = sent(manager, city, SimpleUploadedFile(name, raw))

    assert page.status_code == 422
    assert said in page.content.decode().replace("&#x27;", "'")


def test_a_formula_that_was_never_worked_out_is_named(
    city: City, project: Project, manager: Browser
) -> None:
    head = ["projectnummer", "bedrag", "soort", "jaar", "omschrijving", "status"]
    row = ["1", 2, "kosten", YEAR, "bank"]
    raw = with_formula(book([head, row]), b'<c r="B2"><f>1+1</f></c>')

    page = sent(manager, city, SimpleUploadedFile("geld.xlsx", raw))

    assert page.status_code == 422
    assert "een formule zonder uitkomst" in told(page)
    assert not CostLine.objects.exists()


def test_new_funders_that_look_like_known_ones_and_divisions_are_told(
    city: City, project: Project, manager: Browser
) -> None:
    make_cost(project, 100_00, year=YEAR, what="bank")
    divide(project, percent("WMO-budget", "100"))
    rows = (
        f"1;;kosten;{YEAR};bank;;200",
        f"1;;dekking;{YEAR};WMO-budget;toegezegd;100",
        f"1;;dekking;{YEAR};Wmo budget;gevraagd;1",
    )

    text = told(sent(manager, city, table(*rows)))

    assert "“Wmo budget” is nieuw en lijkt op “WMO-budget”." in text
    assert "volgt de dekking hier uit een verdeling" in text


def test_what_changed_meanwhile_is_not_stored_unseen(
    city: City, project: Project, manager: Browser
) -> None:
    look = sent(manager, city, table(*ROWS))
    make_cost(project, 5, year=YEAR, what="stoel")
    initial = look.context["report"]["confirm"].initial

    page = manager.post(f"{city.page}/geld/inlezen", **initial)

    assert page.status_code == 422
    assert "veranderd sinds je keek" in told(page)
    assert CostLine.objects.get().cents == 5


def test_a_table_that_was_meddled_with_is_not_stored(
    city: City, project: Project, manager: Browser
) -> None:
    initial = sent(manager, city, table(*ROWS)).context["report"]["confirm"].initial
    url = f"{city.page}/geld/inlezen"

    for changed in ({"table": initial["table"] + "x"}, {"table": ""}):
        page = manager.post(url, **initial | changed)
        assert page.status_code == 422
        assert "niet meer bevestigen" in told(page)
    other = make_programme(city.municipality, "Ander", years=(YEAR, YEAR))
    page = manager.post(city.url(f"programma/{other.key}/geld/inlezen"), **initial)
    assert "niet meer bevestigen" in told(page)
    assert not CostLine.objects.exists()


def test_very_many_changes_are_counted(city: City, project: Project, manager: Browser) -> None:
    rows = [f"1;;kosten;{YEAR};deel {at};;{at}" for at in range(205)]

    text = told(sent(manager, city, table(*rows)))

    assert "En nog 5." in text
