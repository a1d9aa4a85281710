"""The inside of the measurement of the views of a programme.

Run by ``bench.views`` in a process of its own; prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

from django.test import Client

from bench.filled import cost, named, prepared
from bench.large import AT, YEARS, filled
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import Level
from wijkregie.domain.programme.models import Activity, DecisionPoint, Party, Programme, Project
from wijkregie.domain.programme.states import ActivityKind, Part

#: Partners, and on each project activities, milestones and moments to decide.
PARTNERS, WORK, STONES, POINTS = 15, 3, 2, 1


def main(number: int) -> dict[str, Any]:
    """Prepare the installation and measure."""
    here = prepared(number)
    programme = filled(here)
    areas = _timelines(here, programme)
    page, client = f"programma/{programme.key}", Client()
    month = f"partij=partij-1&maand={AT:%Y-%m}"
    asked = {
        "timeline": f"{page}/tijdlijn",
        "narrowed": f"{page}/tijdlijn?wijk={areas[0].code}",
        "areas": f"{page}/per-gebied",
        "partner": f"{page}/per-partij?{month}",
        "stuck": f"{page}/vast",
        "moments": f"{page}/beslismomenten",
        "csv": f"{page}/tijdlijn.csv",
    }
    found: dict[str, Any] = {}
    for name, path in asked.items():
        found |= named(name, *cost(client, path))
    return found


def _timelines(here: int, programme: Programme) -> list[Area]:
    """Give each project an area, partners, work, milestones and a moment to decide."""
    areas = list(Area.objects.filter(municipality_id=here, level=Level.OWN)[:20])
    projects = list(Project.objects.filter(programme=programme).order_by("pk"))
    Project.areas.through.objects.bulk_create(
        Project.areas.through(project_id=one.pk, area_id=areas[at % len(areas)].pk)
        for at, one in enumerate(projects)
    )
    Party.objects.bulk_create(
        Party(
            municipality_id=here,
            project=one,
            part=Part.HOLDER if step == 0 else Part.PARTNER,
            name=f"Partij {(at + step) % PARTNERS}",
        )
        for at, one in enumerate(projects)
        for step in range(3)
    )
    Activity.objects.bulk_create(
        Activity(
            municipality_id=here,
            project=one,
            kind=ActivityKind.ACTIVITY if step < WORK else ActivityKind.MILESTONE,
            title=f"Stap {step}",
            begins_on=date(YEARS[0], 1 + step, 1) if step < WORK else None,
            ends_on=date(YEARS[step % 4], 12 - step, 1 + at % 28),
            order=step,
        )
        for at, one in enumerate(projects)
        for step in range(WORK + STONES)
    )
    DecisionPoint.objects.bulk_create(
        DecisionPoint(
            municipality_id=here, project=one, question="Gaat het door?", year=YEARS[at % 4]
        )
        for at, one in enumerate(projects)
        for _step in range(POINTS)
    )
    return areas


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
