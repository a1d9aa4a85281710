"""What of reports to the council and of lessons may be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.core.reporting import Facts
    from wijkregie.domain.programme.queries.seen import ProgrammeSeen


@dataclass(frozen=True, slots=True)
class ReportListed:
    """A report by name; ``settled_at`` is ``None`` for a draft."""

    id: int
    programme_id: int
    number: int
    title: str
    as_of: date
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """A report with its facts; ``facts`` is ``None`` for a draft: those are of today.

    ``before`` are the facts of the report before it, and ``before_number`` its number.
    """

    listed: ReportListed
    programme: ProgrammeSeen
    words: str
    facts: Facts | None
    before: Facts | None
    before_number: int | None


@dataclass(frozen=True, slots=True)
class LessonTold:
    """What was learned, as the list of who works along tells it; the next report tells all."""

    id: int
    text: str
    project_id: int | None
    project_title: str
    learned_on: date
