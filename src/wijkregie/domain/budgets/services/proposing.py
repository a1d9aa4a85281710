"""Propose a plan in a round, change it, hand it in, and let everyone read it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Proposal
from wijkregie.domain.budgets.queries.building import TAKES_PLANS
from wijkregie.domain.budgets.services import finding as budgets
from wijkregie.domain.budgets.services import proposal_filling as filling
from wijkregie.domain.budgets.services import proposal_finding as finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.frozen import refuse_declared, watched
from wijkregie.domain.budgets.services.handing_in import advance, again
from wijkregie.domain.budgets.states import PhaseKind, ProposalState
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.states import Kind
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.budgets.services.proposal_drafts import CostDraft, ProposalDraft
    from wijkregie.domain.signals.services import Receipt
    from wijkregie.kit.viewer import Viewer

#: After the last of these everyone knows what came of it.
_OUTCOME: Final = (PhaseKind.DECIDE, PhaseKind.VOTE, PhaseKind.COUNT)
#: What was promised is never farther than this; see ``signals``.
_FURTHEST: Final = timedelta(days=366)


@transaction.atomic
def propose(  # noqa: PLR0913 - in which round, what, by whom, when, of which chance and form
    round_id: int,
    draft: ProposalDraft,
    *,
    by: Viewer,
    at: datetime,
    seed: int,
    submission: str,
) -> Receipt:
    """Propose a plan in a round: raise it as an idea, and return the receipt of that.

    Everyone may while the round asks for ideas or plans, also without an account. The same
    ``submission`` again returns the same receipt and makes nothing. It hears by the last day
    of the phase in which is decided, or by what the theme promises if that is later. Who
    works along reads it at once, everyone after somebody looked: see ``publish``.
    """
    found = finding.round_of(round_id, by)
    known = Proposal.objects.filter(round=found, signal__submission=submission).first()
    if known is None:
        refuse_when_closed(found, draft.raiser.received_on or timezone.localdate(at))
    made = Proposal(municipality_id=found.municipality_id, round=found, made_at=at)
    filling.fill_words(made, draft)
    filling.fill_place(made, draft, by=by)
    idea = signals.SignalDraft(
        text=made.plan,
        theme_id=draft.theme_id,
        submission=submission,
        kind=Kind.IDEA,
        area_id=made.area_id,
        raiser=draft.raiser,
        invented=draft.invented,
        answer_by=outcome_day(found, timezone.localdate(at)),
    )
    receipt = signals.receive(
        idea, municipality_id=found.municipality_id, by=by, at=at, seed=seed
    )
    if known is not None:
        return receipt
    made.signal_id = receipt.signal_id
    made.group_id = draft.raiser.group_id
    _add(made, draft, by=by, at=at)
    return receipt


@transaction.atomic
def change_proposal(
    proposal_id: int, draft: ProposalDraft, *, version: int, by: Viewer, at: datetime
) -> None:
    """Change a plan while it is worked out or repaired: who proposes it, or who guides it.

    ``version`` is the one that was shown; another one was changed meanwhile and is refused.
    New words of who proposes are looked at again before everyone reads them. What a guide
    changed is told to who proposes.
    """
    found, own = finding.worked_on(proposal_id, by, states=_CHANGED)
    _refuse_stale(found, version)
    _refuse_too_late(found, by, timezone.localdate(at))
    was = (found.cost_cents, found.hours, found.area_id)
    changed = filling.fill_words(found, draft)
    filling.fill_place(found, draft, by=by)
    filling.fill_effort(found, draft.hours)
    filling.fill_cost(found, draft.cost_cents, draft.cofinancing)
    guides = finding.guides(found, by)
    filling.set_cofinancing(found, draft.cofinancing, may_add=guides)
    if changed and not guides:
        found.published_at, found.worded_at = None, at
    found.version += 1
    found.save()
    if found.published_at is not None and "title" in changed:
        signals.name_as_proposal(finding.signal_id(found), found.title, by=by, at=at)
    now = (found.cost_cents, found.hours, found.area_id)
    changed += [name for name, one, two in zip(_PARTS, was, now, strict=True) if one != two]
    money = _told_cost(was[0], now[0]) if "cost" in changed else ""
    audit.record("budget_plan_changed", found, by=by, at=at, why=money)
    if not own and changed:
        told = get_text_list([str(_named(name)) for name in changed], _("and"))
        text = _("Somebody who helps changed in your plan: %(what)s.") % {"what": told}
        finding.news(found, f"{text} {money}".strip(), by=by, at=at)


@watched
@transaction.atomic
def change_cost(
    proposal_id: int, draft: CostDraft, *, version: int, by: Viewer, at: datetime
) -> None:
    """Change what a plan costs after it was handed in, with the reason; who proposes hears it.

    By who guides it, until somebody decided or the vote is declared: from then on an attempt
    is refused and logged. A yes to the cost held for the cost as it was, so somebody looks at
    it again.
    """
    found = finding.to_change(proposal_id, by)
    if not finding.guides(found, by):
        raise finding.not_yours()
    if found.state == ProposalState.ON_BALLOT:
        refuse_declared(found.round, "prices", by=by, at=at)
    finding.need(found, (ProposalState.CHECKED, ProposalState.FITS))
    _refuse_stale(found, version)
    why = budgets.line(draft.why, 300, "why", needed=_("Write down why the cost changes."))
    was = found.cost_cents
    filling.fill_cost(found, draft.cost_cents, draft.cofinancing)
    filling.set_cofinancing(found, draft.cofinancing, may_add=True)
    found.version += 1
    found.save(update_fields=["cost_cents", "version"])
    money = f"{_told_cost(was, found.cost_cents)} {why}"
    audit.record("budget_plan_cost_changed", found, by=by, at=at, why=money)
    finding.news(found, money, by=by, at=at)
    advance(found, by=by, at=at)


@transaction.atomic
def hand_in(proposal_id: int, *, by: Viewer, at: datetime) -> None:
    """Hand a plan in to be checked, or hand it in again after a repair.

    After a repair only what came to a no is asked again. Where nothing has to be looked at
    it fits at once.
    """
    found, _own = finding.worked_on(proposal_id, by, states=_CHANGED)
    today = timezone.localdate(at)
    _refuse_too_late(found, by, today)
    if found.state == ProposalState.REPAIRED:
        again(found, by=by, at=at)
        return
    if found.round.declared:
        raise BudgetRefused(_("The vote was declared, so nothing can be handed in any more."))
    found.submitted_at = at
    finding.move(found, ProposalState.CHECKED, "submitted_at")
    audit.record("budget_plan_handed_in", found, by=by, at=at)
    advance(found, by=by, at=at)


@transaction.atomic
def publish(proposal_id: int, *, by: Viewer, at: datetime) -> None:
    """Let everyone read a proposal, after somebody who guides it looked at its words."""
    found = finding.to_change(proposal_id, by)
    if not finding.guides(found, by):
        raise finding.not_yours()
    if found.published_at is not None:
        return
    budgets.line(found.title, 120, "title")
    budgets.text(found.plan, 4000, "plan")
    found.published_at = at
    found.save(update_fields=["published_at"])
    signals.name_as_proposal(finding.signal_id(found), found.title, by=by, at=at)
    audit.record("budget_plan_published", found, by=by, at=at)


@transaction.atomic
def set_conflict(
    proposal_id: int, other_id: int, *, excludes: bool, by: Viewer, at: datetime
) -> None:
    """Write down that two proposals exclude each other, such as two for one place; or not."""
    found = finding.guided(proposal_id, by, states=_UNVOTED)
    other = finding.guided(other_id, by, states=_UNVOTED)
    if found.pk == other.pk or found.round_id != other.round_id:
        raise BudgetRefused(_("Choose another proposal of this round."), "other")
    if excludes:
        found.conflicts.add(other)
    else:
        found.conflicts.remove(other)
    audit.record("budget_plan_conflict_set", found, by=by, at=at, why=f"{other.number}")


_CHANGED: Final = (ProposalState.WORKED_OUT, ProposalState.REPAIRED)
_UNVOTED: Final = (*_CHANGED, ProposalState.CHECKED, ProposalState.FITS)
_PARTS: Final = ("cost", "hours", "area")


def _add(made: Proposal, draft: ProposalDraft, *, by: Viewer, at: datetime) -> None:
    """Keep a new proposal with its money."""
    filling.fill_effort(made, draft.hours)
    filling.fill_cost(made, draft.cost_cents, draft.cofinancing)
    made.number = next_number(made.round)
    made.worded_at = at
    made.save(force_insert=True)
    may_add = finding.guides(made, by)
    filling.set_cofinancing(made, draft.cofinancing, may_add=may_add)
    audit.record("budget_plan_made", made, by=by, at=at)


def next_number(found: Round) -> int:
    """Return the next number on the ballot; the round is locked by now."""
    last = Proposal.objects.filter(round=found).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def refuse_when_closed(found: Round, on: date) -> None:
    """Refuse a plan on a day on which a round does not ask for any."""
    days = found.phases.filter(kind__in=TAKES_PLANS, opens_on__lte=on, closes_on__gte=on)
    if found.declared or not days.exists():
        raise BudgetRefused(
            _("This round does not ask for plans now. Look on its page when it does.")
        )


def outcome_day(found: Round, today: date) -> date | None:
    """Return by which day a round says what came of its proposals; ``None``: not planned."""
    phases = found.phases.filter(kind__in=_OUTCOME)
    last = phases.aggregate(last=Max("closes_on"))["last"]
    return min(last, today + _FURTHEST) if last else None


def _refuse_stale(found: Proposal, version: int) -> None:
    if found.version != version:
        raise BudgetRefused(
            _("Somebody else changed this plan. Reload the page and try again.")
        )


def _refuse_too_late(found: Proposal, by: Viewer, today: date) -> None:
    """Refuse who repairs after the day; who guides it may still help."""
    late = found.repair_until is not None and found.repair_until < today
    if found.state == ProposalState.REPAIRED and late and not finding.guides(found, by):
        raise BudgetRefused(
            _("The days to repair this plan are over. Call or write to whose the fund is.")
        )


def _told_cost(was: int | None, now: int | None) -> str:
    told = {"was": filling.money_told(was), "now": filling.money_told(now)}
    return _("The cost was %(was)s and is now %(now)s.") % told


def _named(name: str) -> str:
    return {
        "title": _("the name"),
        "plan": _("the text"),
        "cost": _("the cost"),
        "hours": _("the hours"),
        "area": _("the area"),
    }[name]
