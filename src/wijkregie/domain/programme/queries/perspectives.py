"""Perspective x initiative: policy on one side, residents on the other, and where they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import Initiative, Perspective
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.bridging import (
    areas_within,
    bridge_projects,
    within,
)
from wijkregie.domain.programme.queries.names import signal_named
from wijkregie.domain.programme.queries.programmes import programme_seen
from wijkregie.domain.programme.queries.seen_bridge import (
    InitiativeSeen,
    MeetingPlace,
    PerspectiveSeen,
    PerspectivesSeen,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.kit.viewer import Viewer


def perspectives_of(viewer: Viewer, key: str, code: str = "") -> PerspectivesSeen | None:
    """Return what policy aims at and what residents want, ``None`` without the programme.

    With the ``code`` of an area: what is in it, in one that it holds, or is there for the
    whole municipality. Twelve queries, three more with an area.
    """
    programme = programme_seen(viewer, key)
    if programme is None:
        return None
    rights = _Rights(viewer)
    perspectives = [_perspective(one) for one in _rows(viewer, Perspective, programme.id)]
    wishes = list(_rows(viewer, Initiative, programme.id))
    rights.know(area.pk for one in wishes for area in one.areas_seen)
    initiatives = [_initiative(one, rights) for one in wishes]
    of_aims = [area for one in perspectives for area in one.areas]
    of_wishes = [area for one in initiatives for area in one.areas]
    areas = tuple(dict.fromkeys([*of_aims, *of_wishes]))
    inside = areas_within(viewer, code, areas)
    aims = tuple(one for one in perspectives if not one.areas or within(one.areas, inside))
    wants = tuple(one for one in initiatives if not one.areas or within(one.areas, inside))
    return PerspectivesSeen(
        programme=programme,
        areas=areas,
        perspectives=aims,
        initiatives=wants,
        places=tuple(
            place
            for one in bridge_projects(viewer, programme.id)
            for place in [MeetingPlace(one, _of(one.id, aims), _of(one.id, wants))]
            if place.perspective_ids or place.initiative_ids
        ),
        may_add_initiative=programme.may_steer
        or any(grant.role in rules.RUNNERS for grant in viewer.grants),
    )


class _Rights:
    """Who may change which initiative: who runs projects in all its areas."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.around: Mapping[int, frozenset[int]] = {}

    def know(self, area_ids: Iterable[int]) -> None:
        """Look up what lies around these areas: two queries, none for who may nothing."""
        if any(grant.role in rules.HANDLERS for grant in self.viewer.grants):
            self.around = door.around_each(area_ids)

    def may_change(self, area_ids: Iterable[int]) -> bool:
        """Tell whether the viewer may change what is in these areas."""
        return rules.may_run(self.viewer, [self.around.get(pk, frozenset()) for pk in area_ids])


def _rows(viewer: Viewer, model: type[Any], programme_id: int) -> QuerySet[Any]:
    beside = ("goal",) if model is Perspective else ("group", "signal")
    seen = door.projects(viewer).only("pk").order_by("order", "pk")
    rows: QuerySet[Any] = (
        model.objects.filter(programme_id=programme_id, municipality_id=door.here(viewer))
        .select_related(*beside)
        .prefetch_related(
            Prefetch("areas", door.areas(viewer), to_attr="areas_seen"),
            Prefetch("projects", seen, to_attr="projects_seen"),
        )
        .order_by("order", "pk")
    )
    return rows


def _perspective(one: Any) -> PerspectiveSeen:
    return PerspectiveSeen(
        id=one.pk,
        title=one.title,
        text=one.text,
        goal=door.goal_named(one.goal) if one.goal else None,
        areas=_named(one),
        project_ids=tuple(each.pk for each in one.projects_seen),
    )


def _initiative(one: Any, rights: _Rights) -> InitiativeSeen:
    return InitiativeSeen(
        id=one.pk,
        title=one.title,
        text=one.text,
        brought_by=one.brought_by,
        group_id=one.group_id,
        group_name=one.group.name if one.group else "",
        signal=signal_named(one.signal, one.made_at) if one.signal else None,
        areas=_named(one),
        project_ids=tuple(each.pk for each in one.projects_seen),
        came_on=one.came_on,
        may_change=rights.may_change([area.pk for area in one.areas_seen]),
    )


def _named(one: Any) -> tuple[AreaNamed, ...]:
    return tuple(door.area_named(area) for area in one.areas_seen)


def _of(project_id: int, found: Iterable[PerspectiveSeen | InitiativeSeen]) -> tuple[int, ...]:
    return tuple(one.id for one in found if project_id in one.project_ids)
