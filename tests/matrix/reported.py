"""Planted in both sides: a report to the council for everyone, and one that is not settled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.makers.places import AT
from tests.matrix.allowed import Kind
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Programme
from wijkregie.domain.reports import queries as reports

if TYPE_CHECKING:
    from tests.matrix.side import Side

FIRST, SECOND = AT + timedelta(days=60), AT + timedelta(days=90)


def plant_reports(side: Side) -> None:
    """Plant a report that was settled with a lesson, then a draft and a lesson since."""
    programme = Programme.objects.get(municipality=side.municipality)
    learned = services.LessonDraft(side.text(Kind.PROGRAMME, "lesson told"), FIRST.date())
    services.add_lesson(programme.pk, learned, by=side.by, at=FIRST)
    draft = services.ReportDraft(
        side.text(Kind.PROGRAMME, "title of a report"),
        FIRST.date(),
        side.text(Kind.PROGRAMME, "words of a report"),
    )
    number = services.begin_report(programme.pk, draft, by=side.by, at=FIRST)
    settled = programme.progress_reports.get(number=number)
    answers = reports.answers_until(side.by, on=FIRST.date())
    services.settle_report(settled.pk, answers=answers, by=side.by, at=FIRST)
    since = services.LessonDraft(side.text(Kind.IDEA, "lesson not told yet"), SECOND.date())
    services.add_lesson(programme.pk, since, by=side.by, at=SECOND)
    half = services.ReportDraft(
        side.text(Kind.DRAFT_REPORT, "title of a draft"),
        SECOND.date(),
        side.text(Kind.DRAFT_REPORT, "words of a draft"),
    )
    services.begin_report(programme.pk, half, by=side.by, at=SECOND)
