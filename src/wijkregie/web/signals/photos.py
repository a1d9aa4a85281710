"""A photo, given to who may see it and kept nowhere on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from wijkregie.domain.signals import queries
from wijkregie.kit.files import KINDS

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer


def answer(viewer: Viewer, reference: str, pk: int) -> FileResponse:
    """Return a photo that this viewer may see; anything else is not there."""
    name = queries.photo_of(viewer, reference, pk)
    if not name or not default_storage.exists(name):
        raise Http404
    response = FileResponse(
        default_storage.open(name), content_type=KINDS[name.rpartition(".")[2]]
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
