"""The areas of a programme beside each other: score, main points, bottlenecks, projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.programme.models import AreaScore
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.analyses import (
    AnalysisFilter,
    analyses_visible_to,
    main_points_of,
)
from wijkregie.domain.programme.queries.comparing import standings_of
from wijkregie.domain.programme.queries.programmes import programme_seen
from wijkregie.domain.programme.queries.seen_analyses import Districts, DistrictSeen
from wijkregie.domain.programme.queries.whole import (
    bottlenecks_in_plan,
    project_in_plan,
    projects_of,
)
from wijkregie.domain.programme.states import AnalysisState, Score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.programme.queries.seen_analyses import AnalysisListed
    from wijkregie.domain.programme.queries.whole import BottleneckListed, ProjectInPlan
    from wijkregie.kit.viewer import Viewer


def districts_of(
    viewer: Viewer, key: str, area_ids: Sequence[int], *, compared: bool = False
) -> Districts | None:
    """Return the areas of a programme, ``None`` where there is no such programme.

    First those that it sorts, in its order; without any the areas of ``area_ids``. Eleven
    queries, and with ``compared`` six more for what the figures of now say.
    """
    programme = programme_seen(viewer, key)
    if programme is None:
        return None
    scores = {
        row.area_id: row
        for row in AreaScore.objects.filter(programme_id=programme.id).order_by("order", "pk")
    }
    projects = [project_in_plan(one) for one in projects_of(viewer, programme.id)]
    bottlenecks = bottlenecks_in_plan(viewer, programme.id, {one.id for one in projects})
    points = main_points_of(viewer, programme_id=programme.id)
    analyses = _last_of_each(viewer, programme.id)
    wanted = list(dict.fromkeys([*(scores or area_ids), *points, *analyses]))
    areas = door.areas(viewer).in_bulk(wanted)
    found = [areas[pk] for pk in wanted if pk in areas]
    standings = standings_of(viewer, found) if compared else {}
    return Districts(
        programme=programme,
        districts=tuple(
            DistrictSeen(
                area=door.area_named(area),
                score=Score(scores[area.pk].score) if area.pk in scores else None,
                remark=scores[area.pk].remark if area.pk in scores else "",
                bottlenecks=(held := _held_back(area, bottlenecks)),
                projects=_working(area, held, projects),
                main_points=points.get(area.pk, ()),
                analysis=analyses.get(area.pk),
                standing=standings.get(area.pk),
            )
            for area in found
        ),
    )


def _held_back(
    area: Area, bottlenecks: Sequence[BottleneckListed]
) -> tuple[BottleneckListed, ...]:
    return tuple(one for one in bottlenecks if area.pk in {each.id for each in one.areas})


def _working(
    area: Area, held: Sequence[BottleneckListed], projects: Sequence[ProjectInPlan]
) -> tuple[ProjectInPlan, ...]:
    """Return the projects in the area, and those that work on one of its bottlenecks."""
    along = {pk for one in held for pk in one.project_ids}
    return tuple(
        one for one in projects if one.id in along or area.pk in {each.id for each in one.areas}
    )


def _last_of_each(viewer: Viewer, programme_id: int) -> dict[int, AnalysisListed]:
    """Return the last analysis of each area that was not stopped."""
    found: dict[int, AnalysisListed] = {}
    for one in analyses_visible_to(viewer, AnalysisFilter(programme_id=programme_id)):
        if one.state != AnalysisState.DROPPED:
            found.setdefault(one.area.id, one)
    return found
