"""A chosen proposal becomes a project with its money, in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Award, Proposal
from wijkregie.domain.budgets.queries.proposal_door import asked_cents
from wijkregie.domain.budgets.queries.rounds import rules_of, who_decides
from wijkregie.domain.budgets.services import award_project, finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.states import IN_HANDS, WAYS, AwardWay, ProposalState
from wijkregie.domain.people.models import Group
from wijkregie.domain.programme.services import citing
from wijkregie.domain.programme.services import finding as rows
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.states import DONE
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Any

    from wijkregie.domain.budgets.services.award_drafts import AwardDraft
    from wijkregie.domain.programme.models import Project
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def award(proposal_id: int, draft: AwardDraft, *, by: Viewer, at: datetime) -> int:
    """Start the project of a chosen proposal with its money; return the number of the award.

    Costs are those of the proposal. The fund pays what was asked, shared by its funders as
    its year is; others pay what they said. Its reports hear of it, and hear the result when
    the project ends. Raises ``BudgetRefused`` for a second time, for a proposal that was not
    chosen, and where it is not known what it costs.
    """
    finding.runner(by)
    proposal = _chosen(proposal_id, by)
    asked = _asked(proposal)
    told = _told(proposal, asked, draft)
    _refuse_due(told["account_by"], timezone.localdate(at))
    group = _group(told["group_id"], proposal)
    holder = group.name if group else ""
    project = award_project.start(proposal, draft.programme_id, holder, by=by, at=at)
    made = Award.objects.create(
        municipality_id=proposal.municipality_id,
        proposal=proposal,
        project=project,
        cents=asked,
        awarded_at=at,
        **told,
    )
    award_project.write_money(proposal, project, asked, by=by, at=at)
    _tell(proposal, project, by=by, at=at)
    audit.record("proposal_awarded", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_award(award_id: int, draft: AwardDraft, *, by: Viewer, at: datetime) -> None:
    """Change in whose hands the money comes, its contract, or until when an account is due.

    Raises ``BudgetRefused`` once it is settled, and for another way once money was ordered.
    """
    made = award_to_change(award_id, by)
    told = _told(made.proposal, made.cents, draft)
    if told["account_by"] != made.account_by:
        _refuse_due(told["account_by"], timezone.localdate(at))
    if told["way"] != made.way and made.orders.exists():
        raise BudgetRefused(
            _("Money was ordered already, so how it goes out stays as it is."), "way"
        )
    for name, value in told.items():
        setattr(made, name, value)
    made.save(update_fields=list(told))
    audit.record("award_changed", made, by=by, at=at)


def award_to_change(award_id: int, by: Viewer) -> Award:
    """Return an award that ``by`` may change, locked; refuse one that was settled."""
    finding.runner(by)
    return open_award(award_id, by)


def open_award(award_id: int, by: Viewer) -> Award:
    """Return an award of this municipality, locked; refuse one that was settled."""
    related = Award.objects.select_related("proposal__round__fund", "project", "group")
    made = rows.found(related, award_id, by)
    if hasattr(made, "returned"):
        raise BudgetRefused(_("This money is settled with the fund. It stays as it is."))
    return made


def _chosen(proposal_id: int, by: Viewer) -> Proposal:
    related = Proposal.objects.select_related("round__fund", "group", "decision")
    proposal = rows.found(related, proposal_id, by)
    if proposal.state != ProposalState.CHOSEN:
        raise BudgetRefused(_("Only a plan that was chosen gets money."))
    if proposal.imported:
        raise BudgetRefused(_("This proposal is from elsewhere and stays as it was there."))
    if proposal.published_at is None:
        raise BudgetRefused(_("Nobody looked at the words of this plan yet. Do that first."))
    if hasattr(proposal, "award"):
        raise BudgetRefused(_("This plan is a project already. Open the project."))
    return proposal


def _asked(proposal: Proposal) -> int:
    """Return what the fund pays; refuse where that is not known."""
    asked = asked_cents(proposal)
    if asked is None:
        raise BudgetRefused(_("It is not known yet what this plan costs the fund."))
    return asked


def _told(proposal: Proposal, asked: int, draft: AwardDraft) -> dict[str, Any]:
    """Return how money goes out as it is kept; refuse what belongs to it and is not there."""
    way = draft.way or way_of(proposal, asked)
    if way not in AwardWay.values:
        raise BudgetRefused(_("Choose how the money goes out."), "way")
    if way not in IN_HANDS:
        return {
            "way": way,
            "group_id": draft.group_id or proposal.group_id,
            "receiver": "",
            "account_by": None,
            **_contract(draft),
        }
    group = _group(draft.group_id or proposal.group_id, proposal)
    needed = _("Write down which group gets the money in its hands. Name no persons.")
    words = draft.receiver or (group.name if group else "")
    receiver = finding.line(words, 160, "receiver", needed=needed)
    if way == AwardWay.CLIENT and not (draft.contract.strip() and draft.contract_on):
        raise BudgetRefused(
            _("Residents are the client on a contract. Name it, and the day it was signed."),
            "contract",
        )
    if draft.account_by is None:
        raise BudgetRefused(_("Agree on a day by which the account is there."), "account_by")
    rows.day(draft.account_by, "account_by")
    return {
        "way": way,
        "group_id": group.pk if group else None,
        "receiver": receiver,
        "account_by": draft.account_by,
        **_contract(draft),
    }


def _refuse_due(account_by: date | None, today: date) -> None:
    """Refuse a day on which an account would be late as soon as it is agreed on."""
    if account_by is not None and account_by <= today:
        raise BudgetRefused(
            _("The account comes after the plan was done. Choose a day after today."),
            "account_by",
        )


def _contract(draft: AwardDraft) -> dict[str, Any]:
    name = finding.line(draft.contract, 160, "contract")
    if name and draft.contract_on is None:
        raise BudgetRefused(_("Fill in the day on which it was signed."), "contract_on")
    rows.day(draft.contract_on, "contract_on")
    return {
        "contract": name,
        "contract_on": draft.contract_on if name else None,
        "address": citing.address(draft.address) if name else "",
    }


def way_of(proposal: Proposal, asked: int) -> str:
    """Return how the money goes out by the rule for its amount."""
    found = rules_of(proposal.round.amount_rules.select_related("group").order_by("order"))
    rule = who_decides(found, asked)
    return WAYS.get(rule.path, AwardWay.MUNICIPALITY) if rule else AwardWay.MUNICIPALITY


def _group(group_id: int | None, proposal: Proposal) -> Group | None:
    here = Group.objects.filter(municipality_id=proposal.municipality_id)
    group = here.filter(pk=group_id).first() if group_id is not None else None
    if group_id is not None and group is None:
        raise BudgetRefused(_("This group is not there any more. Choose another."), "group")
    return group


def _tell(proposal: Proposal, project: Project, *, by: Viewer, at: datetime) -> None:
    """Tell who heard the outcome already that the plan is a project now."""
    signal = proposal.signal
    if signal is None or signal.state not in DONE:
        return
    text = _("The plan is a project now: “%(title)s”.") % {"title": project.title}
    signals.project_news(signal.bundled_in_id or signal.pk, text, by=by, at=at)
