"""Planted in both sides: policy beside residents, the plan of an area, links with an idea."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.bridge import make_area_plan, make_initiative, make_perspective
from tests.makers.places import AT
from tests.matrix.allowed import Kind
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Programme, Project
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.signals.models import Signal

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from tests.matrix.thread import Ground


def plant_bridge(side: Side, ground: Ground) -> None:
    """Plant what everyone reads, beside an idea and a report of which they do not read all."""
    programme = Programme.objects.get(municipality=side.municipality)
    idea = Project.objects.get(municipality=side.municipality, state=ProjectState.IDEA)
    signal = Signal.objects.filter(municipality=side.municipality).earliest("pk")
    make_perspective(
        programme,
        side.text(Kind.PROGRAMME, "aim of policy"),
        text=side.text(Kind.PROGRAMME, "words of an aim"),
        area_ids=(ground.spot.pk, ground.hidden.pk),
        project_ids=(idea.pk,),
    )
    make_initiative(
        programme,
        side.text(Kind.PROGRAMME, "initiative"),
        text=side.text(Kind.PROGRAMME, "words of an initiative"),
        brought_by=side.text(Kind.PROGRAMME, "who came with an initiative"),
        group_id=ground.group.pk,
        signal_id=signal.pk,
        area_ids=(ground.spot.pk, ground.hidden.pk),
        project_ids=(idea.pk,),
    )
    make_area_plan(programme, ground.spot, side.text(Kind.PROGRAMME, "vision of an area"))
    bottleneck = programme.bottlenecks.earliest("pk")
    services.link_project(idea.pk, bottleneck.pk, by=side.by, at=AT)
    services.set_track(idea.pk, "now", by=side.by, at=AT)
