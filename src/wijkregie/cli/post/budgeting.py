"""Mails about funds: a phase that begins soon, plans to look at or to decide on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijkregie.cli.post.saying import Needless, Words, page_address, person_address, written
from wijkregie.domain.budgets import queries as budgets
from wijkregie.domain.budgets.states import ProposalState
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from wijkregie.domain.budgets.queries import ProposalWhole
    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.signals.queries import MailFacts
    from wijkregie.kit.outbox import Message


def plan_of(facts: MailFacts, *, on: date) -> ProposalWhole | None:
    """Return the plan for a budget that a report is; ``None`` for every other report."""
    by = installation(facts.municipality_id)
    return budgets.proposal_seen(by, facts.reference, on=on)


def news_lines(facts: MailFacts, *, on: date) -> tuple[str, ...]:
    """Return that there is news of a plan; of a no that one can repair it, and until when.

    What was found stands on the page alone: a mail is read by others too.
    """
    plan = plan_of(facts, on=on)
    until = plan.seen.repair_until if plan else None
    if plan is None or plan.seen.state != ProposalState.REPAIRED or until is None or until < on:
        return (_("Something happened with your plan. Its page says what."),)
    return (
        _("Somebody looked at your plan and came to a no. Its page says why."),
        _("You can change your plan and hand it in again up to and including %(day)s.")
        % {"day": written(until)},
    )


def _begins(message: Message, scope: Scope, on: date) -> Words:
    by = installation(message.municipality_id)
    found = budgets.phase_of(by, message.ids["phase"])
    one = budgets.round_seen(by, found[0]) if found else None
    if found is None or one is None or found[1].opens_on < on:
        raise Needless("the phase has begun, or is not there any more")
    round_id, phase = found
    name = capfirst(str(phase.kind.label))
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("A phase of a budget round begins soon"),
        lines=(
            _("The phase “%(phase)s” begins on %(day)s.")
            % {"phase": name, "day": written(phase.opens_on)},
            _(
                "See whether everything is ready, and whether its text is right. You can still "
                "move its days."
            ),
        ),
        facts=((_("Fund"), one.fund_name), (_("Round"), one.listed.title)),
        link_text=_("Open the round"),
        link=page_address("budgets:round", scope.slug, round_id),
        after=(_("You get this mail because you lead this group or the work here."),),
    )


def _account_due(message: Message, scope: Scope, on: date) -> Words:
    found = budgets.award_seen(installation(message.municipality_id), message.ids["award"])
    if found is None or found.account_by is None or found.accounted_at or found.returned_on:
        raise Needless("the account is there, or is not asked any more")
    told = {"plan": found.named.title, "day": written(found.account_by)}
    if found.is_late(on):
        first = _("The account of “%(plan)s” was due on %(day)s and is not there.") % told
    else:
        first = _("The account of “%(plan)s” is due on %(day)s.") % told
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("An account of money of a fund is due"),
        lines=(
            first,
            _(
                "Write down what was bought, with the papers, and what became of the plan. "
                "What is left goes back to the fund."
            ),
        ),
        facts=((_("Fund"), found.fund_name), (_("Round"), found.round_title)),
        link_text=_("Open the money of the plan"),
        link=page_address("awards:award", scope.slug, found.id),
        after=(_("You get this mail because you lead this group or the work here."),),
    )


def _check_asked(message: Message, scope: Scope, on: date) -> Words:
    by = installation(message.municipality_id)
    one = budgets.check_waiting(by, message.ids["check"], on=on)
    if one is None:
        raise Needless("it was answered, or somebody else is asked")
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("You are asked to look at a plan"),
        lines=(
            _("Please look at one thing of a plan: %(what)s? Answer by %(day)s.")
            % {"what": one.check.kind.label, "day": written(one.check.answer_by)},
            _("A no needs a reason, so that who proposes the plan can repair it."),
        ),
        facts=((_("Round"), one.round_title),),
        link_text=_("Look at the plan"),
        link=page_address("proposals:check", scope.slug, one.proposal.reference, one.check.id),
        after=(_("You get this mail because somebody asked you, or a group that you lead."),),
    )


def _to_decline(message: Message, scope: Scope, on: date) -> Words:
    by = installation(message.municipality_id)
    one = budgets.proposal_by_id(by, message.ids["proposal"], on=on)
    if one is None or not one.to_decline:
        raise Needless("the plan goes on, or was decided on")
    return Words(
        to=person_address(message.ids["person"]),
        subject=_("A plan waits for your decision"),
        lines=(
            _(
                "A plan came to a no a second time, or the days to repair it passed. Who "
                "proposed it waits for the answer: record the decision with its reason."
            ),
        ),
        facts=((_("Fund"), one.fund_name), (_("Round"), one.round_title)),
        link_text=_("Open the plan"),
        link=page_address("proposals:detail", scope.slug, one.seen.reference),
        after=(_("You get this mail because you lead this group or the work here."),),
    )


WORDS: Final[Mapping[str, Callable[[Message, Scope, date], Words]]] = {
    "budget_account_due": _account_due,
    "budget_check_asked": _check_asked,
    "budget_phase_begins": _begins,
    "budget_repair_lapsed": _to_decline,
    "budget_second_no": _to_decline,
}
