"""From a list of addresses to letters with a code, at once. Nothing of the list is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.states import VoterUnit
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.typeset import TypesetFault
from wijkregie.sources import roll
from wijkregie.sources.roll import Wrong
from wijkregie.web.http import desks
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.voting import letter_paper, page
from wijkregie.web.voting.desk import for_work
from wijkregie.web.voting.forms.roll import ListForm

if TYPE_CHECKING:
    from django import forms

    from wijkregie.domain.budgets.queries import VotingSeen
    from wijkregie.sources.roll import RollFault
    from wijkregie.web.voting.desk import Desk

_WRONG: Final = {
    Wrong.UNREADABLE: gettext_lazy("This file cannot be read. Save the list as CSV (UTF-8)."),
    Wrong.EMPTY: gettext_lazy("There is no address in this file. Choose another one."),
    Wrong.MISSING_COLUMN: gettext_lazy("A column is missing: %(column)s. Add it to the list."),
    Wrong.DOUBLED_COLUMN: gettext_lazy("The column %(column)s is there twice. Take one out."),
    Wrong.UNKNOWN_COLUMN: gettext_lazy("The column %(column)s is not known. Take it out."),
    Wrong.SHIFTED: gettext_lazy("Row %(row)d has another number of columns than the heading."),
    Wrong.NO_ADDRESS: gettext_lazy("Row %(row)d has no address. Fill it in."),
    Wrong.TOO_LONG: gettext_lazy("In row %(row)d the %(column)s is too long. Shorten it."),
    Wrong.BAD_POSTCODE: gettext_lazy("In row %(row)d stands no postcode, such as 1234 AB."),
    Wrong.BAD_CODE: gettext_lazy("In row %(row)d stands no code of an area."),
    Wrong.BAD_AGE: gettext_lazy("In row %(row)d stands no age in whole years."),
}


@dataclass(frozen=True, slots=True)
class Made:
    """Letters as a file that is sent at once and kept nowhere."""

    content: bytes
    kind: str
    name: str


@for_work
def letters(desk: Desk, pk: int) -> HttpResponse:
    """Make the letters of a list; the answer is the file."""
    seen, turnout = desk.voting(pk), queries.turnout_of(desk.viewer, pk)
    there = turnout.letters if turnout else 0
    form = ListForm(desk.sent, desk.request.FILES or None, letters=there)
    fault: RollFault | None = None
    if form.is_bound and form.is_valid():
        try:
            return _sent(_made(desk, seen, form))
        except roll.RollFault as found:
            fault = found
            form.add_error("file", str(_WRONG[found.wrong]) % vars(found))
        except Refusal as refusal:
            add_refusal(form, refusal, "file")
        except TypesetFault as unmade:
            form.add_error(None, str(unmade))
    return desks.asked(desk, "voting/letters.html", form, _context(desk, seen, fault))


def _made(desk: Desk, seen: VotingSeen, form: forms.Form) -> Made:
    """Draw a code for each address and write the letters: all of it, or nothing at all."""
    sent = form.cleaned_data["file"]
    found = roll.read(sent.read(roll.LIMIT + 1), file=sent.name)
    twice = roll.doubled(found)
    if twice is not None and not form.cleaned_data["twice"]:
        words = _(
            "Row %(first)d and row %(second)d are the same address. Take one out, or tick that "
            "it gets two letters."
        )
        told = {"first": twice[0], "second": twice[1]}
        raise services.BudgetRefused(words % told, "twice")
    entries = [services.RollEntry(one.area_code, one.age) for one in found]
    with transaction.atomic():
        new = services.draw_roll(
            seen.round_id,
            entries,
            by=desk.viewer,
            at=timezone.now(),
            chance=secrets.SystemRandom(),
        )
        made = [
            letter_paper.Letter(one.lines, code) for one, code in zip(found, new, strict=True)
        ]
        if form.cleaned_data["shape"] == "csv":
            table = letter_paper.table(_about(desk, seen), made)
            return Made(table.encode("utf-8-sig"), "text/csv; charset=utf-8", "csv")
        return Made(letter_paper.pdf(_about(desk, seen), made), "application/pdf", "pdf")


def _about(desk: Desk, seen: VotingSeen) -> letter_paper.AboutVote:
    if seen.opens_on is None or seen.closes_on is None:
        raise services.BudgetRefused(
            _("Plan the days of the vote first: they stand in the letter.")
        )
    return letter_paper.AboutVote(
        municipality=desk.scope.name,
        title=seen.title,
        opens_on=seen.opens_on,
        closes_on=seen.closes_on,
        url=desk.request.build_absolute_uri(desk.url("vote", seen.round_id)),
        household=seen.unit is VoterUnit.HOUSEHOLD,
        on_paper=seen.on_paper,
    )


def _sent(made: Made) -> HttpResponse:
    answer = HttpResponse(made.content, content_type=made.kind)
    answer["Content-Disposition"] = f'attachment; filename="stembrieven.{made.name}"'
    return answer


def _context(desk: Desk, seen: VotingSeen, fault: RollFault | None) -> dict[str, Any]:
    pk, turnout = seen.round_id, queries.turnout_of(desk.viewer, seen.round_id)
    here = _("Letters with a code")
    rows = [(_("Letters so far"), str(turnout.letters if turnout else 0))]
    if turnout is not None and turnout.void:
        rows.append((_("Replaced letters"), str(turnout.void)))
    shown = fault if fault is not None and fault.row else None
    return {
        "crumbs": desk.crumbs(pk, seen.title, here, behind=True),
        "round": page.named(seen),
        "facts": [{"name": name, "text": text, "url": ""} for name, text in rows],
        "lost_url": desk.url("lost", pk),
        "hand_url": desk.url("hand_out", pk),
        "fault": shown,
    }
