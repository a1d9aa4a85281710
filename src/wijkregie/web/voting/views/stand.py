"""The table on a day of the vote: hand out a code once, or replace a lost letter."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core.codes import grouped
from wijkregie.domain.budgets import services
from wijkregie.web.voting import offered, page, words
from wijkregie.web.voting.desk import answered, ask, for_work
from wijkregie.web.voting.forms.roll import HandOutForm, LostForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import VotingSeen
    from wijkregie.domain.budgets.services import NewCode
    from wijkregie.web.voting.desk import Desk


@for_work
def hand_out(desk: Desk, pk: int) -> HttpResponse:
    """Give somebody a code whom one has seen and who may vote."""
    seen = desk.voting(pk)
    areas = offered.areas_of(desk, seen)
    form = HandOutForm(desk.sent, areas=areas, asks_age=seen.least_age is not None)
    new: list[NewCode] = []

    def act() -> None:
        asked = form.cleaned_data
        new.append(
            services.hand_out_code(
                pk,
                asked.get("area"),
                asked["age"],
                by=desk.viewer,
                at=timezone.now(),
                chance=secrets.SystemRandom(),
            )
        )

    if answered(form, act):
        told = _("Give this code to the voter")
        again = _("Hand out the next code")
        return _handed(desk, seen, new[0], told, next_=(again, "hand_out"))
    heading = _("Hand out a code at the table")
    return ask(
        desk,
        form,
        crumbs=desk.crumbs(pk, seen.title, heading, behind=True),
        heading=heading,
        intro_text=_("For who may vote and got no letter, on the days of the vote."),
        consequences=[
            _("Look who it is, and on your list whether this person got a code already."),
            _("You see the code once. We do not keep who got it."),
        ],
        submit_text=_("Make a code"),
        cancel_url=desk.url("bureau", pk),
    )


@for_work
def lost(desk: Desk, pk: int) -> HttpResponse:
    """Make the code of a lost letter void and give a new one, once."""
    seen = desk.voting(pk)
    form = LostForm(desk.sent)
    new: list[NewCode] = []

    def act() -> None:
        asked = form.cleaned_data
        new.append(
            services.replace_code(
                pk,
                asked["letter"],
                asked["why"],
                by=desk.viewer,
                at=timezone.now(),
                chance=secrets.SystemRandom(),
            )
        )

    if answered(form, act, field="letter"):
        told = _("The new code of this voter")
        return _handed(desk, seen, new[0], told, next_=(_("To the letters"), "letters"))
    heading = _("Replace a lost letter")
    return ask(
        desk,
        form,
        crumbs=desk.crumbs(pk, seen.title, heading, behind=True),
        heading=heading,
        consequences=[
            _("The old code cannot vote any more. You see the new one once."),
            _("A code that was used cannot be replaced."),
        ],
        submit_text=_("Replace this letter"),
        cancel_url=desk.url("letters", pk),
    )


def _handed(
    desk: Desk, seen: VotingSeen, new: NewCode, heading: str, *, next_: tuple[str, str]
) -> HttpResponse:
    """Show a code that was just drawn; it stands on no other page and in no address."""
    rows = [(_("Letter"), str(new.letter)), (_("Vote until"), words.last_day(seen))]
    context = {
        "crumbs": desk.crumbs(seen.round_id, seen.title, heading, behind=True),
        "round": page.named(seen),
        "heading": heading,
        "code": grouped(new.code),
        "facts": [{"name": name, "text": text, "url": ""} for name, text in rows],
        "vote_url": f"{desk.url('vote', seen.round_id)}?tafel=1",
        "next_text": next_[0],
        "next_url": desk.url(next_[1], seen.round_id),
    }
    return render(desk.request, "voting/handed.html", context)
