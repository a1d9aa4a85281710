"""What hangs together in a whole programme, in one query: its page asks for all of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Value

from wijkregie.domain.people.queries import AreaNamed
from wijkregie.domain.programme.models import (
    Bottleneck,
    Project,
    ProjectBottleneck,
    ProjectGoal,
)
from wijkregie.domain.programme.queries import door

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Links:
    """Areas by name, goals and projects in their order; what has none is absent."""

    project_areas: Mapping[int, tuple[AreaNamed, ...]]
    bottleneck_areas: Mapping[int, tuple[AreaNamed, ...]]
    goals: Mapping[int, tuple[int, ...]]
    projects: Mapping[int, tuple[int, ...]]


def links_in(viewer: Viewer, programme_id: int) -> Links:
    """Return what projects and bottlenecks of a programme are linked to. One query."""
    areas = door.areas(viewer).order_by()
    of_project = Project.areas.through._default_manager.filter(
        project__programme_id=programme_id, area__in=areas
    )
    of_bottleneck = Bottleneck.areas.through._default_manager.filter(
        bottleneck__programme_id=programme_id, area__in=areas
    )
    goals = ProjectGoal.objects.filter(project__programme_id=programme_id)
    projects = ProjectBottleneck.objects.filter(bottleneck__programme_id=programme_id)
    rows = _named(of_project, "project_areas", "project_id").union(
        _named(of_bottleneck, "bottleneck_areas", "bottleneck_id"),
        _numbered(goals, "goals", "project_id", "goal"),
        _numbered(projects, "projects", "bottleneck_id", "project"),
        all=True,
    )
    found: dict[str, dict[int, list[Any]]] = {
        name: defaultdict(list) for name in Links.__dataclass_fields__
    }
    for kind, owner, order, pk, code, name in rows:
        found[kind][owner].append((order, pk, code, name))
    return Links(
        project_areas=_areas(found["project_areas"]),
        bottleneck_areas=_areas(found["bottleneck_areas"]),
        goals=_numbers(found["goals"]),
        projects=_numbers(found["projects"]),
    )


def _named(rows: QuerySet[Any], kind: str, owner: str) -> QuerySet[Any]:
    return rows.values_list(
        Value(kind), F(owner), Value(0), F("area_id"), F("area__code"), F("area__name")
    )


def _numbered(rows: QuerySet[Any], kind: str, owner: str, other: str) -> QuerySet[Any]:
    return rows.values_list(
        Value(kind), F(owner), F(f"{other}__order"), F(f"{other}_id"), Value(""), Value("")
    )


def _areas(found: Mapping[int, list[Any]]) -> Mapping[int, tuple[AreaNamed, ...]]:
    return {
        owner: tuple(
            AreaNamed(pk, code, name)
            for _order, pk, code, name in sorted(rows, key=lambda row: (row[3], row[2]))
        )
        for owner, rows in found.items()
    }


def _numbers(found: Mapping[int, list[Any]]) -> Mapping[int, tuple[int, ...]]:
    return {
        owner: tuple(pk for _order, pk, _code, _name in sorted(rows))
        for owner, rows in found.items()
    }
