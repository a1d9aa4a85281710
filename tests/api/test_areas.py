from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import CANARY, CODES
from tests.makers.places import area_row, make_areas, make_municipality, make_own_area

if TYPE_CHECKING:
    from tests.api.conftest import Api, Town

OWN_PATHS = ("", "/cijfers", "/grens")


def test_areas_come_by_code_with_what_became_of_them(api: Api, town: Town) -> None:
    answer = api("/gebieden")

    assert [area["code"] for area in answer["resultaten"]] == sorted(CODES)
    zuid = next(area for area in answer["resultaten"] if area["code"] == "WK900101")
    assert zuid["naam"] == "Zuid"
    assert zuid["niveau"] == "wijk"
    assert zuid["bovenliggend"] == "GM9001"
    assert [year["verandering"] for year in zuid["jaren"]] == ["gelijk", "andere-grens"]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"niveau": "wijk"}, ["WK900100", "WK900101"]),
        ({"niveau": "wijk", "jaar": 2017}, ["WK900100", "WK900101"]),
        ({"jaar": 2016}, []),
        ({"gemeente": "molenstad", "niveau": "gemeente"}, ["GM9001"]),
    ],
)
def test_areas_are_chosen(
    api: Api, town: Town, asked: dict[str, Any], codes: list[str]
) -> None:
    make_areas(area_row("GM9555"), area_row("WK955500"), year=1999)

    found = [area["code"] for area in api("/gebieden", **asked)["resultaten"]]

    assert [code for code in found if "9555" not in code] == codes


def test_areas_of_another_municipality_are_not_in(api: Api, town: Town) -> None:
    make_areas(area_row("GM9555"), year=2018)

    codes = [area["code"] for area in api("/gebieden", gemeente="molenstad")["resultaten"]]

    assert "GM9555" not in codes
    assert "GM9001" in codes


def test_the_links_lead_to_the_area_its_figures_and_its_border(api: Api, town: Town) -> None:
    links = api("/gebieden/BU90010000")["_links"]

    for name in ("self", "cijfers", "grens"):
        path = links[name]["href"].removeprefix("http://testserver/api/v1")
        assert api(path)


def test_a_list_of_areas_costs_three_queries_however_long(api: Api, town: Town) -> None:
    with CaptureQueriesContext(connection) as few:
        api("/gebieden", paginaGrootte=100)
    make_areas(*(area_row(f"BU9001{number:04}") for number in range(100, 180)), year=2018)
    with CaptureQueriesContext(connection) as many:
        api("/gebieden", paginaGrootte=100)

    assert len(few) == len(many) == 3


def test_pages_join_up_and_name_each_other(api: Api, town: Town) -> None:
    codes: list[str] = []
    following = {"href": "/gebieden?paginaGrootte=4"}
    while following:
        answer = api(following["href"].removeprefix("http://testserver/api/v1"))
        assert answer["totaal"] == len(CODES)
        codes += [area["code"] for area in answer["resultaten"]]
        following = answer["_links"]["next"]

    assert codes == sorted(CODES)


def test_the_header_names_the_pages_around(api: Api, town: Town) -> None:
    response = api.client.get("/api/v1/gebieden?paginaGrootte=2&pagina=2")

    rels = [part.rsplit('rel="', 1)[1].rstrip('"') for part in response["Link"].split(", ")]
    assert rels == ["first", "prev", "next", "last"]


def test_a_page_beyond_the_end_is_not_there(api: Api, town: Town) -> None:
    assert "laatste is pagina 1" in api("/gebieden", status=404, pagina=2)["detail"]


def test_an_own_area_stands_at_its_municipality(api: Api, town: Town) -> None:
    [listed] = api(f"/gemeenten/{town.slug}/eigen-gebieden")["resultaten"]
    single = api(f"/gemeenten/{town.slug}/eigen-gebieden/{town.own.code}")

    assert listed["naam"] == single["naam"] == "Molenwijk"
    assert single["soort"] == "wijk"
    assert single["onderdelen"] == ["BU90010000", "BU90010001"]
    for name in ("self", "cijfers", "grens"):
        assert api(single["_links"][name]["href"].removeprefix("http://testserver/api/v1"))


