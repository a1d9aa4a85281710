"""How the large programme is measured: three surveys that ask all of it, and one plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bench.large import AT
from wijkregie.domain.indicators.models import MeasurementPlan, MeasurementWave
from wijkregie.domain.programme.models import (
    BaselinePart,
    EvaluationPlan,
    GoalIndicator,
    ProgrammeWave,
)

if TYPE_CHECKING:
    from wijkregie.domain.programme.models import Programme


def measure_by(programme: Programme) -> None:
    """Ask of every figure in three surveys; every tenth is asked in other words in the last."""
    of = {"municipality_id": programme.municipality_id}
    waves = MeasurementWave.objects.bulk_create(
        MeasurementWave(
            title=f"Wijkenquête {AT.year + more}",
            begins_on=date(AT.year + more, 1, 1),
            ends_on=date(AT.year + more, 12, 31),
            **of,
        )
        for more in (0, 2, 3)
    )
    ProgrammeWave.objects.bulk_create(
        ProgrammeWave(programme=programme, wave=one, linked_at=AT, **of) for one in waves
    )
    figures = list(GoalIndicator.objects.filter(goal__programme=programme).order_by("pk"))
    MeasurementPlan.objects.bulk_create(
        MeasurementPlan(
            wave=wave,
            question=f"v{at}",
            wording=f"Vraag {at}" if at % 10 or wave != waves[-1] else f"Andere vraag {at}",
            answers=["ja", "nee"],
            modes=["web", "paper"],
            n=400,
            order=at,
            **of,
        )
        for wave in waves
        for at in range(len(figures))
    )
    for at, one in enumerate(figures):
        one.question, one.baseline_wave = f"v{at}", waves[0]
    GoalIndicator.objects.bulk_update(figures, ["question", "baseline_wave"])
    BaselinePart.objects.bulk_create(
        BaselinePart(indicator=one, name=f"Deel {part}", numerator=50, denominator=200, **of)
        for one in figures
        for part in range(3)
    )
    EvaluationPlan.objects.create(
        programme=programme,
        title="Heeft het programma effect?",
        indicator=figures[0],
        fixed_at=AT,
        baseline_wave=waves[0],
        follow_up_wave=waves[-1],
        made_at=AT,
        **of,
    )
