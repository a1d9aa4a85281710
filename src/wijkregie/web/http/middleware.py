"""What every request goes through: a line in the log, limits, and headers."""

from __future__ import annotations

import logging
import time
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wijkregie.kit.trace import request_id
from wijkregie.web.http import errors
from wijkregie.web.http.limits import exceeded, is_readable

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger("wijkregie.request")

QUIET = frozenset({"operations:health"})
NOTHING = "-"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class RequestLog:
    """Writes one line per request: the kind of page, the outcome and the time it took.

    Never the address, the question, or who asked. Calls of the health page that went well
    and static files are left out.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and write the line."""
        number = uuid4().hex
        token = request_id.set(number)
        started = time.perf_counter()
        try:
            response = self.answer(request)
            response["X-Request-ID"] = number
            self._write(request, response.status_code, time.perf_counter() - started)
        finally:
            request_id.reset(token)
        return response

    def _write(self, request: HttpRequest, status: int, seconds: float) -> None:
        route = route_of(request)
        is_static = request.path_info.startswith(settings.STATIC_URL)
        if status < 400 and (is_static or route in QUIET):  # noqa: PLR2004 - went well
            return
        logger.info(
            "request",
            extra={
                "method": request.method if request.method in METHODS else NOTHING,
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 1),
            },
        )


def route_of(request: HttpRequest) -> str:
    """Return the name of the page, or its address with the names of its parts."""
    match = request.resolver_match
    if match is None:
        return NOTHING
    return match.view_name if match.url_name else match.route


class Throttle:
    """Refuses questions that are too long, and clients that ask too often."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse what cannot be a question of a person."""
        if not is_readable(request):
            if is_for_machines(request):
                return problem(400, _("The question is too long or cannot be read."))
            return errors.bad_request(request)
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _words: Any
    ) -> HttpResponse | None:
        """Refuse a client that asked too often, with the seconds after which it may again."""
        wait = exceeded(request, route_of(request), at=time.time())
        if wait is None:
            return None
        if is_for_machines(request):
            response: HttpResponse = problem(429, _("Too many requests. Wait and try again."))
        else:
            response = render(request, "429.html", status=429)
        response["Retry-After"] = str(wait)
        return response


def is_for_machines(request: HttpRequest) -> bool:
    """Tell whether a program asks, not a browser."""
    return request.path_info.startswith("/api/")


def is_for_people(request: HttpRequest) -> bool:
    """Tell whether somebody typed or followed this address in a browser."""
    return request.method in {"GET", "HEAD"} and not is_for_machines(request)


def problem(status: int, title: str) -> JsonResponse:
    """Return a fault as programs read it (RFC 9457)."""
    return JsonResponse(
        {"type": "about:blank", "title": title, "status": status, "detail": title},
        status=status,
        content_type="application/problem+json",
        headers={"Access-Control-Allow-Origin": "*"},
    )


class Look:
    """Adds the headers that every page needs."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what someone who is logged in sees is kept nowhere."""
        response = self.answer(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and is_for_people(request):
            response = errors.not_so(request, response.get("Allow", ""))
        if is_known(request):
            if "public" not in response.get("Cache-Control", ""):
                patch_cache_control(response, private=True, no_store=True)
        elif not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        response.headers.setdefault("Content-Language", get_language() or "nl")
        if not is_for_machines(request):
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def is_known(request: HttpRequest) -> bool:
    """Tell whether someone came in before, or comes in now."""
    session = getattr(request, "session", None)
    return settings.SESSION_COOKIE_NAME in request.COOKIES or bool(session and session.modified)
