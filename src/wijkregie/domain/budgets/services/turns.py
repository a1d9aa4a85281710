"""A game of coins: its turns, what a household gives, and what the jury says no to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.core.tally.canonical import plain
from wijkregie.domain.budgets.models import (
    CountAct,
    Proposal,
    Round,
    Turn,
)
from wijkregie.domain.budgets.queries.game import (
    coming_turn,
    played_turns,
    result_of,
    turn_on,
)
from wijkregie.domain.budgets.queries.polling import days_of_vote
from wijkregie.domain.budgets.services import finding, polling
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.frozen import refuse_declared, watched
from wijkregie.domain.budgets.states import ActKind, BallotKind, ProposalState
from wijkregie.domain.programme.services import finding as programme
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.domain.budgets.services.vote_drafts import TurnDraft
    from wijkregie.kit.viewer import Viewer


@watched
@transaction.atomic
def plan_turns(round_id: int, drafts: Sequence[TurnDraft], *, by: Viewer, at: datetime) -> None:
    """Plan all turns of a game anew: as many as the rule says, on days of the vote."""
    found = finding.round_to_change(round_id, by)
    refuse_declared(found, "turns", by=by, at=at)
    refuse_other_ballots(found)
    wanted = int(found.counting["rounds"])
    if len(drafts) != wanted:
        raise BudgetRefused(
            ngettext(
                "This game has %(wanted)d turn. Fill in its days.",
                "This game has %(wanted)d turns. Fill in the days of each.",
                wanted,
            )
            % {"wanted": wanted}
        )
    _refuse_other_days(found, drafts)
    found.turns.all().delete()
    Turn.objects.bulk_create(
        Turn(
            municipality_id=found.municipality_id,
            round=found,
            number=number,
            opens_on=draft.opens_on,
            closes_on=draft.closes_on,
        )
        for number, draft in enumerate(drafts, start=1)
    )
    audit.record("turns_planned", found, by=by, at=at)


@transaction.atomic
def close_turn(round_id: int, number: int, *, by: Viewer, at: datetime) -> None:
    """Write down what came of a turn that is over: the pools, and what is paid for."""
    found = finding.round_to_change(round_id, by)
    refuse_other_ballots(found)
    turn = found.turns.filter(number=number).first()
    if turn is None:
        raise programme.not_there()
    if timezone.localdate(at) <= turn.closes_on or not found.declared:
        raise BudgetRefused(_("This turn is not over. Close it after its last day."))
    if turn.played is not None:
        raise BudgetRefused(_("This turn is closed already. Reload the page."))
    polling.hold(found)
    close_before(found, number + 1)
    audit.record("turn_closed", found, by=by, at=at, why=str(number))


def close_turns(*, at: datetime) -> dict[str, int]:
    """Close every turn that is over and that nobody closed."""
    today = timezone.localdate(at)
    waiting = Turn.objects.filter(
        closes_on__lt=today,
        played__isnull=True,
        round__declared=True,
        round__count__isnull=True,
        round__urn_opened_at__isnull=True,
        round__closed_on__isnull=True,
    )
    closed = 0
    for turn in waiting.select_related("round").order_by("round_id", "number"):
        with transaction.atomic():
            polling.hold(turn.round)
            closed += close_before(turn.round, turn.number + 1)
            audit.record("turn_closed", turn.round, by=None, at=at, why=str(turn.number))
    return {"turns": closed} if closed else {}


@transaction.atomic
def put_up(proposal_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Put a proposal that fits up in a game that goes on, from this turn or the next on."""
    proposal = _in_game(proposal_id, by)
    if proposal.state != ProposalState.FITS:
        raise BudgetRefused(_("Only a plan that fits and is not in the game yet is put up."))
    turn = turn_on(proposal.round, at) or coming_turn(proposal.round, at)
    if turn is None:
        raise BudgetRefused(_("The last turn is over, so nothing is put up any more."))
    refuse_played(proposal.round, turn.number)
    _act(proposal, ActKind.OPENED, turn, why, by=by, at=at)
    proposal.state = ProposalState.ON_BALLOT
    proposal.published_at = proposal.published_at or at
    proposal.save(update_fields=["state", "published_at"])
    audit.record("proposal_put_up", proposal, by=by, at=at)


