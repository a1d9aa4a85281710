from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import CODES, store
from tests.makers.places import AT, area_row, make_municipality
from wijkregie.domain.indicators import services
from wijkregie.sources.records import FigureSheet, Reading

if TYPE_CHECKING:
    from tests.api.conftest import Api, Town


def by_area(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["gebied"]["code"]: one for one in answer["resultaten"]}


def test_a_figure_says_what_it_measures_and_when(api: Api, town: Town) -> None:
    figure = api("/cijfers/inhabitants")

    assert figure["soort"] == "aantal"
    assert figure["eenheid"] == "inwoners"
    assert figure["bron"].startswith("CBS")
    assert figure["definitie"]
    assert [one["periode"] for one in figure["perioden"]] == [2018, 2017]
    assert figure["perioden"][0]["levering"] == "kwb-2018-2018-1"


def test_all_figures_are_listed(api: Api, town: Town) -> None:
    keys = {
        one["sleutel"]
        for page in (1, 2, 3)
        for one in api("/cijfers", paginaGrootte=100, pagina=page)["resultaten"]
    }

    assert "inhabitants" in keys
    assert "cijfer_buurt" not in keys


def test_figures_of_a_municipality_stand_at_that_municipality(api: Api, town: Town) -> None:
    own = api("/cijfers/cijfer_buurt", gemeente=town.slug)

    assert own["gemeente"] == town.slug
    assert own["_links"]["waarden"]["href"].endswith(f"/waarden?gemeente={town.slug}")
    api("/cijfers/cijfer_buurt", status=404)
    other = make_municipality()
    api("/cijfers/cijfer_buurt", status=404, gemeente=other.slug)
    api("/cijfers/cijfer_buurt/waarden", status=404, gemeente=other.slug)


def test_a_value_carries_all_that_one_needs_to_cite_it(api: Api, town: Town) -> None:
    values = by_area(api("/cijfers/inhabitants/waarden", periode=2017))

    assert list(values) == sorted(CODES)
    noord = values["WK900100"]
    noord.pop("gebied")
    assert noord == {
        "waarde": 500.0,
        "status": "bekend",
        "eenheid": "inwoners",
        "periode": 2017,
        "indeling": 2017,
        "bron": "CBS, Kerncijfers wijken en buurten",
        "levering": "kwb-2017-2017-1",
        "antwoorden": None,
        "marge": None,
    }


def test_a_value_that_is_not_there_says_why(api: Api, town: Town) -> None:
    secret = by_area(api("/cijfers/aged_65_plus/waarden"))["WK900101"]
    missing = by_area(api("/cijfers/income_per_inhabitant/waarden"))["WK900101"]

    assert (secret["waarde"], secret["status"]) == (None, "geheim")
    assert (missing["waarde"], missing["status"]) == (None, "ontbreekt")


def test_an_area_that_the_delivery_does_not_know_has_no_figure(api: Api, town: Town) -> None:
    sheet = FigureSheet(
        "kwb", 2019, 2019, ("inhabitants",), (area_row("GM9001"),),
        np.array([[1.0]]), np.zeros((1, 1), np.uint8),
    )  # fmt: skip
    services.store_reading(Reading("a.csv", (sheet,), (), ()), at=AT)
    other = FigureSheet(
        "lbm", 2018, 2019, ("score",), (area_row("WK900100"),),
        np.array([[1.0]]), np.zeros((1, 1), np.uint8),
    )  # fmt: skip
    services.store_reading(Reading("b.csv", (other,), (), ()), at=AT)

    values = by_area(api("/cijfers/inhabitants/waarden"))

    assert values["GM9001"]["status"] == "bekend"
    assert values["WK900100"]["status"] == "geen-cijfer"
    assert values["WK900100"]["levering"] == "kwb-2019-2019-1"


def test_in_a_municipality_own_areas_are_estimated_from_their_parts(
    api: Api, town: Town
) -> None:
    values = by_area(api("/cijfers/inhabitants/waarden", gemeente=town.slug))

    own = values[town.own.code]
    assert (own["waarde"], own["status"]) == (500.0, "geschat")
    assert own["gebied"]["niveau"] == "eigen"
    assert values["WK900100"]["waarde"] == 500.0
    only = by_area(api("/cijfers/inhabitants/waarden", gemeente=town.slug, niveau="eigen"))
    assert list(only) == [town.own.code]


