"""What comes of proposals: on the ballot, chosen or not, and what everyone hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Proposal
from wijkregie.domain.budgets.queries.proposal_door import asked_cents
from wijkregie.domain.budgets.services import proposal_finding as finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.merging import end_merges
from wijkregie.domain.budgets.states import BallotKind, ProposalState
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Signal
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.decisions.models import Decision
    from wijkregie.kit.viewer import Viewer


def to_ballot(round_row: Round, *, by: Viewer, at: datetime) -> list[Proposal]:
    """Put the proposals of a round that fit on the ballot; return them by number.

    Part of a larger change, which locked the round and looked at who may. Raises
    ``BudgetRefused``, with their numbers, where one has no price or is not public yet. Where
    residents divide the money over themes none goes there: a body decides on plans after it.
    """
    if round_row.ballot == BallotKind.THEMES:
        return []
    rows = Proposal.objects.select_for_update(no_key=True).filter(
        round=round_row, state=ProposalState.FITS
    )
    found = list(rows.order_by("number"))
    unfit = [
        f"{one.number}" for one in found if one.published_at is None or asked_cents(one) is None
    ]
    if unfit:
        raise BudgetRefused(
            _("These plans have no price, or not everyone can read them yet: %(which)s.")
            % {"which": ", ".join(unfit)}
        )
    for one in found:
        finding.move(one, ProposalState.ON_BALLOT)
        end_merges(one, _("The vote was declared before both sides agreed."), at=at)
        audit.record("budget_plan_on_ballot", one, by=by, at=at)
    return found


def tell_outcome(  # noqa: PLR0913 - of what, what, decided where, in which words, by whom, when
    proposal: Proposal,
    *,
    chosen: bool,
    decision: Decision,
    words: str,
    by: Viewer,
    at: datetime,
) -> None:
    """Write down what was decided on a proposal that was voted on, and answer with ``words``.

    Part of a larger change, which locked the round and looked at who may. Everyone who raised
    it hears, and who raised what went on in it.
    """
    state = ProposalState.CHOSEN if chosen else ProposalState.NOT_CHOSEN
    settle(proposal, state, decision=decision, words=words, by=by, at=at)


def settle(  # noqa: PLR0913 - of what, what, decided where, in which words, by whom, when
    proposal: Proposal,
    state: ProposalState,
    *,
    decision: Decision,
    words: str,
    by: Viewer,
    at: datetime,
) -> None:
    """Bring a proposal to where a decision brings it, and answer all who raised it."""
    proposal.decision = decision
    finding.move(proposal, state, "decision")
    end_merges(proposal, _("This was decided on before both sides agreed."), at=at)
    audit.record(
        "budget_plan_chosen"
        if state == ProposalState.CHOSEN
        else "budget_plan_not_chosen"
        if state == ProposalState.NOT_CHOSEN
        else "budget_plan_declined",
        proposal,
        by=by,
        at=at,
    )
    lead = finding.signal_id(proposal)
    merged = _merged_signals(proposal)
    signals.answer_from_budget(
        lead, decision.pk, words, apart=_others(lead, merged), by=by, at=at
    )
    along = Signal.objects.filter(bundled_in_id=lead).values_list("pk", flat=True)
    for signal_id in sorted(merged - set(along)):
        signals.answer_from_budget(signal_id, decision.pk, words, by=by, at=at)


def _merged_signals(proposal: Proposal) -> set[int]:
    """Return the signals of all that went on in a proposal, also through another one."""
    found: set[int] = set()
    wave = [proposal]
    while wave:
        wave = list(Proposal.objects.filter(merged_into__in=wave))
        found |= {finding.signal_id(one) for one in wave}
    return found


def _others(lead: int, merged: set[int]) -> set[int]:
    """Return the signals handled with this one that are proposals of their own."""
    along = Signal.objects.filter(bundled_in_id=lead, proposals__isnull=False)
    return set(along.values_list("pk", flat=True)) - merged
