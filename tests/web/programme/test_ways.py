"""The bar of links to the pages of a programme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from wijkregie.web.programme.ways import WAYS

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


def test_every_page_of_a_programme_leads_to_the_others_and_says_which_it_is(
    city: City, manager: Browser
) -> None:
    addresses = re.findall(r'href="([^"]*)"', bar(manager, city.page))

    assert len(addresses) == len(WAYS)
    for url in addresses:
        found = bar(manager, url)
        assert re.findall(r'href="([^"]*)"', found) == addresses
        assert re.search(rf'href="{re.escape(url)}" aria-current="page"', found), url


def test_a_passer_by_sees_no_way_to_what_is_for_who_works_along(
    city: City, passer_by: Browser
) -> None:
    found = bar(passer_by, city.page)

    assert "Gebieden" in found
    assert "controle" not in found
