"""What a change to how a programme is measured is asked with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PartDraft:
    """A part of which a percentage is taken with others: an area, or else a name.

    Counts that are not known are ``None``.
    """

    area_id: int | None = None
    name: str = ""
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class MeasuringDraft:
    """How an indicator is measured: by which question, and where its baseline came from.

    ``deviation`` is the standard deviation of one answer to a grade.
    """

    question: str = ""
    baseline_wave_id: int | None = None
    deviation: Decimal | None = None
    parts: tuple[PartDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class EvaluationDraft:
    """How one will tell whether the programme had an effect.

    In the treated areas the programme works, in those to compare with it does not.
    """

    title: str
    indicator_id: int | None = None
    treated_ids: tuple[int, ...] = ()
    comparison_ids: tuple[int, ...] = ()
    selection_wave_id: int | None = None
    baseline_wave_id: int | None = None
    follow_up_wave_id: int | None = None
