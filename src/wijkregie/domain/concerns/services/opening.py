"""Open a concern, confirm that the team has it, close it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.concerns import rules
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.concerns.services.drafts import ConcernRefused, Opened, not_there
from wijkregie.domain.concerns.services.telling import hush
from wijkregie.domain.concerns.states import STEPS, HandedTo, State
from wijkregie.domain.people.models import SealedDesk
from wijkregie.kit import audit, sealing

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def open_concern(concern_id: int, *, by: Viewer, at: datetime) -> Opened:
    """Return what was sealed, and log who opened it. The first opening stops the alarms.

    Raises ``ConcernRefused`` for who does not attend the team and for what was wiped, and
    ``SealBroken`` when the key is not here; then nothing changed.
    """
    concern = _taken(concern_id, by)
    if concern.sealed is None:
        raise ConcernRefused(
            _("A colleague confirmed receipt of this. Its text was wiped here at once.")
        )
    plain = sealing.unseal(bytes(concern.sealed), about=concern.about())
    if concern.opened_at is None:
        concern.opened_on, concern.opened_at = timezone.localdate(at), at
        concern.opened_by_id = by.person_id
        concern.save(update_fields=["opened_on", "opened_at", "opened_by"])
        hush(concern, at=at)
    audit.record("concern_opened", concern, by=by, at=at, why=concern.reference)
    return Opened(**json.loads(plain))


@transaction.atomic
def confirm(concern_id: int, handed_to: str, *, by: Viewer, at: datetime) -> None:
    """Confirm that the team has it, and where it went; what was sealed is wiped at once.

    What nobody opened is never wiped. The second of two who confirm hears that it was done.
    """
    concern = _taken(concern_id, by)
    if handed_to not in HandedTo.values:
        raise ConcernRefused(_("Choose where this concern went."))
    _step(concern, State.TAKEN_UP, _("A colleague has confirmed receipt already."))
    if concern.opened_at is None:
        raise ConcernRefused(_("Open and read it first. What is unread is never wiped."))
    hush(concern, at=at)
    concern.sealed, concern.key_mark = None, ""
    concern.received_at = concern.opened_at = concern.opened_by = None
    concern.deputy_told_at = concern.list_called_at = concern.reminded_at = None
    concern.taken_up_on, concern.handed_to = timezone.localdate(at), handed_to
    concern.save()
    audit.record("concern_confirmed", concern, by=by, at=at, why=concern.reference)


@transaction.atomic
def close(concern_id: int, *, by: Viewer, at: datetime) -> None:
    """Note that the team is done with it: who wrote it sees that it is closed, and no more."""
    concern = _taken(concern_id, by)
    _step(concern, State.CLOSED, _("Confirm receipt first; then you can close it."))
    concern.closed_on = timezone.localdate(at)
    concern.save(update_fields=["state", "closed_on"])
    audit.record("concern_closed", concern, by=by, at=at, why=concern.reference)


def _step(concern: Concern, state: State, otherwise: str) -> None:
    if state not in STEPS[State(concern.state)]:
        if concern.state == State.CLOSED:
            raise ConcernRefused(_("This is closed already. Reload the page."))
        raise ConcernRefused(otherwise)
    concern.state = state


def _taken(concern_id: int, by: Viewer) -> Concern:
    """Return the concern, locked; refuse who does not attend the team that is designated."""
    here = by.municipality_id or 0
    concern = Concern.objects.select_for_update(no_key=True).filter(
        pk=concern_id, municipality_id=here
    )
    found = concern.first()
    desks = SealedDesk.objects.filter(municipality_id=here)
    desk_id = desks.values_list("group_id", flat=True).first()
    if found is None or not rules.may_open(by, found.municipality_id, desk_id):
        raise not_there()
    return found
