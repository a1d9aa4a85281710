"""Checks of projects and of the bridge to them: L10, L13, L20 to L24 and L27."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wijkregie.core.logframe.catalogue import found
from wijkregie.core.logframe.findings import About, Kind
from wijkregie.core.logframe.records import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wijkregie.core.logframe.around import Area, Bottleneck, Said
    from wijkregie.core.logframe.findings import Finding
    from wijkregie.core.logframe.records import Programme, Project


def no_goal(programme: Programme) -> Iterator[Finding]:
    """L10: a project that works for no goal of the programme."""
    goals = {one.id for one in programme.goals}
    for project in _at_work(programme):
        if goals.isdisjoint(project.goal_ids):
            yield found("L10 no_goal", project.about)


def incomplete(programme: Programme) -> Iterator[Finding]:
    """L13: a project without holder, lead or end, or one that outlives the programme.

    An idea may still lack all of it. An activity that ends after its project is told too.
    """
    for project in programme.projects:
        yield from _outlasting(project)
        if project.stage not in {Stage.APPROVED, Stage.RUNNING}:
            continue
        left = {
            "holder": not project.has_holder,
            "lead": not project.has_lead,
            "end": project.ends is None,
        }
        lacks = tuple(name for name, open_ in left.items() if open_)
        if lacks:
            yield found("L13 lacks", project.about, lacks=lacks)
        ends = project.ends
        if ends is not None and programme.span.is_before(ends):
            yield found("L13 after", project.about, ends=ends, programme=programme.span)


def _outlasting(project: Project) -> Iterator[Finding]:
    ends = project.ends
    if ends is None or project.stage not in {Stage.IDEA, Stage.APPROVED, Stage.RUNNING}:
        return
    for one in project.activities:
        if one.until is not None and ends.is_before(one.until):
            yield found(
                "L13 activity",
                project.about,
                place=str(one.id),
                activity=one.title,
                ends=one.until,
                project=ends,
            )


def bridge(programme: Programme) -> Iterator[Finding]:
    """L20: bottlenecks without project, projects without bottleneck, areas without either.

    A programme without any bottleneck is told once, not per project.
    """
    projects = list(_at_work(programme))
    if programme.bottlenecks:
        worked_on = {pk for one in projects for pk in one.bottleneck_ids}
        for one in programme.bottlenecks:
            if one.id not in worked_on:
                yield found("L20 no_project", About(Kind.BOTTLENECK, one.id, one.title))
        for project in projects:
            if not project.bottleneck_ids:
                yield found("L20 no_bottleneck", project.about)
    elif projects:
        yield found("L20 none_at_all", programme.about)
    for area in programme.areas:
        yield from _area(area, projects, programme.bottlenecks)


def _area(
    area: Area, projects: list[Project], bottlenecks: tuple[Bottleneck, ...]
) -> Iterator[Finding]:
    about = About(Kind.AREA, area.id, area.name)
    here = [one.name for one in projects if area.id in one.area_ids]
    held_back = any(area.id in one.area_ids for one in bottlenecks)
    if not here:
        yield found("L20 no_project_here" if held_back else "L20 untouched", about)
    elif len(here) == 1 and not held_back:
        yield found("L20 single", about, project=here[0])


def unused(programme: Programme) -> Iterator[Finding]:
    """L21: statements of an analysis that became no main point and no bottleneck."""
    for one in programme.analyses:
        left = tuple(item.title for item in one.items if not item.used)
        if left:
            about = About(Kind.ANALYSIS, one.id, one.name)
            yield found("L21 unused", about, items=left, of=len(one.items))


def no_evidence(programme: Programme) -> Iterator[Finding]:
    """L22: a project that is done, with nothing that shows it."""
    for project in programme.projects:
        done = project.stage in {Stage.DONE, Stage.HANDED_OVER}
        if done and not project.evidence:
            yield found("L22 no_evidence", project.about)


def overdue(programme: Programme, on: date) -> Iterator[Finding]:
    """L23: a report that should have been in."""
    for one in programme.reports:
        if one.received is None and one.due < on:
            place = str(one.id)
            yield found("L23 overdue", one.about, place=place, report=one.title, due=one.due)


def handed_over(programme: Programme) -> Iterator[Finding]:
    """L24: a hand-over of which nobody wrote down to whom, from which budget, or when."""
    for project in programme.projects:
        if project.stage != Stage.HANDED_OVER:
            continue
        over = project.hand_over
        left = {
            "team": over is None or over.team == "",
            "budget": over is None or over.budget_line == "",
            "date": over is None or over.on is None,
        }
        lacks = tuple(name for name, open_ in left.items() if open_)
        if lacks:
            yield found("L24 lacks", project.about, lacks=lacks)


def differ(programme: Programme) -> Iterator[Finding]:
    """L27: two sources that say different things of one fact."""
    facts: dict[tuple[str, int, str], list[Said]] = defaultdict(list)
    for one in programme.said:
        if one.value is not None:
            facts[one.about.kind, one.about.id, one.fact].append(one)
    for said in facts.values():
        first = said[0]
        if any(one.value != first.value for one in said):
            yield found(
                "L27 differ",
                first.about,
                place=first.fact,
                fact=first.fact,
                sources=tuple(one.source for one in said),
                told=tuple(one.value for one in said),
            )


def _at_work(programme: Programme) -> Iterator[Project]:
    return (one for one in programme.projects if one.stage != Stage.STOPPED)
