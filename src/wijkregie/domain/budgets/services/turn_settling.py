"""Give the plans that went ahead in a closed turn their decision, while the game goes on."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core.tally.canonical import plain
from wijkregie.domain.budgets.models import Proposal
from wijkregie.domain.budgets.queries.game import result_of
from wijkregie.domain.budgets.queries.polling import withdrawn_of
from wijkregie.domain.budgets.services import finding, outcomes
from wijkregie.domain.budgets.services.counting_votes import refuse_not_declared
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.frozen import watched
from wijkregie.domain.budgets.services.turns import refuse_other_ballots
from wijkregie.domain.budgets.states import ProposalState
from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme.services import finding as programme
from wijkregie.kit import audit

if TYPE_CHECKING:
    from wijkregie.domain.budgets.models import Round, Turn
    from wijkregie.kit.viewer import Viewer


@watched
@transaction.atomic
def settle_turn(
    round_id: int, number: int, draft: decisions.DecisionDraft, *, by: Viewer, at: datetime
) -> int:
    """Record the decision on the plans that went ahead in a closed turn; return its number.

    Each becomes chosen by it, so that it can get its money while others still play, and who
    proposed it hears that now and not once more when the whole outcome is told. From then on
    nobody withdraws it. The turn is played again out of the urn first. Raises
    ``BudgetRefused`` before the turn was closed (until then the jury may still say no), where
    no plan waits, once the urn was opened, and where the urn tells otherwise than the turn;
    ``NotAsDeclared`` where the round is not as it was declared.
    """
    found = finding.round_to_change(round_id, by)
    refuse_other_ballots(found)
    turn = found.turns.filter(number=number).first()
    if turn is None:
        raise programme.not_there()
    if turn.played is None:
        raise BudgetRefused(_("This turn was not closed yet. Close it first, then decide."))
    if found.urn_opened_at is not None:
        raise BudgetRefused(
            _("The urn was opened already. Publish the outcome of the whole game instead.")
        )
    if draft.outcome != Outcome.FOLLOW_UP:
        raise ValueError(draft.outcome)
    refuse_not_declared(found, by=by, at=at)
    _refuse_otherwise_played(found, turn)
    rows = _waiting(found, turn)
    if not rows:
        raise BudgetRefused(
            _("No plan of this turn waits for a decision. Reload the page to see which do.")
        )
    decision = decisions.record(draft, by=by, at=at, since=_over_at(turn))
    words = _(
        "Households put enough coins behind this plan in turn %(turn)d, so it goes ahead. You "
        "hear soon how it goes on."
    ) % {"turn": number}
    for one in rows:
        outcomes.tell_outcome(one, chosen=True, decision=decision, words=words, by=by, at=at)
    audit.record("turn_settled", found, by=by, at=at, why=str(number))
    return decision.pk


def _waiting(found: Round, turn: Turn) -> list[Proposal]:
    """Return the plans that went ahead in a turn and wait for a decision, locked, by number."""
    funded = set(turn.played["funded"] if turn.played else ()) - withdrawn_of(found)
    rows = Proposal.objects.select_for_update(no_key=True).filter(
        round=found, state=ProposalState.ON_BALLOT
    )
    return [one for one in rows.order_by("number") if str(one.number) in funded]


def _refuse_otherwise_played(found: Round, turn: Turn) -> None:
    """Refuse where gifts, acts and what was told of a turn do not fit each other any more."""
    if plain(result_of(found, turn.number).rounds[turn.number - 1]) != turn.played:
        raise BudgetRefused(
            _(
                "The urn tells otherwise than what was written down of this turn. Decide on "
                "nothing; put the last backup beside it and tell the operator."
            )
        )


def _over_at(turn: Turn) -> datetime:
    """Return the first moment after a turn: what came of it was nobody's to decide before."""
    return timezone.make_aware(datetime.combine(turn.closes_on + timedelta(days=1), time.min))
