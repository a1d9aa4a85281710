"""Write what was done: every service function ends with one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from datetime import datetime

    from django.db import models

    from wijkregie.kit.viewer import Viewer


def record(
    what: str, about: models.Model, *, by: Viewer | None, at: datetime, why: str = ""
) -> None:
    """Log that ``by`` (``None``: the installation itself) did ``what`` to ``about``.

    Called inside the transaction of the change, so that neither stands without the other.
    ``why`` holds words of ours or a reason that may be read by colleagues, no personal text.
    """
    LogRow.objects.create(
        municipality_id=getattr(about, "municipality_id", None),
        at=at,
        by_id=by.person_id if by else None,
        what=what,
        kind=about._meta.label_lower,
        object_id=about.pk,
        why=why[:400],
    )
