"""Measurements for tests: when they are, what they ask, and of how many people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.makers.places import AT
from wijkregie.domain.indicators import services
from wijkregie.domain.indicators.models import MeasurementWave
from wijkregie.domain.indicators.services import (
    AreaRow,
    LineRow,
    PlanDraft,
    PlannedAreaDraft,
    WaveDraft,
    WholePlan,
)
from wijkregie.domain.programme import services as programmes
from wijkregie.domain.programme.models import EvaluationPlan
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.programme.models import GoalIndicator, Programme


def make_whole(
    municipality: Municipality,
    title: str = "Buurtenquête",
    *,
    days: tuple[date, date] = (date(2026, 3, 1), date(2026, 3, 31)),
    questions: Mapping[str, Mapping[str, Any]] | None = None,
    areas: Mapping[Area, int | None] | None = None,
) -> MeasurementWave:
    """Put a measurement on record; ``questions`` by key, each with what its line says."""
    asked = {"v1": {"wording": "Ken je je buren?"}} if questions is None else questions
    whole = WholePlan(
        WaveDraft(title, *days),
        tuple(LineRow(key, PlanDraft(question=key, **more)) for key, more in asked.items()),
        tuple(
            AreaRow(area.code, PlannedAreaDraft(area.pk, n, ("web",)))
            for area, n in (areas or {}).items()
        ),
    )
    by = installation(municipality.pk)
    return MeasurementWave.objects.get(pk=services.make_whole_wave(whole, by=by, at=AT))


def make_linked(
    programme: Programme, title: str = "Buurtenquête", **more: Any
) -> MeasurementWave:
    """Put a measurement on record by which a programme is measured."""
    wave = make_whole(programme.municipality, title, **more)
    by = installation(programme.municipality_id)
    programmes.link_wave(programme.pk, wave.pk, by=by, at=AT)
    return wave


def set_measuring(line: GoalIndicator, **said: Any) -> None:
    """Say how an indicator is measured."""
    line.refresh_from_db()
    programmes.set_measuring(
        line.pk,
        programmes.MeasuringDraft(**said),
        before=programmes.measuring_as_is(line),
        by=installation(line.municipality_id),
        at=AT,
    )


def make_plan(
    programme: Programme, title: str = "Gaat het beter?", **said: Any
) -> EvaluationPlan:
    """Plan how the effect of a programme will be told."""
    draft = programmes.EvaluationDraft(title, **said)
    by = installation(programme.municipality_id)
    return EvaluationPlan.objects.get(
        pk=programmes.make_evaluation(programme.pk, draft, by=by, at=AT)
    )
