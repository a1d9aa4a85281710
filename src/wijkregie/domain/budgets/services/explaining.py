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
    from wijkregie.core.tally.enough import Enough
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
            "rival": found.rival,
            "held": None if found.held is None else floor(found.held),
            "votes": _enough(found.votes, 1),
            "open": found.open,
            "cheaper": _enough(found.cheaper, STEP_CENTS),
        }

    return why


def _enough(found: Enough | None, unit: int) -> list[int | bool | None] | None:
    """Return what would have done it, whether that is the least, and where a lot decides."""
    if found is None:
        return None
    level = (found.amount - 1) * unit if found.level else None
    return [found.amount * unit, found.least, level]


def _of_plan(
    contest: Plans, number: str, outcome: Mapping[str, Any], voters: int
) -> dict[str, Any]:
    """Tell how many votes more a whole plan needed: to be ahead, and to have the majority.

    Each of these is needed and all together do, so fewer would not have done; only where one
    fewer makes it stand level the lot decides. Where it stood level, the lot did decide.
    """
    rule = contest.rule
    first = dict(outcome["standings"][0]["votes"])
    own, others = first.pop(number, 0), max(first.values(), default=0)
    asked, highest = Fraction(rule.majority), rule.short == "highest"
    naming = own + sum(first.values())
    ahead = others - own + 1
    majority = floor((asked * naming - own) / (1 - asked)) + 1
    people = rule.voters - voters
    needed = max(1, ahead, people, 0 if highest else majority)
    fewer = needed - 1
    enough = highest or own + fewer > asked * (naming + fewer)
    level = needed == ahead and fewer >= people and own + fewer > 0 and enough
    ended = outcome["ended"]
    known = (Ended.TOO_FEW_VOTERS, Ended.SECOND_VOTE, Ended.NO_VOTES)
    drawn = level and not fewer
    return {
        "barrier": "lot" if drawn else ended if ended in known else "fewer votes",
        "rival": outcome["names"][0] if drawn else "",
        "held": None,
        "votes": [needed, drawn or not level, fewer if level and fewer else None],
        "open": False,
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
        "rival": "",
        "held": max(pools, default=0),
        "votes": None if out else [short, True, None],
        "open": False,
        "cheaper": None,
    }
