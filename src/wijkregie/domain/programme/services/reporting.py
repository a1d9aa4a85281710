"""Reports to the council: begin, write, settle; and what was learned on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from wijkregie.core.reporting import to_json
from wijkregie.domain.programme.models import Lesson, ProgressReport, Project
from wijkregie.domain.programme.queries.facts import facts_of
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from wijkregie.core.reporting import Answers
    from wijkregie.domain.programme.models import Programme
    from wijkregie.domain.programme.services.report_drafts import LessonDraft, ReportDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def begin_report(programme_id: int, draft: ReportDraft, *, by: Viewer, at: datetime) -> int:
    """Begin a report to the council, and return its number within the programme.

    Raises ``ProgrammeRefused`` where one is begun already, or for a day that is still to
    come or before that of the last report.
    """
    programme = finding.programme_to_steer(programme_id, by)
    rows = ProgressReport.objects.filter(programme=programme)
    if rows.filter(settled_at__isnull=True).exists():
        raise ProgrammeRefused(
            _("There is a report that is not settled yet. Settle or withdraw that one first.")
        )
    made = ProgressReport.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        made_at=at,
        made_by_id=by.person_id,
        **_fields(programme, draft, at),
    )
    audit.record("report_begun", made, by=by, at=at)
    return made.number


@transaction.atomic
def write_report(report_id: int, draft: ReportDraft, *, by: Viewer, at: datetime) -> None:
    """Change the title, the day or the words of a report that is not settled yet."""
    report = _draft(report_id, by)
    for name, value in _fields(report.programme, draft, at).items():
        setattr(report, name, value)
    report.save(update_fields=["title", "as_of", "words"])
    audit.record("report_written", report, by=by, at=at)


@transaction.atomic
def settle_report(report_id: int, *, answers: Answers | None, by: Viewer, at: datetime) -> None:
    """Settle a report with its facts of that day: from now on everyone reads it as it is.

    ``answers`` are the answers in time, which a room above this one counts.
    """
    report = _draft(report_id, by)
    found = facts_of(by, report.programme_id, on=report.as_of, answers=answers)
    report.facts = to_json(found)
    report.settled_at = at
    report.save(update_fields=["facts", "settled_at"])
    audit.record("report_settled", report, by=by, at=at)


@transaction.atomic
def withdraw_report(report_id: int, *, by: Viewer, at: datetime) -> None:
    """Throw away a report that was never settled."""
    report = _draft(report_id, by)
    audit.record("report_withdrawn", report, by=by, at=at)
    report.delete()


@transaction.atomic
def add_lesson(programme_id: int, draft: LessonDraft, *, by: Viewer, at: datetime) -> int:
    """Write down what was learned, and return its number; the next report tells it."""
    programme = finding.programme_to_steer(programme_id, by)
    said = finding.line(draft.text, 600, needed=_("Write down what you learned."))
    finding.day(draft.learned_on, "learned_on", happened=at)
    if draft.project_id is not None:
        finding.all_found(
            Project.objects.filter(programme=programme).order_by("pk"), [draft.project_id]
        )
    made = Lesson.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        project_id=draft.project_id,
        text=checked_words(said, field="text"),
        learned_on=draft.learned_on,
        recorded_at=at,
    )
    audit.record("lesson_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def remove_lesson(lesson_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a lesson away; a report that was settled with it keeps it."""
    finding.steer(by)
    lesson = finding.found(Lesson.objects.all(), lesson_id, by)
    audit.record("lesson_removed", lesson, by=by, at=at)
    lesson.delete()


def _draft(report_id: int, by: Viewer) -> ProgressReport:
    """Return a report that is not settled yet, locked, for who steers its programme."""
    finding.steer(by)
    rows = ProgressReport.objects.select_related("programme")
    report = finding.found(rows, report_id, by)
    if report.settled_at is not None:
        raise ProgrammeRefused(
            _("This report is settled and does not change any more. Begin a new one.")
        )
    return report


def _fields(programme: Programme, draft: ReportDraft, at: datetime) -> dict[str, Any]:
    title = finding.line(draft.title, 160, needed=_("Give the report a title."))
    finding.day(draft.as_of, "as_of", happened=at)
    first = programme.from_year - 1
    if draft.as_of.year < first:
        raise finding.DayRefused(
            _("The programme begins in %(year)s. Choose a day in %(first)s or after it.")
            % {"year": programme.from_year, "first": first},
            "as_of",
        )
    last = programme.progress_reports.filter(settled_at__isnull=False).aggregate(
        on=Max("as_of")
    )["on"]
    if last is not None and draft.as_of <= last:
        raise ProgrammeRefused(
            _("The last report tells of a later day. Choose a day after that one.")
        )
    words = finding.text(draft.words, 2000)
    return {
        "title": checked_words(title, field="title"),
        "as_of": draft.as_of,
        "words": checked_words(words, field="words"),
    }
