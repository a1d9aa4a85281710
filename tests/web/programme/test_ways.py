"""The bar of links to the pages of a programme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.web.seen import seen
from wijkregie.web.programme.ways import GROUPS, HOME, WAYS

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db


def bar(browser: Browser, url: str) -> str:
    """The bar of links on a page."""
    found = re.search(
        r'<nav class="wr-ways".*?</nav>', browser.get(url).content.decode(), re.DOTALL
    )
    assert found is not None, url
    return found[0]


def way(city: City, page: str) -> str:
    return reverse(f"programme:{page}", args=[city.municipality.slug, city.programme.key])


def test_every_page_of_a_programme_leads_to_the_others_and_says_which_it_is(
    city: City, manager: Browser
) -> None:
    addresses = re.findall(r'link" href="([^"]*)"', bar(manager, city.page))

    assert len(addresses) == len(set(addresses)) == len([HOME, *WAYS])
    for url in addresses:
        found = bar(manager, url)
        assert sorted(re.findall(r'link" href="([^"]*)"', found)) == sorted(addresses), url
        assert found.count("aria-current") == 1
        assert re.search(rf'href="{re.escape(url)}" aria-current="page"', found), url
        assert seen(manager.get(url)).faults() == []


def test_the_pages_of_its_group_stand_there_and_the_others_fold_out(
    city: City, manager: Browser
) -> None:
    assert {one.group for one in WAYS} == set(GROUPS)
    for one in WAYS:
        near, _summary, folded = bar(manager, way(city, one.page)).partition("<details")
        beside = [HOME, *(each for each in WAYS if each.group == one.group)]

        assert re.findall(r'link" href="([^"]*)"', near) == [
            way(city, each.page) for each in beside
        ]
        assert folded.count("<ul") == folded.count("aria-labelledby") == len(GROUPS) - 1


def test_a_passer_by_sees_no_way_to_what_is_for_who_works_along(
    city: City, passer_by: Browser
) -> None:
    found = bar(passer_by, city.page)

    assert "Gebieden" in found
    assert "controle" not in found
