"""What waits for a partner: reports on agreements, and hand-overs that were offered to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.core import names
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import HandOver
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.reports_due import narrowed, reports_due
from wijkregie.domain.programme.queries.seen_planning import Keyed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.domain.programme.queries.planning import PlanFilter
    from wijkregie.domain.programme.queries.reports_due import ReportDue
    from wijkregie.domain.programme.queries.seen_planning import Planning
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OfferWaiting:
    """A project that was offered to regular work and that nobody answered yet.

    ``partner`` is who has to answer: an organisation, a group, or the name of a team.
    """

    id: int
    project_id: int
    project_title: str
    activity_name: str
    partner: Keyed
    organisation_id: int | None
    offered_on: date


@dataclass(frozen=True, slots=True)
class Owed:
    """What partners of a programme have to answer."""

    reports: tuple[ReportDue, ...] = ()
    offers: tuple[OfferWaiting, ...] = ()

    @property
    def partners(self) -> tuple[Keyed, ...]:
        """Who has to answer something."""
        return tuple(one.partner for one in self._all if one.partner.key)

    @property
    def partner_of(self) -> dict[int, Keyed]:
        """The partner that each organisation is."""
        return {one.organisation_id: one.partner for one in self._all if one.organisation_id}

    @property
    def _all(self) -> tuple[ReportDue | OfferWaiting, ...]:
        return (*self.reports, *self.offers)

    def narrowed(self, planning: Planning, wanted: PlanFilter) -> Owed:
        """Return what is asked for; who receives a project seldom took part in it."""
        kept = {one.id for one in replace(wanted, partner="").narrow(planning)}
        return Owed(
            narrowed(planning, wanted, self.reports),
            tuple(one for one in self.offers if one.project_id in kept),
        )


def owed_in(viewer: Viewer, planning: Planning) -> Owed:
    """Return what waits for partners in a programme: four queries beside the planning."""
    return Owed(
        reports_due(viewer, planning.programme.id),
        offers_waiting(viewer, [one.id for one in planning.projects]),
    )


def offers_waiting(viewer: Viewer, projects: Iterable[int]) -> tuple[OfferWaiting, ...]:
    """Return the hand-overs of these projects without an answer, for who works along.

    One query.
    """
    if not rules.may_see_ideas(viewer):
        return ()
    rows = HandOver.objects.filter(
        municipality_id=door.here(viewer), project__in=projects, accepted__isnull=True
    ).select_related("project", "activity", "group", "organisation")
    return tuple(_offer(one) for one in rows.order_by("offered_at", "pk"))


def _offer(one: HandOver) -> OfferWaiting:
    receiver = one.group or one.organisation
    name = receiver.name if receiver else one.team or one.activity.holder
    return OfferWaiting(
        id=one.pk,
        project_id=one.project_id,
        project_title=one.project.title,
        activity_name=one.activity.name,
        partner=Keyed(names.slug(name), name),
        organisation_id=one.organisation_id,
        offered_on=timezone.localdate(one.offered_at),
    )
