"""Which checks a proposal needs before somebody decides on it, and how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.domain.budgets.queries.rounds import who_decides
from wijkregie.domain.budgets.states import (
    BallotKind,
    CheckKind,
    PhaseKind,
    ProposalState,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from wijkregie.domain.budgets.models import Phase, Proposal, ProposalCheck, Round
    from wijkregie.domain.budgets.queries.seen import AmountRuleSeen

#: Phases in which one hands in a plan or repairs it.
HAND_IN: Final = (PhaseKind.IDEAS, PhaseKind.PLAN, PhaseKind.CHECK)
#: A second no is one in this turn, or a later one.
SECOND: Final = 2


def checks_needed(
    found: tuple[AmountRuleSeen, ...], asked: int | None, *, criteria: bool
) -> frozenset[CheckKind]:
    """Return what is looked at before somebody decides on this amount. No query.

    Criteria where the round has any, and what the rule for the amount says. While nobody
    knows what it costs, that is looked at first.
    """
    needed = {CheckKind.CRITERIA} if criteria else set()
    if asked is None:
        return frozenset(needed | {CheckKind.COST})
    rule = who_decides(found, asked)
    return frozenset(needed | set(rule.checks if rule else ()))


def last_of_each(checks: Iterable[ProposalCheck]) -> Mapping[CheckKind, ProposalCheck]:
    """Return the check of the last turn of each kind."""
    found: dict[CheckKind, ProposalCheck] = {}
    for one in sorted(checks, key=lambda row: row.turn):
        found[CheckKind(one.kind)] = one
    return found


def is_met(check: ProposalCheck | None, cost_cents: int | None) -> bool:
    """Tell whether a check came to yes; a yes to a cost holds for that cost only."""
    if check is None or check.verdict != Verdict.YES:
        return False
    return check.kind != CheckKind.COST or check.cost_cents == cost_cents


def is_unasked(check: ProposalCheck | None, cost_cents: int | None) -> bool:
    """Tell whether somebody still has to be asked: nobody was, or the cost changed since."""
    if check is None:
        return True
    return check.verdict == Verdict.YES and not is_met(check, cost_cents)


def failed(last: Mapping[CheckKind, ProposalCheck]) -> list[ProposalCheck]:
    """Return the checks that came to a no which may be repaired: the first one."""
    return [one for one in last.values() if one.verdict == Verdict.NO and one.turn < SECOND]


def is_second_no(last: Mapping[CheckKind, ProposalCheck]) -> bool:
    """Tell whether there was a no to what was repaired already."""
    return any(one.verdict == Verdict.NO and one.turn >= SECOND for one in last.values())


def handing_in_is_over(phases: Iterable[Phase], on: date) -> bool:
    """Tell whether no phase is left in which a plan can be handed in or repaired."""
    days = [one.closes_on for one in phases if one.kind in HAND_IN]
    return bool(days) and max(days) < on


def money_is_divided(row: Round, on: date) -> bool:
    """Tell whether residents divided the money over themes: then a body decides on plans."""
    if row.ballot != BallotKind.THEMES or not row.declared:
        return False
    return any(one.kind == PhaseKind.VOTE and one.closes_on < on for one in row.phases.all())


def is_to_decline(
    row: Proposal, last: Mapping[CheckKind, ProposalCheck], *, over: bool, on: date
) -> bool:
    """Tell whether nothing is left but to say no, for who runs the fund to record.

    A second no; time to repair that passed; a plan that never was handed in; and one that
    fits or is checked when a vote between plans was declared without it.
    """
    left_out = row.round.declared and row.round.ballot != BallotKind.THEMES
    if row.state == ProposalState.REPAIRED:
        return is_second_no(last) or (row.repair_until is not None and row.repair_until < on)
    if row.state == ProposalState.WORKED_OUT:
        return over
    if row.state == ProposalState.CHECKED:
        return is_second_no(last) or left_out
    return row.state == ProposalState.FITS and left_out
