"""What waits with proposals, for who guides them: the worklist."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.db.models import Prefetch

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import AmountRule, Proposal
from wijkregie.domain.budgets.queries import needed
from wijkregie.domain.budgets.queries.building import LIVE
from wijkregie.domain.budgets.queries.proposal_door import (
    proposal_of_row,
    proposals_here,
    related,
)
from wijkregie.domain.budgets.queries.rounds import rules_of, who_decides
from wijkregie.domain.budgets.states import MergeState, Path, ProposalState, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from wijkregie.domain.budgets.models import ProposalCheck
    from wijkregie.domain.budgets.queries.proposal_seen import ProposalSeen
    from wijkregie.domain.budgets.states import CheckKind
    from wijkregie.kit.viewer import Viewer

#: So many proposals that are not done yet are looked at, the oldest first.
MOST: Final = 500


class Todo(StrEnum):
    """What somebody has to do with a proposal."""

    LOOK = "look"
    ASK = "ask"
    WAIT = "wait"
    DECLINE = "decline"
    MERGE = "merge"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class ToDoSeen:
    """Something that waits: with what, until when (or no day), and whether it is late."""

    what: Todo
    proposal: ProposalSeen
    round_title: str
    by: date | None
    late: bool


def proposals_to_do(viewer: Viewer, *, on: date) -> tuple[ToDoSeen, ...]:
    """Return what waits with the proposals that a viewer guides, late ones first.

    Words to look at, checks to ask for, answers that are late, plans to decline, merging that
    nobody answered, and plans that fit and need a decision. Ten queries.
    """
    rows = related(proposals_here(viewer)).filter(
        state__in=LIVE, round__closed_on__isnull=True, imported=False
    )
    ordered = AmountRule.objects.select_related("group").order_by("order")
    rows = rows.select_related("round").prefetch_related(
        "checks",
        "merges",
        "signal__in_areas",
        "round__phases",
        "round__criteria",
        Prefetch("round__amount_rules", ordered),
    )
    found = [
        one
        for row in rows.order_by("pk")[:MOST]
        if rules.may_guide(viewer, _areas(row))
        for one in _todo(row, viewer, on)
    ]
    return tuple(sorted(found, key=lambda one: (not one.late, one.by is None, one.by or on)))


def _areas(row: Proposal) -> set[int]:
    return {one.area_id for one in row.signal.in_areas.all()} if row.signal else set()


def _todo(row: Proposal, viewer: Viewer, on: date) -> Iterator[ToDoSeen]:
    seen = proposal_of_row(row, viewer)
    for what, by in (*_to_read(row, seen), *_to_judge(row, seen, on)):
        yield ToDoSeen(what, seen, row.round.title, by, by is not None and by < on)


def _to_read(row: Proposal, seen: ProposalSeen) -> Iterator[tuple[Todo, date | None]]:
    """Return what waits for somebody to read it, or for a side to agree."""
    if seen.look_by is not None:
        yield Todo.LOOK, seen.look_by
    if any(merge.state == MergeState.ASKED for merge in row.merges.all()):
        yield Todo.MERGE, None


def _to_judge(
    row: Proposal, seen: ProposalSeen, on: date
) -> Iterator[tuple[Todo, date | None]]:
    """Return what waits for a check, or for a decision."""
    last = needed.last_of_each(row.checks.all())
    over = needed.handing_in_is_over(row.round.phases.all(), on)
    if needed.is_to_decline(row, last, over=over, on=on):
        yield Todo.DECLINE, row.repair_until
        return
    waiting = [one.answer_by for one in last.values() if one.verdict == Verdict.WAITING]
    if waiting:
        yield Todo.WAIT, min(waiting)
    if row.state == ProposalState.CHECKED and _unasked(row, seen, last):
        yield Todo.ASK, None
    if row.state == ProposalState.FITS and _is_decided_on(row, seen, on):
        yield Todo.DECIDE, seen.promised_on


def _is_decided_on(row: Proposal, seen: ProposalSeen, on: date) -> bool:
    """Tell whether a body decides on a proposal now, and no vote does."""
    found = rules_of(row.round.amount_rules.all())
    rule = None if seen.asked_cents is None else who_decides(found, seen.asked_cents)
    if rule is None or rule.path == Path.VOTE:
        return rule is not None and needed.money_is_divided(row.round, on)
    return True


def _unasked(
    row: Proposal, seen: ProposalSeen, last: Mapping[CheckKind, ProposalCheck]
) -> bool:
    """Tell whether something has to be looked at that nobody was asked to look at."""
    wanted = needed.checks_needed(
        rules_of(row.round.amount_rules.all()),
        seen.asked_cents,
        criteria=bool(row.round.criteria.all()),
    )
    return any(needed.is_unasked(last.get(kind), row.cost_cents) for kind in wanted)
