"""Decide on a proposal without a vote: the body of its amount does, on its mandate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import Cofinancing, Counsel, Count, Proposal
from wijkregie.domain.budgets.queries import needed
from wijkregie.domain.budgets.queries.proposal_door import asked_cents
from wijkregie.domain.budgets.services import finding as budgets
from wijkregie.domain.budgets.services import outcomes
from wijkregie.domain.budgets.services import proposal_finding as finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.handing_in import last_checks, rule_for
from wijkregie.domain.budgets.states import BallotKind, CounselKind, Path, ProposalState
from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.models import Group
from wijkregie.kit import audit
from wijkregie.kit.days import fault_of

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.budgets.queries.seen import AmountRuleSeen
    from wijkregie.domain.budgets.services.proposal_drafts import CounselDraft
    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.decisions.services import DecisionDraft
    from wijkregie.kit.viewer import Viewer

#: Where an officer or a board of the municipality decides; elsewhere a group of residents.
MUNICIPAL: Final = frozenset({Path.MUNICIPALITY, Path.CONSULTED, Path.WEIGHTY_ADVICE})
#: What has to be known before somebody decides.
_HEARD: Final = {
    Path.CONSULTED: CounselKind.NEIGHBOURHOOD,
    Path.WEIGHTY_ADVICE: CounselKind.ADVICE,
}


@transaction.atomic
def record_counsel(proposal_id: int, draft: CounselDraft, *, by: Viewer, at: datetime) -> None:
    """Write down what the neighbourhood said, or which advice was given; everyone reads it.

    In place of what was written down of it before. By who guides the proposal.
    """
    states = (ProposalState.CHECKED, ProposalState.FITS)
    found = finding.guided(proposal_id, by, states=states)
    if draft.kind not in CounselKind.values:
        raise BudgetRefused(_("Choose what was said, or which advice was given."), "kind")
    if draft.kind == CounselKind.ADVICE and draft.favours is None:
        raise BudgetRefused(_("Choose whether the advice is for or against."), "favours")
    today = timezone.localdate(at)
    fault = fault_of(draft.given_on, today=today)
    if fault:
        raise BudgetRefused(fault, "given_on")
    groups = Group.objects.current(today).filter(municipality_id=found.municipality_id)
    if draft.group_id is not None and not groups.filter(pk=draft.group_id).exists():
        raise BudgetRefused(_("This group is not there any more. Choose another."), "group")
    text = budgets.text(draft.text, 2000, "text")
    if not text:
        raise BudgetRefused(_("Write down what was said."), "text")
    Counsel.objects.update_or_create(
        proposal=found,
        kind=draft.kind,
        defaults={
            "municipality_id": found.municipality_id,
            "favours": draft.favours if draft.kind == CounselKind.ADVICE else None,
            "text": text,
            "group_id": draft.group_id,
            "given_on": draft.given_on,
            "recorded_at": at,
            "recorded_by_id": by.person_id,
        },
    )
    audit.record("budget_plan_counsel_recorded", found, by=by, at=at, why=draft.kind)


@transaction.atomic
def decide_on(
    proposal_id: int,
    draft: DecisionDraft,
    *,
    by: Viewer,
    at: datetime,
    otherwise_because: str = "",
) -> int:
    """Record what was decided on a proposal that fits, answer it, and return the decision.

    The amount says who decides: that group, or an officer of the municipality. Where the
    neighbourhood or a platform is heard first, that stands there; who decides otherwise than
    a weighty advice says why. Where residents divided the money over themes, who runs the fund
    records who decides on plans, once that was published. Raises ``BudgetRefused`` where one
    of these is not so, where residents choose by a vote, and for more than the round has left.
    """
    found = finding.to_change(proposal_id, by)
    finding.need(found, (ProposalState.FITS,))
    rule = rule_for(found)
    if rule is None:
        raise BudgetRefused(_("Nobody wrote down yet who decides. Do that on the round first."))
    if rule.path == Path.VOTE:
        _divided_first(found.round)
    if not rules.may_record_decision(by, rule.group_id):
        raise BudgetRefused(
            _("Only who runs this fund, or leads the group that decides, records this.")
        )
    _check_body(rule, draft)
    if draft.outcome not in {Outcome.FOLLOW_UP, Outcome.DECLINE}:
        raise BudgetRefused(_("Choose yes or no."), "outcome")
    _heard_first(found, rule, draft, otherwise_because)
    if draft.outcome == Outcome.FOLLOW_UP:
        _refuse_more_than_left(found)
    decision = decisions.record(_about(found, draft), by=by, at=at, since=found.made_at)
    chosen = draft.outcome == Outcome.FOLLOW_UP
    state = ProposalState.CHOSEN if chosen else ProposalState.DECLINED
    words = _words(decision, chosen=chosen)
    outcomes.settle(found, state, decision=decision, words=words, by=by, at=at)
    return decision.pk


@transaction.atomic
def decline_proposal(
    proposal_id: int, draft: DecisionDraft, *, by: Viewer, at: datetime
) -> int:
    """Record that a proposal goes no further, with the reason, and answer it.

    By who runs the fund; after a second no, after the days to repair it passed, or when the
    round takes nothing in any more. Return the decision.
    """
    budgets.runner(by)
    found = finding.to_change(proposal_id, by)
    today = timezone.localdate(at)
    over = needed.handing_in_is_over(found.round.phases.all(), today)
    if not needed.is_to_decline(found, last_checks(found), over=over, on=today):
        raise BudgetRefused(
            _("This plan can still be looked at or repaired. Only after that it is declined.")
        )
    asked = replace(_about(found, draft), outcome=Outcome.DECLINE)
    decision = decisions.record(asked, by=by, at=at, since=found.made_at)
    words = _words(decision, chosen=False)
    declined = ProposalState.DECLINED
    outcomes.settle(found, declined, decision=decision, words=words, by=by, at=at)
    return decision.pk


def left_cents(found: Round) -> int | None:
    """Return what a round has left after what was chosen; ``None`` while not known."""
    if found.budget_cents is None:
        return None
    chosen = Proposal.objects.filter(round=found, state=ProposalState.CHOSEN)
    cost = chosen.aggregate(total=Sum("cost_cents"))["total"] or 0
    others = Cofinancing.objects.filter(proposal__in=chosen)
    paid = others.aggregate(total=Sum("cents"))["total"] or 0
    return found.budget_cents + (found.carried_cents or 0) - cost + paid


def _divided_first(found: Round) -> None:
    """Refuse where a vote chooses plans, and before residents divided the money for them."""
    if found.ballot != BallotKind.THEMES:
        raise BudgetRefused(_("On this amount residents decide by a vote."))
    if not Count.objects.filter(round=found, told_at__isnull=False).exists():
        raise BudgetRefused(
            _("Residents divide the money over themes first. Decide once that is published.")
        )


def _check_body(rule: AmountRuleSeen, draft: DecisionDraft) -> None:
    """Refuse a decision by another body than the one that the amount says."""
    if rule.group_id is not None:
        if draft.body_id != rule.group_id:
            raise BudgetRefused(
                _("On this amount %(group)s decides.") % {"group": rule.group_name}, "body"
            )
    elif rule.path in MUNICIPAL and not draft.officer:
        raise BudgetRefused(_("On this amount an officer of the municipality decides."), "body")
    elif rule.path not in {*MUNICIPAL, Path.VOTE} and draft.body_id is None:
        raise BudgetRefused(_("On this amount a group of residents decides."), "body")


def _heard_first(
    found: Proposal, rule: AmountRuleSeen, draft: DecisionDraft, otherwise_because: str
) -> None:
    """Refuse a decision before who has to be heard was; keep why it differs from an advice."""
    kind = _HEARD.get(rule.path)
    if kind is None:
        return
    counsel = found.counsels.filter(kind=kind).first()
    if counsel is None:
        words = {
            CounselKind.NEIGHBOURHOOD: _("Write down first what the neighbourhood said."),
            CounselKind.ADVICE: _("Write down first which advice was given."),
        }
        raise BudgetRefused(words[kind])
    if counsel.favours in {None, draft.outcome == Outcome.FOLLOW_UP}:
        return
    counsel.otherwise_because = budgets.line(
        otherwise_because,
        1000,
        "otherwise_because",
        needed=_("The advice was otherwise. Write down why this was decided all the same."),
    )
    counsel.save(update_fields=["otherwise_because"])


def _refuse_more_than_left(found: Proposal) -> None:
    left = left_cents(found.round)
    if left is not None and (asked_cents(found) or 0) > left:
        raise BudgetRefused(_("This round has not so much left. Decide on another plan."))


def _about(found: Proposal, draft: DecisionDraft) -> DecisionDraft:
    subject = _("Plan %(number)d: %(title)s") % {"number": found.number, "title": found.title}
    return replace(draft, subject=subject[:200])


def _words(decision: Decision, *, chosen: bool) -> str:
    """Return the answer: what was decided, and why."""
    if chosen:
        return _("Your plan goes ahead. Why: %(why)s") % {"why": decision.reason}
    return _("Your plan does not go ahead. Why: %(why)s") % {"why": decision.reason}
