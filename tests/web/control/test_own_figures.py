"""A table of own figures on a page: taken over, tried, refused; and what others see of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.kit.test_spreadsheets import book
from tests.makers.indicators import make_own_indicator
from tests.makers.places import make_own_area
from wijkregie.domain.indicators.models import Indicator, OwnFigure
from wijkregie.kit.models import LogRow
from wijkregie.sources import own_table
from wijkregie.web.control.forms.own_figures import key_of

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser, Town

pytestmark = pytest.mark.django_db

#: Of Noord 12 people answered; the wijk without Zuid would tell what they said.
ROWS: list[list[Any]] = [
    ["gebied", "Veilig", "n"],
    ["Molenwijk-Noord", 43.217, 12],
    ["Molenwijk-Zuid", 37.544, 80],
    ["WK939802", 52.311, 90],
    ["Molenwijk", 38.286, 92],
]
CSV = "\n".join(";".join(map(str, row)) for row in ROWS).encode()


def fields(**more: Any) -> dict[str, Any]:
    return {
        "file": SimpleUploadedFile("peiling.csv", CSV),
        "area": "gebied",
        "level": "",
        "value": "Veilig",
        "people": "n",
        "period": "2025",
        "name": "Voelt zich veilig",
        "definition": "Wie zich meestal veilig voelt.",
        "source": "Wijkpeiling 2025",
        "kind": "share",
        "unit": "%",
        "decimals": "3",
        "direction": "higher",
    } | more


def values() -> dict[str, float | None]:
    return {row.area.code: row.value for row in OwnFigure.objects.select_related("area")}


def words(page: Any) -> str:
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize("name", ["peiling.csv", "peiling.xlsx"])
def test_a_table_is_taken_over(administrator: Browser, town: Town, name: str) -> None:
    raw = CSV if name.endswith("csv") else book(ROWS)
    sent = fields(file=SimpleUploadedFile(name, raw))

    page = administrator.post(town.url("eigen-cijfers/nieuw/"), **sent)

    assert page.status_code == HTTPStatus.OK
    assert "De tabel is overgenomen" in words(page)
    assert "1 cijfer blijft verborgen: het gaat over te weinig mensen." in words(page)
    assert values() == {
        "BU93980101": None,
        "BU93980102": None,
        "WK939802": 52.311,
        "WK939801": 38.286,
    }
    made = Indicator.objects.get(key="eigen_voelt_zich_veilig")
    assert (made.decimals, made.direction, made.about_people) == (3, "higher", True)
    shown = words(administrator.get(town.url("eigen-cijfers/")))
    assert "Voelt zich veilig" in shown
    assert "4 cijfers, 2 verborgen" in shown


def test_another_table_of_a_figure_that_is_here(administrator: Browser, town: Town) -> None:
    administrator.post(town.url("eigen-cijfers/nieuw/"), **fields())
    made = Indicator.objects.get(key="eigen_voelt_zich_veilig")
    url = town.url(f"eigen-cijfers/{made.pk}/")

    asked = administrator.get(url)
    again = administrator.post(url, **fields(name="Veiligheid"))
    next_year = administrator.post(url, **fields(name="Veiligheid", period="2026"))

    assert 'value="Voelt zich veilig"' in asked.content.decode()
    assert "Alles stond er al" in words(again)
    assert "Nieuw: 4. Gewijzigd: 0." in words(next_year)
    made.refresh_from_db()
    assert made.name == "Veiligheid"
    assert "2025 tot en met 2026" in words(administrator.get(town.url("eigen-cijfers/")))


def test_a_trial_stores_nothing(administrator: Browser, town: Town) -> None:
    before = LogRow.objects.count()

    page = administrator.post(town.url("eigen-cijfers/nieuw/"), **fields(trial="on"))

    assert "Dit was een proef: er is niets opgeslagen" in words(page)
    assert "4 cijfers erbij zetten en 0 wijzigen" in words(page)
    assert not OwnFigure.objects.exists()
    assert LogRow.objects.count() == before


def test_what_was_not_taken_over_is_listed(administrator: Browser, town: Town) -> None:
    wrong = "\n".join(f"Nergens {number};50;80" for number in range(300)).encode()
    sent = fields(file=SimpleUploadedFile("peiling.csv", CSV + b"\n" + wrong))

    page = administrator.post(town.url("eigen-cijfers/nieuw/"), **sent)

    assert "300 cellen of rijen zijn niet overgenomen" in words(page)
    assert page.content.decode().count("Nergens") == 200
    assert "En nog 100." in words(page)


def test_a_name_that_stays_open_is_told_with_the_codes_it_may_mean(
    administrator: Browser, town: Town
) -> None:
    own = make_own_area(town.municipality, "Molenwijk", "WK939802").code

    some = administrator.post(town.url("eigen-cijfers/nieuw/"), **fields())
    alone = SimpleUploadedFile("peiling.csv", b"gebied;Veilig;n\nMolenwijk;38;92")
    none = administrator.post(town.url("eigen-cijfers/nieuw/"), **fields(file=alone))

    assert f"meer gebieden heten zo; gebruik de code: {own}, WK939801" in words(some)
    assert set(values()) == {"BU93980101", "BU93980102", "WK939802"}
    assert none.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "rij 2, kolom gebied, waarde “Molenwijk”: meer gebieden heten zo" in words(none)
    assert f"({own}, WK939801)" in words(none)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"value": "Onveilig"}, "kolom Onveilig"),
        ({"people": ""}, "Zonder dat kan niemand zien"),
        ({"period": ""}, "Noem de kolom met het jaar"),
        ({"file": SimpleUploadedFile("leeg.csv", b" ")}, "Het bestand is leeg"),
        ({"file": SimpleUploadedFile("peiling.csv", b"")}, "leeg"),
        ({"file": ""}, "verplicht"),
        ({"file": SimpleUploadedFile("x.xlsx", book(ROWS)[:-99])}, "stopt voor het einde"),
        ({"file": SimpleUploadedFile("x.csv", b"gebied;Veilig;n\nNergens;5;80")}, "Nergens"),
        ({"smallest_sample": "12"}, "30"),
        ({"smallest_cell": "2"}, "10"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_stored(
    administrator: Browser, town: Town, changes: dict[str, Any], told: str
) -> None:
    page = administrator.post(town.url("eigen-cijfers/nieuw/"), **fields(**changes))

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told in words(page)
    assert 'value="Voelt zich veilig"' in page.content.decode()
    assert not OwnFigure.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    administrator: Browser, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijkregie.web.control.forms.own_figures.LIMIT", 10)
    assert len(CSV) < own_table.LIMIT

    page = administrator.post(town.url("eigen-cijfers/nieuw/"), **fields())

    assert "Het bestand is te groot" in words(page)


def test_a_count_of_things_needs_no_people(administrator: Browser, town: Town) -> None:
    raw = SimpleUploadedFile("bomen.csv", b"gebied;jaar;bomen\nMolenwijk-Noord;2024;3\n")
    sent = fields(
        file=raw, value="bomen", people="", period="", period_column="jaar", kind="count"
    )

    page = administrator.post(
        town.url("eigen-cijfers/nieuw/"), **sent | {"things": "on", "decimals": "0"}
    )

    assert page.status_code == HTTPStatus.OK
    assert values() == {"BU93980101": 3}


def test_a_figure_of_classes_keeps_its_classes(administrator: Browser, town: Town) -> None:
    made = make_own_indicator(town.municipality, "oordeel", labels={1: "onder", 2: "boven"})
    raw = SimpleUploadedFile("oordeel.csv", b"gebied;oordeel\nMolenwijk-Noord;2\nMolenwijk;3\n")
    sent = fields(file=raw, value="oordeel", people="", kind="class", decimals="0")

    page = administrator.post(town.url(f"eigen-cijfers/{made.pk}/"), **sent)

    assert "1 cel of rij is niet overgenomen" in words(page)
    made.refresh_from_db()
    assert (made.kind, made.labels) == ("class", {"1": "onder", "2": "boven"})
    assert values() == {"BU93980101": 2}


def test_the_key_of_a_figure_comes_from_its_name() -> None:
    assert key_of("Voelt zich veilig!") == "eigen_voelt_zich_veilig"
    assert key_of("!!").startswith("eigen_")
    assert len(key_of("heel " * 40)) <= 59


def test_nobody_outside_finds_what_is_held_back(administrator: Browser, town: Town) -> None:
    """On page, in CSV, Excel and API: the values are nowhere, nor what would tell them."""
    administrator.post(town.url("eigen-cijfers/nieuw/"), **fields())
    slug, key = town.municipality.slug, "eigen_voelt_zich_veilig"
    outside = Client()

    pages = [
        outside.get(f"/{slug}/cijfers/{key}"),
        outside.get(f"/{slug}/cijfers/{key}.csv"),
        outside.get(f"/{slug}/gebied/BU93980101-molenwijk-noord", follow=True),
        outside.get(f"/{slug}/gebied/WK939801-molenwijk", follow=True),
        outside.get(f"/api/v1/cijfers/{key}/waarden?gemeente={slug}"),
    ]

    seen = " ".join(page.content.decode(errors="replace") for page in pages)
    assert [page.status_code for page in pages] == [HTTPStatus.OK] * len(pages)
    assert "43.217" not in seen
    assert "43,217" not in seen
    assert "37.544" not in seen
    assert "37,544" not in seen
    assert "38,286" in seen or "38.286" in seen
