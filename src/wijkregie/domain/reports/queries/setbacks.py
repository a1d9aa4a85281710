"""What the town hall did with the plans of the wijkteams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from wijkregie.domain.budgets.queries import voted_on
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import GroupKind, OrganisationKind
from wijkregie.domain.programme.models import ProjectSignal, ProjectStep
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.reports.queries import words
from wijkregie.domain.reports.queries.council import Share, first_of_year, moments, signals_here
from wijkregie.domain.reports.queries.voice import decided_between, decider_of
from wijkregie.domain.reports.rules import of_here
from wijkregie.domain.reports.states import Decider, Setback
from wijkregie.domain.signals.models import HandOver, Raiser
from wijkregie.domain.signals.states import OfferState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

#: The ways in which a plan was set aside.
SET_ASIDE: Final = frozenset({Setback.REFUSED, Setback.DECLINED, Setback.STOPPED})
_OUTCOMES: Final[Mapping[str, Setback]] = {
    Outcome.FOLLOW_UP: Setback.HONOURED,
    Outcome.DECLINE: Setback.DECLINED,
}
_STEPS: Final[Mapping[str, Setback]] = {
    ProjectState.APPROVED: Setback.HONOURED,
    ProjectState.STOPPED: Setback.STOPPED,
}


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A plan of a wijkteam about which the town hall had its say, and why it did so."""

    on: date
    title: str
    reference: str
    project_id: int | None
    how: Setback
    by: str
    why: str

    @property
    def aside(self) -> bool:
        """Tell whether the plan was set aside."""
        return self.how in SET_ASIDE


def team_plans(viewer: Viewer, *, on: date, area_id: int | None = None) -> tuple[TeamPlan, ...]:
    """Return what the town hall said of plans of wijkteams in the last four quarters.

    A plan is what a wijkteam handed over to the municipality, what it raised itself and the
    town hall decided on, or a project out of what it decided that was approved or stopped,
    by the last of the two. What residents voted on they decided themselves, whoever settled
    the outcome. The last one first. Four queries at most.
    """
    since = first_of_year(on)
    found = [
        *_handed(viewer, area_id, since, on),
        *_raised(viewer, area_id, since, on),
        *_projects(viewer, area_id, since, on),
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.reference), reverse=True))


def set_aside(plans: tuple[TeamPlan, ...]) -> Share:
    """Return how many of the plans were set aside."""
    return Share(sum(one.aside for one in plans), len(plans))


def _handed(viewer: Viewer, area_id: int | None, since: date, on: date) -> list[TeamPlan]:
    rows = HandOver.objects.filter(
        of_here(viewer),
        _inside("signal__in_areas__area", area_id),
        decision__body__kind=GroupKind.DISTRICT_TEAM,
        organisation__kind=OrganisationKind.MUNICIPALITY,
        state__in=(OfferState.ACCEPTED, OfferState.DONE, OfferState.REFUSED),
        replied_at__range=moments(since, on),
    ).select_related("signal__theme", "signal__area", "organisation")
    return [
        TeamPlan(
            on=timezone.localdate(row.replied_at),
            title=words.signal_title(row.signal, viewer),
            reference=row.signal.reference,
            project_id=None,
            how=Setback.REFUSED if row.state == OfferState.REFUSED else Setback.ACCEPTED,
            by=row.organisation.name,
            why=row.reason,
        )
        for row in rows.order_by("pk")
    ]


def _raised(viewer: Viewer, area_id: int | None, since: date, on: date) -> list[TeamPlan]:
    by_team = Raiser.objects.filter(
        signal=OuterRef("pk"), joined=False, group__kind=GroupKind.DISTRICT_TEAM
    )
    rows = (
        signals_here(viewer, area_id)
        .filter(decided_between(since, on), Exists(by_team))
        .filter(decision__outcome__in=_OUTCOMES)
        .select_related("decision__body", "theme", "area")
    )
    found = [row for row in rows.order_by("pk") if _by_town_hall(row.decision)]
    ids = {row.decision_id for row in found if row.decision_id is not None}
    votes = voted_on(viewer, ids) if ids else {}
    return [_plan(row, viewer) for row in found if row.decision_id not in votes]


def _plan(row: Signal, viewer: Viewer) -> TeamPlan:
    decision: Any = row.decision
    return TeamPlan(
        on=decision.taken_on,
        title=words.signal_title(row, viewer),
        reference=row.reference,
        project_id=None,
        how=_OUTCOMES[decision.outcome],
        by=words.body_name(decision),
        why=decision.reason,
    )


def _projects(viewer: Viewer, area_id: int | None, since: date, on: date) -> list[TeamPlan]:
    """Return the projects out of what wijkteams decided, by the last thing that was said."""
    of_team = ProjectSignal.objects.filter(
        project=OuterRef("project"), signal__decision__body__kind=GroupKind.DISTRICT_TEAM
    )
    rows = ProjectStep.objects.filter(
        of_here(viewer),
        _inside("project__areas", area_id),
        Exists(of_team),
        to_state__in=_STEPS,
        at__range=moments(since, on),
    ).select_related("project", "decision__body")
    last = {row.project_id: row for row in rows.order_by("at", "pk")}
    return [
        TeamPlan(
            on=timezone.localdate(row.at),
            title=row.project.title,
            reference="",
            project_id=row.project_id,
            how=_STEPS[row.to_state],
            by=words.body_name(row.decision) if row.decision else "",
            why=row.decision.reason if row.decision else row.why,
        )
        for row in last.values()
    ]


def _by_town_hall(decision: Any) -> bool:
    return decider_of(decision.body, decision.officer) == Decider.TOWN_HALL


def _inside(path: str, area_id: int | None) -> Q:
    return Q() if area_id is None else Q(**{path: area_id})
