"""What every request goes through, asked of real addresses."""

from __future__ import annotations

import json
import logging
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from wijkregie.config import urls as config_urls
from wijkregie.config.logs import log_settings
from wijkregie.web.http.middleware import Look, Throttle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

CANARY = "Kanariewerdijk"
CHAIN = [
    "wijkregie.web.http.middleware.RequestLog",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wijkregie.web.http.middleware.Throttle",
    "wijkregie.web.http.middleware.Look",
]


def page(_request: HttpRequest, **_words: str) -> HttpResponse:
    return HttpResponse("a page")


def broken(_request: HttpRequest, **_words: str) -> HttpResponse:
    raise ValueError(CANARY)


def public(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("a picture", headers={"Cache-Control": "public, max-age=60"})


def login(request: HttpRequest) -> HttpResponse:
    request.session["known"] = True
    return HttpResponse("welcome")


urlpatterns = [
    path("zoeken", page, name="search"),
    path("melding/<str:kenmerk>", page),
    path("stuk/<str:kenmerk>", broken, name="broken"),
    path("plaatje", public, name="public"),
    path("inloggen", login, name="account_login"),
    path("api/areas", page, name="areas"),
    *config_urls.urlpatterns,
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _chain(settings: Any) -> None:
    settings.MIDDLEWARE = CHAIN
    caches["process"].clear()


@pytest.fixture
def log() -> Iterator[StringIO]:
    setting = log_settings("DEBUG")["formatters"]["json"]
    made = setting.pop("()")
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(made(**setting))
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


def lines(log: StringIO) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in log.getvalue().splitlines()]
    return [line for line in found if line["logger"] == "wijkregie.request"]


def test_a_request_is_one_line_with_the_kind_of_page(log: StringIO) -> None:
    response = Client().get("/zoeken", {"q": "molen"})

    (line,) = lines(log)
    assert line["request_id"] == response["X-Request-ID"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "search", 200)
    assert line["ms"] >= 0


def test_nothing_that_was_sent_is_in_the_log(log: StringIO) -> None:
    client = Client(
        headers={"user-agent": CANARY, "x-forwarded-for": CANARY, "referer": f"/{CANARY}"},
        REMOTE_ADDR="192.0.2.77",
        raise_request_exception=False,
    )
    client.cookies["sessionid"] = CANARY
    for address in ("/zoeken", f"/melding/{CANARY}", f"/stuk/{CANARY}", f"/{CANARY}"):
        client.get(address, {"q": CANARY})
        client.post(address, {"text": CANARY})
        client.generic(CANARY[:10].upper(), address)

    assert len(lines(log)) == 12
    assert CANARY.lower() not in log.getvalue().lower()
    assert CANARY[:10].upper() not in log.getvalue()
    assert "192.0.2.77" not in log.getvalue()
    assert {line["route"] for line in lines(log)} == {
        "search",
        "melding/<str:kenmerk>",
        "broken",
        "-",
    }


def test_the_search_of_the_log_finds_what_is_written(log: StringIO) -> None:
    logging.getLogger("wijkregie.request").info(CANARY)  # the planted fault

    assert CANARY in log.getvalue()


def test_a_fault_is_told_with_its_place_and_number(log: StringIO) -> None:
    response = Client(raise_request_exception=False).get("/stuk/een")

    assert response.status_code == 500
    faults = [json.loads(line) for line in log.getvalue().splitlines() if '"fault"' in line]
    assert faults[0]["fault"] == ["builtins.ValueError"]
    assert faults[0]["request_id"] == response["X-Request-ID"]
    assert any("broken" in place for place in faults[0]["where"])


def test_a_huge_search_gets_a_plain_page() -> None:
    response = Client().get("/zoeken", {"q": "m" * 100_000})

    assert response.status_code == 400
    assert "html" in response["Content-Type"]


def test_a_program_with_a_huge_question_gets_a_problem() -> None:
    response = Client().get("/api/areas", {"q": "m" * 100_000})

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 400


def test_who_asks_too_often_gets_a_plain_page_and_a_time(settings: Any) -> None:
    settings.WIJKREGIE_LIMITS = {"search": 2}
    got = [Client().get("/zoeken", {"q": "molen"}) for _each in range(3)]

    assert [response.status_code for response in got] == [200, 200, 429]
    assert 1 <= int(got[-1]["Retry-After"]) <= 60
    assert "html" in got[-1]["Content-Type"]


def test_a_program_that_asks_too_often_gets_a_problem(settings: Any) -> None:
    settings.WIJKREGIE_LIMITS = {"api": 1}
    Client().get("/api/areas")

    response = Client().get("/api/areas")

    assert response.status_code == 429
    assert response["Content-Type"] == "application/problem+json"


def test_what_someone_sees_who_is_logged_in_is_kept_nowhere() -> None:
    client = Client()
    first = client.post("/inloggen")
    second = client.get("/zoeken")

    assert {"private", "no-store"} <= set(first["Cache-Control"].split(", "))
    assert {"private", "no-store"} <= set(second["Cache-Control"].split(", "))
    assert client.get("/plaatje")["Cache-Control"] == "public, max-age=60"


def test_a_passer_by_may_keep_a_page_but_asks_again() -> None:
    response = Client().get("/zoeken")

    assert set(response["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert response["Content-Language"] == "nl"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_programs_of_others_may_use_the_interface() -> None:
    assert not Client().get("/api/areas").has_header("Cross-Origin-Resource-Policy")


def test_the_steps_can_stand_alone() -> None:
    request = RequestFactory().get("/zoeken")

    assert Look(page)(request)["Content-Language"] == "nl"
    assert Throttle(page)(request).content == b"a page"
