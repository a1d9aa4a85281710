"""Projects in lists, and the card of one with all that it is linked to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import Party, Project, ProjectGoal
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.cards import card
from wijkregie.domain.programme.queries.seen import ProjectListed, ProjectSeen
from wijkregie.domain.programme.states import Part, ProjectState
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """Which projects are asked for; what is not named does not count."""

    programme_id: int | None = None
    area_ids: tuple[int, ...] = ()
    states: tuple[ProjectState, ...] = ()
    goal_id: int | None = None
    bottleneck_id: int | None = None
    signal_id: int | None = None
    decision_id: int | None = None

    def narrow(self, rows: QuerySet[Project]) -> QuerySet[Project]:
        """Keep what is asked for."""
        wanted = {
            "programme_id": self.programme_id,
            "areas__in": self.area_ids or None,
            "state__in": self.states or None,
            "goal_links__goal_id": self.goal_id,
            "bottleneck_links__bottleneck_id": self.bottleneck_id,
            "signal_links__signal_id": self.signal_id,
            "decision_id": self.decision_id,
        }
        for name, value in wanted.items():
            if value is not None:
                rows = rows.filter(**{name: value})
        return rows.distinct()


EVERYTHING = ProjectFilter()


def projects_visible_to(
    viewer: Viewer, wanted: ProjectFilter = EVERYTHING
) -> Rows[ProjectListed]:
    """Return projects in the order of their programme: four queries a page."""
    rows = wanted.narrow(door.projects(viewer)).select_related("programme")
    with_all = rows.prefetch_related(
        Prefetch("areas", door.areas(viewer), to_attr="areas_seen"),
        Prefetch(
            "parties",
            Party.objects.filter(part=Part.HOLDER).order_by("order", "pk"),
            to_attr="holders_seen",
        ),
        Prefetch("goal_links", ProjectGoal.objects.order_by("goal__order", "goal_id")),
    )
    return Rows(with_all.order_by("programme_id", "order", "pk"), _listed)


def project_seen(viewer: Viewer, pk: int) -> ProjectSeen | None:
    """Return the card of a project with everything that it is linked to.

    ``None`` where it is not there, or is an idea and the viewer does not work along. At
    most thirteen queries.
    """
    found = (
        door.projects(viewer)
        .select_related("programme", "lead", "handed_to", "begun_from")
        .select_related("decision__body", "decision__handed_to", "decision__recorded_by")
        .filter(pk=pk)
        .first()
    )
    return None if found is None else card(found, viewer)


def may_start(viewer: Viewer, area_ids: tuple[int, ...] = ()) -> bool:
    """Tell whether the viewer may start a project in these areas, for the page."""
    return rules.may_run(viewer, door.around(area_ids))


def _listed(one: Any) -> ProjectListed:
    return ProjectListed(
        id=one.pk,
        programme_id=one.programme_id,
        programme_key=one.programme.key,
        number=one.number,
        title=one.title,
        state=ProjectState(one.state),
        from_year=one.from_year,
        until_year=one.until_year,
        areas=tuple(door.area_named(area) for area in one.areas_seen),
        holders=tuple(party.name for party in one.holders_seen),
        lead_roles=tuple(one.lead_roles),
        goal_ids=tuple(link.goal_id for link in one.goal_links.all()),
        made_at=one.made_at,
        finished_at=one.finished_at,
        has_card=one.has_card,
    )
