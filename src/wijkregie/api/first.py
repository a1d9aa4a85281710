"""The first version of the API: all its parts together, behind one door."""

from typing import TYPE_CHECKING, Final

from django.http import Http404
from django.urls import URLPattern
from ninja.errors import HttpError, ValidationError

from wijkregie.api import (
    areas,
    borders,
    budgets,
    counts,
    decisions,
    deliveries,
    figures,
    groups,
    heard,
    meetings,
    municipalities,
    profiles,
    programmes,
    projects,
    searching,
    signals,
    start,
    threads,
)
from wijkregie.api.shared.contract import DESCRIPTION, PublicAPI
from wijkregie.api.shared.door import VERSION, opened
from wijkregie.api.shared.problems import Missing, on_http_error, on_invalid, on_missing

if TYPE_CHECKING:
    from ninja.openapi.schema import OpenAPISchema

_PARTS: Final = (
    start,
    municipalities,
    areas,
    borders,
    profiles,
    figures,
    deliveries,
    searching,
    signals,
    decisions,
    meetings,
    programmes,
    projects,
    threads,
    counts,
    budgets,
    groups,
    heard,
)


def _assembled() -> PublicAPI:
    made = PublicAPI(
        title="Wijkregie",
        version=VERSION,
        description=DESCRIPTION,
        docs_url=None,
        urls_namespace="api-v1",
    )
    for part in _PARTS:
        made.add_router("", part.router)
    made.add_exception_handler(ValidationError, on_invalid)
    made.add_exception_handler(HttpError, on_http_error)
    made.add_exception_handler(Missing, on_missing)
    made.add_exception_handler(Http404, on_missing)
    return made


api: Final = _assembled()


def schema() -> "OpenAPISchema":
    """Return the OpenAPI description."""
    return api.get_openapi_schema()


def addresses() -> list[URLPattern]:
    """Return the addresses, each behind the door with the parameters of its description."""
    known = {path: _parameters(found) for path, found in schema()["paths"].items()}
    patterns, _app, _namespace = api.urls
    return [
        URLPattern(
            one.pattern,
            opened(one.callback, known=known.get(_template(str(one.pattern)), frozenset())),
            one.default_args,
            one.name,
        )
        for one in patterns
        if isinstance(one, URLPattern)
    ]


def _template(route: str) -> str:
    """Return a route of Django as it stands in the description."""
    return "/" + route.replace("<", "{").replace(">", "}")


def _parameters(found: dict[str, dict[str, object]]) -> frozenset[str]:
    operation = found["get"]
    parameters = operation["parameters"]
    if not isinstance(parameters, list):
        raise TypeError("an operation has a list of parameters")
    return frozenset(one["name"] for one in parameters if one["in"] == "query")
