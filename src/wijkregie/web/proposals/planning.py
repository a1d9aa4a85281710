"""What who proposes a plan does with it, or who helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import services
from wijkregie.domain.programme import queries as programme
from wijkregie.web.proposals import offered
from wijkregie.web.proposals.forms.plan import CostForm, PlanForm, money_now, plan_now
from wijkregie.web.proposals.forms.shared import Empty, WhyForm
from wijkregie.web.proposals.wanted import Wanted

if TYPE_CHECKING:
    from django import forms

    from wijkregie.domain.budgets.queries import ProposalWhole
    from wijkregie.web.proposals.desk import Desk


def change(desk: Desk, whole: ProposalWhole, _pk: int) -> Wanted | None:
    """Change the plan itself."""
    seen = whole.seen
    if not whole.may.change:
        return None
    form = PlanForm(
        desk.sent,
        funders=programme.funder_names(desk.viewer),
        free=whole.may.guide,
        rows=len(seen.cofinancing),
        areas=offered.with_own(offered.areas(desk, desk.round(seen.round_id)), seen),
        initial=plan_now(seen),
    )
    version = _version(form, seen.version)

    def act() -> None:
        draft = form.changed(seen)
        services.change_proposal(seen.id, draft, version=version, by=desk.viewer, at=desk.at)

    intro = _("Other words are read by somebody before everyone can read them.")
    return Wanted(
        _("Change the plan"),
        form,
        act,
        _("The plan is saved."),
        intro="" if whole.may.guide else intro,
        submit=_("Save"),
        field="title",
        version=version,
    )


def cost(desk: Desk, whole: ProposalWhole, _pk: int) -> Wanted | None:
    """Change what it costs, after it was handed in."""
    seen = whole.seen
    if not whole.may.cost:
        return None
    form = CostForm(
        desk.sent,
        funders=programme.funder_names(desk.viewer),
        free=True,
        rows=len(seen.cofinancing),
        initial=money_now(seen),
    )
    version = _version(form, seen.version)

    def act() -> None:
        draft = form.draft()
        services.change_cost(seen.id, draft, version=version, by=desk.viewer, at=desk.at)

    intro = _("A yes to the cost held for the cost as it was: somebody looks at it again.")
    return Wanted(
        _("Change the cost"),
        form,
        act,
        _("The cost is saved."),
        intro=intro,
        submit=_("Save"),
        field="cost",
        version=version,
    )


def hand_in(desk: Desk, whole: ProposalWhole, _pk: int) -> Wanted | None:
    """Hand the plan in, or again after a repair."""
    if not whole.may.submit:
        return None
    kinds = [capfirst(str(one.label)) for one in whole.needed]
    told = [
        _("Specialists look at: %(what)s.") % {"what": ", ".join(kinds)} if kinds else "",
        _("After that you change it only where something has to be repaired."),
    ]
    return Wanted(
        _("Hand in the plan"),
        Empty(desk.sent),
        lambda: services.hand_in(whole.seen.id, by=desk.viewer, at=desk.at),
        _("The plan is handed in."),
        submit=_("Hand in"),
        told=tuple(one for one in told if one),
    )


def publish(desk: Desk, whole: ProposalWhole, _pk: int) -> Wanted | None:
    """Let everyone read it."""
    if not whole.may.publish:
        return None
    return Wanted(
        _("Let everyone read it"),
        Empty(desk.sent),
        lambda: services.publish(whole.seen.id, by=desk.viewer, at=desk.at),
        _("Everyone can read the plan now."),
        intro=_("Did you read whether the plan names nobody and insults nobody?"),
        told=(whole.seen.title, whole.seen.plan),
    )


def withdraw(desk: Desk, whole: ProposalWhole, _pk: int) -> Wanted | None:
    """Take the plan back."""
    if not whole.may.withdraw:
        return None
    form = WhyForm(desk.sent)

    def act() -> None:
        why = form.cleaned_data["why"]
        services.withdraw_proposal(whole.seen.id, why, by=desk.viewer, at=desk.at)

    return Wanted(
        _("Withdraw the plan"),
        form,
        act,
        _("The plan is withdrawn."),
        submit=_("Withdraw"),
        field="why",
        told=(_("This cannot be taken back. What was raised still gets an answer."),),
    )


def _version(form: forms.Form, now: int) -> int:
    """Return which version of a plan the form showed."""
    sent = str(form.data.get("version", "")) if form.is_bound else ""
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else now  # noqa: PLR2004 - digits enough
