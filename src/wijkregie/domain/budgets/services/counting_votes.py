"""Count the votes of a round: once, from the opened urn, into an audit file that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.core.tally.audit import audited, ballot_file, read
from wijkregie.core.tally.contests import Themes
from wijkregie.core.tally.records import TallyError
from wijkregie.core.tally.ties import LotNeeded
from wijkregie.core.tally.variants import Ended
from wijkregie.domain.budgets.models import Count, CountedProposal
from wijkregie.domain.budgets.queries.contests import (
    LEAST_GROUP,
    contest_of_round,
)
from wijkregie.domain.budgets.queries.declared import changed_since
from wijkregie.domain.budgets.services import finding, opening
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.explaining import explain_later
from wijkregie.domain.budgets.services.frozen import NotAsDeclared, watched
from wijkregie.domain.budgets.services.recounting import (
    counted_rows,
    recount_kept,
    refuse_other_turns,
    smallest_group,
)
from wijkregie.domain.budgets.services.vote_shares import keep_vote_shares
from wijkregie.domain.budgets.states import BatchState
from wijkregie.kit import audit
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.core.tally.audit import Cast
    from wijkregie.core.tally.contests import Contest
    from wijkregie.domain.budgets.models import Round
    from wijkregie.kit.viewer import Viewer


class LotWanted(BudgetRefused):
    """Plans stand level and a lot has to decide; ``numbers`` says which plans."""

    def __init__(self, numbers: Sequence[str]) -> None:
        named = ", ".join(numbers)
        super().__init__(
            _(
                "These plans stand exactly level, and a lot decides: %(plans)s. Draw it in "
                "public, write down what came out, and count again."
            )
            % {"plans": named}
        )
        self.numbers = tuple(numbers)


@watched
def count_votes(round_id: int, *, by: Viewer, at: datetime) -> str:
    """Open the urn, count, and keep the audit file with the ballots; return the seal.

    That the urn was opened stands for good, in the log too, before anything of it is read: a
    count that waits for a lot tells how plans stand, so nothing may be added after it. A
    second time nothing changes: what stands is counted again from its own ballots, and
    refused where it does not tell the same. Raises ``LotWanted`` where a lot must decide,
    ``NotAsDeclared`` where the round is not as it was declared, and ``BudgetRefused`` before
    the last day is over. Until it is told nobody but who runs funds sees any of it.
    """
    with transaction.atomic():
        found = finding.round_to_change(round_id, by)
        if not Count.objects.filter(round=found).exists():
            refuse_not_declared(found, by=by, at=at)
            opening.freeze_urn(found, by=by, at=at)
    try:
        return _counted_once(round_id, by=by, at=at)
    except Refusal as refused:
        why = f"lot: {', '.join(refused.numbers)}" if isinstance(refused, LotWanted) else ""
        audit.record("count_refused", found, by=by, at=at, why=why)
        raise


def lot_wanted(found: Round, *, at: datetime) -> bool:
    """Tell whether the count of an urn that was opened waits for a lot. Writes nothing."""
    try:
        _counted(contest_of_round(found), opening.open_urn(found.pk, at=at))
    except LotWanted:
        return True
    return False


@transaction.atomic
def _counted_once(round_id: int, *, by: Viewer, at: datetime) -> str:
    found = finding.round_to_change(round_id, by)
    there = Count.objects.filter(round=found).first()
    if there is not None:
        recount_kept(there)
        return there.seal
    cast = opening.open_urn(found.pk, at=at)
    made = keep_count(found, contest_of_round(found), cast, at)
    refuse_other_turns(made)
    keep_vote_shares(found)
    opening.empty_urn(found.pk)
    audit.record("round_counted", found, by=by, at=at, why=made.seal)
    explain_later(made)
    return made.seal


def refuse_not_declared(found: Round, *, by: Viewer, at: datetime) -> None:
    """Refuse a round of which no vote was declared, or that is not as it was then."""
    if not found.declared:
        raise BudgetRefused(_("This vote was never declared, so there is nothing to count."))
    changed = changed_since(found)
    if changed:
        raise NotAsDeclared(found, f"count: {', '.join(changed)}", by=by, at=at)


def keep_count(found: Round, contest: Contest, cast: Cast, at: datetime) -> Count:
    """Count, and write down what came out with what it was counted from."""
    raw = _counted(contest, cast)
    told = read(raw)
    ballots = cast.ballots
    made = Count.objects.create(
        municipality_id=found.municipality_id,
        round=found,
        audit=raw.decode(),
        ballots=ballot_file(ballots, cast.salt).decode(),
        seal=told["seal"],
        cast=ballots.voters,
        on_paper=_on_paper(found),
        entitled=cast.entitled,
        smallest_group=smallest_group(ballots),
        counted_at=at,
    )
    CountedProposal.objects.bulk_create(counted_rows(made, told, ballots))
    return made


def keep_publishing(count: Count, found: Round) -> None:
    """Settle whether everyone may read the ballots: only where all groups are large enough."""
    least = max(LEAST_GROUP, found.least_group or 0)
    count.ballots_public = count.smallest_group >= least


def _counted(contest: Contest, cast: Cast) -> bytes:
    """Return the audit file; refuse where a lot is needed, or nothing can be counted."""
    if isinstance(contest, Themes) and not any(cast.ballots.marks):
        raise BudgetRefused(
            _("Nobody voted, so there is nothing to divide by. Close the round.")
        )
    try:
        raw = audited(contest, cast)
    except LotNeeded as needed:
        raise LotWanted(needed.projects) from None
    except TallyError as fault:
        raise BudgetRefused(
            _("These ballots cannot be counted by what was declared: %(why)s")
            % {"why": str(fault)}
        ) from fault
    outcome = read(raw)["outcome"]
    if outcome.get("ended") == Ended.LOT_NEEDED:
        raise LotWanted(outcome["names"])
    return raw


def _on_paper(found: Round) -> int:
    poured = found.batches.filter(state=BatchState.POURED)
    return sum(poured.values_list("sheets_told", flat=True))
