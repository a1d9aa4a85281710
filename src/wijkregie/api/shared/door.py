"""The one door to every address of the API: what holds for all answers is done here."""

from __future__ import annotations

import logging
from functools import wraps
from typing import TYPE_CHECKING, Final

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.csrf import csrf_exempt

from wijkregie.api.shared.problems import MEDIA_TYPE, fault, problem, refused

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION: Final = "1.6.0"
_METHODS: Final = "GET, HEAD, OPTIONS"
_LONGEST_QUERY: Final = 4000
_KEPT: Final = "public, max-age=300"
_SHOWN: Final = "API-Version, Content-Crs, Content-Language, ETag, Link, Retry-After"
_logger = logging.getLogger(__name__)


def opened(
    view: Callable[..., HttpResponse], *, known: frozenset[str]
) -> Callable[..., HttpResponse]:
    """Let a view answer through the door; ``known`` are the query parameters it has.

    Whatever goes wrong becomes a problem in the form of RFC 9457. Every answer, that of a
    mistake too, carries the version of the API and may be read from any other site.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **segments: str) -> HttpResponse:
        with translation.override("nl"):
            return _dressed(_safely(view, request, segments, known))

    return answer


def nothing_here(_request: HttpRequest, **_segments: str) -> HttpResponse:
    """Answer an address at which nothing is."""
    return problem(404)


def _safely(
    view: Callable[..., HttpResponse],
    request: HttpRequest,
    segments: dict[str, str],
    known: frozenset[str],
) -> HttpResponse:
    try:
        return _by_method(view, request, segments, known)
    except SuspiciousOperation:
        return problem(400)
    except Exception as broken:
        _logger.exception("an answer could not be made")
        return problem(503 if isinstance(broken, OperationalError) else 500)


def _by_method(
    view: Callable[..., HttpResponse],
    request: HttpRequest,
    segments: dict[str, str],
    known: frozenset[str],
) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method not in {"GET", "HEAD"}:
        return problem(404 if view is nothing_here else 405)
    if errors := _query_faults(request, known):
        return errors
    asked, request.method = request.method, "GET"
    try:
        response = view(request, **segments)
        return _fresh(request, response) if response.status_code == 200 else response  # noqa: PLR2004 - OK
    finally:
        request.method = asked


def _query_faults(request: HttpRequest, known: frozenset[str]) -> HttpResponse | None:
    if len(request.META.get("QUERY_STRING", "")) > _LONGEST_QUERY:
        return problem(400, f"De vraag is langer dan {_LONGEST_QUERY} tekens.")
    faults = [
        fault("query", name[:60], "doubled" if name in known else "unknown")
        for name, given in request.GET.lists()
        if name not in known or len(given) > 1
    ]
    return refused(faults) if faults else None


def _fresh(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the answer be kept for a while, and tell who has it already that it is the same."""
    response["Cache-Control"] = _KEPT
    set_response_etag(response)
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    return response if found is None else found


def _dressed(response: HttpResponse) -> HttpResponse:
    wrong = response.status_code >= 400  # noqa: PLR2004 - where the mistakes begin
    if wrong and not response.get("Content-Type", "").startswith(MEDIA_TYPE):
        response = problem(response.status_code)
    if wrong:
        response["Cache-Control"] = "no-store"
    if response.status_code in {204, 405}:
        response["Allow"] = _METHODS
        response["Access-Control-Allow-Methods"] = _METHODS
        response["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
    if response.status_code == 503:  # noqa: PLR2004 - not now
        response["Retry-After"] = "60"
    response["API-Version"] = VERSION
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = _SHOWN
    response["Content-Language"] = "nl"
    return response
