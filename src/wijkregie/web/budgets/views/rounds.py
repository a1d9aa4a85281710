"""Plan a round, change it, and carry money over to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import services
from wijkregie.web.budgets import offered, page
from wijkregie.web.budgets.desk import answered, ask, done, for_work
from wijkregie.web.budgets.forms.rounds import CarryForm, RoundForm, round_now
from wijkregie.web.http.kept import Kept

if TYPE_CHECKING:
    from typing import Any

    from django import forms
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.budgets.queries import RoundSeen
    from wijkregie.web.budgets.desk import Desk


@for_work
def new(desk: Desk, pk: int) -> HttpResponse:
    """Write down a round of a fund."""
    fund = desk.fund(pk)
    form = RoundForm(desk.sent, initial={"year": desk.on.year})
    made: list[int] = []

    def act() -> None:
        draft = form.draft()
        made.append(services.make_round(pk, draft, by=desk.viewer, at=timezone.now()))

    if answered(form, act):
        said = _(
            "The round is there. Plan its phases, and write down how is chosen and who decides."
        )
        return done(desk, said, desk.url("round", made[0]))
    heading = _("Plan a round")
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, fund=fund.listed, here=heading),
        heading=heading,
        submit_text=_("Save"),
        cancel_url=desk.url("fund", pk),
    )


@for_work
def change(desk: Desk, pk: int) -> HttpResponse:
    """Change a round."""
    seen = desk.round(pk)
    form = _form(desk.sent, seen)
    kept = Kept(form, lambda: _form(None, desk.round(pk)))

    def act() -> None:
        services.change_round(pk, form.draft(seen), by=desk.viewer, at=timezone.now())

    def held() -> None:
        services.holding_round(pk, kept.act(act), by=desk.viewer)

    if answered(form, held):
        return done(desk, _("The round is saved."), desk.url("round", pk))
    heading = _("Change the round")
    link = {"link_url": desk.url("choose", pk), "link_text": _("How is chosen? Change it here")}
    return asked(desk, seen, form, heading=heading, **kept.told(), **link)


@for_work
def carry(desk: Desk, pk: int) -> HttpResponse:
    """Write down who decided to carry money of an earlier round over."""
    seen = desk.round(pk)
    fund = desk.fund(seen.listed.fund_id)
    earlier = [
        (one.id, one.title)
        for one in fund.listed.rounds
        if one.closed_on is not None and one.year <= seen.listed.year
    ]
    if not earlier:
        return _nothing_to_carry(desk, seen)
    choices = {"body": offered.bodies(desk), "source": earlier}
    form = CarryForm(desk.sent, choices=choices, today=desk.on)

    def act() -> None:
        subject = _("Money carried over to %(round)s") % {"round": seen.listed.title}
        services.carry_over(pk, form.draft(subject), by=desk.viewer, at=timezone.now())

    if answered(form, act, field="amount"):
        return done(desk, _("The money is carried over."), desk.url("round", pk))
    heading = _("Carry money over")
    intro = _("Money that an earlier round did not spend. Only a closed round can have any.")
    return asked(
        desk, seen, form, heading=heading, intro_text=intro, submit_text=_("Record decision")
    )


def _nothing_to_carry(desk: Desk, seen: RoundSeen) -> HttpResponse:
    intro = _(
        "This fund has no earlier round that was closed, so there is nothing to carry over. "
        "Close a round first."
    )
    return asked(desk, seen, None, heading=_("Carry money over"), intro_text=intro)


def asked(
    desk: Desk, seen: RoundSeen, form: forms.Form | None, *, heading: str, **more: Any
) -> HttpResponse:
    """Answer with a page around a form about a round."""
    known = {"submit_text": _("Save"), "cancel_url": desk.url("round", seen.listed.id)}
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, found=seen, here=heading),
        heading=f"{heading}: {seen.listed.title}",
        **known | more,
    )


def _form(sent: QueryDict | None, seen: RoundSeen) -> RoundForm:
    return RoundForm(sent, initial=round_now(seen))
