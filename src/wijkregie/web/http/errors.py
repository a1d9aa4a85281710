"""Pages for what went wrong: one plain sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.urls import is_valid_path

if TYPE_CHECKING:
    from django.http import HttpRequest


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Answer a request that makes no sense."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Answer someone who may not do this."""
    return render(request, "403.html", status=403)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django names it
    """Answer a form that was open too long, or that came from another site."""
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Answer an address at which nothing is; one with a stroke too many leads to its page."""
    shorter = request.path_info.rstrip("/")
    typed = request.method in {"GET", "HEAD"} and shorter != request.path_info
    if typed and not shorter.startswith(("//", "/api")) and is_valid_path(shorter):
        return redirect(shorter)
    return render(request, "404.html", status=404)


def not_so(request: HttpRequest, allowed: str) -> HttpResponse:
    """Answer an address that takes another kind of question: what a form sends, mostly."""
    response = render(request, "405.html", status=405)
    response["Allow"] = allowed
    return response


def server_error(_request: HttpRequest) -> HttpResponse:
    """Answer a mistake of ours; without context, because that may be what broke."""
    return HttpResponse(get_template("500.html").render(), status=500)
