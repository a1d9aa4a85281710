"""Votes on paper: book the letters, read each pile twice, settle, and pour it into the urn."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.states import BatchState, Used
from wijkregie.web.http import desks
from wijkregie.web.voting import ballots, page, piles
from wijkregie.web.voting.desk import answered, ask, done, for_work, there
from wijkregie.web.voting.forms.ballot import CodeForm
from wijkregie.web.voting.forms.paper import PileForm, SheetForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import BatchSeen, VotingSeen
    from wijkregie.web.voting.desk import Desk


@for_work
def paper(desk: Desk, pk: int) -> HttpResponse:
    """Book letters that came back, and begin a pile of sheets."""
    seen = desk.voting(pk)
    what = desk.request.POST.get("wat", "")
    book = CodeForm(desk.sent if what == "brief" else None)
    pile = PileForm(desk.sent if what == "stapel" else None)
    made: list[int] = []

    def booked() -> None:
        services.book_paper(
            pk,
            book.cleaned_data["code"],
            by=desk.viewer,
            at=timezone.now(),
            chance=secrets.SystemRandom(),
        )

    def begun() -> None:
        asked = pile.cleaned_data
        made.append(
            services.open_batch(
                pk, asked["name"], asked["sheets"], by=desk.viewer, at=timezone.now()
            )
        )

    if answered(book, booked, field="code"):
        said = _("The letter is booked. Put the sheet on the pile, apart from the letter.")
        return done(desk, said, desk.url("paper", pk))
    if answered(pile, begun, field="name"):
        return done(desk, _("The pile is there."), desk.url("pile", pk, made[0]))
    sent: forms.Form = pile if what == "stapel" else book
    return desks.asked(desk, "voting/paper.html", sent, _paper(desk, seen, book, pile, sent))


def _paper(
    desk: Desk, seen: VotingSeen, book: CodeForm, pile: PileForm, sent: forms.Form
) -> dict[str, Any]:
    pk = seen.round_id
    found = queries.batches_of(desk.viewer, pk)
    turnout = queries.turnout_of(desk.viewer, pk)
    booked = 0 if turnout is None else turnout.used[Used.PAPER]
    rows = [
        (_("Letters that were booked"), str(booked)),
        (_("Sheets on piles"), str(sum(one.sheets for one in found))),
    ]
    here = _("Votes on paper")
    return {
        "crumbs": desk.crumbs(pk, seen.title, here, behind=True),
        "round": page.named(seen),
        "facts": [{"name": name, "text": text, "url": ""} for name, text in rows],
        "book": book,
        "pile": pile,
        "fields": page.faults(sent),
        "form_errors": sent.non_field_errors() if sent.is_bound else [],
        "piles": [
            {
                "name": one.name,
                "url": desk.url("pile", pk, one.id),
                "text": piles.state_text(one),
                "side_text": piles.sheets_text(one.sheets),
            }
            for one in found
        ],
    }


@for_work
def pile(desk: Desk, pk: int, batch: int) -> HttpResponse:
    """Show how far a pile is, what was read differently, and pour it once all is settled."""
    seen, found = desk.voting(pk), _batch(desk, pk, batch)
    form = forms.Form(desk.sent)

    def act() -> None:
        services.pour(batch, by=desk.viewer, at=timezone.now(), chance=secrets.SystemRandom())

    if answered(form, act):
        words = ngettext(
            "%(number)d sheet is in the urn.", "%(number)d sheets are in the urn.", found.sheets
        )
        return done(desk, words % {"number": found.sheets}, desk.url("paper", pk))
    context = piles.context(desk, seen, found) | {
        "form": form if found.state is BatchState.ENTERING else None,
        "submit_text": _("Pour it into the urn"),
        "once": True,
    }
    return desks.asked(desk, "voting/pile.html", context["form"], context)


@for_work
def sheet(desk: Desk, pk: int, batch: int, number: int) -> HttpResponse:
    """Write down what one reads on a sheet; another person reads it too."""
    seen, found = desk.voting(pk), _batch(desk, pk, batch)
    own = piles.sheet_of(desk, batch, number)
    paper_ = there(ballots.sheet_of(desk, seen))
    initial = piles.initial(paper_, own.mine) if own.mine else {}
    form = SheetForm(desk.sent, sheet=paper_, initial=initial)

    def act() -> None:
        services.enter_sheet(batch, number, form.read(), by=desk.viewer, at=timezone.now())

    if answered(form, act, field=form.at):
        next_ = piles.next_number(desk, batch, after=number)
        url = desk.url("sheet", pk, batch, next_) if next_ else desk.url("pile", pk, batch)
        return done(desk, _("Sheet %(number)d is saved.") % {"number": number}, url)
    told = {"number": number, "all": found.sheets, "pile": found.name}
    return ask(
        desk,
        form,
        crumbs=desk.crumbs(pk, seen.title, found.name, behind=True),
        heading=_("Sheet %(number)d of %(all)d: %(pile)s") % told,
        intro_text=_("Write down what stands on the paper, not what somebody meant."),
        submit_text=_("Save and go on"),
        cancel_url=desk.url("pile", pk, batch),
    )


@for_work
def settle(desk: Desk, pk: int, batch: int, number: int) -> HttpResponse:
    """Write down what holds of a sheet that two people read differently."""
    seen, found = desk.voting(pk), _batch(desk, pk, batch)
    paper_ = there(ballots.sheet_of(desk, seen))
    differing = {one.number: one for one in queries.differences(desk.viewer, batch)}
    if number not in differing:
        raise Http404
    form = SheetForm(desk.sent, sheet=paper_)

    def act() -> None:
        services.settle_sheet(batch, number, form.read(), by=desk.viewer, at=timezone.now())

    if answered(form, act, field=form.at):
        said = _("It is written down what you saw on sheet %(number)d.") % {"number": number}
        return done(desk, said, desk.url("pile", pk, batch))
    one = differing[number]
    rows = [
        (_("First"), piles.read_text(paper_, one.first)),
        (_("Second"), piles.read_text(paper_, one.second)),
    ]
    told = {"number": number, "pile": found.name}
    return ask(
        desk,
        form,
        crumbs=desk.crumbs(pk, seen.title, found.name, behind=True),
        heading=_("What holds of sheet %(number)d: %(pile)s") % told,
        intro_text=_("Take the sheet out of the pile and look at the paper."),
        consequences=[
            _("Did you not read this sheet before? Then what you write down holds."),
            _("Did you read it? Then it holds once the other reader writes down the same."),
        ],
        facts=[{"name": name, "text": text, "url": ""} for name, text in rows],
        submit_text=_("Settle it"),
        cancel_url=desk.url("pile", pk, batch),
    )


def _batch(desk: Desk, pk: int, batch: int) -> BatchSeen:
    found = there(queries.batch_seen(desk.viewer, batch))
    if found.round_id != pk:
        raise Http404
    return found
