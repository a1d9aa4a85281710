"""Messages to go out: put by services, taken by the worker, or done by hand.

A row is put in the transaction of what it tells about, so that neither stands without the
other. What becomes of it: a mail leaves with the worker; a letter is posted and a call made
by somebody, who says so. Nothing falls silent: what cannot be delivered stands as failed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from wijkregie.kit import audit
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.outbox_states import Stand, Way
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer

#: A worker that took a row and fell silent for so long lets it go. Sending one mail takes at
#: most a third of this: see EMAIL_TIMEOUT.
SILENT: Final = timedelta(minutes=5)
#: How long a mail waits after each fault that may pass; after the last it has failed.
PAUSES: Final = tuple(timedelta(minutes=count) for count in (1, 5, 30, 120, 480))
TRIES: Final = len(PAUSES) + 1
_LONGEST_HOST: Final = 46


@dataclass(frozen=True, slots=True)
class Message:
    """A row of the outbox: which text about which rows, and how far it is."""

    id: int
    municipality_id: int | None
    way: Way
    template: str
    ids: Mapping[str, int]
    message_id: str
    made_at: datetime
    stand: Stand
    tries: int
    fault: str


def put(  # noqa: PLR0913 - the six things that make a message
    template: str,
    ids: Mapping[str, int],
    *,
    way: Way,
    once: str,
    municipality_id: int | None,
    at: datetime,
    not_before: datetime | None = None,
) -> None:
    """Let a message go out, the first time that ``once`` is asked for; again does nothing."""
    put_each(
        template,
        {once: ids},
        way=way,
        municipality_id=municipality_id,
        at=at,
        not_before=not_before,
    )


def put_each(  # noqa: PLR0913 - the six things that make a message
    template: str,
    each: Mapping[str, Mapping[str, int]],
    *,
    way: Way,
    municipality_id: int | None,
    at: datetime,
    not_before: datetime | None = None,
) -> None:
    """Let messages go out in one write: ids of rows by ``once``, as in ``put``."""
    rows = [
        OutboxRow(
            municipality_id=municipality_id,
            way=way,
            template=template,
            ids=dict(ids),
            once=once,
            message_id=_message_id(),
            made_at=at,
            not_before=not_before or at,
        )
        for once, ids in each.items()
    ]
    OutboxRow.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def take(worker: str, *, at: datetime, most: int = 20) -> list[Message]:
    """Take mails that are due, the oldest first, so that no other worker sends them."""
    due = _waiting(Way.MAIL).filter(not_before__lte=at).filter(_free(at))
    rows = list(
        due.select_for_update(skip_locked=True, no_key=True).order_by("not_before", "pk")[:most]
    )
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).update(
        taken_by=worker, taken_at=at
    )
    return [_seen(row) for row in rows]


def hold(pk: int, worker: str, *, at: datetime) -> bool:
    """Tell whether a row is still this worker's, just before it sends; then it stays so."""
    mine = OutboxRow.objects.filter(pk=pk, stand=Stand.WAITING, taken_by=worker)
    return bool(mine.update(taken_at=at))


def let_go(worker: str) -> None:
    """Give back every row that this worker took and did not send; that is no fault of it."""
    OutboxRow.objects.filter(stand=Stand.WAITING, taken_by=worker).update(
        taken_by="", taken_at=None
    )


def sent(pk: int, *, at: datetime, by_id: int | None = None) -> bool:
    """Note that a message has gone; tell whether nobody had noted that before."""
    open_row = OutboxRow.objects.filter(pk=pk, stand__in=(Stand.WAITING, Stand.FAILED))
    return bool(
        open_row.update(
            stand=Stand.SENT, done_at=at, done_by_id=by_id, taken_by="", taken_at=None
        )
    )


