"""Find out for every plan that was not chosen what would have done it; in the worker."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any, Final, cast

from django_tasks import task

from wijkregie.core.tally.audit import read, read_ballots
from wijkregie.core.tally.contests import Coins, Plans, Projects, contest_of
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.explained import Explainer
from wijkregie.core.tally.records import Election
from wijkregie.core.tally.variants import Ended
from wijkregie.domain.budgets.models import Count, CountedProposal
from wijkregie.kit import jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wijkregie.core.tally.contests import Contest
    from wijkregie.core.tally.explained import Enough
    from wijkregie.core.tally.records import Ballots

STEP_CENTS: Final = 100
"""A lower price is looked for in whole euros."""


def explain_later(made: Count) -> None:
    """Ask the worker to find out, of a count that was just made, why plans were not chosen."""
    explain_count.enqueue(made.pk)


@jobs.idempotent
@task()
def explain_count(count_id: int) -> int:
    """Write down why each plan of a count was not chosen; return how many."""
    return explain(count_id)


def explain(count_id: int) -> int:
    """Do the same at once. What was explained before is left as it is."""
    made = Count.objects.get(pk=count_id)
    told = read(made.audit.encode())
    ballots, _salt = read_ballots(made.ballots.encode())
    contest = contest_of(told["declaration"], told["acts"])
    waiting = made.proposals.filter(place__isnull=True, why__isnull=True)
    rows = list(waiting.select_related("proposal"))
    if not rows:
        return 0
    why = _explainer(contest, ballots, told["outcome"])
    for row in rows:
        found = why(str(row.proposal.number))
        CountedProposal.objects.filter(pk=row.pk).update(why=found)
    return len(rows)


def _explainer(
    contest: Contest, ballots: Ballots, outcome: Mapping[str, Any]
) -> Callable[[str], dict[str, Any]]:
    """Return what tells why a plan of this contest was not chosen."""
    if isinstance(contest, Projects):
        return _of_projects(contest, ballots)
    if isinstance(contest, Plans):
        return lambda number: _of_plan(contest, number, outcome, ballots.voters)
    game = cast("Coins", contest)  # themes have no plans to tell it of
    return lambda number: _of_coins(game, number, outcome)


def _of_projects(contest: Projects, ballots: Ballots) -> Callable[[str], dict[str, Any]]:
    election = Election(contest.projects, contest.budget, ballots)
    rule = contest.counted_rule()
    explainer = Explainer(election, rule, count(election, rule), step=STEP_CENTS)

    def why(number: str) -> dict[str, Any]:
        found = explainer.why(number)
        return {
            "barrier": found.barrier.value,
            "held": None if found.held is None else floor(found.held),
            "votes": _enough(found.votes, 1),
            "cheaper": _enough(found.cheaper, STEP_CENTS),
        }

    return why


def _enough(found: Enough | None, unit: int) -> list[int | bool] | None:
    return None if found is None else [found.amount * unit, found.least]


def _of_plan(
    contest: Plans, number: str, outcome: Mapping[str, Any], voters: int
) -> dict[str, Any]:
    """Tell how many votes more a whole plan needed: to be ahead, and to have the majority.

    Each of these is needed and all together do, so fewer would not have done; only where one
    fewer makes it stand level a lot might have done it.
    """
    first = dict(outcome["standings"][0]["votes"])
    own, others = first.pop(number, 0), max(first.values(), default=0)
    asked = Fraction(contest.rule.majority)
    naming = own + sum(first.values())
    ahead = others - own + 1
    majority = floor((asked * naming - own) / (1 - asked)) + 1
    people = contest.rule.voters - voters
    needed = max(1, ahead, people, majority if contest.rule.short != "highest" else 0)
    ended = outcome["ended"]
    known = (Ended.TOO_FEW_VOTERS, Ended.SECOND_VOTE)
    return {
        "barrier": ended if ended in known else "fewer votes",
        "held": None,
        "votes": [needed, needed != ahead],
        "cheaper": None,
    }


def _of_coins(contest: Coins, number: str, outcome: Mapping[str, Any]) -> dict[str, Any]:
    """Tell how many coins more would have filled the pool of a plan at its fullest."""
    mine = next(one for one in contest.proposals if one.id == number)
    pools = [dict(each["pools"]).get(number, 0) for each in outcome["rounds"]]
    short = mine.cost - max(pools, default=0)
    out = mine.vetoed and any(number in each["vetoed"] for each in outcome["rounds"])
    return {
        "barrier": "vetoed" if out else "pool not full",
        "held": max(pools, default=0),
        "votes": None if out else [short, True],
        "cheaper": None,
    }
