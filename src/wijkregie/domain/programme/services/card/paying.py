"""Several lines of money at once: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wijkregie.domain.programme.services.money import add_cost, add_coverage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from wijkregie.domain.programme.services.drafts import CostDraft, CoverageDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def add_money(
    project_id: int,
    costs: Iterable[CostDraft],
    coverage: Iterable[CoverageDraft],
    *,
    by: Viewer,
    at: datetime,
) -> None:
    """Write down what a project costs and who pays; each line logs itself."""
    for cost in costs:
        add_cost(project_id, cost, by=by, at=at)
    for line in coverage:
        add_coverage(project_id, line, by=by, at=at)
