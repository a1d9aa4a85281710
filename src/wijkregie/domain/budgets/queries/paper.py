"""Piles of paper: how far they are, for who enters them; what another read is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count as Number
from django.db.models import Q

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import PaperBatch, PaperSheet
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.unsealing import SheetRead, differs, holds, read_of
from wijkregie.domain.budgets.states import BatchState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


_TWICE: Final = 2


@dataclass(frozen=True, slots=True)
class BatchSeen:
    """A pile: how many sheets, and how many were read once and twice."""

    id: int
    round_id: int
    name: str
    state: BatchState
    sheets: int
    read_once: int
    read_twice: int


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet for who enters it: whether they may read it, and what they read themselves."""

    number: int
    times: int
    may_read: bool
    mine: SheetRead | None


@dataclass(frozen=True, slots=True)
class DifferenceSeen:
    """A sheet that two people read differently, and what was written down of it since.

    That ``holds`` once a third person wrote it, or both who read it. ``mine`` tells whether
    who looks wrote it down, or read the sheet and cannot change any more what holds.
    """

    number: int
    first: SheetRead
    second: SheetRead
    settled: SheetRead | None
    holds: bool
    mine: bool


def batches_of(viewer: Viewer, round_id: int) -> list[BatchSeen]:
    """Return the piles of a round by name, for who runs funds. One query."""
    rows = _batches(viewer).filter(round=round_id).order_by("name")
    return [_batch(row) for row in rows]


def batch_seen(viewer: Viewer, batch_id: int) -> BatchSeen | None:
    """Return a pile, ``None`` for who may not see it. One query."""
    row = _batches(viewer).filter(pk=batch_id).first()
    return None if row is None else _batch(row)


def sheets_of(viewer: Viewer, batch_id: int) -> list[SheetSeen]:
    """Return the sheets of a pile in their order, as this viewer may read them. One query."""
    return [_sheet(row, viewer.person_id) for row in _sheets(viewer, batch_id)]


def differences(viewer: Viewer, batch_id: int) -> list[DifferenceSeen]:
    """Return the sheets of a pile that were read differently, also once settled. One query."""
    found = []
    for row in _sheets(viewer, batch_id).filter(second__isnull=False):
        first, second = read_of(batch_id, row.first), read_of(batch_id, row.second)
        if first is not None and second is not None and differs(row):
            settled, held = read_of(batch_id, row.settled), holds(row) is not None
            readers = {row.first_by_id, row.second_by_id}
            mine = viewer.person_id in (readers if held else {row.settled_by_id})
            found.append(DifferenceSeen(row.number, first, second, settled, held, mine))
    return found


def _batches(viewer: Viewer) -> QuerySet[PaperBatch]:
    rows = PaperBatch.objects.filter(round__fund__in=funds_here(viewer)).annotate(
        once=Number("sheets", filter=Q(sheets__first__isnull=False)),
        twice=Number("sheets", filter=Q(sheets__second__isnull=False)),
    )
    return rows if rules.may_run_funds(viewer) else rows.none()


def _sheets(viewer: Viewer, batch_id: int) -> QuerySet[PaperSheet]:
    rows = PaperSheet.objects.filter(batch__round__fund__in=funds_here(viewer), batch=batch_id)
    return rows.order_by("number") if rules.may_run_funds(viewer) else rows.none()


def _batch(row: PaperBatch) -> BatchSeen:
    once: int = row.once  # type: ignore[attr-defined] # annotated above
    twice: int = row.twice  # type: ignore[attr-defined] # same
    state = BatchState(row.state)
    return BatchSeen(row.pk, row.round_id, row.name, state, row.sheets_told, once, twice)


def _sheet(row: PaperSheet, person_id: int | None) -> SheetSeen:
    times = (row.first is not None) + (row.second is not None)
    mine = None
    if person_id is not None and row.second_by_id == person_id:
        mine = read_of(row.batch_id, row.second)
    elif person_id is not None and row.first_by_id == person_id:
        mine = read_of(row.batch_id, row.first)
    return SheetSeen(row.number, times, times < _TWICE, mine)
