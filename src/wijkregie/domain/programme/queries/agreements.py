"""Performance agreements with what partners reported; proposals are for who works along."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.db.models import Prefetch

from wijkregie.domain.decisions.queries import decision_seen
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import AgreementReport, Goal, PerformanceAgreement
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.seen_agreements import (
    AgreementNamed,
    AgreementSeen,
    PartnerReportSeen,
    ReportAsked,
    ToldBefore,
)
from wijkregie.domain.programme.states import AgreementState
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer

#: How many days before it is due a report stands on the desk of who owes it.
SOON: Final = 30


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """Which agreements are asked for; what is not named does not count.

    ``overdue_on`` keeps those of which a report should have been in on that day.
    """

    programme_id: int | None = None
    partner_id: int | None = None
    goal_id: int | None = None
    state: AgreementState | None = None
    overdue_on: date | None = None

    def narrow(self, rows: QuerySet[PerformanceAgreement]) -> QuerySet[PerformanceAgreement]:
        """Keep what is asked for."""
        wanted = {
            "programme_id": self.programme_id,
            "partner_id": self.partner_id,
            "goals": self.goal_id,
            "state": self.state,
        }
        for name, value in wanted.items():
            if value is not None:
                rows = rows.filter(**{name: value})
        if self.overdue_on is not None:
            late = _owed(AgreementReport.objects.all()).filter(due_on__lt=self.overdue_on)
            rows = rows.filter(pk__in=late.values("agreement_id"))
        return rows


EVERYTHING: Final = AgreementFilter()


def agreements_visible_to(
    viewer: Viewer, wanted: AgreementFilter = EVERYTHING, *, on: date
) -> Rows[AgreementSeen]:
    """Return agreements with their reports, by partner: four queries a page."""
    rows = wanted.narrow(_agreements(viewer)).order_by(
        "partner__name", "-from_on", "order", "pk"
    )
    return Rows(_whole(rows, viewer), lambda one: _seen(one, viewer, on))


def agreement_seen(viewer: Viewer, pk: int, *, on: date) -> AgreementSeen | None:
    """Return one agreement, ``None`` where it is not there or not to be seen. Four queries."""
    return agreements_visible_to(viewer, on=on).get(pk)


def agreements_by_goal(
    viewer: Viewer, programme_id: int
) -> dict[int, tuple[AgreementNamed, ...]]:
    """Return the agreements that serve each goal of a programme. Two queries."""
    rows = _agreements(viewer).filter(programme_id=programme_id)
    found: dict[int, list[AgreementNamed]] = defaultdict(list)
    with_goals = rows.prefetch_related("goals").select_related("partner")
    for one in with_goals.order_by("partner__name", "order", "pk"):
        for goal in one.goals.all():
            found[goal.pk].append(_named(one))
    return {pk: tuple(names) for pk, names in found.items()}


def agreement_partners(
    viewer: Viewer, *, programme_id: int | None = None
) -> list[tuple[int, str]]:
    """Return number and name of the partners in agreements here, to choose from. One query."""
    wanted = AgreementFilter(programme_id=programme_id)
    rows = wanted.narrow(_agreements(viewer)).order_by("partner__name", "partner_id")
    return list(dict.fromkeys(rows.values_list("partner_id", "partner__name")))


def reports_asked(viewer: Viewer, *, on: date) -> list[ReportAsked]:
    """Return what the organisations of the viewer owe soon, or owed before. One query."""
    rows = _owed(AgreementReport.objects.filter(municipality_id=door.here(viewer)))
    mine = rows.filter(
        agreement__partner_id__in=viewer.organisation_ids,
        due_on__lte=on + timedelta(days=SOON),
    )
    whole = mine.select_related("agreement", "agreement__partner").order_by("due_on", "pk")
    return [
        ReportAsked(one.pk, one.due_on, one.due_on < on, _named(one.agreement)) for one in whole
    ]


def report_rows(programme_id: int) -> QuerySet[AgreementReport]:
    """Return the reports of what was agreed in a programme. For the checks only."""
    rows = AgreementReport.objects.filter(agreement__programme_id=programme_id)
    agreed = rows.filter(agreement__state=AgreementState.AGREED)
    return agreed.select_related("agreement").order_by("due_on", "pk")


def _owed(rows: QuerySet[AgreementReport]) -> QuerySet[AgreementReport]:
    """Keep what is still to come, of what is agreed: nobody reports on a proposal."""
    return rows.filter(sent_at__isnull=True, agreement__state=AgreementState.AGREED)


def _agreements(viewer: Viewer) -> QuerySet[PerformanceAgreement]:
    found = PerformanceAgreement.objects.filter(municipality_id=door.here(viewer))
    if rules.may_see_ideas(viewer):
        return found
    # What was proposed and dropped was never agreed: it stays with who worked along.
    return found.exclude(state=AgreementState.PROPOSED).exclude(agreed_on__isnull=True)


def _whole(
    rows: QuerySet[PerformanceAgreement], viewer: Viewer
) -> QuerySet[PerformanceAgreement]:
    return rows.select_related(
        "programme",
        "partner",
        "decision__body",
        "decision__handed_to",
        "decision__recorded_by",
    ).prefetch_related(
        Prefetch("areas", door.areas(viewer), to_attr="areas_seen"),
        Prefetch("goals", Goal.objects.order_by("order", "pk")),
        Prefetch(
            "reports",
            AgreementReport.objects.select_related("by").order_by("due_on", "pk"),
        ),
    )


def _named(one: PerformanceAgreement) -> AgreementNamed:
    return AgreementNamed(
        one.pk, one.title, one.partner_id, one.partner.name, AgreementState(one.state)
    )


def _seen(one: Any, viewer: Viewer, on: date) -> AgreementSeen:
    state = AgreementState(one.state)
    agreed = state == AgreementState.AGREED
    names = rules.may_see_names(viewer)
    return AgreementSeen(
        id=one.pk,
        programme_id=one.programme_id,
        programme_key=one.programme.key,
        programme_name=one.programme.name,
        partner_id=one.partner_id,
        partner_name=one.partner.name,
        title=one.title,
        what=one.what,
        goals=tuple(door.goal_named(goal) for goal in one.goals.all()),
        areas=tuple(door.area_named(area) for area in one.areas_seen),
        quantity=one.quantity,
        unit=one.unit,
        cents=one.cents,
        hours=one.hours,
        free_room=one.free_room,
        free_hours=one.free_hours,
        free_cents=one.free_cents,
        from_on=one.from_on,
        until_on=one.until_on,
        state=state,
        agreed_on=one.agreed_on,
        decision=decision_seen(one.decision, viewer) if one.decision else None,
        reports=tuple(_report(row, on, owed=agreed, names=names) for row in one.reports.all()),
        may_change=rules.may_steer(viewer),
        may_report=agreed and rules.may_report(viewer, one.partner_id),
    )


def _report(one: AgreementReport, on: date, *, owed: bool, names: bool) -> PartnerReportSeen:
    return PartnerReportSeen(
        id=one.pk,
        agreement_id=one.agreement_id,
        due_on=one.due_on,
        sent_at=one.sent_at,
        overdue=owed and one.sent_at is None and one.due_on < on,
        quantity=one.quantity,
        text=one.text,
        free_room_used=one.free_room_used,
        free_hours_used=one.free_hours_used,
        free_cents_used=one.free_cents_used,
        by_name=one.by.name if names and one.by else None,
        before=tuple(map(_before, one.before)),
    )


def _before(told: Mapping[str, Any]) -> ToldBefore:
    quantity = told["quantity"]
    kept = {
        "until": datetime.fromisoformat(told["until"]),
        "quantity": None if quantity is None else Decimal(quantity),
    }
    return ToldBefore(**{**told, **kept})
