"""When partners tell how it goes with what was agreed with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.core import names
from wijkregie.domain.programme.models import AgreementReport
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.seen_planning import Keyed
from wijkregie.domain.programme.states import AgreementState

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.programme.queries.planning import PlanFilter
    from wijkregie.domain.programme.queries.seen_planning import Planning
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ReportDue:
    """A report that a partner owes on a day; ``sent_on`` once it came."""

    id: int
    agreement_id: int
    title: str
    partner: Keyed
    organisation_id: int
    due_on: date
    sent_on: date | None
    area_ids: frozenset[int]
    goal_ids: frozenset[int]

    def is_late(self, on: date) -> bool:
        """Tell whether it had to be there before this day, and is not."""
        return self.sent_on is None and self.due_on < on


def reports_due(viewer: Viewer, programme_id: int) -> tuple[ReportDue, ...]:
    """Return the reports on agreements of a programme, by day: three queries.

    What was never agreed asks no report and is not for everyone; after its end nothing more
    is due.
    """
    rows = (
        AgreementReport.objects.filter(
            municipality_id=door.here(viewer),
            agreement__programme_id=programme_id,
            agreement__agreed_on__isnull=False,
        )
        .exclude(agreement__state=AgreementState.ENDED, sent_at__isnull=True)
        .select_related("agreement__partner")
        .prefetch_related("agreement__areas", "agreement__goals")
    )
    return tuple(_report(one) for one in rows.order_by("due_on", "pk"))


def narrowed(
    planning: Planning, wanted: PlanFilter, reports: tuple[ReportDue, ...]
) -> tuple[ReportDue, ...]:
    """Return the reports that are asked for; an agreement has no theme and no such state."""
    if wanted.theme or wanted.state is not None:
        return ()
    areas = {area.id for area in planning.areas if area.code == wanted.area}
    goals = {goal.id for goal in planning.goals if goal.key == wanted.goal}
    return tuple(
        one
        for one in reports
        if wanted.partner in {"", one.partner.key}
        and (not wanted.area or not areas.isdisjoint(one.area_ids))
        and (not wanted.goal or not goals.isdisjoint(one.goal_ids))
    )


def _report(one: AgreementReport) -> ReportDue:
    agreement = one.agreement
    name = agreement.partner.name
    return ReportDue(
        id=one.pk,
        agreement_id=agreement.pk,
        title=agreement.title,
        partner=Keyed(names.slug(name), name),
        organisation_id=agreement.partner_id,
        due_on=one.due_on,
        sent_on=timezone.localdate(one.sent_at) if one.sent_at else None,
        area_ids=frozenset(area.pk for area in agreement.areas.all()),
        goal_ids=frozenset(goal.pk for goal in agreement.goals.all()),
    )
