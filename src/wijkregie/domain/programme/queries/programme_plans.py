"""The plan of a whole programme, from vision to the last euro."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import (
    Goal,
    PerformanceAgreement,
    Programme,
    RegularActivity,
)
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.bottlenecks import (
    BottleneckFilter,
    bottlenecks_visible_to,
)
from wijkregie.domain.programme.queries.money import money_of
from wijkregie.domain.programme.queries.plans import plan_project, plan_projects
from wijkregie.domain.programme.queries.programmes import goal_tree, programme_seen
from wijkregie.domain.programme.queries.seen_programme_plan import (
    AgreementInPlan,
    ProgrammePlan,
    RegularInPlan,
)
from wijkregie.domain.programme.queries.tables import table_of
from wijkregie.domain.programme.states import AgreementState

if TYPE_CHECKING:
    from typing import Any

    from wijkregie.kit.viewer import Viewer


def programme_plan(viewer: Viewer, key: str) -> ProgrammePlan | None:
    """Return everything of a programme's plan, ``None`` where it is not there.

    At most 28 queries, however large it is.
    """
    programme = programme_seen(viewer, key)
    if programme is None:
        return None
    rows = plan_projects(viewer, programme.id)
    visions = Programme.objects.filter(pk=programme.id).values_list("vision", flat=True)
    held_back = BottleneckFilter(programme_id=programme.id)
    return ProgrammePlan(
        programme=programme,
        vision=visions.get(),
        goals=goal_tree(viewer, programme.id, links=False),
        bottlenecks=tuple(bottlenecks_visible_to(viewer, held_back)),
        projects=tuple(plan_project(one) for one in rows),
        money=table_of(money_of(rows)),
        agreements=_agreements(viewer, programme.id),
        regular=_regular(programme.id),
    )


def _agreements(viewer: Viewer, programme_id: int) -> tuple[AgreementInPlan, ...]:
    """Return the agreements; what is only proposed is for who works along. Three queries."""
    rows = PerformanceAgreement.objects.filter(programme_id=programme_id)
    if not rules.may_see_ideas(viewer):
        rows = rows.exclude(state=AgreementState.PROPOSED)
    with_all = rows.select_related("partner").prefetch_related(
        Prefetch("areas", door.areas(viewer), to_attr="areas_seen"), _ordered_goals()
    )
    return tuple(_agreement(one) for one in with_all.order_by("order", "pk"))


def _ordered_goals() -> Prefetch[str]:
    return Prefetch("goals", Goal.objects.order_by("order", "pk"), to_attr="goals_seen")


def _agreement(one: Any) -> AgreementInPlan:
    return AgreementInPlan(
        id=one.pk,
        partner=one.partner.name,
        title=one.title,
        state=AgreementState(one.state),
        quantity=one.quantity,
        unit=one.unit,
        cents=one.cents,
        hours=one.hours,
        free_room=one.free_room,
        from_on=one.from_on,
        until_on=one.until_on,
        areas=tuple(door.area_named(area) for area in one.areas_seen),
        goals=tuple(goal.title for goal in one.goals_seen),
    )


def _regular(programme_id: int) -> tuple[RegularInPlan, ...]:
    """Return the regular work in its order. Two queries."""
    rows: Any = RegularActivity.objects.filter(programme_id=programme_id)
    return tuple(
        RegularInPlan(
            id=one.pk,
            name=one.name,
            holder=one.holder,
            goals=tuple(goal.title for goal in one.goals_seen),
            stopped_on=one.stopped_on,
            stopped_because=one.stopped_because,
        )
        for one in rows.prefetch_related(_ordered_goals()).order_by("order", "pk")
    )
