"""Where one can vote on money now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from wijkregie.domain.budgets.models import Phase
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.states import PhaseKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OpenVote:
    """A round in which one can vote now, up to and including a day."""

    round_id: int
    title: str
    fund_name: str
    closes_on: date


def open_votes(
    viewer: Viewer, at: datetime, *, area_ids: Collection[int] | None = None
) -> list[OpenVote]:
    """Return the votes that go on, the first to close first. One query.

    With ``area_ids`` those of funds of these areas, and of the whole municipality.
    """
    today = timezone.localdate(at)
    rows = Phase.objects.filter(
        kind=PhaseKind.VOTE,
        opens_on__lte=today,
        closes_on__gte=today,
        round__declared=True,
        round__closed_on__isnull=True,
        round__fund__in=funds_here(viewer),
    )
    if area_ids is not None:
        rows = rows.filter(
            Q(round__fund__area_id__in=area_ids) | Q(round__fund__area__isnull=True)
        )
    return [
        OpenVote(one.round_id, one.round.title, one.round.fund.name, one.closes_on)
        for one in rows.select_related("round__fund").order_by("closes_on", "round_id")
    ]
