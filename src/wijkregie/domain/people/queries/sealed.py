"""The team that takes concerns about persons, and whom to reach when one stays unread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.domain.people import rules
from wijkregie.domain.people.models import RoleHeld, SealedCall, SealedDesk
from wijkregie.domain.people.queries.speaking import first_shell
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class DeskSeen:
    """The designated team: everyone may know which group it is, never who sits in it."""

    group_id: int
    group_name: str


@dataclass(frozen=True, slots=True)
class CallSeen:
    """A number to call, and who answers it."""

    id: int
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class AlarmSeen:
    """Who is told, and who is called, when a concern stays unread."""

    deputy_id: int | None
    calls: tuple[CallSeen, ...]


def sealed_desk_of(viewer: Viewer) -> int | None:
    """Return the number of the group that takes concerns about persons; for administrators."""
    if not rules.may_administer(viewer):
        return None
    desks = SealedDesk.objects.filter(municipality_id=viewer.municipality_id or 0)
    return desks.values_list("group_id", flat=True).first()


def sealed_desk(municipality_id: int, *, on: date) -> DeskSeen | None:
    """Return the team to which one may write, for everyone; ``None`` where nobody reads.

    Two queries.
    """
    desk = SealedDesk.objects.filter(municipality_id=municipality_id).select_related("group")
    found = desk.first()
    if found is None or not sealed_readers(found.group_id, on=on):
        return None
    return DeskSeen(found.group_id, found.group.name)


def sealed_readers(group_id: int, *, on: date) -> list[int]:
    """Return who attends this team and can log in. For the installation itself. One query."""
    return first_shell(group_id, on=on)


def sealed_alarm(municipality_id: int) -> AlarmSeen:
    """Return whom to reach. For the installation, and for who passed a rule. Two queries."""
    active = SealedDesk.objects.filter(municipality_id=municipality_id, deputy__is_active=True)
    calls = SealedCall.objects.filter(municipality_id=municipality_id).order_by("order", "pk")
    return AlarmSeen(
        active.values_list("deputy_id", flat=True).first(),
        tuple(CallSeen(one.pk, one.name, one.number) for one in calls),
    )


def sealed_alarm_of(viewer: Viewer) -> AlarmSeen:
    """Return whom to reach, for who sets it: administrators. Two queries."""
    if not rules.may_administer(viewer):
        return AlarmSeen(None, ())
    return sealed_alarm(viewer.municipality_id or 0)


def district_managers(municipality_id: int, *, on: date) -> list[int]:
    """Return who leads the work here. For the installation itself. One query."""
    held = RoleHeld.objects.current(on).filter(
        municipality_id=municipality_id, role=Role.DISTRICT_MANAGER, person__is_active=True
    )
    return sorted(set(held.values_list("person_id", flat=True)))
