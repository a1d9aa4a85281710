"""Words for who made a plan: read by who runs funds once the urn was opened, then by all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import Remark
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class RemarkSeen:
    """Words for who made a plan; ``shown`` is ``None`` until somebody looked."""

    id: int
    number: int
    title: str
    text: str
    shown: bool | None


def readable() -> Q:
    """Return which words may be read: those of a round whose urn was opened.

    Words go with a vote for their plan, so before that they would tell how the vote runs.
    """
    return Q(proposal__round__urn_opened_at__isnull=False)


def remarks_of(viewer: Viewer, round_id: int) -> Rows[RemarkSeen]:
    """Return all words for makers in a round, those to look at first, for who runs funds.

    None as long as the urn is shut.
    """
    rows = Remark.objects.filter(
        readable(), proposal__round__fund__in=funds_here(viewer), proposal__round=round_id
    )
    if not rules.may_run_funds(viewer):
        rows = rows.none()
    waiting_first = rows.select_related("proposal").order_by(
        F("shown").asc(nulls_first=True), "pk"
    )
    return Rows(waiting_first, _remark)


def remarks_shown(viewer: Viewer, proposal_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return the words for each of these plans that everyone may read. One query."""
    rows = Remark.objects.filter(
        proposal__round__fund__in=funds_here(viewer),
        proposal__in=list(proposal_ids),
        shown=True,
    )
    found: dict[int, list[str]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.proposal_id, []).append(row.text)
    return found


def _remark(row: Remark) -> RemarkSeen:
    plan = row.proposal
    return RemarkSeen(row.pk, plan.number, plan.title, row.text, row.shown)
