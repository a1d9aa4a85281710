"""The log of what was done: every service function ends with one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db import models
    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def record(
    what: str, about: models.Model, *, by: Viewer | None, at: datetime, why: str = ""
) -> None:
    """Log that ``by`` (``None``: the installation itself) did ``what`` to ``about``.

    Called inside the transaction of the change, so that neither stands without the other.
    ``why`` holds words of ours or a reason that may be read by colleagues, no personal text.
    The row belongs to the municipality of ``about``; a row that is of no municipality, such
    as an organisation, is logged where it was changed.
    """
    owner = getattr(about, "municipality_id", None)
    LogRow.objects.create(
        municipality_id=owner or (by.municipality_id if by else None),
        at=at,
        by_id=by.person_id if by else None,
        what=what,
        kind=about._meta.label_lower,
        object_id=about.pk,
        why=why[:400],
    )


def rows_of(municipality_id: int) -> QuerySet[LogRow]:
    """Return the log of a municipality, the last row first. For its administrators only."""
    return LogRow.objects.filter(municipality_id=municipality_id).order_by("-at", "-pk")


def whys(what: Iterable[str], about: models.Model) -> set[str]:
    """Return the reasons that the log holds of having done these to ``about``.

    Empty ones are those without a reason, and those that erasure took by now. To look whether
    a row is still as it was when that was done to it.
    """
    rows = LogRow.objects.filter(
        kind=about._meta.label_lower, object_id=about.pk, what__in=tuple(what)
    )
    return set(rows.values_list("why", flat=True))
