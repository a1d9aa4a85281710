"""What of the meetings of a municipality somebody sees: worked out once for each question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from wijkregie.domain.meetings import rules
from wijkregie.domain.meetings.models import Invitation, Meeting
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.people.models import Group, Seat

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Sight:
    """Which groups the viewer takes part in or leads, and whose actions are the viewer's.

    ``areas`` holds per group its areas and those around them; ``doer_for`` the
    organisations for which the viewer sits, with the group.
    """

    viewer: Viewer
    whole: frozenset[int] = frozenset()
    led: frozenset[int] = frozenset()
    doer_for: frozenset[tuple[int, int]] = frozenset()
    areas: dict[int, frozenset[int]] = field(default_factory=dict)

    @property
    def municipality_id(self) -> int:
        """The municipality looked at; at the country there are no such rows: number 0."""
        return self.viewer.municipality_id or 0

    def own_actions(self) -> Q:
        """Return what selects the actions that the viewer, or whom one sits for, does."""
        if self.viewer.person_id is None:
            return Q(pk__in=[])
        own = Q(person_id=self.viewer.person_id)
        for group_id, organisation_id in sorted(self.doer_for):
            own |= Q(group_id=group_id, organisation_id=organisation_id)
        return own

    def meetings(self) -> QuerySet[Meeting]:
        """Return all meetings here, with their group and whether the viewer is a guest."""
        rows = Meeting.objects.filter(municipality_id=self.municipality_id)
        rows = rows.select_related("series__group")
        if not self.viewer.group_ids:
            return rows
        asked = Invitation.objects.filter(self.own_invitations(), item__meeting=OuterRef("pk"))
        return rows.annotate(asked=Exists(asked))

    def own_invitations(self) -> Q:
        """Return what selects the invitations of the viewer, as long as one has a seat."""
        return Q(
            seat__person_id=self.viewer.person_id or 0,
            seat__group_id__in=self.viewer.group_ids,
        )

    def actions(self) -> Q:
        """Return what selects all actions that the viewer may read.

        Those of the groups one takes part in, one's own, and for everyone those of a
        public series once the meeting was held.
        """
        public = Q(item__meeting__series__public=True, item__meeting__state=MeetingState.HELD)
        readable = Q(group_id__in=self.whole) | self.own_actions() | public
        return Q(municipality_id=self.municipality_id) & readable


def sight_of(viewer: Viewer, *, on: date) -> Sight:
    """Return what the viewer sees on this day: two queries, none for a passer-by."""
    if viewer.municipality_id is None or not (viewer.is_member or viewer.operator):
        return Sight(viewer)
    areas = _areas(viewer.municipality_id)
    return Sight(
        viewer=viewer,
        whole=frozenset(pk for pk in areas if rules.takes_part(viewer, pk, areas[pk])),
        led=frozenset(pk for pk in areas if rules.may_lead(viewer, pk, areas[pk])),
        doer_for=_doer_for(viewer, on),
        areas=areas,
    )


def _areas(municipality_id: int) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    rows = Group.objects.filter(municipality_id=municipality_id).values_list(
        "pk", "areas", "areas__parent"
    )
    for pk, area_id, around_id in rows:
        found.setdefault(pk, set()).update(
            one for one in (area_id, around_id) if one is not None
        )
    return {pk: frozenset(ids) for pk, ids in found.items()}


def _doer_for(viewer: Viewer, on: date) -> frozenset[tuple[int, int]]:
    seats = Seat.objects.current(on).filter(
        person_id=viewer.person_id,
        person_id__isnull=False,
        municipality_id=viewer.municipality_id,
        organisation_id__isnull=False,
    )
    return frozenset(seats.values_list("group_id", "organisation_id"))
