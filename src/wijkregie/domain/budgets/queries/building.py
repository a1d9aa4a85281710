"""Make plain values of what belongs to a proposal, and of what one may do with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.queries import needed
from wijkregie.domain.budgets.queries.proposal_door import named
from wijkregie.domain.budgets.queries.proposal_seen import (
    CheckSeen,
    CounselSeen,
    HeardSeen,
    MayDo,
    MergeSeen,
)
from wijkregie.domain.budgets.states import (
    CheckKind,
    CounselKind,
    Heard,
    MergeState,
    PhaseKind,
    ProposalState,
    Verdict,
)
from wijkregie.domain.people.rules import may_see_names

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.budgets.models import (
        Counsel,
        Merge,
        MergeHeard,
        Proposal,
        ProposalCheck,
    )
    from wijkregie.kit.viewer import Viewer

#: While it is in one of these, who proposes changes it.
OPEN_TO_OWN: Final = frozenset({ProposalState.WORKED_OUT, ProposalState.REPAIRED})
#: Until it is on a ballot or decided on.
LIVE: Final = OPEN_TO_OWN | {ProposalState.CHECKED, ProposalState.FITS}
#: Who proposes it still waits to hear what comes of it.
WAITING_FOR_ANSWER: Final = LIVE | {ProposalState.ON_BALLOT}
#: Phases in which a round asks for plans.
TAKES_PLANS: Final = frozenset({PhaseKind.IDEAS, PhaseKind.PLAN})
#: In which somebody is asked to look at it.
LOOKED_AT: Final = frozenset({ProposalState.CHECKED, ProposalState.REPAIRED})


class Standing(NamedTuple):
    """How somebody stands to a proposal: guides it, proposes it; and whether it is to end."""

    guides: bool
    own: bool
    to_decline: bool


def check_seen(row: ProposalCheck, viewer: Viewer) -> CheckSeen:
    """Return a check that came with who is asked."""
    return CheckSeen(
        id=row.pk,
        kind=CheckKind(row.kind),
        turn=row.turn,
        group_id=row.group_id,
        group_name=row.group.name if row.group else "",
        person_id=row.person_id,
        person_name=row.person.name if row.person and may_see_names(viewer) else None,
        answer_by=row.answer_by,
        verdict=Verdict(row.verdict),
        reason=row.reason,
        cost_cents=row.cost_cents,
        answered_at=row.answered_at,
        may_answer=row.verdict == Verdict.WAITING
        and row.proposal.state in LOOKED_AT
        and rules.may_answer_check(viewer, row.person_id, row.group_id),
    )


def counsel_seen(row: Counsel) -> CounselSeen:
    """Return what was said before somebody decided."""
    return CounselSeen(
        kind=CounselKind(row.kind),
        favours=row.favours,
        text=row.text,
        group_name=row.group.name if row.group else "",
        given_on=row.given_on,
        otherwise_because=row.otherwise_because,
    )


def merge_seen(row: Merge, of: Proposal, *, guides: bool) -> MergeSeen:
    """Return the question whether two go on as one, as this side of it sees it.

    How the other one is called is left out while not everyone reads it, but for who guides.
    """
    is_into = row.into_id == of.pk
    other_row = row.proposal if is_into else row.into
    known = guides or other_row.published_at is not None
    other_named = named(other_row) if known else replace(named(other_row), title="")
    first, other = row.first_yes_at is not None, row.other_yes_at is not None
    heard = list(row.heard.all())
    return MergeSeen(
        id=row.pk,
        other=other_named,
        goes_on=is_into,
        why=row.why,
        state=MergeState(row.state),
        asked_at=row.asked_at,
        yes=other if is_into else first,
        other_yes=first if is_into else other,
        heard=tuple(
            _heard(one, row, known=guides or one.proposal_id == of.pk)
            for one in sorted(heard, key=lambda one: one.proposal_id)
        ),
        by_one=len(heard) > 1 and len({one.recorded_by_id for one in heard}) == 1,
        refused_because=row.refused_because,
    )


def _heard(one: MergeHeard, row: Merge, *, known: bool) -> HeardSeen:
    of = row.proposal if one.proposal_id == row.proposal_id else row.into
    said_by = one.said_by if known else ""
    return HeardSeen(of.number, said_by, Heard(one.way), one.heard_on)


def may_do(viewer: Viewer, row: Proposal, standing: Standing, *, on: date) -> MayDo:
    """Return what who looks may do with a proposal now; nothing once its round is closed."""
    guides, own, to_decline = standing
    if row.round.closed_on is not None or row.imported:
        return MayDo(guide=guides, propose=own)
    state, works = ProposalState(row.state), guides or own
    in_time = row.repair_until is None or row.repair_until >= on
    repairs = state == ProposalState.REPAIRED and (guides or in_time)
    open_ = not row.round.declared or needed.money_is_divided(row.round, on)
    fits = state == ProposalState.FITS and open_
    decides = fits and any(
        rules.may_record_decision(viewer, one.group_id) for one in row.round.amount_rules.all()
    )
    return MayDo(
        guide=guides,
        propose=own,
        change=works and (state == ProposalState.WORKED_OUT or repairs),
        cost=guides and state in {ProposalState.CHECKED, ProposalState.FITS},
        submit=works and (state == ProposalState.WORKED_OUT or repairs),
        publish=guides and row.published_at is None,
        ask=guides and state in LOOKED_AT,
        merge=works and state in LIVE and not row.round.declared,
        withdraw=works and state in LIVE | {ProposalState.ON_BALLOT},
        decide=decides,
        decline=to_decline and rules.may_run_funds(viewer),
        counsel=guides and state in {ProposalState.CHECKED, ProposalState.FITS},
    )
