"""The people of the demo town: organisations, persons who do not exist, groups and seats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import (
    GroupKind,
    OrganisationKind,
    Role,
    SeatFunction,
    Shell,
)
from wijkregie.kit.viewer import Viewer, installation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Entry = dict[str, Any]


def seat(
    told: Mapping[str, Any],
    area_ids: Mapping[str, int],
    *,
    by: Viewer,
    at: datetime,
) -> None:
    """Make organisations, persons with their roles, and groups with their seats."""
    organisations = {
        entry["name"]: _organisation(entry, by=by, at=at) for entry in told["organisations"]
    }
    persons = {
        entry["key"]: _person(entry, area_ids, by=by, at=at) for entry in told["persons"]
    }
    for entry in told["groups"]:
        group_id = _group(entry, area_ids, by=by, at=at)
        for held in entry["seats"]:
            draft = people.SeatDraft(
                group_id=group_id,
                person_id=persons[held["person"]] if "person" in held else None,
                organisation_id=(
                    organisations[held["organisation"]] if "organisation" in held else None
                ),
                shell=Shell(held["shell"]),
                function=SeatFunction(held.get("function", SeatFunction.MEMBER)),
            )
            people.give_seat(draft, by=by, at=at)
    if "alarm" in told:
        _alarm(told["alarm"], persons, by=by, at=at)


def _alarm(entry: Entry, persons: Mapping[str, int], *, by: Viewer, at: datetime) -> None:
    """Say who is told, and who is called, when a concern stays unread."""
    calls = tuple((each["name"], each["number"]) for each in entry["calls"])
    draft = people.AlarmDraft(persons[entry["deputy"]], calls)
    people.set_sealed_alarm(draft, by=by, at=at)


def _organisation(entry: Entry, *, by: Viewer, at: datetime) -> int:
    draft = people.OrganisationDraft(entry["name"], OrganisationKind(entry["kind"]))
    return people.create_organisation(draft, by=by, at=at)


def _person(entry: Entry, area_ids: Mapping[str, int], *, by: Viewer, at: datetime) -> int:
    """Make an account with its roles; the operator belongs to no municipality."""
    operator = entry.get("operator", False)
    draft = people.PersonDraft(entry["name"], entry["email"])
    person_id = people.create_person(draft, by=installation() if operator else by, at=at)
    if operator:
        people.set_operator(person_id, operator=True, by=by, at=at)
    for held in entry.get("roles", ()):
        area_id = area_ids[held["area"]] if "area" in held else None
        role = people.RoleDraft(person_id, Role(held["role"]), area_id)
        people.give_role(role, by=by, at=at)
    return person_id


def _group(entry: Entry, area_ids: Mapping[str, int], *, by: Viewer, at: datetime) -> int:
    draft = people.GroupDraft(
        kind=GroupKind(entry["kind"]),
        name=entry["name"],
        purpose=entry["purpose"],
        area_ids=tuple(area_ids[key] for key in entry["areas"]),
        planned_on=entry.get("planned_on"),
        started_on=entry.get("started_on"),
    )
    group_id = people.create_group(draft, by=by, at=at)
    if entry.get("sealed", False):
        people.set_sealed_desk(group_id, by=by, at=at)
    return group_id
