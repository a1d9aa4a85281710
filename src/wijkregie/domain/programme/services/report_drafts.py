"""What a report to the council and a lesson are asked with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A report: its title, the day of which it tells, and what the writer adds."""

    title: str
    as_of: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class LessonDraft:
    """What was learned, and when; in a project, or in the programme as a whole."""

    text: str
    learned_on: date
    project_id: int | None = None
