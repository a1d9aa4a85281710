"""The desk of who runs a vote: declare, count, write down a lot, publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import services
from wijkregie.web.recount import desk_page, offered
from wijkregie.web.recount.desk import answered, ask, done, for_members, for_work
from wijkregie.web.recount.forms import Empty, LotForm, PublishingForm, TellForm
from wijkregie.web.recount.views.files import attached

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from wijkregie.web.recount.desk import Desk


@for_work
def desk(desk: Desk, pk: int) -> HttpResponse:
    """Show how far the vote is, what is missing, and what to do next."""
    seen = desk.round(pk)
    context = {
        "crumbs": desk.crumbs(seen, _("Counting desk")),
        "round": {"name": seen.listed.title, "fund": seen.fund_name},
        **desk_page.context(desk, desk.counting(pk)),
    }
    return render(desk.request, "recount/desk.html", context)


@for_work
def declare(desk: Desk, pk: int) -> HttpResponse:
    """Tell what declaring means, and declare the vote."""
    form = Empty(desk.sent)

    def act() -> None:
        services.declare(pk, by=desk.viewer, at=desk.at)

    if answered(form, act):
        said = _("The vote was declared. From now on its rules and prices stay as they are.")
        return done(desk, said, desk.url("desk", pk))
    told = [
        _("Money, rules, plans, prices, days and who may vote are written down with a hash."),
        _("After that nobody changes them, also not an administrator: the database refuses."),
        _("Who tries it stands in the log."),
    ]
    return _asked(desk, pk, form, _("Declare the vote"), consequences=told)


@for_work
def count(desk: Desk, pk: int) -> HttpResponse:
    """Tell what opening the urn means, and count."""
    form = Empty(desk.sent)

    def act() -> None:
        services.count_votes(pk, by=desk.viewer, at=desk.at)

    if answered(form, act):
        said = _("The votes were counted. Look at the outcome, and publish it.")
        return done(desk, said, desk.url("desk", pk))
    told = [
        _("The urn opens once. From then on no code, no paper and no withdrawal is added."),
        _("That is so too where plans stand level and a lot has to decide first."),
        _("Every attempt to count stands in the log."),
        _("Until you publish the outcome only who runs the fund can see it."),
    ]
    shut = desk.counting(pk).opened_at is None
    heading = _("Open the urn and count") if shut else _("Count the votes")
    lot = {} if shut else {"link_url": desk.url("lot", pk), "link_text": _("Write down a lot")}
    return _asked(desk, pk, form, heading, consequences=told, **lot)


@for_work
def lot(desk: Desk, pk: int) -> HttpResponse:
    """Write down a lot that was drawn."""
    form = LotForm(desk.sent)

    def act() -> None:
        why = form.cleaned_data["why"]
        services.record_lot(pk, form.numbers(), why, by=desk.viewer, at=desk.at)

    if answered(form, act, field="order"):
        return done(desk, _("The lot is written down. Count again."), desk.url("desk", pk))
    intro = _("Only where plans stand exactly level. A lot is drawn once and stays.")
    return _asked(desk, pk, form, _("Write down a lot"), intro_text=intro)


@for_work
def tell(desk: Desk, pk: int) -> HttpResponse:
    """Publish the outcome by a decision."""
    form = TellForm(desk.sent, bodies=offered.bodies(desk), today=localdate(desk.at))
    seen = desk.round(pk)

    def act() -> None:
        subject = _("Outcome of the vote: %(round)s") % {"round": seen.listed.title}
        services.tell(pk, form.draft(subject), by=desk.viewer, at=desk.at)

    if answered(form, act, field="body"):
        said = _("The outcome was published. Everyone who proposed a plan gets an answer.")
        return done(desk, said, desk.url("outcome", pk))
    told = [
        _("Everyone can read the outcome, how it was counted, and the audit file."),
        _("Everyone who proposed a plan hears whether it was chosen, and why not."),
    ]
    return _asked(desk, pk, form, _("Publish the outcome"), consequences=told)


@for_work
def publishing(desk: Desk, pk: int) -> HttpResponse:
    """Settle from which group on ballots are public, and who may always have them."""
    now = desk.counting(pk)
    initial = {"least_group": now.least_group, "auditors": now.auditor_ids}
    form = PublishingForm(desk.sent, people=offered.colleagues(desk), initial=initial)

    def act() -> None:
        asked = form.cleaned_data
        services.set_publishing(
            pk, asked["least_group"], asked["auditors"], by=desk.viewer, at=desk.at
        )

    if answered(form, act, field="least_group"):
        return done(desk, _("It is saved who may read the ballots."), desk.url("desk", pk))
    return _asked(desk, pk, form, _("Who may read the ballots?"), submit_text=_("Save"))


@for_members
def ballots(desk: Desk, pk: int) -> HttpResponse:
    """Give the ballots to an appointed auditor; that stands in the log."""
    form = Empty(desk.sent)
    found: list[bytes] = []

    def act() -> None:
        found.append(services.hand_out_ballots(pk, by=desk.viewer, at=desk.at))

    if answered(form, act):
        return attached(found[0], "stembiljetten", pk)
    told = [
        _("These are all ballots, without who cast them or when."),
        _("Keep the file to yourself: who votes as nobody else does could be known by it."),
        _("That you fetch them stands in the log."),
    ]
    return _asked(desk, pk, form, _("Fetch the ballots"), consequences=told)


def _asked(desk: Desk, pk: int, form: forms.Form, heading: str, **more: object) -> HttpResponse:
    """Answer with a page around a form of the desk."""
    seen = desk.round(pk)
    back = "desk" if desk.may_run else "outcome"
    known = {"submit_text": heading, "cancel_url": desk.url(back, pk)}
    return ask(
        desk,
        form,
        crumbs=desk.crumbs(seen, heading, behind=desk.may_run),
        heading=heading,
        **known | more,
    )
