"""The facts of a programme on a day, as everyone may know them: what a report tells.

What carries a date of its own counts as it was on that day: steps of projects, orders and
payments, decisions, lessons. What carries none, such as a target, a title or an amount, is as
it is known now; a report is settled soon after its day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db.models import Max, Prefetch, Q
from django.utils import timezone

from wijkregie.core import reporting
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import (
    Activity,
    DecisionPoint,
    Lesson,
    ProgressNote,
    ProjectChange,
    ProjectStep,
)
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.fact_goals import goal_facts
from wijkregie.domain.programme.queries.fact_money import (
    lack_of,
    spent_until,
    stopped_of,
    sum_of,
    total_with,
    years_with,
)
from wijkregie.domain.programme.queries.money import money_of
from wijkregie.domain.programme.queries.tables import table_of
from wijkregie.domain.programme.states import CLOSED, ProjectState
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from wijkregie.domain.programme.models import Project
    from wijkregie.domain.programme.queries.tables import ProjectMoney
    from wijkregie.kit.viewer import Viewer


def facts_of(
    viewer: Viewer,
    programme_id: int,
    *,
    on: date,
    answers: reporting.Answers | None = None,
) -> reporting.Facts:
    """Return the facts of a programme on a day, without anything that is not public.

    ``answers`` are those in time, which a room above this one counts. At most nineteen
    queries, however large the programme is.
    """
    public = anonymous(viewer.municipality_id)
    moment = timezone.make_aware(datetime.combine(on, time.max))
    projects = _projects(public, programme_id, moment)
    ids = [one.pk for one in projects]
    moved = _moved(ids, moment)
    money = [
        replace(each, counted=_state(one) not in rules.UNCOUNTED)
        for one, each in zip(projects, money_of(projects), strict=True)
    ]
    table = table_of(money)
    over = [one.pk for one in projects if _state(one) == ProjectState.STOPPED]
    spent = spent_until([one.project_id for one in table.projects], over, on)
    return reporting.Facts(
        as_of=on,
        goals=goal_facts(public, programme_id),
        projects=tuple(
            _project(one, each, moved.get(one.pk), on)
            for one, each in zip(projects, money, strict=True)
        ),
        years=years_with(table, spent),
        total=total_with(table, spent),
        stopped=stopped_of(spent),
        answers=answers,
        points=_points(projects, on),
        lessons=_lessons(public, programme_id, ids, on),
    )


def _projects(viewer: Viewer, programme_id: int, moment: datetime) -> list[Project]:
    """Return the projects that stood on that day in the state of that day. Three queries."""
    late = Activity.objects.filter(ends_on__lt=timezone.localdate(moment)).filter(
        Q(done_on__isnull=True) | Q(done_on__gt=timezone.localdate(moment))
    )
    rows = (
        door.projects(viewer)
        .filter(programme_id=programme_id, made_at__lte=moment)
        .prefetch_related(
            Prefetch(
                "steps",
                ProjectStep.objects.filter(at__lte=moment).order_by("at", "pk"),
                to_attr="told",
            ),
            Prefetch("activities", late.order_by("ends_on", "order", "pk"), to_attr="late"),
        )
        .order_by("order", "pk")
    )
    return [one for one in rows if _state(one) not in rules.INSIDE]


def _state(one: Any) -> ProjectState:
    return ProjectState(one.told[-1].to_state if one.told else one.state)


def _moved(ids: Sequence[int], moment: datetime) -> dict[int, datetime]:
    """Return when something was last told or changed of each project: two queries."""
    found: dict[int, datetime] = {}
    for model in (ProgressNote, ProjectChange):
        rows: Any = model.objects.filter(project__in=ids, at__lte=moment)
        for pk, at in rows.order_by().values_list("project").annotate(last=Max("at")):
            found[pk] = max(at, found.get(pk, at))
    return found


def _project(
    one: Any, money: ProjectMoney, moved: datetime | None, on: date
) -> reporting.ProjectFact:
    step = one.told[-1] if one.told else None
    moments = [one.made_at, *([step.at] if step else []), *([moved] if moved else [])]
    done = _state(one) in {ProjectState.FINISHED, ProjectState.HANDED_OVER}
    return reporting.ProjectFact(
        id=one.pk,
        number=one.number,
        title=one.title,
        state=_state(one).value,
        made_on=timezone.localdate(one.made_at),
        since=timezone.localdate(step.at) if step else None,
        moved_on=min(on, timezone.localdate(max(moments))),
        why=step.why if step else "",
        result=one.result if done else "",
        from_year=one.from_year,
        until_year=one.until_year,
        overdue=tuple(reporting.Overdue(each.title, each.ends_on) for each in one.late),
        costs=sum_of(money.total.costs),
        covered=sum_of(money.total.covered),
        gap=lack_of(money.total),
        counted=money.counted,
    )


def _points(projects: Sequence[Project], on: date) -> tuple[reporting.PointFact, ...]:
    known = {one.pk: one for one in projects}
    rows = DecisionPoint.objects.filter(project__in=known).order_by("order", "pk")
    found = [_point(one, known[one.project_id], on) for one in rows]
    return tuple(sorted(found, key=lambda one: (one.year is None, one.year or 0)))


def _point(one: DecisionPoint, project: Project, on: date) -> reporting.PointFact:
    decided = one.decided_on is not None and one.decided_on <= on
    return reporting.PointFact(
        id=one.pk,
        project_id=one.project_id,
        project=project.title,
        question=one.question,
        then=one.then,
        year=one.on.year if one.on else one.year,
        on=one.on,
        outcome=one.outcome if decided else "",
        decided_on=one.decided_on if decided else None,
        moot=_state(project) in CLOSED and not decided,
    )


def _lessons(
    viewer: Viewer, programme_id: int, ids: Sequence[int], on: date
) -> tuple[reporting.LessonFact, ...]:
    """Return what was learned, without what is of a project that is not public."""
    told = Lesson.objects.filter(programme_id=programme_id, learned_on__lte=on)
    rows = told.filter(Q(project__isnull=True) | Q(project__in=ids)).select_related("project")
    here = rows.filter(municipality_id=door.here(viewer))
    return tuple(
        reporting.LessonFact(
            id=one.pk,
            text=one.text,
            learned_on=one.learned_on,
            project_id=one.project_id,
            project=one.project.title if one.project else "",
        )
        for one in here.order_by("learned_on", "pk")
    )
