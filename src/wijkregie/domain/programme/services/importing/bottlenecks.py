"""Bottlenecks out of a file. They have no key: title and areas tell one from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import (
    Bottleneck,
    BottleneckGoal,
    Evidence,
    ProjectBottleneck,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.domain.programme.models import Goal, Project
    from wijkregie.domain.programme.services.importing.merge import Fields, Merge
    from wijkregie.domain.programme.services.importing.names import Names
    from wijkregie.sources.programme import BottleneckRow, ProgrammeFile

Key = tuple[str, tuple[int, ...]]


def merge_bottlenecks(
    merge: Merge, goals: Mapping[str, Goal], projects: Mapping[str, Project]
) -> None:
    """Bring the bottlenecks and their links up to date."""
    old, new = _rows_of(merge.old, merge.old_names), _rows_of(merge.new, merge.names)
    there = _there(merge)
    for order, (key, row) in enumerate(new.items()):
        if key not in old and key not in there:
            there[key] = _make(merge, key, row, order)
        else:
            before = _fields(old[key]) if key in old else None
            what = _("bottleneck “%(title)s”") % {"title": row.title}
            merge.row(what, there.get(key), before, _fields(row))
        if key in there:
            _merge_links(merge, there[key], (old.get(key), row), goals, projects)
    for key in old:
        if key not in new and key in there:
            _remove(merge, there[key], old[key], goals, projects)


def _rows_of(file: ProgrammeFile | None, names: Names) -> dict[Key, BottleneckRow]:
    rows = file.bottlenecks if file else ()
    return {(row.title, names.areas(row.areas)): row for row in rows}


def _there(merge: Merge) -> dict[Key, Bottleneck]:
    rows = merge.programme.bottlenecks.prefetch_related("areas")
    return {
        (row.title, tuple(sorted(area.pk for area in row.areas.all()))): row for row in rows
    }


def _fields(row: BottleneckRow) -> Fields:
    return {"remark": row.remark, "priority": row.priority, "found_on": row.found_on}


def _make(merge: Merge, key: Key, row: BottleneckRow, order: int) -> Bottleneck:
    made = merge.make(
        Bottleneck, programme=merge.programme, title=row.title, order=order, **_fields(row)
    )
    made.areas.set(key[1])
    merge.added += 1
    return made


def _remove(
    merge: Merge,
    bottleneck: Bottleneck,
    before: BottleneckRow,
    goals: Mapping[str, Goal],
    projects: Mapping[str, Project],
) -> None:
    _merge_links(merge, bottleneck, (before, None), goals, projects)
    linked = [
        *bottleneck.project_links.values_list("project__title", flat=True),
        *bottleneck.goal_links.values_list("goal__title", flat=True),
        *(_("evidence") for _one in bottleneck.evidence.all()),
    ]
    what = _("bottleneck “%(title)s”") % {"title": bottleneck.title}
    merge.remove(what, bottleneck, linked)


def _merge_links(
    merge: Merge,
    bottleneck: Bottleneck,
    versions: tuple[BottleneckRow | None, BottleneckRow | None],
    goals: Mapping[str, Goal],
    projects: Mapping[str, Project],
) -> None:
    before, after = versions
    of = {"bottleneck": bottleneck, "linked_at": merge.at}
    merge.links(
        {link.goal_id: link for link in bottleneck.goal_links.all()},
        [goals[key].pk for key in (before.goals if before else ()) if key in goals],
        [goals[key].pk for key in (after.goals if after else ()) if key in goals],
        lambda pk: merge.make(BottleneckGoal, goal_id=pk, **of),
    )
    merge.links(
        {link.project_id: link for link in bottleneck.project_links.all()},
        [projects[key].pk for key in (before.projects if before else ()) if key in projects],
        [projects[key].pk for key in (after.projects if after else ()) if key in projects],
        lambda pk: merge.make(ProjectBottleneck, project_id=pk, **of),
    )
    merge.links(
        {(one.indicator_id, one.area_id, one.period): one for one in bottleneck.evidence.all()},
        _evidence(before, merge.old_names),
        _evidence(after, merge.names),
        lambda key: merge.make(
            Evidence, indicator_id=key[0], area_id=key[1], period=key[2], **of
        ),
    )


def _evidence(
    row: BottleneckRow | None, names: Names
) -> list[tuple[int | None, int | None, int | None]]:
    found = [
        (names.series(one.figure), names.area(one.area), one.year)
        for one in (row.evidence if row else ())
    ]
    return [key for key in found if key[0] is not None and key[1] is not None]