def test_an_own_area_is_not_among_those_of_cbs(api: Api, town: Town) -> None:
    api(f"/gebieden/{town.own.code}", status=400)
    codes = [area["code"] for area in api("/gebieden", gemeente=town.slug)["resultaten"]]

    assert town.own.code not in codes


def everything(api: Api, town: Town) -> str:
    """Return all that the API tells of this town, as text."""
    own = f"/gemeenten/{town.slug}/eigen-gebieden"
    lists = (
        api("/gebieden", gemeente=town.slug),
        api(own),
        api("/_zoek", q=CANARY, gemeente=town.slug),
        api("/_zoek", q=CANARY),
        api("/cijfers/inhabitants/waarden", gemeente=town.slug),
        api("/cijfers/cijfer_buurt/waarden", gemeente=town.slug),
        api("/cijfers/inhabitants/waarden", gemeente=town.slug, niveau="eigen"),
    )
    singles = [
        api.client.get(f"/api/v1{own}/{town.hidden.code}{path}").json() for path in OWN_PATHS
    ]
    return json.dumps([*lists, *singles])


def test_an_area_that_is_not_public_is_nowhere(api: Api, town: Town) -> None:
    for path in OWN_PATHS:
        api(f"/gemeenten/{town.slug}/eigen-gebieden/{town.hidden.code}{path}", status=404)

    told = everything(api, town)

    assert CANARY not in told
    assert town.hidden.code not in told


def test_the_canary_sings_once_the_area_is_public(api: Api, town: Town) -> None:
    town.hidden.public = True
    town.hidden.save()

    assert CANARY in everything(api, town)


def test_an_own_area_of_another_municipality_is_not_there(api: Api, town: Town) -> None:
    make_areas(area_row("WK955500"), year=2018)
    other = make_municipality("Elders", code="GM9555")
    theirs = make_own_area(other, "Overzij", "WK955500")
    assert theirs.code == town.own.code

    answer = api(f"/gemeenten/{town.slug}/eigen-gebieden/{theirs.code}")

    assert answer["naam"] == "Molenwijk"


def test_a_border_is_a_multipolygon_in_the_dutch_grid(api: Api, town: Town) -> None:
    response = api.client.get("/api/v1/gebieden/BU90010001/grens")

    assert response["Content-Crs"] == "<http://www.opengis.net/def/crs/EPSG/0/28992>"
    border = response.json()
    [[outer, hole]] = border["geometrie"]["coordinates"]
    assert outer[0] == outer[-1] == [111_000, 500_000]
    assert len(hole) == 5
    assert border["jaren"] == [2018]
    assert border["herkomst"] == "cbs"


def test_the_border_of_an_own_area_is_that_of_its_parts(api: Api, town: Town) -> None:
    border = api(f"/gemeenten/{town.slug}/eigen-gebieden/{town.own.code}/grens")

    assert len(border["geometrie"]["coordinates"]) == 2


def test_other_coordinates_are_refused_not_made_up(api: Api, town: Town) -> None:
    path = "/gebieden/BU90010001/grens"

    api(path, status=400, crs="http://www.opengis.net/def/crs/OGC/1.3/CRS84")

    [offered] = api("/crss")["crs"]
    assert api(path, crs=offered)


def test_an_area_without_border_says_so(api: Api, town: Town) -> None:
    assert "geen grens" in api("/gebieden/GM9001/grens", status=404)["detail"]


def test_municipalities_are_told_with_their_codes(api: Api, town: Town) -> None:
    [one] = api("/gemeenten")["resultaten"]

    assert one["id"] == town.slug
    assert one["codes"] == ["GM9001"]
    assert api(f"/gemeenten/{town.slug}") == one


@pytest.mark.parametrize("slug", ["elders", "nederland"])
def test_a_municipality_that_is_not_here_is_not_found(api: Api, town: Town, slug: str) -> None:
    api(f"/gemeenten/{slug}", status=404)
    api("/gebieden", status=404, gemeente=slug)


def test_search_finds_an_area_of_cbs_and_an_own_one(api: Api, town: Town) -> None:
    def found(**asked: Any) -> list[str]:
        return [hit["gebied"]["code"] for hit in api("/_zoek", **asked)["resultaten"]]

    assert found(q="zuid") == ["WK900101"]
    assert found(q="molenwijk", gemeente=town.slug)[0] == town.own.code
    assert town.own.code not in found(q="molenwijk")
