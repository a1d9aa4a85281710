"""Planted in both sides: a measurement, who is compared with whom, and few people in a part."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.makers.places import AT
from tests.makers.programme import make_goal_indicator
from tests.matrix.allowed import Kind
from wijkregie.domain.indicators import services as indicators
from wijkregie.domain.indicators.services import (
    AreaRow,
    LineRow,
    PlanDraft,
    PlannedAreaDraft,
    WaveDraft,
    WholePlan,
)
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import GoalIndicator, Programme
from wijkregie.domain.programme.services import EvaluationDraft, MeasuringDraft, PartDraft

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from tests.matrix.thread import Ground

_DAYS = (date(2026, 1, 5), date(2026, 1, 30))


def plant_measured(side: Side, ground: Ground) -> None:
    """Plant what everyone reads of a measurement, beside an area that is not public yet."""
    programme = Programme.objects.get(municipality=side.municipality)
    question = LineRow(
        "q",
        PlanDraft(
            question="v1",
            wording=side.text(Kind.PROGRAMME, "wording of a question"),
            scale=side.text(Kind.PROGRAMME, "scale of a question"),
            answers=(side.text(Kind.PROGRAMME, "answer of a question"),),
            owner=side.text(Kind.PROGRAMME, "owner of a question"),
        ),
    )
    register = LineRow(
        "r",
        PlanDraft(
            series_id=ground.figure.pk, owner=side.text(Kind.PROGRAMME, "owner of a register")
        ),
    )
    whole = WholePlan(
        WaveDraft(
            side.text(Kind.PROGRAMME, "measurement"),
            *_DAYS,
            side.text(Kind.PROGRAMME, "note of a measurement"),
        ),
        (question, register),
        tuple(
            AreaRow("a", PlannedAreaDraft(area.pk, 200, ("web",)))
            for area in (ground.spot, ground.hidden)
        ),
    )
    wave = indicators.make_whole_wave(whole, by=side.by, at=AT)
    services.link_wave(programme.pk, wave, by=side.by, at=AT)
    goal = GoalIndicator.objects.filter(goal__programme=programme).earliest("pk").goal
    title = side.text(Kind.PROGRAMME, "percentage of parts")
    line = make_goal_indicator(goal, title, baseline=Decimal(31))
    services.set_measuring(
        line.pk,
        MeasuringDraft(
            question="v1",
            baseline_wave_id=wave,
            parts=(
                PartDraft(ground.spot.pk, "", 40, 120),
                PartDraft(ground.hidden.pk, "", 60, 140),
                PartDraft(None, side.text(Kind.PROGRAMME, "part of a percentage"), 50, 150),
            ),
        ),
        before=services.measuring_as_is(line),
        by=side.by,
        at=AT,
    )
    services.make_evaluation(
        programme.pk,
        EvaluationDraft(
            title=side.text(Kind.PROGRAMME, "plan to tell an effect"),
            indicator_id=line.pk,
            treated_ids=(ground.spot.pk,),
            comparison_ids=(ground.hidden.pk,),
            baseline_wave_id=wave,
        ),
        by=side.by,
        at=AT,
    )
