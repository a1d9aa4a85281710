"""Aims of policy, initiatives and plans of areas for tests."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.makers.places import AT
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import AreaPlan, Initiative, Perspective
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.programme.models import Programme

_numbers = count(1)


def make_perspective(programme: Programme, title: str = "", **more: Any) -> Perspective:
    draft = services.PerspectiveDraft(title or f"Perspectief {next(_numbers)}", **more)
    by = installation(programme.municipality_id)
    made = services.add_perspective(programme.pk, draft, by=by, at=AT)
    return Perspective.objects.get(pk=made)


def make_initiative(programme: Programme, title: str = "", **more: Any) -> Initiative:
    draft = services.InitiativeDraft(title or f"Initiatief {next(_numbers)}", **more)
    by = installation(programme.municipality_id)
    made = services.add_initiative(programme.pk, draft, by=by, at=AT)
    return Initiative.objects.get(pk=made)


def make_area_plan(programme: Programme, area: Area, vision: str = "") -> AreaPlan:
    draft = services.AreaPlanDraft(area.pk, vision or "Iedereen kent hier de buren.")
    by = installation(programme.municipality_id)
    made = services.write_area_plan(programme.pk, draft, by=by, at=AT)
    return AreaPlan.objects.get(pk=made)
