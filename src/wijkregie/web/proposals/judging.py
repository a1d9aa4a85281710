"""What who judges a plan does with it: look, hear others, decide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.states import Verdict
from wijkregie.web.proposals import offered, words
from wijkregie.web.proposals.forms.judging import (
    AnswerForm,
    AskForm,
    CounselForm,
    DecideForm,
)
from wijkregie.web.proposals.forms.shared import DecisionForm
from wijkregie.web.proposals.wanted import Wanted

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import AmountRuleSeen, ProposalWhole
    from wijkregie.web.proposals.desk import Desk

#: By when somebody answers, unless another day is chosen.
_ANSWER: Final = timedelta(days=14)


def ask(desk: Desk, whole: ProposalWhole, _pk: int) -> Wanted | None:
    """Ask somebody to look at it."""
    if not whole.may.ask:
        return None
    first = {"kind": whole.needed[0] if whole.needed else "", "answer_by": desk.on + _ANSWER}
    form = AskForm(desk.sent, choices={"asked": offered.asked(desk, whole)}, initial=first)
    return Wanted(
        _("Ask somebody to look"),
        form,
        lambda: services.ask_check(whole.seen.id, form.draft(), by=desk.viewer, at=desk.at),
        _("It is asked. Who is asked gets a mail."),
        submit=_("Ask"),
        field="asked",
    )


def answer(desk: Desk, whole: ProposalWhole, pk: int) -> Wanted | None:
    """Write down what was found."""
    check = next((one for one in whole.checks if one.id == pk), None)
    if check is None:
        raise Http404
    if not check.may_answer:
        return None
    form = AnswerForm(desk.sent, kind=check.kind)
    found = desk.round(whole.seen.round_id)
    amount = words.money_text(whole.seen.cost_cents)
    told = [whole.seen.plan, _("It costs altogether: %(amount)s.") % {"amount": amount}]
    return Wanted(
        capfirst(str(check.kind.label)) + "?",
        form,
        lambda: services.answer_check(pk, form.draft(), by=desk.viewer, at=desk.at),
        _("Your answer is saved. Thank you."),
        submit=_("Save the answer"),
        field="reason",
        told=(*told, *found.criteria),
    )


def counsel(desk: Desk, whole: ProposalWhole, _pk: int) -> Wanted | None:
    """Write down what was said before somebody decides."""
    if not whole.may.counsel:
        return None
    form = CounselForm(
        desk.sent,
        choices={"group": offered.groups(desk)},
        initial={"given_on": desk.on},
    )
    return Wanted(
        _("Write down what was said"),
        form,
        lambda: services.record_counsel(
            whole.seen.id, form.draft(), by=desk.viewer, at=desk.at
        ),
        _("It is written down, for everyone to read."),
        submit=_("Save"),
        field="text",
    )


def decide(desk: Desk, whole: ProposalWhole, _pk: int) -> Wanted | None:
    """Record what was decided."""
    if not whole.may.decide:
        return None
    rule = _rule(desk, whole)
    form = DecideForm(
        desk.sent,
        choices={"body": offered.bodies(desk, rule)},
        today=desk.on,
        initial={"mandate": rule.mandate if rule else ""},
    )

    def act() -> None:
        services.decide_on(
            whole.seen.id,
            form.draft(),
            by=desk.viewer,
            at=desk.at,
            otherwise_because=form.cleaned_data["otherwise_because"],
        )

    return Wanted(
        _("Record the decision"),
        form,
        act,
        _("The decision is recorded, and who proposed it is told."),
        intro=words.decides_text(rule),
    )


def decline(desk: Desk, whole: ProposalWhole, _pk: int) -> Wanted | None:
    """Record that it goes no further."""
    if not whole.may.decline:
        return None
    rule = _rule(desk, whole)
    noes = [one.reason for one in whole.checks if one.verdict == Verdict.NO]
    first = {"mandate": rule.mandate if rule else "", "reason": noes[-1] if noes else ""}
    form = DecisionForm(
        desk.sent,
        choices={"body": offered.bodies(desk, rule)},
        today=desk.on,
        initial=first,
    )
    return Wanted(
        _("Record that it is declined"),
        form,
        lambda: services.decline_proposal(
            whole.seen.id, form.decision(), by=desk.viewer, at=desk.at
        ),
        _("It is recorded, and who proposed it is told."),
        intro=_("Who proposed it gets this reason as the answer."),
    )


def _rule(desk: Desk, whole: ProposalWhole) -> AmountRuleSeen | None:
    asked = whole.seen.asked_cents
    found = desk.round(whole.seen.round_id)
    return None if asked is None else queries.who_decides(found.rules, asked)
