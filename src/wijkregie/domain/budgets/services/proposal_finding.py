"""Find a proposal to change, locked, and refuse who may not change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import Proposal, Round
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.proposal_door import area_ids_of, is_own
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.states import PROPOSAL_STEPS, ProposalState
from wijkregie.domain.programme.services import finding as programme
from wijkregie.domain.signals import services as signals

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


def round_of(round_id: int, by: Viewer) -> Round:
    """Return a round that ``by`` may see, locked; refuse one that was closed."""
    rows = Round.objects.select_related("fund").filter(fund__in=funds_here(by))
    found = programme.found(rows, round_id, by)
    if found.closed_on is not None:
        raise BudgetRefused(_("This round is closed, so its proposals stay as they are."))
    return found


def to_change(proposal_id: int, by: Viewer) -> Proposal:
    """Return a proposal, locked with its round; refuse one that was imported.

    The round goes first, so that two who change proposals of it wait for each other. Who may
    is for the caller.
    """
    here = Proposal.objects.filter(municipality_id=by.municipality_id or 0, pk=proposal_id)
    round_id = here.values_list("round_id", flat=True).first()
    if round_id is None:
        raise programme.not_there()
    round_of(round_id, by)
    rows = Proposal.objects.select_related("round__fund", "signal")
    found = programme.found(rows, proposal_id, by)
    if found.imported:
        raise BudgetRefused(_("This proposal is from elsewhere and stays as it was there."))
    return found


def guided(proposal_id: int, by: Viewer, *, states: Collection[ProposalState]) -> Proposal:
    """Return a proposal to change by who guides proposals in its area; refuse others."""
    found = to_change(proposal_id, by)
    if not guides(found, by):
        raise not_yours()
    need(found, states)
    return found


def worked_on(
    proposal_id: int, by: Viewer, *, states: Collection[ProposalState]
) -> tuple[Proposal, bool]:
    """Return a proposal to change by who proposes or guides it, and whether that is its own."""
    found = to_change(proposal_id, by)
    own = is_own(by, found)
    if not own and not guides(found, by):
        raise not_yours()
    need(found, states)
    return found, own


def need(found: Proposal, states: Collection[ProposalState]) -> None:
    """Refuse a proposal that is in another state by now: somebody was first."""
    if found.state not in states:
        raise BudgetRefused(
            _("This proposal is %(state)s by now, so this is not possible. Reload the page.")
            % {"state": ProposalState(found.state).label}
        )


def guides(found: Proposal, by: Viewer) -> bool:
    """Tell whether ``by`` helps with proposals in the areas of this one."""
    return rules.may_guide(by, area_ids_of(found))


def not_yours() -> BudgetRefused:
    """Return the refusal of somebody who neither proposes nor guides this."""
    return BudgetRefused(
        _("Only who proposes this, or who works here with a role for the area, can do this.")
    )


def move(found: Proposal, state: ProposalState, *fields: str) -> None:
    """Bring a proposal to its next state and save it, with these fields."""
    need(found, [one for one, steps in PROPOSAL_STEPS.items() if state in steps])
    found.state = state
    found.version += 1
    found.save(update_fields=["state", "version", *fields])


def news(found: Proposal, text: str, *, by: Viewer | None, at: datetime) -> None:
    """Tell who proposes what became of a proposal; what is not public stays so."""
    signals.proposal_news(
        signal_id(found), text, by=by, at=at, public=found.published_at is not None
    )


def signal_id(found: Proposal) -> int:
    """Return the number of what was raised."""
    if found.signal_id is None:
        raise ValueError("an imported proposal was raised by nobody here")
    return found.signal_id
