"""A card as a tree: what it says now, and what it said at an earlier version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wijkregie.core.merging import Change, changes, undone
from wijkregie.domain.programme.models import ProjectChange
from wijkregie.domain.programme.services.card.drafts import party_key
from wijkregie.domain.programme.services.card.fields import LINES, NUMBERS, ROLES, TEXTS
from wijkregie.domain.programme.services.money_history import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from wijkregie.core.merging import Tree
    from wijkregie.domain.programme.models import (
        Activity,
        DecisionPoint,
        Party,
        Project,
        Risk,
    )
    from wijkregie.kit.viewer import Viewer


def snapshot(project: Project) -> dict[str, Any]:
    """Return what the card of a project says: seven queries."""
    parties = list(project.parties.prefetch_related("efforts").order_by("order", "pk"))
    names = {one.pk: party_key(one.part, one.name) for one in parties}
    scalars = (*LINES, *TEXTS, "track", *NUMBERS)
    return {
        **{name: getattr(project, name) for name in scalars},
        ROLES: "\n".join(project.lead_roles),
        "goals": _named(project.goal_links.values_list("goal_id", "goal__title")),
        "bottlenecks": _named(
            project.bottleneck_links.values_list("bottleneck_id", "bottleneck__title")
        ),
        "areas": _named(project.areas.values_list("pk", "name")),
        "parties": {names[one.pk]: _party(one) for one in parties},
        "activities": {str(one.pk): _activity(one, names) for one in project.activities.all()},
        "decision_points": {str(one.pk): _point(one) for one in project.decision_points.all()},
        "risks": {str(one.pk): _risk(one) for one in project.risks.all()},
    }


def at_version(project: Project, version: int, now: Tree) -> dict[str, Any]:
    """Return what the card said at an earlier version; its money is changed line by line."""
    later = project.changes.filter(version__gt=version).order_by("version")
    return undone(now, [change for one in later for change in _changes_of(one)])


def write_history(
    project: Project,
    before: Tree,
    *,
    by: Viewer,
    at: datetime,
    money: Sequence[Mapping[str, Any]] = (),
) -> bool:
    """Store what of the card is no longer as ``before``, as a new version; tell if anything.

    The names of goals, bottlenecks and areas go along, so that it stays readable; and so do
    lines of ``money`` that changed at the same time.
    """
    found = changes(before, snapshot(project))
    if not (found or money):
        return False
    project.version += 1
    project.save(update_fields=["version"])
    ProjectChange.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        version=project.version,
        fields=[
            *(
                {"name": list(one.path), "before": one.before, "after": one.after}
                for one in found
            ),
            *money,
        ],
        at=at,
        by_id=by.person_id,
    )
    return True


def marked(tree: Tree) -> dict[str, Any]:
    """Return a tree in which a name that is linked counts, not how it is called."""
    sets = {name: dict.fromkeys(_there(tree[name]), True) for name in _SETS}
    return {**tree, **sets}


_SETS = ("goals", "bottlenecks", "areas")


def _there(named: Tree) -> list[str]:
    return [key for key, value in named.items() if value is not None]


def _named(rows: Iterable[tuple[int, str]]) -> dict[str, Any]:
    return {str(pk): name or str(pk) for pk, name in rows}


def _party(one: Party) -> dict[str, Any]:
    hours = {str(effort.year): effort.hours for effort in one.efforts.all()}
    return {"does": one.does, "hours": hours}


def _activity(one: Activity, names: Mapping[int, str]) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "title": one.title,
        "begins_on": _day(one.begins_on),
        "ends_on": _day(one.ends_on),
        "done_on": _day(one.done_on),
        "party": names.get(one.party_id or 0, ""),
    }


def _point(one: DecisionPoint) -> dict[str, Any]:
    return {
        "year": one.year,
        "on": _day(one.on),
        "question": one.question,
        "then": one.then,
        "outcome": one.outcome,
        "decided_on": _day(one.decided_on),
    }


def _risk(one: Risk) -> dict[str, Any]:
    return {
        "what": one.what,
        "chance": one.chance,
        "harm": one.harm,
        "measure": one.measure,
        "over_on": _day(one.over_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _changes_of(one: ProjectChange) -> list[Change]:
    return [
        Change(tuple(row["name"]), row["before"], row["after"])
        for row in one.fields
        if row["name"][0] not in MONEY
    ]
