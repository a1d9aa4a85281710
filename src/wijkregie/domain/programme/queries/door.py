"""The doors of this room: which rows a viewer may see at all, and how areas hold each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.people.queries import AreaNamed
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.models import Area
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import Goal, Programme, Project
from wijkregie.domain.programme.queries.seen import GoalNamed
from wijkregie.domain.programme.states import GoalLevel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def here(viewer: Viewer) -> int:
    """Return the municipality looked at; at the country there are no such rows: number 0."""
    return viewer.municipality_id or 0


def programmes(viewer: Viewer) -> QuerySet[Programme]:
    """Return the programmes of this municipality: they are public."""
    return Programme.objects.filter(municipality_id=here(viewer))


def projects(viewer: Viewer) -> QuerySet[Project]:
    """Return the projects of this municipality; ideas are for who works along."""
    found = Project.objects.filter(municipality_id=here(viewer))
    return found if rules.may_see_ideas(viewer) else found.exclude(state__in=rules.INSIDE)


def areas(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas that the viewer may see, by name."""
    return places.visible_to(viewer).order_by("name", "code")


def area_named(area: Area) -> AreaNamed:
    """Return an area by its name."""
    return AreaNamed(area.pk, area.code, area.name)


def goal_named(goal: Goal) -> GoalNamed:
    """Return a goal by its name."""
    return GoalNamed(
        id=goal.pk,
        programme_id=goal.programme_id,
        key=goal.key,
        level=GoalLevel(goal.level),
        title=goal.title,
        parent_id=goal.parent_id,
    )


def around(area_ids: Iterable[int]) -> list[frozenset[int]]:
    """Return for each area those that hold it: itself, its parents, own areas around.

    Two queries, none without areas.
    """
    return list(around_each(area_ids).values())


def around_each(area_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return the same by area; one that is not there is absent."""
    wanted = sorted(set(area_ids))
    if not wanted:
        return {}
    chains = {
        row[0]: {pk for pk in row if pk is not None}
        for row in Area.objects.filter(pk__in=wanted).values_list(
            "pk", "parent_id", "parent__parent_id", "parent__parent__parent_id"
        )
    }
    inner = set().union(*chains.values())
    parts = Area.parts.through.objects.filter(to_area_id__in=inner)
    wholes = list(parts.values_list("from_area_id", "to_area_id"))
    return {
        pk: frozenset(chains[pk] | {own for own, part in wholes if part in chains[pk]})
        for pk in wanted
        if pk in chains
    }
