"""Changes to groups and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.people.models import Group, Organisation, SealedDesk, Seat
from wijkregie.domain.people.services.drafts import (
    GroupDraft,
    OrganisationDraft,
    PeopleRefused,
    found,
    known_areas,
    municipality_of,
    named,
)
from wijkregie.domain.people.services.work import end_all
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def create_organisation(draft: OrganisationDraft, *, by: Viewer, at: datetime) -> int:
    """Add an organisation to this municipality, and return its number."""
    municipality_id, name = municipality_of(by), named(draft.name)
    _refuse_double(name, municipality_id)
    organisation = Organisation.objects.create(name=name, kind=draft.kind)
    organisation.municipalities.add(municipality_id)
    audit.record("organisation_created", organisation, by=by, at=at)
    return organisation.pk


@transaction.atomic
def change_organisation(
    organisation_id: int, draft: OrganisationDraft, *, by: Viewer, at: datetime
) -> None:
    """Change an organisation; one that works for several municipalities only by an operator."""
    municipality_id, name = municipality_of(by), named(draft.name)
    organisation = found(
        Organisation.objects.all(), organisation_id, municipalities=municipality_id
    )
    elsewhere = organisation.municipalities.exclude(pk=municipality_id).exists()
    if elsewhere and not by.operator:
        raise PeopleRefused(
            _("This organisation works for other municipalities too. Ask an operator.")
        )
    if name.casefold() != organisation.name.casefold():
        _refuse_double(name, municipality_id)
    organisation.name, organisation.kind = name, draft.kind
    organisation.save()
    audit.record("organisation_changed", organisation, by=by, at=at)


@transaction.atomic
def connect_organisation(organisation_id: int, *, by: Viewer, at: datetime) -> None:
    """Let an organisation of another municipality work here too; only operators may."""
    municipality_id = municipality_of(by)
    if not by.operator:
        raise PeopleRefused(_("Only an operator of this installation can do this."))
    organisation = found(Organisation.objects.all(), organisation_id)
    organisation.municipalities.add(municipality_id)
    audit.record("organisation_connected", organisation, by=by, at=at)


@transaction.atomic
def create_group(draft: GroupDraft, *, by: Viewer, at: datetime) -> int:
    """Make a group, and return its number. Raises ``PeopleRefused`` for a name in use."""
    municipality_id = municipality_of(by)
    group = Group(municipality_id=municipality_id)
    _fill(group, draft, at=at)
    audit.record("group_created", group, by=by, at=at)
    return group.pk


@transaction.atomic
def change_group(group_id: int, draft: GroupDraft, *, by: Viewer, at: datetime) -> None:
    """Change a group's name, kind, purpose, areas, and when it began."""
    _fill(_group(group_id, by=by, at=at), draft, at=at)
    audit.record("group_changed", Group.objects.get(pk=group_id), by=by, at=at)


@transaction.atomic
def end_group(group_id: int, *, by: Viewer, at: datetime) -> None:
    """End a group and all its seats now. Raises ``PeopleRefused`` for the sealed desk."""
    group = _group(group_id, by=by, at=at)
    if SealedDesk.objects.filter(group=group).exists():
        raise PeopleRefused(
            _("This group takes concerns about persons. Appoint another group for that first.")
        )
    end_all(Seat.objects.filter(group=group), at=at)
    group.ended_on = timezone.localdate(at)
    group.save(update_fields=["ended_on"])
    audit.record("group_ended", group, by=by, at=at)


def _group(group_id: int, *, by: Viewer, at: datetime) -> Group:
    return found(
        Group.objects.current(timezone.localdate(at)),
        group_id,
        municipality_id=municipality_of(by),
    )


def _fill(group: Group, draft: GroupDraft, *, at: datetime) -> None:
    if draft.started_on is not None and draft.started_on > timezone.localdate(at):
        raise PeopleRefused(_("This day is still to come. Fill in when the group began."))
    areas = known_areas(draft.area_ids, group.municipality_id)
    name = named(draft.name)
    double = Group.objects.filter(municipality_id=group.municipality_id, name__iexact=name)
    if double.exclude(pk=group.pk).exists():
        raise PeopleRefused(_("There is a group with this name already. Choose another name."))
    group.name, group.kind = name, draft.kind
    group.purpose = named(draft.purpose, longest=400) if draft.purpose.strip() else ""
    group.planned_on, group.started_on = draft.planned_on, draft.started_on
    group.save()
    group.areas.set(areas)


def _refuse_double(name: str, municipality_id: int) -> None:
    if Organisation.objects.filter(municipalities=municipality_id, name__iexact=name).exists():
        raise PeopleRefused(
            _("There is an organisation with this name already. Choose another name.")
        )
