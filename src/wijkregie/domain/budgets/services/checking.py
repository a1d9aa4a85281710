"""Ask specialists to look at a proposal, and write down what they found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import Proposal, ProposalCheck
from wijkregie.domain.budgets.queries import needed
from wijkregie.domain.budgets.services import finding as budgets
from wijkregie.domain.budgets.services import proposal_filling as filling
from wijkregie.domain.budgets.services import proposal_finding as finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.handing_in import advance, last_checks, tell_asked
from wijkregie.domain.budgets.services.proposal_drafts import CofinancingDraft
from wijkregie.domain.budgets.states import REPAIR_DAYS, CheckKind, ProposalState, Verdict
from wijkregie.domain.people.models import Group, Person, RoleHeld, Seat
from wijkregie.domain.people.queries import district_managers
from wijkregie.domain.people.states import SeatFunction
from wijkregie.kit import audit, outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.budgets.services.proposal_drafts import AnswerDraft, CheckDraft
    from wijkregie.kit.viewer import Viewer

_LOOKED_AT: Final = (ProposalState.CHECKED, ProposalState.REPAIRED)
_FURTHEST: Final = timedelta(days=366)
#: "Nee." is a verdict, and nobody can repair that.
_LEAST_WORDS: Final = 2


@transaction.atomic
def ask_check(proposal_id: int, draft: CheckDraft, *, by: Viewer, at: datetime) -> int:
    """Ask a group or a person to look at one thing of a proposal; return the number of that.

    Who was asked before and did not answer yet is relieved of it. Raises ``BudgetRefused``
    where it came to yes already, and where a no waits for the repair.
    """
    found = finding.guided(proposal_id, by, states=_LOOKED_AT)
    today = timezone.localdate(at)
    _check_draft(found, draft, today)
    last = last_checks(found).get(CheckKind(draft.kind))
    if last is not None and last.verdict == Verdict.NO:
        raise BudgetRefused(
            _("This came to a no. It is looked at again when the plan was repaired."), "kind"
        )
    if needed.is_met(last, found.cost_cents):
        raise BudgetRefused(_("This was looked at already, and it was a yes."), "kind")
    check = last if last is not None and last.verdict == Verdict.WAITING else None
    if check is None:
        check = ProposalCheck(
            municipality_id=found.municipality_id,
            proposal=found,
            kind=draft.kind,
            turn=last.turn + 1 if last else 1,
        )
    check.group_id, check.person_id = draft.group_id, draft.person_id
    check.asked_at, check.answer_by = at, draft.answer_by
    check.save()
    tell_asked(check, at=at)
    audit.record("budget_plan_check_asked", found, by=by, at=at, why=draft.kind)
    return check.pk


@transaction.atomic
def answer_check(check_id: int, draft: AnswerDraft, *, by: Viewer, at: datetime) -> None:
    """Write down what was found: yes, or no with the reason; by who was asked.

    A yes with another cost makes that the cost, and who proposes hears it. A first no gives
    who proposes the right to repair it; after a second one who runs the fund decides.
    """
    proposal_id = ProposalCheck.objects.filter(pk=check_id).values_list("proposal", flat=True)
    found = finding.to_change(proposal_id.first() or 0, by)
    check = ProposalCheck.objects.get(pk=check_id)
    if not rules.may_answer_check(by, check.person_id, check.group_id):
        raise BudgetRefused(_("Only who was asked to look at this can answer."))
    finding.need(found, _LOOKED_AT)
    if check.verdict != Verdict.WAITING:
        raise BudgetRefused(_("This was answered already. Reload the page."))
    _write(found, check, draft, by=by, at=at)
    audit.record("budget_plan_check_answered", found, by=by, at=at, why=check.kind)
    if check.verdict == Verdict.NO:
        _let_repair(found, check, by=by, at=at)
    advance(found, by=by, at=at)


def remind_repairs(*, at: datetime) -> dict[str, int]:
    """Mail who runs the fund where the days to repair a plan passed, once for each.

    The plan itself stays as it is: that it is declined is a decision of a person.
    """
    today = timezone.localdate(at)
    lapsed = Proposal.objects.filter(
        state=ProposalState.REPAIRED, repair_until__lt=today, round__closed_on__isnull=True
    )
    told = 0
    for found in lapsed.select_related("round__fund").order_by("pk"):
        told += 1
        _tell_runners(found, "budget_repair_lapsed", f"{found.repair_until}", at=at)
    return {"repairs": told} if told else {}


def _check_draft(found: Proposal, draft: CheckDraft, today: date) -> None:
    if draft.kind not in CheckKind.values:
        raise BudgetRefused(_("Choose what has to be looked at."), "kind")
    if (draft.group_id is None) == (draft.person_id is None):
        raise BudgetRefused(_("Choose one group or one person to ask."), "asked")
    if not today <= draft.answer_by <= today + _FURTHEST:
        raise BudgetRefused(_("Choose a day from today, within a year."), "answer_by")
    here = {"municipality_id": found.municipality_id}
    groups = Group.objects.current(today).filter(**here)
    if draft.group_id is not None and not groups.filter(pk=draft.group_id).exists():
        raise BudgetRefused(_("This group is not there any more. Choose another."), "asked")
    works = RoleHeld.objects.current(today).filter(person_id=draft.person_id or 0, **here)
    sits = Seat.objects.current(today).filter(person_id=draft.person_id or 0, **here)
    active = Person.objects.filter(pk=draft.person_id or 0, is_active=True)
    known = active.exists() and (works.exists() or sits.exists())
    if draft.person_id is not None and not known:
        raise BudgetRefused(_("This person does not work along here. Choose another."), "asked")


def _write(
    found: Proposal, check: ProposalCheck, draft: AnswerDraft, *, by: Viewer, at: datetime
) -> None:
    if draft.verdict not in {Verdict.YES, Verdict.NO}:
        raise BudgetRefused(_("Choose yes or no."), "verdict")
    no = draft.verdict == Verdict.NO
    needed_words = _("Write down why not, so that it can be repaired.") if no else ""
    check.reason = budgets.line(draft.reason, 1000, "reason", needed=needed_words)
    if no and len(check.reason.split()) < _LEAST_WORDS:
        raise BudgetRefused(
            _("“%(reason)s” is no reason. Write down what is in the way.")
            % {"reason": check.reason},
            "reason",
        )
    check.verdict, check.answered_at, check.answered_by_id = draft.verdict, at, by.person_id
    if check.kind == CheckKind.COST:
        check.cost_cents = _cost(found, draft, by=by, at=at)
    check.save()


def _cost(found: Proposal, draft: AnswerDraft, *, by: Viewer, at: datetime) -> int | None:
    """Return what it costs by who looked; with a yes that becomes the cost of the plan."""
    cents = budgets.amount(draft.cost_cents, "cost") or found.cost_cents
    if draft.verdict == Verdict.NO:
        return cents
    if cents is None:
        raise BudgetRefused(_("Nobody knows what it costs. Fill in what you think."), "cost")
    if cents != found.cost_cents:
        was, paid = found.cost_cents, tuple(_paid(found))
        filling.fill_cost(found, cents, paid)
        found.version += 1
        found.save(update_fields=["cost_cents", "version"])
        told = {"was": filling.money_told(was), "now": filling.money_told(cents)}
        text = _("Who looked at the cost found %(now)s; your plan said %(was)s.") % told
        audit.record("budget_plan_cost_changed", found, by=by, at=at, why=text)
        finding.news(found, text, by=by, at=at)
    return cents


def _paid(found: Proposal) -> list[CofinancingDraft]:
    return [
        CofinancingDraft(one.funder.name, one.cents, one.pledge)
        for one in found.cofinancing.select_related("funder")
    ]


def _let_repair(found: Proposal, check: ProposalCheck, *, by: Viewer, at: datetime) -> None:
    """Give who proposes the days to repair a first no; a second one goes to who runs it."""
    kind = capfirst(str(CheckKind(check.kind).label))
    told = {"kind": kind, "why": check.reason}
    if check.turn >= needed.SECOND:
        text = _("Looked at again: %(kind)s? No. %(why)s Somebody decides on this now.")
        finding.news(found, text % told, by=by, at=at)
        _tell_runners(found, "budget_second_no", f"{check.pk}", at=at)
        return
    days = found.round.repair_days or REPAIR_DAYS
    until = timezone.localdate(at) + timedelta(days=days)
    found.repair_until = max(until, found.repair_until or until)
    if found.state == ProposalState.CHECKED:
        finding.move(found, ProposalState.REPAIRED, "repair_until")
    else:
        found.save(update_fields=["repair_until"])
    text = _("Looked at: %(kind)s? Not yet. %(why)s You can repair your plan until %(day)s.")
    day = date_format(found.repair_until, "j F Y")
    finding.news(found, text % (told | {"day": day}), by=by, at=at)


def _tell_runners(found: Proposal, template: str, once: str, *, at: datetime) -> None:
    """Mail who leads the group of the fund, and the district managers."""
    today = timezone.localdate(at)
    leaders = Seat.objects.current(today).filter(
        group_id=found.round.fund.group_id or 0,
        function__in=(SeatFunction.CHAIR, SeatFunction.SECRETARY),
        person__is_active=True,
    )
    managers = district_managers(found.municipality_id, on=today)
    told = sorted({*leaders.values_list("person_id", flat=True), *managers})
    outbox.put_each(
        template,
        {
            f"{template}:{found.pk}:{once}:{person_id}": {
                "proposal": found.pk,
                "person": person_id,
            }
            for person_id in told
        },
        way=Way.MAIL,
        municipality_id=found.municipality_id,
        at=at,
    )
