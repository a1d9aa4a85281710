"""Projects out of a file, with their parties, areas and goals."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import Project, ProjectGoal, ProjectStep
from wijkregie.domain.programme.services.card.state import snapshot, write_history
from wijkregie.domain.programme.services.card.years import refuse_lost_years
from wijkregie.domain.programme.services.importing.card import merge_card
from wijkregie.domain.programme.services.importing.lines import merge_money
from wijkregie.domain.programme.services.importing.spent import merge_spent
from wijkregie.domain.programme.services.money_history import changed, lines_of
from wijkregie.domain.programme.states import ProjectState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.domain.programme.models import Goal
    from wijkregie.domain.programme.services.importing.merge import Fields, Merge
    from wijkregie.domain.programme.services.money_history import Money
    from wijkregie.sources.programme import ProgrammeFile, ProjectRow

ENDED: Final = frozenset({ProjectState.FINISHED, ProjectState.HANDED_OVER})
_NOON: Final = time(12)


def projects_of(file: ProgrammeFile | None) -> dict[str, ProjectRow]:
    """Return the projects of a file by number."""
    return {row.number: row for row in file.projects} if file else {}


def merge_projects(merge: Merge, goals: Mapping[str, Goal]) -> dict[str, Project]:
    """Bring the projects up to date; return them by number, also those made here."""
    old, new = projects_of(merge.old), projects_of(merge.new)
    rows = {one.number: one for one in merge.programme.projects.all()}
    activities = dict(merge.programme.regular_activities.values_list("name", "pk"))
    for order, (number, row) in enumerate(new.items()):
        fields, card = _fields(row, activities), None
        if number not in old and number not in rows:
            rows[number] = _make(merge, row, order, fields)
        else:
            before = _fields(old[number], activities) if number in old else None
            card = _card(rows.get(number), old.get(number), row)
            _change(merge, rows.get(number), before, fields)
        if number in rows:
            money = lines_of([rows[number].pk] if card is not None else [])
            merge_around(merge, rows[number], old.get(number), row, goals)
            refuse_lost_years(rows[number])
            if card is not None:
                _write(merge, rows[number], card, money)
    return rows


def _write(merge: Merge, project: Project, card: dict[str, Any], money: Money) -> None:
    """Keep what the file changed of a card and its money, as one version."""
    lines = changed(money[project.pk], lines_of([project.pk])[project.pk])
    write_history(project, card, by=merge.by, at=merge.at, money=lines)


def _card(
    project: Project | None, before: ProjectRow | None, after: ProjectRow
) -> dict[str, Any] | None:
    """Return the card before the file changes it; nothing where the file says the same."""
    return None if project is None or before == after else snapshot(project)


def remove_projects(merge: Merge, goals: Mapping[str, Goal]) -> None:
    """Take away the projects that left the file, where nothing was done with them here."""
    old, new = projects_of(merge.old), projects_of(merge.new)
    for number, row in old.items():
        project = merge.programme.projects.filter(number=number).first()
        if number in new or project is None:
            continue
        merge_around(merge, project, row, None, goals)
        linked = [
            *project.signal_links.values_list("signal__reference", flat=True),
            *project.goal_links.values_list("goal__title", flat=True),
            *project.bottleneck_links.values_list("bottleneck__title", flat=True),
            *(_("money") for _line in _money_of(project)),
            *(_("steps") for _step in project.steps.all()[1:]),
        ]
        merge.remove(what_of(project), project, linked)


def _money_of(project: Project) -> list[object]:
    rows = (project.costs, project.coverage, project.commitments, project.payments)
    return [one for some in rows for one in some.all()]


def what_of(project: Project) -> str:
    """Name a project in a sentence."""
    return _("project %(number)s") % {"number": project.number}


def merge_around(
    merge: Merge,
    project: Project,
    before: ProjectRow | None,
    after: ProjectRow | None,
    goals: Mapping[str, Goal],
) -> None:
    """Bring areas, goals, parties and money of a project up to date."""
    _merge_areas(merge, project, before, after)
    merge.links(
        {link.goal_id: link for link in project.goal_links.all()},
        [goals[key].pk for key in (before.goals if before else ()) if key in goals],
        [goals[key].pk for key in (after.goals if after else ()) if key in goals],
        lambda pk: merge.make(ProjectGoal, project=project, goal_id=pk, linked_at=merge.at),
    )
    merge_card(merge, what_of(project), project, before, after)
    merge_spent(merge, what_of(project), project, before, after)
    merge_money(merge, what_of(project), project, before, after)


def _merge_areas(
    merge: Merge, project: Project, before: ProjectRow | None, after: ProjectRow | None
) -> None:
    old = set(merge.old_names.areas(before.areas)) if before else set()
    new = set(merge.names.areas(after.areas)) if after else set()
    project.areas.add(*(new - old))
    project.areas.remove(*(old - new))
    merge.changed += old != new and before is not None


def _fields(row: ProjectRow, activities: Mapping[str, int]) -> Fields:
    return {
        "title": row.title,
        "from_year": row.from_year,
        "until_year": row.until_year,
        "intended_result": row.intended_result,
        "reason": row.reason,
        "target_group": row.target_group,
        "examples": list(row.examples),
        "plain": row.plain,
        "track": row.track,
        "remark": row.remark,
        "has_card": row.has_card,
        "lead_roles": list(row.leads),
        "state": row.state,
        "result": row.result,
        "finished_at": _finished_at(row),
        "handed_to_id": activities.get(row.handed_to),
    }


def _finished_at(row: ProjectRow) -> datetime | None:
    """Return when it was finished; without a day at the end of its last year."""
    if row.state not in ENDED:
        return None
    return _noon(row.finished_on or date(row.until_year or 0, 12, 31))


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, _NOON))


def _make(merge: Merge, row: ProjectRow, order: int, fields: Fields) -> Project:
    """Make a project; of one that is over the steps stand at the days that the file tells."""
    ended = fields["finished_at"]
    begun = row.started_on
    if begun is None and ended is not None:
        begun = date(row.from_year or ended.year, 1, 1)
    made_at = min(_noon(begun), merge.at) if begun else merge.at
    project = merge.make(
        Project,
        programme=merge.programme,
        number=row.number,
        order=order,
        made_at=made_at,
        **fields,
    )
    first = ProjectState.RUNNING if ended else ProjectState(row.state)
    _step(merge, project, "", first, made_at)
    if ended:
        _step(merge, project, first, ProjectState(row.state), ended)
    merge.added += 1
    return project


def _change(
    merge: Merge, project: Project | None, before: Fields | None, after: Fields
) -> None:
    state = project.state if project else ""
    what = what_of(project) if project else _("project “%(title)s”") % after
    changed = merge.row(what, project, before, after)
    if changed is None:
        return
    if changed.state != state:
        changed.version += 1
        changed.save(update_fields=["version"])
        if changed.signal_links.exists():
            merge.conflicts.append(
                _("%(what)s has reports. Take its step here, so that they hear of it.")
                % {"what": what}
            )
        _step(merge, changed, state, ProjectState(changed.state), merge.at)


def _step(
    merge: Merge, project: Project, before: str, after: ProjectState, at: datetime
) -> None:
    merge.make(
        ProjectStep,
        project=project,
        at=at,
        from_state=before,
        to_state=after,
        by_id=merge.by.person_id,
    )
