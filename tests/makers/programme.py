"""Programmes, goals, projects and money for tests; what a test is not about is filled in."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.makers.people import make_group
from tests.makers.places import AT
from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import (
    Bottleneck,
    Goal,
    GoalIndicator,
    Programme,
    Project,
)
from wijkregie.domain.programme.states import GoalLevel, Pledge
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Signal, Theme
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.people.models import Group
    from wijkregie.domain.places.models import Area, Municipality

_numbers = count(1)


def make_programme(
    municipality: Municipality,
    name: str = "",
    *,
    years: tuple[int, int] = (2026, 2027),
    **more: Any,
) -> Programme:
    draft = services.ProgrammeDraft(name or f"Programma {next(_numbers)}", *years, **more)
    made = services.create_programme(draft, by=installation(municipality.pk), at=AT)
    return Programme.objects.get(pk=made)


def make_goal(
    programme: Programme,
    title: str = "",
    *,
    level: GoalLevel = GoalLevel.TACTICAL,
    parent: Goal | None = None,
) -> Goal:
    draft = services.GoalDraft(
        title or f"Doel {next(_numbers)}", level, parent.pk if parent else None
    )
    by = installation(programme.municipality_id)
    return Goal.objects.get(pk=services.add_goal(programme.pk, draft, by=by, at=AT))


def make_goal_indicator(goal: Goal, title: str = "", **more: Any) -> GoalIndicator:
    target, year = more.pop("target", None), more.pop("target_year", None)
    if target is not None:
        more["targets"] = (services.TargetDraft(target, year),)
    unit, more = more.pop("unit", "%"), {"same_unit": True} | more
    draft = services.IndicatorDraft(title or f"Indicator {next(_numbers)}", unit, **more)
    by = installation(goal.municipality_id)
    return GoalIndicator.objects.get(pk=services.add_indicator(goal.pk, draft, by=by, at=AT))


def make_bottleneck(
    programme: Programme,
    title: str = "",
    *,
    areas: Iterable[Area] = (),
    goals: Iterable[Goal] = (),
) -> Bottleneck:
    draft = services.BottleneckDraft(
        title or f"Knelpunt {next(_numbers)}",
        area_ids=tuple(area.pk for area in areas),
        goal_ids=tuple(goal.pk for goal in goals),
    )
    by = installation(programme.municipality_id)
    made = services.add_bottleneck(programme.pk, draft, by=by, at=AT)
    return Bottleneck.objects.get(pk=made)


def follow_up(body: Group, **more: Any) -> decisions.DecisionDraft:
    """A decision of this group to follow it up."""
    draft = decisions.DecisionDraft(
        subject="Een vaste ontmoetingsplek",
        outcome=Outcome.FOLLOW_UP,
        reason="Bewoners vragen erom en de ruimte is er.",
        mandate="Convenant wijkteam",
        taken_on=AT.date(),
        body_id=body.pk,
    )
    return replace(draft, **more)


def make_decision(municipality: Municipality, body: Group | None = None) -> Decision:
    group = body or make_group(municipality)
    return decisions.record(follow_up(group), by=installation(municipality.pk), at=AT)


def make_theme_of(municipality: Municipality) -> Theme:
    found = Theme.objects.filter(municipality=municipality).first()
    draft = signals.ThemeDraft("Ontmoeten")
    return found or signals.add_theme(
        municipality.pk, draft, by=installation(municipality.pk), at=AT
    )


def make_raised(
    municipality: Municipality, *, area: Area | None = None, body: Group | None = None
) -> Signal:
    """A signal that came in; with ``body`` that group decided to follow it up."""
    number = next(_numbers)
    draft = signals.SignalDraft(
        text="De ontmoetingsplek is kapot.",
        theme_id=make_theme_of(municipality).pk,
        submission=f"programma{number:023}",
        area_id=area.pk if area else None,
    )
    by = installation(municipality.pk)
    receipt = signals.receive(draft, municipality_id=municipality.pk, by=by, at=AT, seed=number)
    if body is not None:
        signals.decide(receipt.signal_id, follow_up(body), by=by, at=AT)
    return Signal.objects.get(pk=receipt.signal_id)


def project_draft(programme: Programme, title: str = "", **more: Any) -> services.ProjectDraft:
    return services.ProjectDraft(programme.pk, title or f"Project {next(_numbers)}", **more)


def make_project(programme: Programme, title: str = "", **more: Any) -> Project:
    """A project that runs, on a decision of its own unless one is named (``None``: an idea)."""
    if "decision_id" not in more:
        more["decision_id"] = make_decision(programme.municipality).pk
    by = installation(programme.municipality_id)
    made = services.start_project(project_draft(programme, title, **more), by=by, at=AT)
    return Project.objects.get(pk=made)


def make_cost(project: Project, cents: int | None, *, year: int = 2026, what: str = "") -> int:
    by = installation(project.municipality_id)
    return services.add_cost(project.pk, services.CostDraft(year, cents, what), by=by, at=AT)


def make_coverage(
    project: Project,
    cents: int | None,
    *,
    year: int | None = 2026,
    funder: str = "Wijkbudget",
    pledge: Pledge = Pledge.PROMISED,
) -> int:
    by = installation(project.municipality_id)
    draft = services.CoverageDraft(funder, year, cents, pledge)
    return services.add_coverage(project.pk, draft, by=by, at=AT)
