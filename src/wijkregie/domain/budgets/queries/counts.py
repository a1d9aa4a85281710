"""What came out of a vote: for everyone once told, before that for who runs funds only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import Count, CountAct, Round
from wijkregie.domain.budgets.queries.contests import asked_of
from wijkregie.domain.budgets.queries.count_desk import LotSeen, lot_seen
from wijkregie.domain.budgets.queries.counted import NOTHING, tells_of_few, told_by
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.why import WhySeen, why_seen
from wijkregie.domain.budgets.states import ActKind, BallotKind, ProposalState
from wijkregie.domain.decisions.queries import decision_seen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from wijkregie.domain.budgets.models import CountedProposal
    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class PlanCounted:
    """What a count says of one plan; ``place`` is when it was chosen, ``None`` if it was not.

    ``why`` is ``None`` for what was chosen, and until the worker found it out.
    """

    id: int
    number: int
    title: str
    reference: str
    asked_cents: int | None
    votes: int
    points: int
    place: int | None
    paid_cents: int
    state: ProposalState
    why: WhySeen | None


@dataclass(frozen=True, slots=True)
class OutcomeSeen:
    """A count with all that one needs to read it, and to repeat it.

    ``audit`` is what the audit file says, as plain values, and ``audit_open`` whether who looks
    may have the file. ``declared`` and ``voting`` are the hashes of before the vote, from the
    declaration itself. ``plans`` are those chosen in the order of the count, then the others,
    most votes first.
    """

    round_id: int
    ballot: BallotKind
    audit: Mapping[str, Any]
    audit_open: bool
    declared: str
    voting: str
    seal: str
    cast: int
    on_paper: int
    entitled: int | None
    smallest_group: int
    ballots_public: bool
    counted_at: datetime
    told_at: datetime | None
    plans: tuple[PlanCounted, ...]
    decision: DecisionSeen | None

    @property
    def chosen(self) -> tuple[PlanCounted, ...]:
        """Return the plans that were chosen, in the order of the count."""
        return tuple(one for one in self.plans if one.place is not None)

    @property
    def explained(self) -> bool:
        """Tell whether of every plan that was not chosen it is known why."""
        return all(one.place is not None or one.why is not None for one in self.plans)


def outcome_seen(viewer: Viewer, round_id: int) -> OutcomeSeen | None:
    """Return the outcome of a round, ``None`` where there is none to see. Three queries."""
    rows = _counts(viewer).select_related(
        "round__declaration", "decision__body", "decision__handed_to", "decision__recorded_by"
    )
    row = rows.filter(round_id=round_id).first()
    if row is None:
        return None
    counted = row.proposals.select_related("proposal__signal")
    found = list(counted.prefetch_related("proposal__cofinancing"))
    audit, declaration = json.loads(row.audit), row.round.declaration
    _tell_as_sealed(row.round, found, audit)
    return OutcomeSeen(
        round_id=round_id,
        ballot=BallotKind(row.round.ballot),
        audit=audit,
        audit_open=_is_open(viewer, row, audit),
        declared=declaration.digest,
        voting=declaration.voting_digest,
        seal=row.seal,
        cast=row.cast,
        on_paper=row.on_paper,
        entitled=row.entitled,
        smallest_group=row.smallest_group,
        ballots_public=row.ballots_public and row.told_at is not None,
        counted_at=row.counted_at,
        told_at=row.told_at,
        plans=_plans(row.round, found),
        decision=decision_seen(row.decision, viewer) if row.decision else None,
    )


def is_told(viewer: Viewer, round_id: int) -> bool:
    """Tell whether the outcome of a round was published. One query."""
    rows = Count.objects.filter(round__fund__in=funds_here(viewer), told_at__isnull=False)
    return rows.filter(round_id=round_id).exists()


def audit_file(viewer: Viewer, round_id: int) -> bytes | None:
    """Return the audit file byte for byte, ``None`` where it is not to be seen. Two queries.

    One that tells of a plan that few people were for is for who runs funds and the auditors
    who were named; its seal is for everyone.
    """
    found = _counts(viewer).select_related("round").filter(round_id=round_id).first()
    if found is None or not _is_open(viewer, found, json.loads(found.audit)):
        return None
    return found.audit.encode()


def lot_of(viewer: Viewer, round_id: int) -> LotSeen | None:
    """Return the lot that was drawn for a count that one may see. One query."""
    drawn = CountAct.objects.filter(kind=ActKind.LOT, round__count__in=_counts(viewer))
    return next((lot_seen(act) for act in drawn.filter(round_id=round_id)), None)


def ballots_file(viewer: Viewer, round_id: int) -> bytes | None:
    """Return the ballots where everyone may have them, ``None`` elsewhere. One query.

    Who was appointed to look at a count gets them from ``services.hand_out_ballots``.
    """
    rows = _counts(viewer).filter(round_id=round_id, ballots_public=True, told_at__isnull=False)
    found = rows.values_list("ballots", flat=True).first()
    return None if found is None else found.encode()


def why_of_rows(row: Round, counted: Sequence[CountedProposal]) -> dict[int, WhySeen]:
    """Return why each of these was not chosen, as far as it is known, by their number."""
    scores = sorted((_score(row, one) for one in counted), reverse=True)
    found = {}
    for one in counted:
        if one.why is not None:
            found[one.pk] = why_seen(
                one.why,
                ballot=BallotKind(row.ballot),
                count=one.votes,
                points=one.points,
                place=scores.index(_score(row, one)) + 1,
                of=len(scores),
                asked_cents=asked_of(one.proposal),
            )
    return found


def _is_open(viewer: Viewer, row: Count, audit: Mapping[str, Any]) -> bool:
    """Tell whether a viewer may have the audit file of a count. A query where few were."""
    if not tells_of_few(audit) or rules.may_run_funds(viewer):
        return True
    auditors = row.round.auditors.values_list("pk", flat=True)
    return rules.may_audit(viewer, list(auditors))


def _counts(viewer: Viewer) -> QuerySet[Count]:
    """Return the counts that a viewer may see: running counts are for nobody else."""
    rows = Count.objects.filter(round__fund__in=funds_here(viewer))
    return rows if rules.may_run_funds(viewer) else rows.filter(told_at__isnull=False)


def _tell_as_sealed(
    row: Round, counted: Sequence[CountedProposal], audit: Mapping[str, Any]
) -> None:
    """Let each plan tell what the audit file does: that is the outcome, rows are a copy.

    Only the points of a ranking are of the row, for they follow from the ballots.
    """
    each = told_by(audit)
    for one in counted:
        of = each.get(str(one.proposal.number), NOTHING)
        one.votes, one.place = of.votes, of.place
        paid = asked_of(one.proposal) if of.paid_cents is None else of.paid_cents
        one.paid_cents = paid or 0
        if row.ballot != BallotKind.RANKING:
            one.points = of.points


def _score(row: Round, one: CountedProposal) -> int:
    scored = row.ballot in {BallotKind.POINTS, BallotKind.RANKING, BallotKind.COINS}
    return one.points if scored else one.votes


def _plans(row: Round, counted: Sequence[CountedProposal]) -> tuple[PlanCounted, ...]:
    why = why_of_rows(row, counted)
    last = len(counted) + 1
    ordered = sorted(
        counted,
        key=lambda one: (one.place or last, -_score(row, one), one.proposal.number),
    )
    return tuple(_plan(one, why.get(one.pk)) for one in ordered)


def _plan(one: CountedProposal, why: WhySeen | None) -> PlanCounted:
    proposal = one.proposal
    return PlanCounted(
        id=proposal.pk,
        number=proposal.number,
        title=proposal.title,
        reference=proposal.signal.reference if proposal.signal else "",
        asked_cents=asked_of(proposal),
        votes=one.votes,
        points=one.points,
        place=one.place,
        paid_cents=one.paid_cents,
        state=ProposalState(proposal.state),
        why=why,
    )
