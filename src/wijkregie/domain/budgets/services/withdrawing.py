"""Withdraw a proposal, with the reason; after the vote was declared it is an act of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Count, CountAct, Round
from wijkregie.domain.budgets.queries.building import LIVE
from wijkregie.domain.budgets.queries.contests import last_begun
from wijkregie.domain.budgets.services import finding as budgets
from wijkregie.domain.budgets.services import proposal_finding as finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.merging import end_merges
from wijkregie.domain.budgets.services.turns import refuse_played
from wijkregie.domain.budgets.states import ActKind, ProposalState
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def withdraw_proposal(proposal_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Take a proposal back, with a reason that everyone may read.

    By who proposes it, or a guide who was told. What was raised stays with who handles it,
    who still answers. On the ballot the count knows of it as an act; once the urn was opened
    it is refused, for by then somebody may know how plans stand.
    """
    opened = _urn_is_open(proposal_id)
    states = LIVE | {ProposalState.ON_BALLOT}
    found, _own = finding.worked_on(proposal_id, by, states=states)
    needed = _("Write down why you withdraw it. Everyone can read this.")
    reason = budgets.line(why, 400, "why", needed=needed)
    voted_on = found.state == ProposalState.ON_BALLOT
    if voted_on and opened:
        raise BudgetRefused(
            _("The urn was opened already. Tell whose the fund is that you stop.")
        )
    found.withdrawn_at, found.withdrawn_because = at, reason
    finding.move(found, ProposalState.WITHDRAWN, "withdrawn_at", "withdrawn_because")
    if voted_on:
        refuse_played(found.round, last_begun(found.round, at) + 1)
        CountAct.objects.create(
            municipality_id=found.municipality_id,
            round_id=found.round_id,
            kind=ActKind.WITHDRAWN,
            proposal=found,
            why=reason,
            at=at,
            by_id=by.person_id,
        )
    end_merges(found, _("This plan was withdrawn."), at=at)
    text = _("The plan was withdrawn: %(why)s") % {"why": reason}
    finding.news(found, text, by=by, at=at)
    audit.record("budget_plan_withdrawn", found, by=by, at=at)


def _urn_is_open(proposal_id: int) -> bool:
    """Tell whether the votes about a plan may be known; nobody opens the urn meanwhile.

    The round is held before its plan, as all that counts does.
    """
    rows = Round.objects.select_for_update(of=("self",), no_key=True).filter(
        proposals=proposal_id
    )
    found = rows.first()
    return found is not None and (
        found.urn_opened_at is not None or Count.objects.filter(round=found).exists()
    )
