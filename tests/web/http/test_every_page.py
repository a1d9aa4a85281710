"""What holds for every public page: whole, in Dutch, without script, at a fixed price."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.makers.indicators import make_figures, sheet
from tests.makers.places import make_own_area, scope_for
from tests.makers.small_town import NAMES, PEOPLE, cells
from tests.web.seen import seen
from wijkregie.web.http.addresses import area_words

if TYPE_CHECKING:
    from tests.makers.small_town import Town
    from tests.web.conftest import Look

MOLENWIJK = "gebied/WK939801-molenwijk"
#: Where one asks by sending where one is: that stands in no address.
POSTS = "waar-ben-ik"
PAGES = (
    "",
    "zoeken",
    "zoeken?q=molenwijk",
    "zoeken?q=qqqq",
    "over",
    "privacy",
    "toegankelijkheid",
    "groepen",
    "gehoord",
    "gehoord?gebied=WK939801",
    "kaart",
    "kaart?cijfer=urbanity&niveau=district",
    "kaart?cijfer=homes_owned&niveau=neighbourhood&volgorde=-waarde",
    "cijfers",
    "cijfers/inhabitants",
    "cijfers/aged_65_plus?niveau=district&volgorde=-waarde",
    "cijfers/wijkscan",
    MOLENWIJK,
    f"{MOLENWIJK}?jaar=2017",
    f"{MOLENWIJK}/cijfers",
    f"{MOLENWIJK}/cijfers/inhabitants",
    f"{MOLENWIJK}/cijfers/homes_owned?jaar=2017",
    "vergelijk",
    "vergelijk?a=WK939801&b=WK939802",
    POSTS,
    "gebied/WK939803-nieuwland",
    "gebied/GM9398-heuvelstad",
    "gebied/BU93980101-molenwijk-noord",
)
COUNTRY = ("", "zoeken?q=molenwijk", "cijfers", "cijfers/inhabitants", "over", "privacy")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_its_links_lead_somewhere(
    small_town: Town, look: Look, client: Client, path: str
) -> None:
    page = look(small_town.url(path))

    assert page.faults() == []
    assert page.title.endswith(" Heuvelstad")
    inside = {url for url, _text in page.links if url.startswith("/")}
    wrong = {url: status for url in inside if (status := client.get(url).status_code) >= 400}
    assert wrong == {}


@pytest.mark.parametrize("path", COUNTRY)
def test_the_country_has_whole_pages_too(small_town: Town, look: Look, path: str) -> None:
    assert look(f"/nederland/{path}").faults() == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>the year</p>", "English"),
        ("<p>None</p>", "empty words"),
        ("<h1>A</h1><h3>B</h3>", "a heading skips a level"),
        ("<h1>A</h1><h1>B</h1>", "one main heading"),
        ("<div><p>x</div>", "tags"),
        ("<p style='color: red'>x</p>", "inline style or script"),
        ("<p id='a'></p><p id='a'></p>", "an id is used twice"),
        ("<label for='a'>x</label>", "an id is named that is not there"),
    ],
)
def test_a_fault_that_is_planted_is_found(html: str, fault: str) -> None:
    assert fault in seen(HttpResponse(html)).faults()


@pytest.mark.parametrize(
    "path",
    [
        *(page for page in PAGES if page != POSTS),
        "huisstijl.css",
        f"{MOLENWIJK}/cijfers.csv",
        "kaart.svg",
    ],
)
def test_looking_needs_no_post(small_town: Town, client: Client, path: str) -> None:
    url = small_town.url(path)

    head, posted = client.head(url), client.post(url)

    assert (head.status_code, head.content) == (200, b"")
    assert posted.status_code == 405
    assert posted["Allow"] == "GET, HEAD"


def costs(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def more_areas(town: Town, number: int) -> None:
    """So many wijken more, each with two buurten, and as many own wijken."""
    codes = [f"WK9398{at:02}" for at in range(10, 10 + number)]
    codes += [f"BU9398{at:02}0{part}" for at in range(10, 10 + number) for part in (1, 2)]
    found = cells(year=2018)
    found |= {code: dict(found["WK939801"]) for code in codes}
    make_figures(sheet(found, period=2018), replace=True)
    for at in range(10, 10 + number):
        make_own_area(town.municipality, f"Eigen {at}", f"WK9398{at}")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("", 24),
        ("zoeken", 22),
        ("zoeken?q=hoek", 8),
        ("kaart", 26),
        ("kaart?niveau=neighbourhood", 24),
        ("cijfers", 10),
        ("cijfers/inhabitants", 30),
        ("vergelijk?a=WK939801&b=WK939802", 24),
        ("gebied/GM9398", 42),
        ("gebied/WK939801", 44),
        ("gebied/WK939801/cijfers", 34),
        ("gebied/WK939801/cijfers/inhabitants", 46),
    ],
)
def test_a_page_costs_as_much_with_thirty_areas_as_with_three(
    small_town: Town, client: Client, path: str, most: int
) -> None:
    def url() -> str:
        kind, _slash, rest = path.partition("/")
        if kind != "gebied":
            return small_town.url(path)
        code, slash, more = rest.partition("/")
        return small_town.url(f"gebied/{area_words(small_town.area(code))}{slash}{more}")

    few = costs(client, url())
    more_areas(small_town, 30)
    many = costs(client, url())

    assert many == few
    assert many <= most


def test_the_country_costs_the_same_however_many_areas(
    small_town: Town, client: Client
) -> None:
    few = costs(client, "/nederland/cijfers/inhabitants?niveau=district&jaar=2018")
    more_areas(small_town, 30)
    many = costs(client, "/nederland/cijfers/inhabitants?niveau=district&jaar=2018")

    assert many == few <= 18


def test_the_small_town_is_what_the_tests_say() -> None:
    assert set(NAMES) == set(PEOPLE)
    assert PEOPLE["WK939801"] == PEOPLE["BU93980101"] + PEOPLE["BU93980102"]


def test_pages_of_logging_in_keep_the_frame(small_town: Town, look: Look) -> None:
    page = look("/inloggen/")

    assert "Heuvelstad wijk voor wijk" in page.text
    assert page.url("Kaart") == small_town.url("kaart")
    assert scope_for(small_town.municipality).name in page.title


def test_the_mark_of_the_site_is_a_file_of_our_own(small_town: Town, look: Look) -> None:
    html = look(small_town.url()).html

    assert '<link rel="icon" href="/static/wijkregie/mark.svg"' in html


def test_an_error_keeps_the_way_home(small_town: Town, client: Client, settings: Any) -> None:
    missing = client.get(small_town.url("bestaat-niet"))
    forged = Client(enforce_csrf_checks=True).post("/inloggen/", {"login": "a@voorbeeld.nl"})

    assert missing.status_code == 404
    assert small_town.url() in missing.content.decode()
    assert forged.status_code == 403
    assert "Verstuur het formulier opnieuw" in forged.content.decode()
