"""Perspectives, initiatives and plans of areas out of a file. Their title tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import AreaPlan, Initiative, Perspective

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wijkregie.domain.programme.models import Goal, Project
    from wijkregie.domain.programme.services.importing.merge import Fields, Merge
    from wijkregie.domain.programme.services.importing.names import Names
    from wijkregie.sources.programme import ProgrammeFile
    from wijkregie.sources.programme.bridge_records import InitiativeRow, PerspectiveRow

    Wish = PerspectiveRow | InitiativeRow


def merge_bridge(
    merge: Merge, goals: Mapping[str, Goal], projects: Mapping[str, Project]
) -> None:
    """Bring both sides and the plans of areas up to date."""
    sides: tuple[tuple[Any, Any, Any, str], ...] = (
        (
            Perspective,
            merge.programme.perspectives,
            _perspectives,
            _("perspective “%(title)s”"),
        ),
        (Initiative, merge.programme.initiatives, _initiatives, _("initiative “%(title)s”")),
    )
    for model, there, rows_of, named in sides:
        old = rows_of(merge.old, merge.old_names, goals)
        new = rows_of(merge.new, merge.names, goals)
        known = {one.title.casefold(): one for one in there.all()}
        for order, (key, (row, fields)) in enumerate(new.items()):
            if key not in known and key not in old:
                known[key] = merge.make(
                    model, programme=merge.programme, order=order, made_at=merge.at, **fields
                )
                merge.added += 1
            else:
                before = old[key][1] if key in old else None
                merge.row(named % {"title": row.title}, known.get(key), before, fields)
            if key in known:
                before_row = old[key][0] if key in old else None
                _merge_links(merge, known[key], (before_row, row), projects)
        for key, (row, _fields) in old.items():
            if key not in new and key in known:
                merge.remove(named % {"title": row.title}, known[key], ())
    _merge_plans(merge)


def _perspectives(
    file: ProgrammeFile | None, _names: Names, goals: Mapping[str, Goal]
) -> dict[str, tuple[Wish, Fields]]:
    return {
        row.title.casefold(): (
            row,
            {
                "title": row.title,
                "text": row.text,
                "goal_id": goals[row.goal].pk if row.goal in goals else None,
            },
        )
        for row in (file.bridge.perspectives if file else ())
    }


def _initiatives(
    file: ProgrammeFile | None, names: Names, _goals: Mapping[str, Goal]
) -> dict[str, tuple[Wish, Fields]]:
    return {
        row.title.casefold(): (
            row,
            {
                "title": row.title,
                "text": row.text,
                "brought_by": row.brought_by,
                "group_id": names.group(row.group),
                "came_on": row.came_on,
            },
        )
        for row in (file.bridge.initiatives if file else ())
    }


def _merge_links(
    merge: Merge,
    made: Perspective | Initiative,
    versions: tuple[Wish | None, Wish],
    projects: Mapping[str, Project],
) -> None:
    """Add the areas and projects that are new in the file, take away those that left it."""
    before, after = versions
    old = set(merge.old_names.areas(before.areas)) if before else set()
    _change(merge, made.areas, old, set(merge.names.areas(after.areas)), new=before is None)
    known = {number: one.pk for number, one in projects.items()}
    was = {known[one] for one in (before.projects if before else ()) if one in known}
    now = {known[one] for one in after.projects if one in known}
    _change(merge, made.projects, was, now, new=before is None)


def _change(
    merge: Merge, many: Any, old: set[int], wanted: Iterable[int], *, new: bool
) -> None:
    now = set(wanted)
    many.add(*(now - old))
    many.remove(*(old - now))
    merge.changed += old != now and not new


def _merge_plans(merge: Merge) -> None:
    old, new = _plans(merge.old, merge.old_names), _plans(merge.new, merge.names)
    there = {one.area_id: one for one in merge.programme.area_plans.all()}
    for pk, vision in new.items():
        if pk not in there and pk not in old:
            merge.make(
                AreaPlan,
                programme=merge.programme,
                area_id=pk,
                vision=vision,
                changed_at=merge.at,
            )
            merge.added += 1
            continue
        before = {"vision": old[pk]} if pk in old else None
        merge.row(_("the vision of an area"), there.get(pk), before, {"vision": vision})
    drafts = merge.programme.area_plans.exclude(vision=F("agreed_vision"))
    drafts.update(decision=None)  # other words than those that were agreed to
    for pk in old:
        if pk not in new and pk in there:
            decided = [_("decision")] if there[pk].agreed_by_id else []
            merge.remove(_("the vision of an area"), there[pk], decided)


def _plans(file: ProgrammeFile | None, names: Names) -> dict[int, str]:
    found = (
        (names.area(row.area), row.vision) for row in (file.bridge.area_plans if file else ())
    )
    return {pk: vision for pk, vision in found if pk is not None}