@transaction.atomic
def veto(proposal_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Write down that the jury says no: from the next turn on, and coins go back then.

    Raises ``BudgetRefused`` for a plan that is paid for, also in a turn that is over and that
    nobody closed yet.
    """
    proposal = _in_game(proposal_id, by)
    if proposal.state != ProposalState.ON_BALLOT:
        raise BudgetRefused(_("The jury says no only to a plan that is in the game."))
    turn = coming_turn(proposal.round, at)
    if turn is None:
        raise BudgetRefused(_("The last turn has begun, so the jury can say no to nothing."))
    refuse_played(proposal.round, turn.number)
    _close_over(proposal.round, at)
    funded = {one for turn_ in played_turns(proposal.round) for one in turn_.funded}
    if str(proposal.number) in funded:
        raise BudgetRefused(_("This plan is paid for already."))
    _act(proposal, ActKind.VETOED, turn, why, by=by, at=at)
    audit.record("proposal_vetoed", proposal, by=by, at=at)


def _act(  # noqa: PLR0913 - an act is of a kind, in a turn, with its reason
    proposal: Proposal, kind: ActKind, turn: Turn, why: str, *, by: Viewer, at: datetime
) -> None:
    needed = _("Write down why. Everyone can read this.")
    said = finding.line(why, 400, "why", needed=needed)
    if CountAct.objects.filter(proposal=proposal, kind=kind).exists():
        raise BudgetRefused(_("This stands in the record already. Reload the page."))
    CountAct.objects.create(
        municipality_id=proposal.municipality_id,
        round=proposal.round,
        kind=kind,
        proposal=proposal,
        turn=turn.number,
        why=said,
        at=at,
        by_id=by.person_id,
    )


def _in_game(proposal_id: int, by: Viewer) -> Proposal:
    """Return a proposal of a declared game, locked, with nobody giving meanwhile."""
    finding.runner(by)
    proposal = programme.found(Proposal.objects.select_related("round"), proposal_id, by)
    refuse_other_ballots(proposal.round)
    if not proposal.round.declared:
        raise BudgetRefused(_("The game was not declared yet: all plans that fit are in it."))
    polling.hold(proposal.round)
    return proposal


def close_before(found: Round, number: int) -> int:
    """Write down what came of every turn before this one; return how many were waiting."""
    waiting = list(found.turns.filter(number__lt=number, played__isnull=True))
    if waiting:
        result = result_of(found, number - 1)
        for turn in waiting:
            turn.played = plain(result.rounds[turn.number - 1])
            turn.save(update_fields=["played"])
    return len(waiting)


def _close_over(found: Round, at: datetime) -> None:
    """Close the turns that are over, so that nobody says no to what was paid for in them."""
    over = found.turns.filter(closes_on__lt=timezone.localdate(at)).order_by("-number").first()
    if over is not None:
        close_before(found, over.number + 1)


def refuse_played(found: Round, number: int) -> None:
    """Refuse to add to a turn that was closed, or that lies before one: what came of it stands.

    By its days it may still go on, where a clock was set back.
    """
    if found.turns.filter(number__gte=number, played__isnull=False).exists():
        raise BudgetRefused(
            _("This turn was closed, so nothing is added to it. Come back in the next turn.")
        )


def refuse_other_ballots(found: Round) -> None:
    """Refuse a round that is no game of coins."""
    if found.ballot != BallotKind.COINS:
        raise BudgetRefused(_("This is for a game of coins only."))


def _refuse_other_days(found: Round, drafts: Sequence[TurnDraft]) -> None:
    days = days_of_vote(found)
    if days is None:
        raise BudgetRefused(_("Plan the days of the vote first: the turns lie within them."))
    last = None
    for draft in drafts:
        if not days.opens_on <= draft.opens_on <= draft.closes_on <= days.closes_on:
            raise BudgetRefused(
                _("Each turn ends after it begins, within the days of the vote."), "opens_on"
            )
        if last is not None and draft.opens_on <= last:
            raise BudgetRefused(_("A turn begins after the one before it is over."), "opens_on")
        last = draft.closes_on
