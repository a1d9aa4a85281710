"""Where somebody is: by a place that a phone gives, kept nowhere."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.places import make_borders, square_row
from tests.web.seen import seen

if TYPE_CHECKING:
    from django.test import Client

    from tests.makers.small_town import Town
    from tests.web.conftest import Look

#: The corner stone of the grid lies at (155000, 463000).
PLACE = {"breedte": "52.15517", "lengte": "5.38721"}


@pytest.fixture
def around(small_town: Town) -> Town:
    """The town, with a wijk around the corner stone of the grid."""
    make_borders(square_row("WK939801", 154_000, 462_000, 2000, name="Molenwijk"), year=2018)
    return small_town


def test_a_place_leads_to_the_areas_that_hold_it(around: Town, client: Client) -> None:
    page = seen(client.post(around.url("waar-ben-ik"), PLACE))

    assert page.faults() == []
    assert "Je bent in" in page.text
    assert page.url("Molenwijk").endswith("gebied/WK939801-molenwijk")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"breedte": "48.85", "lengte": "2.35"}, "Deze plek ligt niet in Nederland."),
        ({"breedte": "nan", "lengte": "5"}, "Deze plek ligt niet in Nederland."),
        ({"breedte": "boven"}, "Deze plek ligt niet in Nederland."),
        ({"breedte": "53.2", "lengte": "6.5"}, "Je bent buiten de gebieden van Heuvelstad"),
    ],
)
def test_elsewhere_is_told_and_one_can_search(
    around: Town, client: Client, place: dict[str, str], words: str
) -> None:
    response = client.post(around.url("waar-ben-ik"), place)

    assert response.status_code == 422
    page = seen(response)
    assert words in page.text
    assert "Of zoek zelf" in page.text


def test_the_place_is_in_no_log_and_no_table(
    around: Town, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as asked:
        client.post(around.url("waar-ben-ik"), PLACE)

    told = caplog.text + str([vars(record) for record in caplog.records])
    assert "52.15517" not in told
    writes = [one for one in asked if one["sql"].startswith(("INSERT", "UPDATE"))]
    assert writes == []


def test_it_works_without_script_by_searching(small_town: Town, look: Look) -> None:
    page = look(small_town.url("waar-ben-ik"))

    assert "data-here hidden" in page.html
    assert "<noscript>" in page.html
    assert page.classes["wr-search"] == 1
    assert look(small_town.url("zoeken")).url("Waar ben ik?") == small_town.url("waar-ben-ik")


def test_in_the_country_every_area_counts(around: Town, client: Client) -> None:
    page = seen(client.post("/nederland/waar-ben-ik", PLACE))

    assert page.url("Molenwijk") == "/nederland/gebied/WK939801-molenwijk"
