"""A demo and real work never share a database."""

from __future__ import annotations

from typing import Any

import pytest

from tests.makers.people import make_person
from wijkregie.kit import installation

pytestmark = pytest.mark.django_db


def test_a_new_database_may_become_a_demo(settings: Any) -> None:
    settings.WIJKREGIE_DEMO = True
    installation.refuse_mixture()

    installation.mark_demo()

    assert installation.is_demo_database()
    installation.refuse_mixture()


def test_a_marked_demo_may_be_used_and_marked_again(settings: Any) -> None:
    settings.WIJKREGIE_DEMO = True
    installation.mark_demo()
    make_person()

    installation.mark_demo()
    installation.refuse_mixture()

    assert installation.is_demo_database()


def test_the_demo_is_refused_where_someone_works(settings: Any) -> None:
    settings.WIJKREGIE_DEMO = True
    make_person()

    with pytest.raises(installation.DemoMixed, match="al in gebruik"):
        installation.refuse_mixture()
    with pytest.raises(installation.DemoMixed, match="al in gebruik"):
        installation.mark_demo()
    assert not installation.is_demo_database()


def test_real_work_is_refused_in_the_demo(settings: Any) -> None:
    installation.mark_demo()
    settings.WIJKREGIE_DEMO = False

    with pytest.raises(installation.DemoMixed, match="hoort bij de demo"):
        installation.refuse_mixture()


def test_a_fact_is_kept_and_replaced() -> None:
    assert installation.recall("loaded_on") == ""
    installation.remember("loaded_on", "2026-11-21")
    installation.remember("loaded_on", "2026-11-22")
    assert installation.recall("loaded_on") == "2026-11-22"


@pytest.mark.parametrize(
    ("url", "reached"),
    [
        ("http://127.0.0.1:8000", ""),
        ("http://127.0.1.1", ""),
        ("http://localhost:8000", ""),
        ("http://[::1]:8000", ""),
        ("http://192.168.1.20:8000", "http://192.168.1.20:8000"),
        ("https://wijken.voorbeeld.nl", "https://wijken.voorbeeld.nl"),
    ],
)
def test_an_address_of_this_machine_only_leads_nobody_here(
    settings: Any, url: str, reached: str
) -> None:
    settings.WIJKREGIE_URL = url

    assert installation.reached_at() == reached


def test_the_address_is_another_one_only_as_long_as_that_is_asked(settings: Any) -> None:
    settings.WIJKREGIE_URL = "https://wijken.voorbeeld.nl"

    with installation.reached_as("https://elders.voorbeeld.nl/"):
        assert installation.reached_at() == "https://elders.voorbeeld.nl"
    with installation.reached_as(""):
        assert installation.reached_at() == "https://wijken.voorbeeld.nl"

    assert installation.reached_at() == "https://wijken.voorbeeld.nl"
