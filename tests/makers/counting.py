"""Votes that were declared by the service, cast on, counted and told."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from tests.makers.budgets import TODAY, decided
from tests.makers.places import AT
from tests.makers.voting import LAST_DAY, LIMITS, OVER, Vote, planned_vote
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Count, Proposal, Round
from wijkregie.domain.budgets.states import VoterUnit
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.places.models import Municipality

PUBLIC = 5
"""So many equal ballots may be published."""


def ready_vote(
    ballot: str = "approval",
    municipality: Municipality | None = None,
    *,
    voters: int = 3,
    limits: dict[str, int] | None = None,
    **more: Any,
) -> Vote:
    """A vote that lacks nothing to be declared."""
    made = planned_vote(ballot, municipality, **more)
    Proposal.objects.filter(round=made).update(published_at=AT)
    by, chance = installation(made.municipality_id), Random(7)  # noqa: S311 - of a test
    draft = services.ElectorateDraft(
        unit=VoterUnit.HOUSEHOLD,
        on_paper=ballot != "coins",
        limits=LIMITS.get(ballot, {}) if limits is None else limits,
    )
    services.set_electorate(made.pk, draft, by=by, at=AT)
    if ballot == "coins":
        days = ((0, 4), (5, LAST_DAY))
        turns = [
            services.TurnDraft(TODAY + timedelta(first), TODAY + timedelta(last))
            for first, last in days
        ]
        services.plan_turns(made.pk, turns, by=by, at=AT)
    entries = [services.RollEntry()] * voters
    new = services.draw_roll(made.pk, entries, by=by, at=AT, chance=chance) if entries else []
    return Vote(made, by, [one.code for one in new], chance)


def declared_vote(ballot: str = "approval", *more: Any, **known: Any) -> Vote:
    """A vote that was declared; one can vote in it today."""
    vote = ready_vote(ballot, *more, **known)
    services.declare(vote.round.pk, by=vote.by, at=AT)
    vote.round.refresh_from_db()
    return vote


def voted(ballots: Sequence[Sequence[str]], ballot: str = "approval", **more: Any) -> Vote:
    """A declared vote in which these ballots were cast, each by a voter of its own."""
    vote = declared_vote(ballot, **{"voters": max(len(ballots), 1)} | more)
    for code, marks in enumerate(ballots):
        vote.cast(code, *marks)
    return vote


def counted(vote: Vote) -> Count:
    services.count_votes(vote.round.pk, by=vote.by, at=OVER)
    return Count.objects.get(round=vote.round)


def told(vote: Vote, **more: Any) -> Count:
    """Count and publish; the decision is of the day after the vote."""
    made = counted(vote)
    draft = decided("Uitslag van de stemming", **{"taken_on": OVER.date()} | more)
    services.tell(vote.round.pk, draft, by=vote.by, at=OVER)
    made.refresh_from_db()
    return made


def numbers_of(found: Round) -> dict[str, list[int]]:
    """The numbers of the proposals of a round by their state."""
    by_state: dict[str, list[int]] = {}
    for state, number in found.proposals.order_by("number").values_list("state", "number"):
        by_state.setdefault(state, []).append(number)
    return by_state


def why_of(made: Count, number: int) -> dict[str, Any]:
    """What was found of why a plan was not chosen."""
    found = made.proposals.get(proposal__number=number).why
    assert found is not None
    return dict(found)
