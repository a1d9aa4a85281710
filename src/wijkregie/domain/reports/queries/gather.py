"""What happened to the rows of a thread: steps, answers, meetings, evidence and money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Q, Subquery

from wijkregie.domain.budgets.queries.awards import awards_here
from wijkregie.domain.meetings.models import AgendaItem
from wijkregie.domain.programme.models import (
    CostLine,
    CoverageLine,
    Evidence,
    GoalIndicator,
    IndicatorTarget,
    ProjectStep,
)
from wijkregie.domain.reports.queries.reach import MOST_LINES, Reach
from wijkregie.domain.reports.queries.residents_money import payments
from wijkregie.domain.reports.rules import of_here, sees_inside
from wijkregie.domain.reports.states import Knot
from wijkregie.domain.signals.models import Answer, Step

if TYPE_CHECKING:
    from wijkregie.domain.budgets.models import Award
    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.programme.models import Payment
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows below those that a thread reaches, each list in the order of time."""

    evidence: list[Evidence]
    indicators: list[GoalIndicator]
    steps: list[Step]
    answers: list[Answer]
    items: list[AgendaItem]
    project_steps: list[ProjectStep]
    costs: list[CostLine]
    coverage: list[CoverageLine]
    payments: list[Payment]
    awards: list[Award]
    decisions: dict[int, Decision]


def gather(viewer: Viewer, found: Reach) -> Gathered:
    """Return what happened to the rows of a thread. Ten queries."""
    projects, signals = found.projects.ids, found.signals.ids
    steps = list(
        Step.objects.filter(signal__in=signals)
        .select_related("decision__body", "decision__handed_to")
        .order_by("at", "pk")[: 3 * MOST_LINES]
    )
    project_steps = list(
        ProjectStep.objects.filter(project__in=projects)
        .select_related("decision__body", "decision__handed_to", "project__handed_to")
        .order_by("at", "pk")[:MOST_LINES]
    )
    items = _items(viewer, found)
    answers = Answer.objects.filter(signal__in=signals, public=True).order_by("at", "pk")
    return Gathered(
        evidence=_evidence(viewer, found),
        indicators=_indicators(viewer, found),
        steps=steps,
        answers=list(answers[:MOST_LINES]),
        items=items,
        project_steps=project_steps,
        costs=list(
            CostLine.objects.filter(project__in=projects)
            .select_related("project")
            .order_by("year", "pk")[:MOST_LINES]
        ),
        coverage=list(
            CoverageLine.objects.filter(project__in=projects)
            .select_related("project", "funder")
            .order_by("year", "pk")[:MOST_LINES]
        ),
        payments=list(
            payments(viewer).filter(project__in=projects).order_by("paid_on", "pk")[:MOST_LINES]
        ),
        awards=_awards(viewer, projects),
        decisions=_decisions(found, steps, project_steps, items),
    )


def _awards(viewer: Viewer, projects: list[int]) -> list[Award]:
    rows = awards_here(viewer).filter(project__in=projects)
    related = ("proposal__round__fund", "proposal__round__count", "proposal__counted")
    return list(rows.select_related(*related).order_by("pk")[:MOST_LINES])


def _evidence(viewer: Viewer, found: Reach) -> list[Evidence]:
    rows = Evidence.objects.filter(bottleneck__in=found.bottlenecks.ids)
    if not sees_inside(viewer):
        rows = rows.filter(Q(area__isnull=True) | Q(area__public=True))
    rows = rows.select_related("indicator", "area", "bottleneck")
    return list(rows.order_by("period", "pk")[:MOST_LINES])


def _indicators(viewer: Viewer, found: Reach) -> list[GoalIndicator]:
    rows = GoalIndicator.objects.filter(goal__in=found.goals.ids)
    if not sees_inside(viewer):
        rows = rows.filter(Q(series_area__isnull=True) | Q(series_area__public=True))
    last = IndicatorTarget.objects.filter(indicator=OuterRef("pk"))
    last = last.order_by(F("year").desc(nulls_first=True))
    rows = rows.annotate(
        last_target=Subquery(last.values("value")[:1]),
        last_year=Subquery(last.values("year")[:1]),
    ).select_related("goal", "series", "series_area")
    return list(rows.order_by("goal__order", "order", "pk")[:MOST_LINES])


def _items(viewer: Viewer, found: Reach) -> list[AgendaItem]:
    wanted = Q(signal__in=found.signals.ids)
    if found.start.kind == Knot.DECISION:
        wanted |= Q(decision=found.start.pk)
    rows = AgendaItem.objects.filter(of_here(viewer), wanted).select_related(
        "meeting__series__group", "decision__body", "decision__handed_to"
    )
    return list(rows.order_by("meeting__starts_at", "pk")[:MOST_LINES])


def _decisions(
    found: Reach,
    steps: list[Step],
    project_steps: list[ProjectStep],
    items: list[AgendaItem],
) -> dict[int, Decision]:
    rows: list[Decision | None] = [
        *(signal.decision for signal in found.signals.rows),
        *(project.decision for project in found.projects.rows),
        *(step.decision for step in steps),
        *(step.decision for step in project_steps),
        *(item.decision for item in items),
    ]
    if found.start.kind == Knot.DECISION:
        rows.append(found.start.row)
    return {row.pk: row for row in rows if row is not None}
