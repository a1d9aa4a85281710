"""Is the installation well, and the uploaded files that everyone may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkregie.domain.concerns import queries as concerns
from wijkregie.kit import health as kit_health
from wijkregie.kit.files import public_kind

if TYPE_CHECKING:
    from django.http import HttpRequest

A_YEAR = 31_536_000


@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """Tell whether people can work here: 200, or 503 when they cannot.

    A silent worker, mail that does not go out, or a concern that nobody opens is named, but
    is no reason to take the pages away. How many concerns, or where, is not told here.
    """
    at = timezone.now()
    found = kit_health.health(at=at)
    well = not found.migrations or concerns.all_is_read(at=at)
    works = found.works and found.mails and well
    state = "fault" if not found.serves else "ok" if works else "attention"
    response = JsonResponse(
        {
            "status": state,
            "database": found.database,
            "migrations": found.migrations,
            "disk_megabytes": found.disk_megabytes,
            "worker_seconds": found.worker_seconds,
            "mails_late": found.mails_late,
            "concerns_read": well,
        },
        status=200 if found.serves else 503,
    )
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def file(_request: HttpRequest, name: str) -> FileResponse:
    """Give an uploaded file that everyone may see; its name never means another one."""
    kind = public_kind(name)
    if kind is None:
        raise Http404
    try:
        content = default_storage.open(name)
    except FileNotFoundError as fault:
        raise Http404 from fault
    response = FileResponse(content, content_type=kind)
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
