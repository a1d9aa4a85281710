"""Look whether a count that was kept is still the one that was made, before anything of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.core.tally.audit import read, read_ballots, recounted
from wijkregie.core.tally.contests import Projects, contest_of
from wijkregie.core.tally.field import Field
from wijkregie.core.tally.records import Election, Kind, TallyError
from wijkregie.domain.budgets.models import CountedProposal, Declaration, Turn
from wijkregie.domain.budgets.queries.contests import asked_of, on_ballot
from wijkregie.domain.budgets.queries.counted import NOTHING, told_by
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.states import BallotKind, ProposalState
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.core.tally.records import Ballots
    from wijkregie.domain.budgets.models import Count

_COPIED = ("votes", "points", "place", "paid_cents")


def smallest_group(ballots: Ballots) -> int:
    """Return the least number of voters who cast one and the same ballot, blank ones apart.

    Nought where nobody marked anything.
    """
    each = zip(ballots.marks, ballots.counts, strict=True)
    return min((count for marks, count in each if marks), default=0)


def counted_rows(
    there: Count, told: Mapping[str, Any], ballots: Ballots
) -> list[CountedProposal]:
    """Return what an audit file and its ballots tell of every plan, as rows to keep."""
    found = there.round
    if found.ballot == BallotKind.THEMES:
        return []
    each, scores = told_by(told), _scores(told, ballots)
    rows = []
    for one in on_ballot(found):
        number = str(one.number)
        of = each.get(number, NOTHING)
        rows.append(
            CountedProposal(
                municipality_id=found.municipality_id,
                count=there,
                proposal=one,
                votes=of.votes,
                points=scores.get(number, of.points),
                place=of.place,
                paid_cents=(asked_of(one) if of.paid_cents is None else of.paid_cents) or 0,
            )
        )
    return rows


def recount_kept(there: Count) -> None:
    """Refuse a count that is not the one that was made: its files, its rows or its declaration.

    The files tell what they told; they are of what was declared, and of the seal that the log
    holds; what stands of each plan is what they tell. So nobody tells another outcome than the
    one that was sealed, and no other count takes the place of this one.
    """
    try:
        told = recounted(there.audit.encode(), there.ballots.encode())
        ballots, _salt = read_ballots(there.ballots.encode())
    except TallyError as fault:
        raise _changed() from fault
    kept = Declaration.objects.get(round=there.round_id)
    # The night takes reasons from the log after years, and leaves them empty.
    sealed = audit.whys(("round_counted", "election_imported"), there.round)
    same = (
        told["seal"] == there.seal
        and told["declared"] == kept.digest
        and sealed in ({there.seal}, {""})
        and (told["turnout"]["ballots"], told["entitled"]) == (there.cast, there.entitled)
        and smallest_group(ballots) == there.smallest_group
        and _by_plan(counted_rows(there, told, ballots)) == _by_plan(there.proposals.all())
    )
    if not same:
        raise _changed()
    refuse_other_turns(there)


def refuse_other_turns(there: Count) -> None:
    """Refuse a count that tells otherwise than what was settled before the outcome was told.

    Of a game of coins every turn that was closed is a turn of the count, to the coin; and no
    plan got its decision, and so its money, that the count does not choose.
    """
    turns = Turn.objects.filter(round=there.round_id, played__isnull=False)
    rounds = read(there.audit.encode())["outcome"].get("rounds", ())
    chosen = there.proposals.filter(proposal__state=ProposalState.CHOSEN)
    if chosen.filter(place__isnull=True).exists() or any(
        rounds[one.number - 1] != one.played for one in turns
    ):
        raise BudgetRefused(
            _(
                "This count tells otherwise than what was settled after a turn of the game. "
                "Do not publish it; put the last backup beside it and tell the operator."
            )
        )


def _by_plan(rows: Any) -> dict[int, tuple[object, ...]]:
    return {one.proposal_id: tuple(getattr(one, name) for name in _COPIED) for one in rows}


def _scores(told: Mapping[str, Any], ballots: Ballots) -> Mapping[str, int]:
    """Return the points per plan of a ranking, by the places that voters gave it."""
    contest = contest_of(told["declaration"], told["acts"])
    if not isinstance(contest, Projects) or ballots.kind is not Kind.RANKING:
        return {}
    return Field(Election(contest.projects, contest.budget, ballots), contest.rule).scores


def _changed() -> BudgetRefused:
    return BudgetRefused(
        _(
            "The files of this count were changed after it was made. Do not publish it; put "
            "the last backup beside it and tell the operator."
        )
    )
