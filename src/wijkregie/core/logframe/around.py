"""What stands around goals and projects: areas, analyses, measurements and what others say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from wijkregie.core.logframe.findings import About, Plain, Span


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """What holds areas back."""

    id: int
    title: str
    area_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """An area that the programme is about."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """A statement of strengths and weaknesses, and whether anything was made of it."""

    title: str
    used: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """Strengths and weaknesses of an area, after the group decided."""

    id: int
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked in a wave; what of it is empty is not known.

    ``n`` is on how many answers to it one counts, where that is another number than that of
    the wave.
    """

    key: str
    wording: str
    scale: str
    answers: tuple[str, ...] = ()
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Wave:
    """A measurement, done or planned, with the answers it counts on.

    ``by_area`` says the same per area, by its number. ``reads`` are registers: one that reads
    those and asks nothing is no survey.
    """

    id: int
    title: str
    when: Span
    questions: tuple[Asked, ...] = ()
    n: int | None = None
    by_area: tuple[tuple[int, int | None], ...] = ()
    reads: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Tell whether it is a survey, also when nobody chose its questions yet."""
        return bool(self.questions) or not self.reads

    def asked(self, key: str) -> Asked | None:
        """Return how it asks a question, ``None`` where it does not."""
        return next((one for one in self.questions if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Report:
    """A report that a partner owes on what was agreed with it."""

    id: int
    about: About
    title: str
    due: date
    received: date | None = None


@dataclass(frozen=True, slots=True)
class Arm:
    """Areas with the programme or beside it, and how people answer before and after.

    Without any way to answer it is not known how they did or will.
    """

    area_ids: tuple[int, ...]
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How the effect of the programme will be told."""

    id: int
    title: str
    treated: Arm
    comparison: Arm
    selection_wave_id: int | None = None
    baseline_wave_id: int | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """Shares in percent that make up a whole; ``None`` for one that is not known."""

    id: int
    about: About
    title: str
    shares: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of a fact about a thing."""

    about: About
    fact: str
    source: str
    value: Plain
