"""Write down what came of a moment to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.programme.models import DecisionPoint
from wijkregie.domain.programme.services import finding, keeping
from wijkregie.domain.programme.services.card.fields import line
from wijkregie.domain.programme.services.card.state import snapshot, write_history
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def settle_point(  # noqa: PLR0913 - what was decided and when it was, by which decision
    point_id: int,
    outcome: str,
    decided_on: date,
    decision_id: int | None = None,
    *,
    by: Viewer,
    at: datetime,
) -> None:
    """Write down what was decided at a moment to decide, once."""
    point = finding.found(DecisionPoint.objects.all(), point_id, by)
    project = keeping.open_card(point.project_id, by)
    if point.decided_on is not None:
        raise ProgrammeRefused(_("This was decided on already. Reload the page."))
    finding.day(decided_on, "decided_on", happened=at)
    finding.not_before(decided_on, project.from_year, project.made_at, field="decided_on")
    before = snapshot(project)
    point.outcome = line(outcome, 400, "outcome", needed=_("Write down what was decided."))
    point.decided_on = decided_on
    if decision_id is not None:
        point.decision = finding.found(Decision.objects.all(), decision_id, by)
    point.save()
    write_history(project, before, by=by, at=at)
    audit.record("decision_point_settled", point, by=by, at=at)
