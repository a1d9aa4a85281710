"""The questions that a municipality knows: those of its measurements, each with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.domain.indicators.models import MeasurementPlan

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class QuestionKnown:
    """A question by its key, with the words in which it was asked last."""

    key: str
    wording: str


def questions_known(viewer: Viewer) -> tuple[QuestionKnown, ...]:
    """Return the questions of all measurements of a municipality, by key. One query."""
    rows = (
        MeasurementPlan.objects.filter(municipality_id=viewer.municipality_id or 0)
        .exclude(question="")
        .order_by("wave__begins_on", "wave_id")
        .values_list("question", "wording")
    )
    last = dict(rows)
    return tuple(QuestionKnown(key, last[key]) for key in sorted(last))
