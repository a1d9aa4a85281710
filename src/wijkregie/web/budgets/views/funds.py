"""Make a fund, start it as a town did, change it and close it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries, services
from wijkregie.web.budgets import offered, page
from wijkregie.web.budgets.desk import answered, ask, done, for_work
from wijkregie.web.budgets.forms.funds import StartForm, WriteFundForm, fund_now
from wijkregie.web.budgets.forms.shared import WhyForm
from wijkregie.web.http.kept import Kept

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.budgets.queries import FundSeen
    from wijkregie.web.budgets.desk import Desk


@for_work
def new(desk: Desk) -> HttpResponse:
    """Write down a fund from nothing."""
    form = _form(desk, desk.sent)
    made: list[int] = []

    def act() -> None:
        made.append(services.make_fund(form.draft(), by=desk.viewer, at=timezone.now()))

    if answered(form, act, field="name"):
        said = _("The fund is there. Write down what money it has, and plan a round.")
        return done(desk, said, desk.url("fund", made[0]))
    heading = _("Write down a fund")
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, here=heading),
        heading=heading,
        submit_text=_("Save"),
        cancel_url=desk.url("index"),
    )


@for_work
def start(desk: Desk, case: str) -> HttpResponse:
    """Start a fund with its first round as a town did, in one act."""
    found = queries.case_of(case)
    if found is None:
        raise Http404
    form = StartForm(
        desk.sent,
        choices={"area": offered.areas(desk), "owner": offered.owners(desk)},
        initial={"first_day": desk.on},
    )
    made: list[int] = []

    def act() -> None:
        draft = form.draft(case)
        made.append(services.start_as(draft, by=desk.viewer, at=timezone.now())[0])

    if answered(form, act, field="name"):
        said = _("The fund and its first round are there. You can change all of it.")
        return done(desk, said, desk.url("fund", made[0]))
    heading = _("Start as %(case)s") % {"case": page.case_name(found)}
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, here=heading),
        heading=heading,
        intro_text=found.told,
        consequences=[
            _("You get a fund with a formula, and a first round with phases and rules."),
            _("Nothing is settled. You can change all of it."),
            _("What the source does not tell: %(untold)s") % {"untold": found.untold},
        ],
        submit_text=_("Start"),
        cancel_url=desk.url("cases"),
    )


@for_work
def change(desk: Desk, pk: int) -> HttpResponse:
    """Change what a fund is, or whose it is."""
    seen = desk.fund(pk)
    form = _form(desk, desk.sent, seen)
    kept = Kept(form, lambda: _form(desk, None, desk.fund(pk)))

    def act() -> None:
        services.change_fund(pk, form.draft(), by=desk.viewer, at=timezone.now())

    def held() -> None:
        services.holding_fund(pk, kept.act(act), by=desk.viewer)

    if answered(form, held, field="name"):
        return done(desk, _("The fund is saved."), desk.url("fund", pk))
    heading = _("Change the fund")
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, fund=seen.listed, here=heading),
        heading=f"{heading}: {seen.listed.name}",
        submit_text=_("Save"),
        cancel_url=desk.url("fund", pk),
        **kept.told(),
    )


@for_work
def close(desk: Desk, pk: int) -> HttpResponse:
    """Tell what closing a fund means, and close it."""
    seen = desk.fund(pk)
    form = WhyForm(desk.sent)

    def act() -> None:
        why = form.cleaned_data["why"]
        services.close_fund(pk, why, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="why"):
        return done(desk, _("The fund is closed."), desk.url("fund", pk))
    heading = _("Close the fund")
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, fund=seen.listed, here=heading),
        heading=f"{heading}: {seen.listed.name}",
        consequences=[_("Everyone can still read it. This cannot be taken back.")],
        submit_text=heading,
        cancel_url=desk.url("fund", pk),
    )


def _form(desk: Desk, sent: QueryDict | None, seen: FundSeen | None = None) -> WriteFundForm:
    choices = {"area": offered.areas(desk, seen), "owner": offered.owners(desk, seen)}
    return WriteFundForm(sent, choices=choices, initial=fund_now(seen) if seen else {})
