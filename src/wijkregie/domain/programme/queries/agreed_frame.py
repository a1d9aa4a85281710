"""Hand-overs and reports of partners as the checks of a programme ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from wijkregie.core import logframe
from wijkregie.domain.programme.queries.agreements import report_rows
from wijkregie.domain.programme.states import ProjectState

if TYPE_CHECKING:
    from collections.abc import Iterable


def reports_owed(programme_id: int) -> Iterable[logframe.Report]:
    """Return what partners report of what holds now. One query."""
    for one in report_rows(programme_id):
        agreement = one.agreement
        yield logframe.Report(
            id=one.pk,
            about=logframe.About(logframe.Kind.AGREEMENT, agreement.pk, agreement.title),
            title=agreement.title,
            due=one.due_on,
            received=timezone.localdate(one.sent_at) if one.sent_at else None,
        )


def hand_over(one: Any) -> logframe.HandOver:
    """Return to whom a project was handed over, of one that came with its steps and hand-over.

    Of one that was taken over from a file the budget is not known, and no check asks for it.
    The day since when is what was agreed, never the day on which somebody said yes.
    """
    days = [step.at for step in one.steps.all() if step.to_state == ProjectState.HANDED_OVER]
    day = timezone.localdate(max(days)) if days else None
    made = getattr(one, "hand_over", None)
    if made is None:
        team = one.handed_to.name if one.handed_to else ""
        return logframe.HandOver(team=team, budget_line=None, on=day)
    receiver = made.group or made.organisation
    return logframe.HandOver(
        team=receiver.name if receiver else made.team,
        budget_line=made.budget_line,
        on=made.on,
    )
