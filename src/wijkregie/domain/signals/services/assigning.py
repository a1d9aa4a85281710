"""Give a signal to a group or to a person: never to two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.people.models import Group, SealedDesk
from wijkregie.domain.signals import rules
from wijkregie.domain.signals.services import moving, whom
from wijkregie.domain.signals.services.drafts import SignalRefused
from wijkregie.domain.signals.states import OPEN, EventKind
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def assign(
    signal_id: int,
    group_id: int | None = None,
    *,
    person_id: int | None = None,
    by: Viewer,
    at: datetime,
) -> None:
    """Give a signal to a group or a person, or to neither: the district manager.

    The promise stays. Raises ``SignalRefused`` for a group that is gone, and for a person
    who has no role for the area.
    """
    if group_id is not None and person_id is not None:
        raise ValueError("a signal has one owner")
    signal = moving.handled(signal_id, by)
    if signal.state not in OPEN:
        raise SignalRefused(_("This report has been answered. Reopen it first."))
    if signal.bundled_in_id is not None:
        raise SignalRefused(
            _("This report is handled together with another one. Do it there, or take it out.")
        )
    if (group_id, person_id) == (signal.owner_id, signal.owner_person_id):
        return
    _check(signal, group_id, person_id, at)
    signal.owner_id, signal.owner_person_id = group_id, person_id
    moving.keep(signal, "owner", "owner_person", by=by, at=at)
    for one in (signal, *signal.along):
        moving.happened(one, EventKind.ASSIGNED, by=by, at=at, group_id=group_id)
    audit.record("signal_assigned", signal, by=by, at=at)


def _check(signal: Signal, group_id: int | None, person_id: int | None, at: datetime) -> None:
    on = timezone.localdate(at)
    if group_id is not None:
        desks = SealedDesk.objects.values("group_id")
        groups = Group.objects.current(on).exclude(pk__in=desks)
        if not groups.filter(pk=group_id, municipality_id=signal.municipality_id).exists():
            raise SignalRefused(_("This group is not there any more. Choose another."))
    if person_id is not None and person_id not in whom.holding(signal, rules.HANDLERS, on):
        raise SignalRefused(
            _("This person has no role for the area of this report. Choose somebody else.")
        )
