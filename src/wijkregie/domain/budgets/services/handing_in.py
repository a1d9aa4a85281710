"""What becomes of a proposal that was handed in: it fits once every check came to yes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import AmountRule, ProposalCheck
from wijkregie.domain.budgets.queries import needed
from wijkregie.domain.budgets.queries.proposal_door import asked_cents
from wijkregie.domain.budgets.queries.rounds import rules_of, who_decides
from wijkregie.domain.budgets.services import proposal_finding as finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.states import BallotKind, ProposalState
from wijkregie.domain.people.models import Seat
from wijkregie.domain.people.states import SeatFunction
from wijkregie.kit import audit, outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from wijkregie.domain.budgets.models import Proposal
    from wijkregie.domain.budgets.queries.seen import AmountRuleSeen
    from wijkregie.domain.budgets.states import CheckKind
    from wijkregie.kit.viewer import Viewer

#: How many days a second look takes where the first had none left.
_SECOND_LOOK: Final = timedelta(days=14)
_LEADS: Final = (SeatFunction.CHAIR, SeatFunction.SECRETARY)


def rule_for(found: Proposal) -> AmountRuleSeen | None:
    """Return the rule for what a proposal asks; ``None`` where that is not known, or none.

    Raises ``BudgetRefused`` where a round has rules and none holds for so much.
    """
    rules, asked = _rules(found), asked_cents(found)
    if asked is None or not rules:
        return None
    rule = who_decides(rules, asked)
    if rule is None:
        raise BudgetRefused(
            _("Nobody agreed who decides on so much. Ask less, or ask whose fund it is."),
            "cost",
        )
    return rule


def needed_of(found: Proposal) -> frozenset[CheckKind]:
    """Return what has to be looked at, by the amount and the criteria of the round."""
    criteria = found.round.criteria.exists()
    return needed.checks_needed(_rules(found), asked_cents(found), criteria=criteria)


def last_checks(found: Proposal) -> Mapping[CheckKind, ProposalCheck]:
    """Return the last check of each kind."""
    return needed.last_of_each(found.checks.all())


def advance(found: Proposal, *, by: Viewer, at: datetime) -> None:
    """Let a proposal fit once every check came to yes, or be checked again where one did not.

    Only one that was handed in; one that is repaired waits for that. What nobody pays yet
    has no price, and so it does not fit.
    """
    rule_for(found)
    last = last_checks(found)
    kinds = needed_of(found) | set(last)
    met = all(needed.is_met(last.get(kind), found.cost_cents) for kind in kinds)
    fits = met and (asked_cents(found) is not None or _needs_no_price(found))
    if fits and found.state == ProposalState.CHECKED:
        finding.move(found, ProposalState.FITS)
        audit.record("budget_plan_fits", found, by=by, at=at)
        finding.news(found, _("Your plan was looked at, and it fits."), by=by, at=at)
    elif not fits and found.state == ProposalState.FITS:
        finding.move(found, ProposalState.CHECKED)
        audit.record("budget_plan_checked_again", found, by=by, at=at)


def again(found: Proposal, *, by: Viewer, at: datetime) -> None:
    """Hand in what was repaired: who said no looks at it a second time."""
    for check in needed.failed(last_checks(found)):
        made = ProposalCheck.objects.create(
            municipality_id=found.municipality_id,
            proposal=found,
            kind=check.kind,
            turn=check.turn + 1,
            group_id=check.group_id,
            person_id=check.person_id,
            asked_at=at,
            answer_by=_second_day(check, timezone.localdate(at)),
        )
        tell_asked(made, at=at)
    found.repair_until, found.submitted_at = None, at
    finding.move(found, ProposalState.CHECKED, "repair_until", "submitted_at")
    audit.record("budget_plan_handed_in", found, by=by, at=at)
    advance(found, by=by, at=at)


def tell_asked(check: ProposalCheck, *, at: datetime) -> None:
    """Mail who is asked to look at a proposal: a person, or who leads a group."""
    today = timezone.localdate(at)
    told = _leading(check.group_id or 0, today)
    if check.person_id is not None:
        told = [check.person_id]
    outbox.put_each(
        "budget_check_asked",
        {
            f"budget_check:{check.pk}:{check.asked_at.timestamp():.0f}:{person_id}": {
                "check": check.pk,
                "person": person_id,
            }
            for person_id in told
        },
        way=Way.MAIL,
        municipality_id=check.municipality_id,
        at=at,
    )


def _leading(group_id: int, today: date) -> list[int]:
    seats = Seat.objects.current(today).filter(
        group_id=group_id, function__in=_LEADS, person__is_active=True
    )
    return sorted(set(seats.values_list("person_id", flat=True)))


def _second_day(check: ProposalCheck, today: date) -> date:
    """Return by when the second look is: as many days as the first had."""
    had = check.answer_by - timezone.localdate(check.asked_at)
    return today + (had if had.days > 0 else _SECOND_LOOK)


def _rules(found: Proposal) -> tuple[AmountRuleSeen, ...]:
    rows = AmountRule.objects.filter(round_id=found.round_id).select_related("group")
    return rules_of(rows.order_by("order"))


def _needs_no_price(found: Proposal) -> bool:
    """Tell whether a round divides its money over plans, so that none has a price."""
    return found.round.ballot == BallotKind.THEMES