def test_a_small_sample_shows_neither_value_nor_count(api: Api, town: Town) -> None:
    path = "/cijfers/cijfer_buurt/waarden"

    large = by_area(api(path, gemeente=town.slug, periode=2024))[town.own.code]
    small = by_area(api(path, gemeente=town.slug))[town.own.code]

    assert (large["waarde"], large["antwoorden"], large["marge"]) == (7.2, 40, 0.3)
    assert small["status"] == "onderdrukt"
    assert (small["waarde"], small["antwoorden"], small["marge"]) == (None, None, None)


def test_a_period_without_values_is_not_found(api: Api, town: Town) -> None:
    assert "periode" in api("/cijfers/inhabitants/waarden", status=404, periode=1999)["detail"]


def test_one_figure_everywhere_costs_the_same_whatever_the_size(api: Api, town: Town) -> None:
    def cost(**asked: Any) -> int:
        with CaptureQueriesContext(connection) as queries:
            api("/cijfers/inhabitants/waarden", **asked)
        return len(queries)

    assert cost(paginaGrootte=2) == cost(paginaGrootte=2000) <= 7
    assert cost(paginaGrootte=3, gemeente=town.slug) == cost(gemeente=town.slug) <= 10


def test_the_profile_of_an_area_has_a_trend_that_stops_at_a_new_border(
    api: Api, town: Town
) -> None:
    lines = {one["sleutel"]: one for one in api("/gebieden/WK900101/cijfers")["resultaten"]}

    line = lines["inhabitants"]
    assert line["laatste"]["waarde"] == 400.0
    assert line["gemeente"]["waarde"] == 900.0
    assert line["land"]["waarde"] == 1000.0
    assert [point["verbonden"] for point in line["reeks"]] == [False, False]
    assert line["reeks"][1]["onderbreking"] == "grens-veranderd"


def test_the_profile_holds_own_figures_only_with_the_municipality(api: Api, town: Town) -> None:
    path = f"/gemeenten/{town.slug}/eigen-gebieden/{town.own.code}/cijfers"

    lines = {one["sleutel"]: one for one in api(path, paginaGrootte=100)["resultaten"]}

    assert lines["cijfer_buurt"]["laatste"]["periode"] == 2024
    assert lines["cijfer_buurt"]["laatste"]["levering"] is None
    assert lines["inhabitants"]["laatste"]["status"] == "geschat"


def test_a_profile_costs_a_fixed_number_of_queries(api: Api, town: Town) -> None:
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            api(path, paginaGrootte=100)
        return len(queries)

    paths = (
        "/gebieden/WK900100/cijfers",
        f"/gemeenten/{town.slug}/eigen-gebieden/{town.own.code}/cijfers",
    )
    few = [cost(path) for path in paths]
    store(2019)
    store(2020)

    assert [cost(path) for path in paths] == few
    assert max(few) <= 13


def test_deliveries_tell_what_was_replaced(api: Api, town: Town) -> None:
    answer = api("/leveringen")["resultaten"]

    assert [one["levering"] for one in answer] == ["kwb-2018-2018-1", "kwb-2017-2017-1"]
    one = api("/leveringen/kwb-2017-2017-1")
    assert one["bestand"] == "kwb_2017.csv"
    assert one["cellen"] == 18
    assert one["bekend"] == 16
    assert one["geldig"] is True
    api("/leveringen/kwb-2017-2017-2", status=404)


def test_the_path_of_a_file_on_our_machine_is_not_told(api: Api, town: Town) -> None:
    sheet = FigureSheet(
        "kwb", 2021, 2021, ("inhabitants",), (area_row("GM9001"),),
        np.array([[1.0]]), np.zeros((1, 1), np.uint8),
    )  # fmt: skip
    services.store_reading(Reading("/srv/geheim/kwb.csv", (sheet,), (), ()), at=AT)

    assert api("/leveringen/kwb-2021-2021-1")["bestand"] == "kwb.csv"
