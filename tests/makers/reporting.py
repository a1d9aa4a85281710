"""Reports to the council and lessons for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.makers.places import AT
from wijkregie.core.reporting import Answers
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Lesson, ProgressReport
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.programme.models import Programme, Project

#: Some time after everything else was made.
LATER = AT + timedelta(days=30)


def make_report(
    programme: Programme,
    title: str = "Voortgang",
    *,
    words: str = "",
    settled: bool = False,
    at: datetime = LATER,
) -> ProgressReport:
    """A report to the council on its own day: a draft, unless it is settled."""
    by = installation(programme.municipality_id)
    draft = services.ReportDraft(title, at.date(), words)
    number = services.begin_report(programme.pk, draft, by=by, at=at)
    made = programme.progress_reports.get(number=number)
    if settled:
        answers = Answers(17, 20, at.date() - timedelta(days=365), at.date())
        services.settle_report(made.pk, answers=answers, by=by, at=at)
        made.refresh_from_db()
    return made


def make_lesson(
    programme: Programme,
    text: str = "Begin met koffie, dan komen mensen.",
    *,
    project: Project | None = None,
    learned_on: date | None = None,
) -> Lesson:
    """What was learned, in a project or in the programme."""
    by = installation(programme.municipality_id)
    draft = services.LessonDraft(text, learned_on or AT.date(), project.pk if project else None)
    return Lesson.objects.get(pk=services.add_lesson(programme.pk, draft, by=by, at=LATER))
