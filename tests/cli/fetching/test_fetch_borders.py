"""``wijkregie fetch borders``: every area of a level, by WFS and by OGC API Features."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.services import country
from tests.services.fake import Fake, Fault
from wijkregie.cli.fetching import features
from wijkregie.domain.places.models import Area, Border, BorderSet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.typed import Typed

pytestmark = pytest.mark.usefixtures("file_database")
ASK = ("fetch", "borders", "--year", "2024")
SERVICES = ("ogc", "wfs")


@pytest.fixture
def folder(file_database: Path) -> Path:
    return file_database.parent / "fetched"


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch, fake: Fake) -> None:
    fake.page_size = 2
    monkeypatch.setattr(features, "PAGE_SIZE", 2)


def collection(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gzip.decompress(path.read_bytes()))["features"]
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_every_level_comes_whole(typed: Typed, fake: Fake, service: str) -> None:
    code, said = typed(*ASK, "--service", service)

    assert code == 0, said
    assert [line for line in said.splitlines() if line.startswith("Grenzen")] == [
        "Grenzen 2024: 2 gebieden, waarvan 0 zonder grens.",
        "Grenzen 2024: 3 gebieden, waarvan 0 zonder grens.",
        "Grenzen 2024: 5 gebieden, waarvan 0 zonder grens.",
    ]
    assert Border.objects.count() == len(country.COUNTS) - 1
    assert Area.objects.get(code="WK039802").name == "Naam van WK039802"
    assert all("28992" in one for one in fake.asked)


def test_both_services_give_the_same_borders(typed: Typed, fake: Fake) -> None:
    typed(*ASK, "--service", "ogc")

    _code, said = typed(*ASK, "--service", "wfs")

    assert said.count("Deze grenzen stonden er al") == 3


@pytest.mark.parametrize("service", SERVICES)
def test_every_fault_at_once_loses_and_doubles_nothing(
    typed: Typed, fake: Fake, service: str
) -> None:
    fake.overlap = service == "ogc"
    on = "buurten"
    fake.fail(Fault.RESET, Fault.CUT, Fault.BUSY, Fault.GARBAGE, Fault.FAILED, on=on)

    code, said = typed(*ASK, "--service", service, "--level", "buurten")

    assert code == 0, said
    assert Border.objects.count() == 5


def test_a_page_that_is_too_short_is_made_up_for(
    typed: Typed, fake: Fake, folder: Path
) -> None:
    fake.fail(Fault.SHORT)

    code, said = typed(*ASK, "--service", "wfs", "--level", "buurten")

    assert code == 0, said
    codes = [
        one["properties"]["buurtcode"]
        for one in collection(folder / "buurten_2024_wfs.geojson.gz")
    ]
    assert codes == [code for code in country.COUNTS if code.startswith("BU")]


@pytest.mark.parametrize("service", SERVICES)
def test_fewer_areas_than_the_service_counts_store_nothing(
    typed: Typed, fake: Fake, folder: Path, service: str
) -> None:
    fake.promised = 3

    code, said = typed(*ASK, "--service", service, "--level", "buurten")

    assert code == 1
    assert "minder rijen dan het zegt te hebben (5 / 8)" in said
    assert not Border.objects.exists()
    assert not (folder / f"buurten_2024_{service}.geojson.gz").exists()


def test_what_was_fetched_is_not_asked_again(typed: Typed, fake: Fake) -> None:
    typed(*ASK)
    fake.asked.clear()

    code, said = typed(*ASK)

    assert code == 0
    assert said.count("eerder opgehaald") == 3
    assert fake.asked == []


def test_a_broken_run_goes_on_where_it_stopped(typed: Typed, fake: Fake) -> None:
    fake.fail(*[Fault.CUT] * 6, on="cursor=2")
    first, _said = typed(*ASK, "--level", "buurten")
    fake.asked.clear()

    second, _said = typed(*ASK, "--level", "buurten")

    assert (first, second) == (1, 0)
    assert ["cursor=2" in one for one in fake.asked] == [True, False]


@pytest.mark.parametrize("service", SERVICES)
def test_one_municipality_and_then_another(typed: Typed, fake: Fake, service: str) -> None:
    ask = (*ASK, "--service", service, "--level", "buurten")
    typed(*ask, "--municipality", "GM0353")
    first = set(Border.objects.values_list("area__code", flat=True))

    typed(*ask, "--municipality", "GM0398")

    assert first == {"BU03530000", "BU03530001"}
    assert Border.objects.count() == 5


def test_a_municipality_never_replaces_the_country_by_accident(
    typed: Typed, fake: Fake
) -> None:
    typed(*ASK, "--level", "buurten")
    ask = (*ASK, "--level", "buurten", "--municipality", "GM0353")

    code, said = typed(*ask)

    assert code == 1
    assert "de grenzen van 5 gebieden zijn bekend en dit zijn er maar 2" in said
    assert Border.objects.count() == 5
    assert typed(*ask, "--replace")[0] == 0
    assert Border.objects.count() == 2


def test_a_service_that_does_not_hear_our_question_adds_no_other_municipality(
    typed: Typed, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.services.fake.of_owner", lambda rows, _code: rows)

    typed(*ASK, "--level", "buurten", "--municipality", "GM0353")

    assert set(Border.objects.values_list("area__code", flat=True)) == {
        "BU03530000",
        "BU03530001",
    }


def test_a_service_that_gives_only_other_municipalities_stores_nothing(
    typed: Typed, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.services.fake.of_owner", lambda rows, _code: rows[2:])

    code, said = typed(*ASK, "--level", "buurten", "--municipality", "GM0353")

    assert (code, "heeft geen gebieden van GM0353" in said) == (1, True)
    assert not Border.objects.exists()


def test_only_codes_and_names_are_kept_beside_a_border(
    typed: Typed, fake: Fake, folder: Path
) -> None:
    typed(*ASK, "--level", "wijken")

    first = collection(folder / "wijken_2024_ogc.geojson.gz")[0]
    assert first["properties"] == {
        "wijkcode": "WK035300",
        "wijknaam": "Naam van WK035300",
        "gemeentecode": "GM0353",
        "water": "NEE",
    }


def test_a_level_of_choice(typed: Typed, fake: Fake) -> None:
    typed(*ASK, "--level", "wijken")

    assert list(BorderSet.objects.values_list("level", "year")) == [("district", 2024)]


def test_features_without_properties_have_no_code() -> None:
    assert features.code_of({"id": "buurt.1", "properties": None}) == "buurt.1"
    assert features.code_of({"properties": {"BUURTCODE": "BU1"}}) == "BU1"


def test_a_service_that_does_not_count_is_followed_to_its_last_page() -> None:
    asked = "http://a/?startIndex=0"
    full = json.dumps({"features": [{}] * features.PAGE_SIZE}).encode()
    rest = json.dumps({"features": [{}]}).encode()

    assert features.wfs_page(full, asked).following == "http://a/?startIndex=2"
    assert features.wfs_page(rest, asked).following is None