@transaction.atomic
def done_by_hand(pk: int, *, by: Viewer, at: datetime, note: str = "") -> bool:
    """Note who posted a letter or phoned; tell whether nobody had noted that before.

    The caller has seen to it that ``by`` may do this. ``note`` stands in the log.
    """
    row = OutboxRow.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if row is None or not sent(pk, at=at, by_id=by.person_id):
        return False
    audit.record("outbox.done", row, by=by, at=at, why=note.strip())
    return True


@transaction.atomic
def failed(pk: int, fault: str, *, at: datetime, final: bool = False) -> None:
    """Note that sending failed: it goes again after a pause, or, when ``final``, never.

    ``fault`` holds a code or words of ours, never those of a mail server: it repeats the
    address. After ``TRIES`` faults the message has failed.
    """
    row = (
        OutboxRow.objects.select_for_update(no_key=True)
        .filter(pk=pk, stand=Stand.WAITING)
        .first()
    )
    if row is None:
        return
    row.tries += 1
    row.fault, row.taken_by, row.taken_at = fault[:120], "", None
    if final or row.tries >= TRIES:
        row.stand, row.done_at = Stand.FAILED, at
    else:
        row.not_before = at + PAUSES[row.tries - 1]
    row.save()


def void(once_prefix: str, *, at: datetime, why: str = "") -> int:
    """Let what waits under this beginning not go out any more; return how many those were."""
    rows = OutboxRow.objects.filter(stand=Stand.WAITING, once__startswith=once_prefix)
    return rows.update(stand=Stand.VOID, done_at=at, fault=why[:120])


def drop(pk: int, why: str, *, at: datetime) -> None:
    """Let one message not go out any more: there is nobody to send it to."""
    rows = OutboxRow.objects.filter(pk=pk, stand=Stand.WAITING)
    rows.update(stand=Stand.VOID, done_at=at, fault=why[:120], tries=F("tries") + 1)


def waiting(way: Way, municipality_id: int) -> Rows[Message]:
    """Return what still has to go out here by this way, the oldest first."""
    rows = _waiting(way).filter(municipality_id=municipality_id)
    return Rows(rows.order_by("made_at", "pk"), _seen)


def undelivered(municipality_id: int | None, templates: Sequence[str] = ()) -> Rows[Message]:
    """Return the mails that could not be delivered and that nobody has seen to, oldest first.

    ``municipality_id`` ``None`` asks for those of the whole installation.
    """
    rows = OutboxRow.objects.filter(way=Way.MAIL, stand=Stand.FAILED)
    if municipality_id is not None:
        rows = rows.filter(municipality_id=municipality_id)
    if templates:
        rows = rows.filter(template__in=templates)
    return Rows(rows.order_by("made_at", "pk"), _seen)


def message(pk: int) -> Message | None:
    """Return one row. The caller sees to it that who asks may know of it."""
    row = OutboxRow.objects.filter(pk=pk).first()
    return None if row is None else _seen(row)


def late(*, at: datetime) -> int:
    """Return how many mails were due for longer than a worker needs: mail goes nowhere."""
    return _waiting(Way.MAIL).filter(not_before__lt=at - 2 * SILENT).count()


def _waiting(way: Way) -> QuerySet[OutboxRow]:
    return OutboxRow.objects.filter(stand=Stand.WAITING, way=way)


def _free(at: datetime) -> Q:
    return Q(taken_at__isnull=True) | Q(taken_at__lt=at - SILENT)


def _message_id() -> str:
    """Return an identity of a mail that no other mail anywhere has."""
    host = urlsplit(settings.WIJKREGIE_URL).hostname or "localhost"
    if len(host) > _LONGEST_HOST or host.strip("[]") != host or ":" in host:
        host = "wijkregie.invalid"
    return f"<{secrets.token_hex(15)}@{host}>"


def _seen(row: OutboxRow) -> Message:
    return Message(
        id=row.pk,
        municipality_id=row.municipality_id,
        way=Way(row.way),
        template=row.template,
        ids=row.ids,
        message_id=row.message_id,
        made_at=row.made_at,
        stand=Stand(row.stand),
        tries=row.tries,
        fault=row.fault,
    )
