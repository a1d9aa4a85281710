"""Reports to the council and lessons, as far as the viewer may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.core.reporting import Facts, from_json
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import Lesson, ProgressReport
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.programmes import programme_seen
from wijkregie.domain.programme.queries.seen_reporting import (
    LessonTold,
    ReportListed,
    ReportSeen,
)
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def reports_visible_to(
    viewer: Viewer, *, programme_id: int | None = None
) -> Rows[ReportListed]:
    """Return the reports to the council, the last first: one query.

    A draft is for who steers the programme only.
    """
    rows = _reports(viewer)
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    return Rows(rows.order_by("programme_id", "-number"), _listed)


def report_seen(viewer: Viewer, key: str, number: int) -> ReportSeen | None:
    """Return a report, ``None`` where it is not there or not for this viewer. Three queries."""
    programme = programme_seen(viewer, key)
    if programme is None:
        return None
    rows = _reports(viewer).filter(programme_id=programme.id)
    found = rows.filter(number=number).first()
    if found is None:
        return None
    before = (
        rows.filter(number__lt=number, settled_at__isnull=False).order_by("-number").first()
    )
    return ReportSeen(
        listed=_listed(found),
        programme=programme,
        words=found.words,
        facts=from_json(Facts, found.facts) if found.settled_at else None,
        before=from_json(Facts, before.facts) if before else None,
        before_number=before.number if before else None,
    )


def lessons_visible_to(viewer: Viewer, *, programme_id: int | None = None) -> Rows[LessonTold]:
    """Return what was learned, the last first, for who works along: one query."""
    rows = Lesson.objects.filter(municipality_id=door.here(viewer)).select_related("project")
    if not rules.may_see_ideas(viewer):
        rows = rows.none()
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    return Rows(rows.order_by("-learned_on", "-pk"), _lesson)


def _reports(viewer: Viewer) -> QuerySet[ProgressReport]:
    rows = ProgressReport.objects.filter(municipality_id=door.here(viewer))
    return rows if rules.may_steer(viewer) else rows.filter(settled_at__isnull=False)


def _listed(one: ProgressReport) -> ReportListed:
    return ReportListed(
        id=one.pk,
        programme_id=one.programme_id,
        number=one.number,
        title=one.title,
        as_of=one.as_of,
        settled_at=one.settled_at,
    )


def _lesson(one: Lesson) -> LessonTold:
    return LessonTold(
        id=one.pk,
        text=one.text,
        project_id=one.project_id,
        project_title=one.project.title if one.project else "",
        learned_on=one.learned_on,
    )
