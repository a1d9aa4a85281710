"""A large programme for measurements: 60 goals, 120 projects, 2,000 lines of money.

Every tenth project and indicator lacks something, so that the checks have something to tell.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from wijkregie.domain.people.models import Person
from wijkregie.domain.programme.models import (
    Bottleneck,
    CostLine,
    CoverageLine,
    Funder,
    Goal,
    GoalIndicator,
    IndicatorTarget,
    Programme,
    Project,
    ProjectBottleneck,
    ProjectGoal,
)
from wijkregie.domain.programme.states import GoalLevel, Pledge, ProjectState

AT: Final = datetime.now(UTC)
YEARS: Final = range(AT.year, AT.year + 4)
GOALS, PROJECTS, LINES = 60, 120, 2_000


def filled(here: int) -> Programme:
    """Make a programme in which every tenth project and indicator lacks something."""
    programme = Programme.objects.create(
        municipality_id=here,
        key="groot",
        name="Groot programma",
        from_year=YEARS[0],
        until_year=YEARS[-1],
        baseline_source="Wijkenquête",
        made_at=AT,
    )
    of = {"municipality_id": here, "programme": programme}
    goals = _goals(of)
    bottlenecks = Bottleneck.objects.bulk_create(
        Bottleneck(title=f"Knelpunt {at}", **of) for at in range(40)
    )
    projects = Project.objects.bulk_create(
        Project(
            number=str(at),
            title=f"Project {at}",
            state=ProjectState.RUNNING,
            from_year=YEARS[0],
            until_year=YEARS[-1] if at % 10 else None,
            lead=Person.objects.order_by("pk")[0],
            made_at=AT,
            **of,
        )
        for at in range(PROJECTS)
    )
    linked = {"municipality_id": here, "linked_at": AT}
    ProjectGoal.objects.bulk_create(
        ProjectGoal(project=one, goal=goals[at % len(goals)], **linked)
        for at, one in enumerate(projects)
    )
    ProjectBottleneck.objects.bulk_create(
        ProjectBottleneck(project=one, bottleneck=bottlenecks[at % 40], **linked)
        for at, one in enumerate(projects)
    )
    _money(here, projects)
    return programme


def _goals(of: dict[str, Any]) -> list[Goal]:
    """Make the tree, and return the goals at the bottom, each with an indicator."""
    tops = Goal.objects.bulk_create(
        Goal(key=f"effect-{at}", level=GoalLevel.IMPACT, title=f"Effect {at}", **of)
        for at in range(2)
    )
    middle = Goal.objects.bulk_create(
        Goal(
            key=f"hoofd-{at}",
            level=GoalLevel.TACTICAL,
            title=f"Hoofddoel {at}",
            parent=tops[at % 2],
            **of,
        )
        for at in range(8)
    )
    below = Goal.objects.bulk_create(
        Goal(
            key=f"doel-{at}",
            level=GoalLevel.OPERATIONAL,
            title=f"In {YEARS[-1]} doel {at}",
            parent=middle[at % 8],
            **of,
        )
        for at in range(GOALS - 10)
    )
    lines = GoalIndicator.objects.bulk_create(
        GoalIndicator(
            municipality_id=of["municipality_id"],
            goal=one,
            key=f"cijfer-{at}",
            title=f"Cijfer {at}",
            source="Wijkenquête",
            owner="Onderzoek",
            unit="%",
            baseline=Decimal(20 + at) if at % 10 else None,
            baseline_year=YEARS[0],
            baseline_n=400,
        )
        for at, one in enumerate(below)
    )
    IndicatorTarget.objects.bulk_create(
        IndicatorTarget(
            municipality_id=of["municipality_id"],
            indicator=one,
            value=Decimal(40 + at + step),
            year=YEARS[-2 + step],
        )
        for at, one in enumerate(lines)
        for step in range(2)
    )
    return below


def _money(here: int, projects: list[Project]) -> None:
    """Make as many lines of costs as of coverage; every tenth project lacks a euro."""
    funders = Funder.objects.bulk_create(
        Funder(municipality_id=here, name=f"Fonds {at}") for at in range(12)
    )
    each = [(at % PROJECTS, YEARS[at // PROJECTS % 4]) for at in range(LINES // 2)]
    CostLine.objects.bulk_create(
        CostLine(
            municipality_id=here,
            project=projects[at],
            year=year,
            cents=100_00 * (1 + at),
            recorded_at=AT,
        )
        for at, year in each
    )
    CoverageLine.objects.bulk_create(
        CoverageLine(
            municipality_id=here,
            project=projects[at],
            funder=funders[at % 12],
            year=year,
            cents=100_00 * (1 + at) - (0 if at % 10 else 1_00),
            pledge=Pledge.COMMITTED,
            recorded_at=AT,
        )
        for at, year in each
    )
