"""Too long and too often are refused; a client cannot pretend to be another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import caches
from django.test import RequestFactory

from wijkregie.web.http import limits
from wijkregie.web.http.limits import DAY, DailyKey, client_of, exceeded, is_readable

if TYPE_CHECKING:
    from django.http import HttpRequest

NOON = 1_000 * DAY + 43_200.0
build = RequestFactory()


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    caches["process"].clear()


def search(address: str = "192.0.2.1", **headers: str) -> HttpRequest:
    return build.get("/zoeken", {"q": "molen"}, REMOTE_ADDR=address, headers=headers)


def test_one_too_many_is_told_how_long_to_wait(settings: Any) -> None:
    settings.WIJKREGIE_LIMITS = {"search": 3}

    got = [exceeded(search(), "home:search", at=NOON + 50) for _each in range(4)]

    assert got == [None, None, None, 10]


def test_after_the_wait_one_may_again(settings: Any) -> None:
    settings.WIJKREGIE_LIMITS = {"search": 1}
    exceeded(search(), "", at=NOON + 50)
    assert exceeded(search(), "", at=NOON + 51) == 9

    assert exceeded(search(), "", at=NOON + 60) is None


def test_another_client_is_not_held_up(settings: Any) -> None:
    settings.WIJKREGIE_LIMITS = {"search": 1}
    exceeded(search("192.0.2.1"), "", at=NOON)

    assert exceeded(search("192.0.2.2"), "", at=NOON) is None


def test_a_header_of_the_client_itself_does_not_make_it_another(settings: Any) -> None:
    settings.WIJKREGIE_LIMITS = {"search": 1}
    exceeded(search(x_forwarded_for="203.0.113.1"), "", at=NOON)

    assert exceeded(search(x_forwarded_for="203.0.113.2"), "", at=NOON) is not None


@pytest.mark.parametrize(
    ("hops", "passed", "client"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.7, 203.0.113.9, 192.0.2.8", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "no address", "no address"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
    ],
)
def test_only_what_our_own_proxies_saw_counts(
    settings: Any, hops: int, passed: str, client: str
) -> None:
    settings.WIJKREGIE_PROXIES = hops

    assert client_of(search(x_forwarded_for=passed)) == client


def test_who_asks_cannot_be_read_from_the_counts_and_not_be_followed_for_two_days() -> None:
    key = DailyKey()
    today = key.name_of("192.0.2.1", at=NOON)

    assert key.name_of("192.0.2.1", at=NOON + 60) == today
    assert key.name_of("192.0.2.2", at=NOON) != today
    assert key.name_of("192.0.2.1", at=NOON + DAY) != today
    assert key.name_of("192.0.2.1", at=NOON) != today  # the key of that day is gone
    assert "192.0.2.1" not in today


def test_the_address_stands_nowhere_in_the_counters() -> None:
    exceeded(search("192.0.2.77"), "", at=NOON)

    assert "192.0.2.77" not in repr(caches["process"]._cache)  # type: ignore[attr-defined] # its memory
    assert caches["process"]._cache  # type: ignore[attr-defined] # it did count


@pytest.mark.parametrize(
    ("request_", "route", "name"),
    [
        (build.post("/inloggen/", {"email": "a@voorbeeld.nl"}), "account_login", "login"),
        (build.get("/api/v1/areas"), "api:areas", "api"),
        (build.post("/logo", {"file": ""}), "control:logo", "upload"),
        (build.post("/melden/plek", {"text": ""}), limits.REPORT_ROUTE, "report"),
        (build.get("/zoeken?q=x"), "home:search", "search"),
    ],
)
def test_what_costs_much_is_counted(request_: HttpRequest, route: str, name: str) -> None:
    assert limits.LIMITS[name].is_about(request_, route)


def test_a_report_counts_as_that_and_not_as_an_upload_of_a_worker() -> None:
    sent = build.post("/melden/plek", {"photo": ""})

    assert not limits.LIMITS["upload"].is_about(sent, limits.REPORT_ROUTE)
    assert not limits.LIMITS["report"].is_about(build.get("/"), limits.REPORT_ROUTE)


def test_reading_pages_is_not_counted(settings: Any) -> None:
    settings.WIJKREGIE_LIMITS = dict.fromkeys(limits.LIMITS, 0)

    assert exceeded(build.get("/heerhugowaard/gebied/WK1"), "areas:area", at=NOON) is None


@pytest.mark.parametrize(
    ("path", "readable"),
    [
        ("/zoeken?q=" + "m" * 200, True),
        ("/zoeken?q=" + "m" * 201, False),
        ("/zoeken?x=" + "m" * 4000, False),
        ("/zoeken?q=molen%00wijk", False),
        ("/zoeken?%00=x", False),
        ("/gebied/WK%00", False),
        ("/zoeken?q=%ff%fe", True),
        ("/zoeken", True),
    ],
)
def test_a_question_has_an_end_and_no_hidden_signs(path: str, *, readable: bool) -> None:
    assert is_readable(build.get(path)) is readable
