"""The inside of the measurement of the checks: one large programme with some faults.

Run by ``bench.checks`` in a process of its own; prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from bench.filled import FRAME, cost, looking_as, median, named, prepared, queries_of
from wijkregie.core import logframe
from wijkregie.domain.people.models import Person
from wijkregie.domain.programme import queries
from wijkregie.domain.programme.models import (
    Bottleneck,
    CostLine,
    CoverageLine,
    Funder,
    Goal,
    GoalIndicator,
    Programme,
    Project,
    ProjectBottleneck,
    ProjectGoal,
)
from wijkregie.domain.programme.queries.framework import framework, projects_for_checks
from wijkregie.domain.programme.states import GoalLevel, Pledge, ProjectState
from wijkregie.kit.viewer import installation

AT: Final = datetime.now(UTC)
YEARS: Final = range(AT.year, AT.year + 4)
GOALS, PROJECTS, LINES = 60, 120, 2_000


def main(number: int) -> dict[str, Any]:
    """Prepare the installation and measure."""
    here = prepared(number)
    programme = _filled(here)
    viewer, on = installation(here), AT.date()

    def checked() -> queries.ChecksSeen | None:
        return queries.checks_of(viewer, programme.key, on=on)

    seen = checked()
    asked = queries_of(checked)
    told = len(seen.checks) if seen else 0
    found: dict[str, Any] = {"checks_cpu": median(checked)}
    found["checks_cpu_remark"] = f"{asked} queries; {told} findings"
    found["rules_cpu"] = median(lambda: _rules(here, programme.key))
    found |= named(
        "page",
        *cost(looking_as("wijkregisseur@demo.invalid"), f"programma/{programme.key}/controle"),
    )
    found["page_queries"] -= FRAME
    found["page_queries_remark"] = f"beside the {FRAME} that tell who looks"
    return found


_FRAMES: dict[str, logframe.Programme] = {}


def _rules(here: int, key: str) -> None:
    viewer = installation(here)
    if key not in _FRAMES:
        seen = queries.programme_seen(viewer, key)
        if seen is None:
            raise SystemExit("the programme is not there")
        _FRAMES[key] = framework(viewer, seen, projects_for_checks(viewer, seen.id))
    logframe.findings(_FRAMES[key], on=AT.date())


def _filled(here: int) -> Programme:
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
    GoalIndicator.objects.bulk_create(
        GoalIndicator(
            municipality_id=of["municipality_id"],
            goal=one,
            key=f"cijfer-{at}",
            title=f"Cijfer {at}",
            source="Wijkenquête",
            unit="%",
            baseline=Decimal(20 + at) if at % 10 else None,
            baseline_year=YEARS[0],
            baseline_n=400,
            target=Decimal(40 + at),
            target_year=YEARS[-1],
        )
        for at, one in enumerate(below)
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


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
