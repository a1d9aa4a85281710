"""Rounds, votes and payments that a thread runs through: which of them a viewer may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.budgets.models import Count, Round
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.programme.models import Payment
from wijkregie.domain.programme.queries import door
from wijkregie.domain.reports.rules import sees_inside

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def payments(viewer: Viewer) -> QuerySet[Payment]:
    """Return the payments that stand, as far as the viewer may read each of them.

    Those on money of a fund are for everyone, others for who works along.
    """
    seen = door.projects(viewer).values("pk")
    rows = Payment.objects.filter(project__in=seen, taken_back_on__isnull=True)
    if not sees_inside(viewer):
        rows = rows.filter(commitment__award__isnull=False)
    return rows.select_related("project")


def rounds(viewer: Viewer) -> QuerySet[Round]:
    """Return the rounds of funds that the viewer may see."""
    return Round.objects.filter(fund__in=funds_here(viewer)).select_related("fund")


def votes(viewer: Viewer) -> QuerySet[Count]:
    """Return the votes of which everyone could read the outcome."""
    told = Count.objects.filter(round__in=rounds(viewer), told_at__isnull=False)
    return told.select_related("round__fund")
