"""Bottlenecks with their evidence, goals and projects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from wijkregie.domain.programme.models import (
    Bottleneck,
    BottleneckGoal,
    Evidence,
    ProjectBottleneck,
    Statement,
)
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.citing import CITED, evidence_seen, shown_to
from wijkregie.domain.programme.queries.names import priority, project_named
from wijkregie.domain.programme.queries.seen import BottleneckSeen
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class BottleneckFilter:
    """Which bottlenecks are asked for; what is not named does not count."""

    programme_id: int | None = None
    area_ids: tuple[int, ...] = ()
    goal_id: int | None = None
    project_id: int | None = None
    signal_id: int | None = None
    indicator_id: int | None = None

    def narrow(self, rows: QuerySet[Bottleneck]) -> QuerySet[Bottleneck]:
        """Keep what is asked for."""
        wanted = {
            "programme_id": self.programme_id,
            "areas__in": self.area_ids or None,
            "goal_links__goal_id": self.goal_id,
            "project_links__project_id": self.project_id,
            "evidence__signal_id": self.signal_id,
            "evidence__indicator_id": self.indicator_id,
        }
        for name, value in wanted.items():
            if value is not None:
                rows = rows.filter(**{name: value})
        return rows.distinct()


EVERYTHING = BottleneckFilter()


def bottlenecks_visible_to(
    viewer: Viewer, wanted: BottleneckFilter = EVERYTHING
) -> Rows[BottleneckSeen]:
    """Return bottlenecks in the order of their programme: six queries a page."""
    rows = wanted.narrow(Bottleneck.objects.filter(municipality_id=door.here(viewer)))
    links = ProjectBottleneck.objects.filter(project__in=door.projects(viewer))
    evidence = Evidence.objects.filter(shown_to(viewer)).select_related(*CITED)
    with_all = rows.prefetch_related(
        Prefetch("areas", door.areas(viewer), to_attr="areas_seen"),
        Prefetch(
            "goal_links",
            BottleneckGoal.objects.select_related("goal").order_by("goal__order", "goal_id"),
        ),
        Prefetch(
            "project_links",
            links.select_related("project").order_by("project__order", "project_id"),
            to_attr="links_seen",
        ),
        Prefetch("evidence", evidence.order_by("linked_at", "pk")),
        Prefetch("statements", Statement.objects.order_by("analysis_id")),
    )
    return Rows(with_all.order_by("programme_id", "order", "pk"), _bottleneck)


def _bottleneck(one: Any) -> BottleneckSeen:
    return BottleneckSeen(
        id=one.pk,
        programme_id=one.programme_id,
        title=one.title,
        remark=one.remark,
        priority=priority(one),
        areas=tuple(door.area_named(area) for area in one.areas_seen),
        found_on=one.found_on,
        goals=tuple(door.goal_named(link.goal) for link in one.goal_links.all()),
        projects=tuple(project_named(link.project, link.linked_at) for link in one.links_seen),
        evidence=tuple(evidence_seen(each) for each in one.evidence.all()),
        analysis_ids=tuple(each.analysis_id for each in one.statements.all()),
    )
