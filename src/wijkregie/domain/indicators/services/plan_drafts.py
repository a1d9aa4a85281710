"""What a change to a measurement or its plan is asked with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class MeasuringRefused(Refusal):
    """A change to a measurement that may not be, or not so; ``field`` is what it is about."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class WaveInUse(MeasuringRefused):
    """A measurement that may not be removed: ``hangs`` names all that rests on it."""

    def __init__(self, message: str, hangs: Iterable[str]) -> None:
        super().__init__(message)
        self.hangs = tuple(hangs)


@dataclass(frozen=True, slots=True)
class WaveDraft:
    """A measurement: the days on which people can answer, both included."""

    title: str
    begins_on: date
    ends_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A question that a measurement asks, or a register that it reads: one of the two.

    ``question`` is the key of the question. ``n`` is ``None`` where nobody knows yet on how
    many answers to count.
    """

    question: str = ""
    wording: str = ""
    scale: str = ""
    answers: tuple[str, ...] = ()
    series_id: int | None = None
    n: int | None = None
    modes: tuple[str, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class PlannedAreaDraft:
    """On how many answers one counts in an area, and how people can answer there."""

    area_id: int
    n: int | None = None
    modes: tuple[str, ...] = ()
