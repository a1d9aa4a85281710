"""A game of coins: how it stands for everyone, and its turns for who runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.web.voting import gaming
from wijkregie.web.voting.desk import answered, ask, done, for_work, open_to_all
from wijkregie.web.voting.forms.game import TurnsForm, WhyForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import RoundSeen
    from wijkregie.web.voting.desk import Desk


@require_safe
@open_to_all
def game(desk: Desk, pk: int) -> HttpResponse:
    """Show what lies behind each plan after the last turn that is over."""
    seen = desk.voting(pk)
    if seen.ballot is not BallotKind.COINS:
        raise Http404
    return render(desk.request, "voting/game.html", gaming.public(desk, seen))


@for_work
def turns(desk: Desk, pk: int) -> HttpResponse:
    """Show the turns, and the plans about which the jury has its say."""
    found = _game(desk, pk)
    return render(desk.request, "voting/turns.html", gaming.behind(desk, found))


@for_work
def plan(desk: Desk, pk: int) -> HttpResponse:
    """Plan the days of all turns."""
    found = _game(desk, pk)
    number = int(found.counting["rounds"])
    form = TurnsForm(desk.sent, number=number, initial=gaming.days_now(desk, pk))

    def act() -> None:
        services.plan_turns(pk, form.drafts(), by=desk.viewer, at=timezone.now())

    if answered(form, act, field="opens1"):
        return done(desk, _("The turns are planned."), desk.url("turns", pk))
    heading = _("Plan the turns")
    return ask(
        desk,
        form,
        crumbs=desk.crumbs(pk, found.listed.title, heading, behind=True),
        heading=heading,
        intro_text=_("Turns lie within the days of the vote, one after another."),
        submit_text=_("Save the turns"),
        cancel_url=desk.url("turns", pk),
    )


@for_work
def close(desk: Desk, pk: int, number: int) -> HttpResponse:
    """Write down what came of a turn that is over."""
    found = _game(desk, pk)
    gaming.turn_of(desk, pk, number)
    form = forms.Form(desk.sent)

    def act() -> None:
        services.close_turn(pk, number, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The turn is closed."), desk.url("turns", pk))
    heading = _("Close turn %(number)d") % {"number": number}
    return ask(
        desk,
        form,
        crumbs=desk.crumbs(pk, found.listed.title, heading, behind=True),
        heading=heading,
        consequences=[
            _("What lies behind each plan then stands on the page of the game."),
            _("Plans with enough coins go ahead. This cannot be taken back."),
        ],
        submit_text=_("Close this turn"),
        cancel_url=desk.url("turns", pk),
    )


@for_work
def veto(desk: Desk, pk: int, proposal: int) -> HttpResponse:
    """Write down that the jury says no to a plan, and why."""
    found = _game(desk, pk)
    named = gaming.plan_name(desk, found, proposal)
    form = WhyForm(desk.sent)

    def act() -> None:
        why = form.cleaned_data["why"]
        services.veto(proposal, why, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="why"):
        return done(desk, _("The no of the jury is recorded."), desk.url("turns", pk))
    heading = _("The jury says no")
    return ask(
        desk,
        form,
        crumbs=desk.crumbs(pk, found.listed.title, heading, behind=True),
        heading=f"{heading}: {named}",
        consequences=[
            _("From the next turn on it is out. Coins behind it go back to who gave them."),
            _("Everyone reads the reason. This cannot be taken back."),
        ],
        submit_text=_("Record the no"),
        cancel_url=desk.url("turns", pk),
    )


@for_work
def put_up(desk: Desk, pk: int, proposal: int) -> HttpResponse:
    """Put a plan that fits up in the game."""
    found = _game(desk, pk)
    named = gaming.plan_name(desk, found, proposal)
    form = WhyForm(desk.sent)

    def act() -> None:
        why = form.cleaned_data["why"]
        services.put_up(proposal, why, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="why"):
        return done(desk, _("The plan is in the game."), desk.url("turns", pk))
    heading = _("Put it up in the game")
    return ask(
        desk,
        form,
        crumbs=desk.crumbs(pk, found.listed.title, heading, behind=True),
        heading=f"{heading}: {named}",
        consequences=[_("From this turn or the next on, households can give it coins.")],
        submit_text=heading,
        cancel_url=desk.url("turns", pk),
    )


def _game(desk: Desk, pk: int) -> RoundSeen:
    found = desk.round(pk)
    if found.ballot is not BallotKind.COINS:
        raise Http404
    return found
