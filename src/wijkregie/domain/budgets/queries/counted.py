"""What an audit file tells of each plan: the outcome itself, of which rows are only a copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wijkregie.core.tally import coins
from wijkregie.core.tally.variants import Ended
from wijkregie.domain.budgets.queries.why import FEW

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ToldOf:
    """What came out for one plan: ``place`` is ``None`` where it was not chosen.

    ``paid_cents`` is ``None`` where a plan that was chosen costs what it asks for.
    """

    votes: int = 0
    points: int = 0
    place: int | None = None
    paid_cents: int | None = 0


NOTHING = ToldOf()


def told_by(audit: Mapping[str, Any]) -> dict[str, ToldOf]:
    """Return what an audit file tells, by the numbers of plans; others got nothing."""
    totals, paid = _totals(audit), _paid(audit)
    places = {number: place for place, number in enumerate(chosen_in(audit), 1)}
    return {
        number: ToldOf(
            *totals.get(number, (0, 0)),
            places.get(number),
            paid.get(number) if number in places else 0,
        )
        for number in {*totals, *places}
    }


def chosen_in(audit: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the numbers of what an audit file says was chosen, in the order of the count."""
    outcome = audit["outcome"]
    family = audit["declaration"]["family"]
    if family == "plans":
        return tuple(outcome["names"]) if outcome["ended"] == Ended.CHOSEN else ()
    if family == "coins":
        return tuple(one for each in outcome["rounds"] for one in each["funded"])
    return tuple(one["project"] for one in outcome.get("rounds", ()))


def tells_of_few(audit: Mapping[str, Any]) -> bool:
    """Tell whether an audit file tells of a plan that one to four people were for.

    Pages do not tell that number, so they do not hand out the file that does. Blank ballots
    are for no plan.
    """
    told = [votes for _mark, votes, _points in audit["totals"]]
    for standing in audit["outcome"].get("standings", ()):
        told.extend(votes for _name, votes in standing["votes"])
    return any(0 < votes < FEW for votes in told)


def _totals(audit: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Return votes and points per plan; in a game those are gifts and coins of all turns."""
    found: dict[str, tuple[int, int]] = {}
    is_game = audit["declaration"]["family"] == "coins"
    for mark, votes, points in audit["totals"]:
        number = coins.given(mark)[1] if is_game else mark
        before = found.get(number, (0, 0))
        found[number] = (before[0] + votes, before[1] + points)
    return found


def _paid(audit: Mapping[str, Any]) -> dict[str, int]:
    """Return what the count paid per plan in cents; whole plans and games cost their price."""
    rounds = audit["outcome"].get("rounds", ())
    return {one["project"]: one["paid"] for one in rounds if "project" in one}
