"""Alarms: what stays unread, or unconfirmed, is told to more people, each alarm once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.concerns import rules
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.concerns.services.drafts import ConcernRefused
from wijkregie.domain.concerns.services.telling import call, hush, mail, tell_team
from wijkregie.domain.concerns.states import CALL_AFTER, DEPUTY_AFTER, REMIND_AFTER, State
from wijkregie.domain.people import queries as people
from wijkregie.domain.people.models import SealedDesk
from wijkregie.kit import audit, outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def sound_alarms(*, at: datetime) -> dict[str, int]:
    """Sound every alarm that is due, and return how many of each.

    Each concern in its own transaction: it may be killed and done again, and beside another
    worker, and tells nobody twice. One query when nothing is due.
    """
    counts: dict[str, int] = {}
    for concern_id in _due(at).order_by("pk").values_list("pk", flat=True):
        for word in _sound(concern_id, at=at):
            counts[word] = counts.get(word, 0) + 1
    return counts


@transaction.atomic
def called(message_id: int, *, by: Viewer, at: datetime) -> bool:
    """Note that somebody called a number about all that waits unread; tell whether first."""
    message = outbox.message(message_id)
    here = by.municipality_id or 0
    if message is None or message.template != "concern_call" or message.municipality_id != here:
        raise ConcernRefused(_("This call is not there any more. Go back and reload the page."))
    if not rules.may_see_alarm(by):
        raise ConcernRefused(_("Only who leads the work here can note this call."))
    same = [
        one.id
        for one in outbox.waiting(Way.CALL, here)
        if one.template == "concern_call" and one.ids["call"] == message.ids["call"]
    ]
    noted = [outbox.done_by_hand(pk, by=by, at=at) for pk in same]
    return any(noted)


def _due(at: datetime) -> QuerySet[Concern]:
    unread = Q(opened_at__isnull=True)
    return Concern.objects.filter(state=State.RECEIVED).filter(
        unread & Q(deputy_told_at__isnull=True, received_at__lte=at - DEPUTY_AFTER)
        | unread & Q(list_called_at__isnull=True, received_at__lte=at - CALL_AFTER)
        | Q(reminded_at__isnull=True, opened_at__lte=at - REMIND_AFTER)
        | ~Q(group_id=F("municipality__sealed_desk__group_id"))
    )


@transaction.atomic
def _sound(concern_id: int, *, at: datetime) -> list[str]:
    """Sound what is due of one concern, as it is now that it is locked."""
    concern = Concern.objects.select_for_update(no_key=True).filter(pk=concern_id).first()
    if concern is None or concern.state != State.RECEIVED:
        return []
    sounded = [what for what, sound in _SOUNDS.items() if sound(concern, at)]
    concern.save()
    return sounded


def _moves(concern: Concern, at: datetime) -> bool:
    """Bring it to the team that is designated now; for that one it is unread.

    Its alarms begin again, counted from when it came in: it waits too long already.
    """
    desks = SealedDesk.objects.filter(municipality_id=concern.municipality_id)
    group_id = desks.values_list("group_id", flat=True).first()
    if group_id in {None, concern.group_id}:
        return False
    hush(concern, at=at)
    concern.group_id = group_id or 0
    concern.opened_at = concern.opened_by = concern.reminded_at = None
    concern.deputy_told_at = concern.list_called_at = None
    concern.moved += 1
    tell_team(concern, at=at)
    audit.record("concern_moved", concern, by=None, at=at, why=concern.reference)
    return True


def _deputy_is_told(concern: Concern, at: datetime) -> bool:
    """Tell the deputy; where there is none, the team again and who leads the work here."""
    if concern.deputy_told_at or not _unread_for(DEPUTY_AFTER, concern, at):
        return False
    concern.deputy_told_at = at
    deputy_id = people.sealed_alarm(concern.municipality_id).deputy_id
    told = [deputy_id] if deputy_id else _team_and_leaders(concern, at)
    mail("concern_unread", concern, told, at=at)
    audit.record("concern_deputy_told", concern, by=None, at=at, why=concern.reference)
    return True


def _list_is_called(concern: Concern, at: datetime) -> bool:
    """Ask for calls to the phone list, and tell who leads the work here to make them."""
    if concern.list_called_at or not _unread_for(CALL_AFTER, concern, at):
        return False
    concern.list_called_at = at
    call(concern, at=at)
    leaders = people.district_managers(concern.municipality_id, on=timezone.localdate(at))
    mail("concern_alarm", concern, leaders, at=at)
    audit.record("concern_list_called", concern, by=None, at=at, why=concern.reference)
    return True


def _team_is_reminded(concern: Concern, at: datetime) -> bool:
    """Remind the team of what it read and did not confirm."""
    read = concern.opened_at is not None and concern.opened_at <= at - REMIND_AFTER
    if not read or concern.reminded_at is not None:
        return False
    concern.reminded_at = at
    readers = people.sealed_readers(concern.group_id, on=timezone.localdate(at))
    mail("concern_unconfirmed", concern, readers, at=at)
    audit.record("concern_team_reminded", concern, by=None, at=at, why=concern.reference)
    return True


def _unread_for(term: timedelta, concern: Concern, at: datetime) -> bool:
    waits_since = concern.received_at
    return concern.opened_at is None and waits_since is not None and waits_since <= at - term


def _team_and_leaders(concern: Concern, at: datetime) -> list[int]:
    on = timezone.localdate(at)
    readers = people.sealed_readers(concern.group_id, on=on)
    return sorted({*readers, *people.district_managers(concern.municipality_id, on=on)})


#: By the word of the log: what may be due, in this order.
_SOUNDS: Final[dict[str, Callable[[Concern, datetime], bool]]] = {
    "concern_moved": _moves,
    "concern_deputy_told": _deputy_is_told,
    "concern_list_called": _list_is_called,
    "concern_team_reminded": _team_is_reminded,
}
