"""The desk of who runs a vote: what is missing, what was declared, and how far the count is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import Count, CountAct, Declaration, Round
from wijkregie.domain.budgets.queries.contests import (
    LEAST_GROUP,
    asked_of,
    money_of,
    on_ballot,
)
from wijkregie.domain.budgets.queries.declared import fitting, missing_of, warnings_of
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.polling import Stand, days_of_vote, stand_of
from wijkregie.domain.budgets.queries.urn_check import urn_check
from wijkregie.domain.budgets.states import ActKind, BallotKind, ProposalState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.domain.budgets.models import Proposal
    from wijkregie.domain.budgets.queries.declared import Missing
    from wijkregie.domain.budgets.queries.polling import Days
    from wijkregie.domain.budgets.queries.urn_check import UrnCheck
    from wijkregie.kit.viewer import Viewer


class Step(StrEnum):
    """How far a vote is, for who runs it."""

    PREPARED = "prepared"
    DECLARED = "declared"
    OVER = "over"
    OPENED = "opened"
    COUNTED = "counted"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class PlanListed:
    """A plan that is on the ballot, or will be; with ``gone`` it was withdrawn after that."""

    number: int
    title: str
    asked_cents: int | None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class DeclarationSeen:
    """What was declared: the two hashes, when, and what they are the hashes of."""

    digest: str
    voting_digest: str
    frozen_at: datetime
    text: str
    voting: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LotSeen:
    """A lot that was drawn: the numbers in order, the first drawn first, and the minutes."""

    order: tuple[str, ...]
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CountDesk:
    """A vote as its desk shows it. ``missing`` and ``warnings`` only before it was declared.

    ``check`` is what has to agree before the urn opens, from the last day on until the count.
    ``opened_at`` is when it was opened: since then nothing is added, also where it waits for
    a lot.
    """

    round_id: int
    title: str
    ballot: BallotKind
    counting: Mapping[str, Any]
    money_cents: int | None
    step: Step
    days: Days | None
    plans: tuple[PlanListed, ...]
    missing: tuple[Missing, ...]
    warnings: tuple[Missing, ...]
    declared: DeclarationSeen | None
    check: UrnCheck | None
    opened_at: datetime | None
    lot: LotSeen | None
    least_group: int
    auditor_ids: tuple[int, ...]


def count_desk(viewer: Viewer, round_id: int, at: datetime) -> CountDesk | None:
    """Return the desk of a vote, ``None`` for who does not run it, and without a vote."""
    if not rules.may_run_funds(viewer):
        return None
    rows = Round.objects.filter(fund__in=funds_here(viewer)).exclude(ballot=BallotKind.NONE)
    row = rows.filter(pk=round_id).first()
    if row is None:
        return None
    step = _step(row, at)
    prepared = step is Step.PREPARED
    return CountDesk(
        round_id=row.pk,
        title=row.title,
        ballot=BallotKind(row.ballot),
        counting=row.counting,
        money_cents=money_of(row),
        step=step,
        days=days_of_vote(row),
        plans=tuple(_listed(one) for one in (fitting(row) if prepared else on_ballot(row))),
        missing=missing_of(row, at) if prepared else (),
        warnings=warnings_of(row) if prepared else (),
        declared=declaration_seen(viewer, row.pk),
        check=urn_check(row) if step in {Step.OVER, Step.OPENED} else None,
        opened_at=row.urn_opened_at,
        lot=_lot(row),
        least_group=max(LEAST_GROUP, row.least_group or 0),
        auditor_ids=tuple(row.auditors.order_by("pk").values_list("pk", flat=True)),
    )


def declaration_seen(viewer: Viewer, round_id: int) -> DeclarationSeen | None:
    """Return what was declared of a vote: everyone may read it. One query."""
    rows = Declaration.objects.filter(round__fund__in=funds_here(viewer))
    row = rows.filter(round_id=round_id).first()
    if row is None:
        return None
    return DeclarationSeen(
        digest=row.digest,
        voting_digest=row.voting_digest,
        frozen_at=row.frozen_at,
        text=row.text,
        voting=json.loads(row.voting),
    )


def _step(row: Round, at: datetime) -> Step:
    count = Count.objects.filter(round=row).values_list("told_at", flat=True)
    told = list(count)
    if told:
        return Step.TOLD if told[0] is not None else Step.COUNTED
    if not row.declared:
        return Step.PREPARED
    if row.urn_opened_at is not None:
        return Step.OPENED
    over = stand_of(row, days_of_vote(row), at) is Stand.CLOSED
    return Step.OVER if over else Step.DECLARED


def _listed(row: Proposal) -> PlanListed:
    gone = row.state == ProposalState.WITHDRAWN
    return PlanListed(row.number, row.title, asked_of(row), gone)


def _lot(row: Round) -> LotSeen | None:
    act = row.acts.filter(kind=ActKind.LOT).first()
    return None if act is None else lot_seen(act)


def lot_seen(act: CountAct) -> LotSeen:
    """Return a lot with its minutes."""
    return LotSeen(tuple(act.order), act.why, act.at)
