"""Votes for tests: a declared round with plans, codes of letters, and ballots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

from django.db import transaction

from tests.makers.budgets import TODAY, make_fund, make_round, phase, plan
from tests.makers.places import AT, make_municipality
from tests.makers.signals import make_signal, make_theme
from wijkregie.core.tally.canonical import digest, encoded
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Declaration, Electorate, Phase, Proposal, Round
from wijkregie.domain.budgets.queries.contests import contest_of_round, voting_of
from wijkregie.domain.budgets.services.electorate import settle_areas
from wijkregie.domain.budgets.states import ProposalState, Used, VoterUnit
from wijkregie.kit import audit
from wijkregie.kit.viewer import Viewer, installation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.domain.places.models import Municipality

LAST_DAY = 9
_seeds = count(1)
OVER = AT + timedelta(days=LAST_DAY + 1)
_GREEDY = {"family": "greedy", "utility": "cardinality"}
COUNTING: dict[str, dict[str, Any]] = {
    "approval": _GREEDY,
    "one": _GREEDY,
    "knapsack": _GREEDY,
    "ranking": {"family": "greedy", "utility": "borda"},
    "points": {"family": "greedy", "utility": "points"},
    "variants": {},
    "coins": {"rounds": 2, "coins": 90},
    "themes": {"step_cents": 100, "least": 2, "themes": ["groen", "spelen", "veilig"]},
}
LIMITS: dict[str, dict[str, int]] = {"points": {"points": 10}}
#: A ballot that each kind takes.
GOOD: dict[str, services.BallotDraft] = {
    "approval": services.BallotDraft(("1", "2")),
    "one": services.BallotDraft(("2",)),
    "knapsack": services.BallotDraft(("1", "2")),
    "ranking": services.BallotDraft(("3", "1")),
    "points": services.BallotDraft(("1", "3"), (4, 6)),
    "variants": services.BallotDraft(("3",)),
    "themes": services.BallotDraft(("groen", "veilig"), (700, 1100)),
}


@dataclass
class Vote:
    """A round in which one can vote, and the codes of its letters, the first letter first."""

    round: Round
    by: Viewer
    codes: list[str]
    chance: Random

    def cast(
        self, code: int | str, *marks: str, at: datetime = AT, **more: Any
    ) -> services.ReceiptSeen:
        """Cast marks, or a whole ``draft``, with a code or with that of the n-th letter."""
        draft = more.pop("draft", None) or services.BallotDraft(marks, **more)
        typed = self.codes[code] if isinstance(code, int) else code
        return services.cast(
            self.round.pk, typed, draft, how=Used.WEB, at=at, chance=self.chance
        )

    def give(
        self, code: int, *gifts: tuple[str, int], at: datetime = AT
    ) -> services.ReceiptSeen:
        return services.give_coins(
            self.round.pk, self.codes[code], gifts, how=Used.WEB, at=at, chance=self.chance
        )


def make_plan(found: Round, number: int, cents: int, **more: Any) -> Proposal:
    """A plan that fits, for so much."""
    theme = make_theme(found.municipality)
    known: dict[str, Any] = {
        "municipality_id": found.municipality_id,
        "signal": make_signal(found.municipality, theme=theme),
        "number": number,
        "title": f"Plan {number}",
        "plan": "Zo gaat het eruitzien.",
        "cost_cents": cents,
        "state": ProposalState.FITS,
        "made_at": AT,
    }
    return Proposal.objects.create(round=found, **known | more)


@transaction.atomic
def declare(found: Round) -> None:
    """Freeze a round as it is, with all plans that fit on the ballot."""
    fits = Proposal.objects.filter(round=found, state=ProposalState.FITS)
    fits.update(state=ProposalState.ON_BALLOT)
    settle_areas(found)
    contest, voting = contest_of_round(found).declaration(), voting_of(found)
    made = Declaration.objects.create(
        municipality_id=found.municipality_id,
        round=found,
        text=encoded(contest).decode(),
        digest=digest(contest),
        voting=encoded(voting).decode(),
        voting_digest=digest(voting),
        frozen_at=AT,
    )
    both = f"{made.digest} {made.voting_digest}"
    audit.record("round_declared", found, by=None, at=AT, why=both)
    Round.objects.filter(pk=found.pk).update(declared=True)
    Electorate.objects.filter(round=found).update(frozen_at=AT)
    Phase.objects.filter(round=found, kind="vote").update(frozen_at=AT)
    found.refresh_from_db()


def planned_vote(
    ballot: str = "approval",
    municipality: Municipality | None = None,
    *,
    prices: Sequence[int] = (500, 700, 900),
    **more: Any,
) -> Round:
    """A round with plans and days to vote on, from today on; nothing was declared yet."""
    here = municipality or make_municipality()
    counting = more.pop("counting", COUNTING[ballot])
    fund = more.pop("fund", None) or make_fund(here)
    last = more.pop("last", LAST_DAY)
    made = make_round(fund, ballot=ballot, counting=counting, budget_cents=1800, **more)
    plan(made, phase("vote", 0, last))
    if ballot != "themes":
        for number, cents in enumerate(prices, start=1):
            make_plan(made, number, cents)
    return made


def make_vote(
    ballot: str = "approval",
    municipality: Municipality | None = None,
    *,
    voters: int = 3,
    limits: dict[str, int] | None = None,
    **more: Any,
) -> Vote:
    """A declared vote that is open today, with so many letters."""
    who = {name: more.pop(name) for name in ("area_ids", "least_age") if name in more}
    entries = more.pop("entries", [services.RollEntry()] * voters)
    on_paper = more.pop("on_paper", ballot != "coins")
    made = planned_vote(ballot, municipality, **more)
    by, chance = installation(made.municipality_id), Random(next(_seeds))  # noqa: S311 - of a test
    draft = services.ElectorateDraft(
        unit=VoterUnit.HOUSEHOLD,
        on_paper=on_paper,
        limits=LIMITS.get(ballot, {}) if limits is None else limits,
        **who,
    )
    services.set_electorate(made.pk, draft, by=by, at=AT)
    if ballot == "coins":
        days = ((0, 4), (5, LAST_DAY))
        turns = [
            services.TurnDraft(TODAY + timedelta(first), TODAY + timedelta(last))
            for first, last in days
        ]
        services.plan_turns(made.pk, turns, by=by, at=AT)
    new = services.draw_roll(made.pk, entries, by=by, at=AT, chance=chance) if entries else []
    declare(made)
    return Vote(made, by, [one.code for one in new], chance)
