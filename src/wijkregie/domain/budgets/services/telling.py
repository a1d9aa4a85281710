"""Publish the outcome of a vote: a decision, and an answer to everyone who proposed a plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.core.tally.audit import read_ballots
from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import Count, Round
from wijkregie.domain.budgets.queries.counts import why_of_rows
from wijkregie.domain.budgets.queries.why import why_words
from wijkregie.domain.budgets.services import explaining, finding, outcomes
from wijkregie.domain.budgets.services.counting_votes import keep_publishing
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.recounting import recount_kept
from wijkregie.domain.budgets.states import ProposalState
from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme.services import finding as programme
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.domain.budgets.models import CountedProposal
    from wijkregie.domain.budgets.queries.why import WhySeen
    from wijkregie.domain.decisions.models import Decision
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def tell(round_id: int, draft: decisions.DecisionDraft, *, by: Viewer, at: datetime) -> int:
    """Publish the outcome by a decision, and return its number.

    From here on everyone reads the count. Each plan becomes chosen or not chosen, and who
    proposed it gets an answer with the reason: what stood in the way and what would have done
    it. That reason is the decision on a plan that was not chosen; the decision of the outcome
    is that on those that were. What the worker did not explain yet is explained now. Raises
    ``BudgetRefused`` before the count, once it was told, and where the files of the count or
    what stands of a plan are not what was sealed.
    """
    found = finding.round_to_change(round_id, by)
    count = Count.objects.select_for_update(no_key=True).filter(round=found).first()
    if count is None:
        raise BudgetRefused(_("Count the votes first."))
    if count.told_at is not None:
        raise BudgetRefused(_("This outcome was published already. It stays as it is."))
    if draft.outcome != Outcome.FOLLOW_UP:
        raise ValueError(draft.outcome)
    recount_kept(count)
    explaining.explain(count.pk)
    decision = decisions.record(draft, by=by, at=at)
    count.decision, count.told_at = decision, at
    keep_publishing(count, found)
    count.save(update_fields=["decision", "told_at", "ballots_public"])
    _answer(found, count, decision, draft, by=by, at=at)
    audit.record("round_told", found, by=by, at=at, why=count.seal)
    return decision.pk


@transaction.atomic
def hand_out_ballots(round_id: int, *, by: Viewer, at: datetime) -> bytes:
    """Return the ballots of a count to an appointed auditor, and log that they went out.

    Raises ``BudgetRefused`` for anybody else, and before the votes were counted.
    """
    rows = Round.objects.prefetch_related("auditors")
    found = programme.found(rows, round_id, by)
    if not rules.may_audit(by, [one.pk for one in found.auditors.all()]):
        raise BudgetRefused(
            _("Only auditors who were named may have the ballots. Ask whose fund it is.")
        )
    count = Count.objects.filter(round=found).first()
    if count is None:
        raise BudgetRefused(_("The votes were not counted yet, so there are no ballots."))
    raw = count.ballots.encode()
    read_ballots(raw)
    audit.record("ballots_handed_out", found, by=by, at=at)
    return raw


def _answer(  # noqa: PLR0913 - of what, by which count and decision, by whom, when
    found: Round,
    count: Count,
    decision: Decision,
    draft: decisions.DecisionDraft,
    *,
    by: Viewer,
    at: datetime,
) -> None:
    rows = count.proposals.select_related("proposal").order_by("proposal__number")
    told = why_of_rows(found, list(rows))
    for row in rows:
        if row.proposal.state == ProposalState.ON_BALLOT:
            words = _words(row, told)
            own = decision
            if row.place is None:
                lost = replace(
                    draft, subject=row.proposal.title, outcome=Outcome.DECLINE, reason=words
                )
                own = decisions.record(lost, by=by, at=at)
            outcomes.tell_outcome(
                row.proposal,
                chosen=row.place is not None,
                decision=own,
                words=words,
                by=by,
                at=at,
            )


def _words(row: CountedProposal, told: Mapping[int, WhySeen]) -> str:
    if row.place is not None:
        return _("Residents chose this plan. You hear soon how it goes on.")
    return " ".join([_("This plan was not chosen."), why_words(told[row.pk])])
