"""What holds for every answer: the rules of the Dutch government, and bad input."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from wijkregie.api.first import schema
from wijkregie.api.shared.door import VERSION, opened

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.test import Client

    from tests.api.conftest import Api, Town

KEBAB = re.compile(r"/(_?[a-z0-9-]+|\{[a-z]+\})(/([a-z0-9-]+|\{[a-z]+\}))*|/")
CAMEL = re.compile(r"[a-z]+([A-Z][a-z]+)*")
GARBAGE = (
    "/gebieden?pagina=0",
    "/gebieden?pagina=-1",
    "/gebieden?pagina=1e3",
    "/gebieden?pagina=1_0",
    "/gebieden?pagina=%D9%A3",
    "/gebieden?pagina=" + "9" * 400,
    "/gebieden?pagina=1&pagina=2",
    "/gebieden?paginaGrootte=101",
    "/gebieden?niveau=stad",
    "/gebieden?jaar=0",
    "/gebieden?gemeente=%27%3B--",
    "/gebieden?gemeente=" + "a" * 61,
    "/gebieden?onbekend=1",
    "/gebieden?%00=1",
    "/gebieden?gemeente=%00",
    "/gebieden?" + "&".join(f"a{number}=1" for number in range(600)),
    "/gebieden/%00",
    "/gebieden/WK9001%0A",
    "/gebieden/GM90%D9%A31",
    "/cijfers/" + "x" * 3000,
    "/_zoek",
    "/_zoek?q=",
    "/_zoek?q=%00",
    "/_zoek?q=" + "x" * 101,
    "/_zoek?q=" + "x" * 5_000_000,
    "/leveringen/kwb-2017-2017-99999",
    "/leveringen/../../etc/passwd",
)


def shown(client: Client, path: str, **more: Any) -> Any:
    return client.get(f"/api/v1{path}", **more)


@pytest.mark.parametrize("path", GARBAGE, ids=lambda path: path[:40])
def test_garbage_is_answered_as_a_problem_of_who_asked(api: Api, town: Town, path: str) -> None:
    response = shown(api.client, path)

    assert 400 <= response.status_code < 500
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == response.status_code
    assert told["title"]
    assert told["detail"]


def test_all_mistakes_are_told_at_once_and_in_dutch(api: Api, town: Town) -> None:
    told = api("/gebieden", status=400, pagina=0, niveau="stad")

    assert {one["location"]["name"] for one in told["errors"]} == {"pagina", "niveau"}
    assert {one["detail"] for one in told["errors"]} == {
        "Geef 1 of meer.",
        "Kies uit: 'land', 'gemeente', 'wijk' or 'buurt'.",
    }


@pytest.mark.parametrize(
    "path", ["/api/v1", "/api/v2/gebieden", "/api/v1/gebieden/", "/api/v1/niets", "/api/x"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_there_is_a_problem_too(api: Api, db: None, path: str, method: str) -> None:
    response = getattr(api.client, method)(path)

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response["API-Version"] == VERSION


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_the_api_is_only_to_read(api: Api, db: None, method: str) -> None:
    response = getattr(api.client, method)("/api/v1/gebieden")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"


def test_any_site_may_ask_first_and_read(api: Api, db: None) -> None:
    first = api.client.options("/api/v1/gebieden")
    answer = shown(api.client, "/gebieden")

    assert first.status_code == 204
    assert first["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert first["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Link" in answer["Access-Control-Expose-Headers"]


def test_head_is_a_get_without_content(api: Api, town: Town) -> None:
    response = api.client.head("/api/v1/gebieden")

    assert response.status_code == 200
    assert response.content == b""
    assert response["ETag"] == shown(api.client, "/gebieden")["ETag"]


def test_who_has_the_answer_already_is_told_that_it_is_the_same(api: Api, town: Town) -> None:
    first = shown(api.client, "/gebieden")

    again = shown(api.client, "/gebieden", headers={"If-None-Match": first["ETag"]})
    other = shown(api.client, "/gebieden", headers={"If-Match": '"other"'})

    assert again.status_code == 304
    assert again["API-Version"] == VERSION
    assert other.status_code == 412
    assert other["Content-Type"] == "application/problem+json"
    assert first["Cache-Control"] == "public, max-age=300"


def test_the_answer_is_dutch_and_carries_the_version(api: Api, town: Town) -> None:
    response = shown(api.client, "/cijfers/inhabitants", headers={"Accept-Language": "en"})

    assert response["Content-Language"] == "nl"
    assert response["API-Version"] == VERSION
    assert response.json()["naam"] == "Inwoners"


@pytest.mark.parametrize(
    ("broken", "status"), [(OperationalError("secret words"), 503), (ZeroDivisionError(), 500)]
)
def test_a_mistake_of_ours_is_logged_and_not_explained(
    broken: Exception, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise broken

    response = opened(view, known=frozenset())(RequestFactory().get("/api/v1/x"))

    assert response.status_code == status
    assert b"secret" not in response.content
    assert [record.exc_info and record.exc_info[1] for record in caplog.records] == [broken]


def test_too_many_questions_are_a_problem(client: Client, db: None, settings: Any) -> None:
    settings.WIJKREGIE_LIMITS = {"api": 1}
    shown(client, "/")

    response = shown(client, "/")

    assert response.status_code == 429
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"]


def test_the_description_keeps_the_design_rules(api: Api, db: None) -> None:
    told = api("/openapi.json")

    assert told["openapi"].startswith("3.1")
    assert told["info"]["version"] == VERSION
    assert set(told["info"]["contact"]) == {"name", "url", "email"}
    assert told["info"]["license"]
    assert told["servers"] == [{"url": "http://testserver/api/v1"}]
    for path, methods in told["paths"].items():
        assert KEBAB.fullmatch(path), path
        assert list(methods) == ["get"]
        operation = methods["get"]
        assert {"200", "400", "404", "429"} <= set(operation["responses"])
        assert "API-Version" in operation["responses"]["200"]["headers"]
        for parameter in operation["parameters"]:
            assert CAMEL.fullmatch(parameter["name"])
            assert parameter["description"]
    for name, answer in told["components"]["responses"].items():
        assert list(answer["content"]) == ["application/problem+json"], name
    problem = told["components"]["schemas"]["Probleem"]
    assert {"status", "title", "detail"} <= set(problem["required"])


def test_every_shape_of_the_description_is_used_and_there(db: None) -> None:
    text = json.dumps(schema())

    pointed_at = set(re.findall(r'"#/components/schemas/(\w+)"', text))
    assert pointed_at == set(schema()["components"]["schemas"])


def test_the_first_address_leads_everywhere(api: Api, town: Town) -> None:
    for link in api("/")["_links"].values():
        assert api(link["href"].removeprefix("http://testserver/api/v1"))


def test_the_page_for_people_names_every_address(client: Client, db: None) -> None:
    response = client.get("/api/")

    assert response.status_code == 200
    for path in schema()["paths"]:
        assert path in response.content.decode()
