"""The team that takes concerns about persons, its deputy and its phone list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.people.models import Group, Person, RoleHeld, SealedCall, SealedDesk, Seat
from wijkregie.domain.people.services.drafts import (
    AlarmDraft,
    PeopleRefused,
    found,
    municipality_of,
    named,
)
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

MOST_CALLS: Final = 5
_NUMBER: Final = re.compile(r"\+?[0-9]{3,15}")
_FILLING: Final = re.compile(r"[ ().-]")


@transaction.atomic
def set_sealed_desk(group_id: int, *, by: Viewer, at: datetime) -> None:
    """Appoint the one group that takes concerns about persons; what waits goes along."""
    municipality_id = municipality_of(by)
    groups = Group.objects.current(timezone.localdate(at))
    group = found(groups, group_id, municipality_id=municipality_id)
    SealedDesk.objects.update_or_create(
        municipality_id=group.municipality_id, defaults={"group": group}
    )
    audit.record("sealed_desk_set", group, by=by, at=at)


@transaction.atomic
def set_sealed_alarm(draft: AlarmDraft, *, by: Viewer, at: datetime) -> None:
    """Say who is told, and who is called, when a concern stays unread.

    Raises ``PeopleRefused`` without an appointed group, for a deputy who does not work here,
    and for a number that nobody can call.
    """
    municipality_id = municipality_of(by)
    desk = SealedDesk.objects.select_for_update(no_key=True).filter(
        municipality_id=municipality_id
    )
    known = desk.first()
    if known is None:
        raise PeopleRefused(_("Appoint the group first that takes concerns about persons."))
    known.deputy = _worker(draft.deputy_id, municipality_id, at) if draft.deputy_id else None
    known.save(update_fields=["deputy"])
    if len(draft.calls) > MOST_CALLS:
        raise PeopleRefused(_("Choose the numbers that count: five at most."))
    rows = [
        SealedCall(
            municipality_id=municipality_id,
            order=order,
            name=named(name, longest=80),
            number=_number(number),
            checked_at=at,
        )
        for order, (name, number) in enumerate(draft.calls)
    ]
    SealedCall.objects.filter(municipality_id=municipality_id).delete()
    SealedCall.objects.bulk_create(rows)
    audit.record("sealed_alarm_set", known, by=by, at=at)


def _worker(person_id: int, municipality_id: int, at: datetime) -> Person:
    """Return somebody who works here; refuse anybody else."""
    today = timezone.localdate(at)
    here = {"person": OuterRef("pk"), "municipality_id": municipality_id}
    works = Q(Exists(Seat.objects.current(today).filter(**here))) | Q(
        Exists(RoleHeld.objects.current(today).filter(**here))
    )
    person = Person.objects.filter(works, pk=person_id, is_active=True).first()
    if person is None:
        raise PeopleRefused(_("Choose somebody who works here."))
    return person


def _number(text: str) -> str:
    number = " ".join(text.split())
    if not _NUMBER.fullmatch(_FILLING.sub("", number)):
        raise PeopleRefused(_("Fill in a phone number like this: 06 12345678."))
    return number[:20]
