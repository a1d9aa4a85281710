"""The card of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.decisions.queries import decision_seen
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.card_parts import points_of
from wijkregie.domain.programme.queries.money import money_of
from wijkregie.domain.programme.queries.names import bottleneck_named, signal_named
from wijkregie.domain.programme.queries.seen import PartySeen, ProjectSeen, ProjectStepSeen
from wijkregie.domain.programme.states import PROJECT_STEPS, Part, ProjectState, Track

if TYPE_CHECKING:
    from typing import Any

    from wijkregie.domain.programme.models import Party, Project, ProjectStep
    from wijkregie.domain.programme.queries.seen import (
        BottleneckNamed,
        GoalNamed,
        SignalNamed,
    )
    from wijkregie.kit.viewer import Viewer


def card(one: Project, viewer: Viewer) -> ProjectSeen:
    """Return the card of a project that the viewer may see; eleven queries at most."""
    state, names = ProjectState(one.state), rules.may_see_names(viewer)
    may_change = names and _may_change(one, viewer)
    return ProjectSeen(
        id=one.pk,
        programme_id=one.programme_id,
        programme_key=one.programme.key,
        programme_name=one.programme.name,
        number=one.number,
        title=one.title,
        state=state,
        intended_result=one.intended_result,
        reason=one.reason,
        target_group=one.target_group,
        examples=tuple(one.examples),
        decision_points=points_of(one),
        remark=one.remark,
        track=Track(one.track) if one.track else None,
        plain=one.plain,
        has_card=one.has_card,
        areas=tuple(map(door.area_named, door.areas(viewer).filter(projects=one))),
        from_year=one.from_year,
        until_year=one.until_year,
        money_years=one.money_years,
        **_led(one, names=names),
        decision=decision_seen(one.decision, viewer) if one.decision else None,
        result=one.result,
        **_regular(one),
        made_at=one.made_at,
        finished_at=one.finished_at,
        version=one.version,
        parties=tuple(map(_party, one.parties.order_by("part", "order", "pk"))),
        goals=_goals(one),
        bottlenecks=_bottlenecks(one),
        signals=_signals(one),
        steps=_steps(one, names=names),
        money=money_of([one])[0],
        next_states=tuple(sorted(PROJECT_STEPS[state])) if may_change else (),
        may_change=may_change,
    )


def _led(one: Project, *, names: bool) -> dict[str, Any]:
    """Return who leads it: what they are for everybody, who they are for who works along."""
    return {
        "lead_id": one.lead_id if names else None,
        "lead_name": one.lead.name if names and one.lead else None,
        "lead_roles": tuple(one.lead_roles),
    }


def _regular(one: Project) -> dict[str, Any]:
    """Return the regular work that it came from, and that it became."""
    return {
        "begun_from": one.begun_from.name if one.begun_from else "",
        "handed_to": one.handed_to.name if one.handed_to else "",
    }


def _may_change(one: Project, viewer: Viewer) -> bool:
    area_ids = one.areas.values_list("pk", flat=True)
    body_id = one.decision.body_id if one.decision else None
    return rules.may_run(viewer, door.around(area_ids), body_id=body_id)


def _goals(one: Project) -> tuple[GoalNamed, ...]:
    links = one.goal_links.select_related("goal").order_by("goal__order", "goal_id")
    return tuple(door.goal_named(link.goal) for link in links)


def _bottlenecks(one: Project) -> tuple[BottleneckNamed, ...]:
    links = one.bottleneck_links.select_related("bottleneck")
    ordered = links.order_by("bottleneck__order", "bottleneck_id")
    return tuple(bottleneck_named(link.bottleneck, link.linked_at) for link in ordered)


def _signals(one: Project) -> tuple[SignalNamed, ...]:
    links = one.signal_links.select_related("signal").order_by("linked_at", "pk")
    return tuple(signal_named(link.signal, link.linked_at) for link in links)


def _steps(one: Project, *, names: bool) -> tuple[ProjectStepSeen, ...]:
    steps = one.steps.select_related("by").order_by("at", "pk")
    return tuple(_step(step, names=names) for step in steps)


def _party(one: Party) -> PartySeen:
    return PartySeen(one.pk, Part(one.part), one.organisation_id, one.name, one.does)


def _step(one: ProjectStep, *, names: bool) -> ProjectStepSeen:
    return ProjectStepSeen(
        at=one.at,
        from_state=ProjectState(one.from_state) if one.from_state else None,
        to_state=ProjectState(one.to_state),
        why=one.why,
        decision_id=one.decision_id,
        by_name=one.by.name if names and one.by else None,
    )
