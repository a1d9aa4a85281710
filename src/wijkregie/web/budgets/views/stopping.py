"""Close a round, and let one go on that was closed while people voted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.queries import Step
from wijkregie.domain.budgets.states import OBJECT_DAYS
from wijkregie.web.budgets import words
from wijkregie.web.budgets.desk import answered, done, for_work
from wijkregie.web.budgets.forms.shared import WhyForm
from wijkregie.web.budgets.views.rounds import asked

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.web.budgets.desk import Desk


@for_work
def close(desk: Desk, pk: int) -> HttpResponse:
    """Tell what closing a round means, for votes that were cast too, and close it."""
    seen = desk.round(pk)
    form = WhyForm(desk.sent)

    def act() -> None:
        why = form.cleaned_data["why"]
        services.close_round(pk, why, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="why"):
        return done(desk, _("The round is closed."), desk.url("round", pk))
    heading = _("Close the round")
    told = _of_votes(desk, pk) or [_("Everyone can still read it. This cannot be taken back.")]
    return asked(desk, seen, form, heading=heading, consequences=told, submit_text=heading)


@for_work
def reopen(desk: Desk, pk: int) -> HttpResponse:
    """Tell what it means that a round goes on, and open it again."""
    seen = desk.round(pk)
    last = queries.reopens_until(desk.viewer, pk)
    if last is None:
        raise Http404
    form = WhyForm(desk.sent)

    def act() -> None:
        why = form.cleaned_data["why"]
        services.reopen_round(pk, why, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="why"):
        return done(desk, _("The round is open again."), desk.url("round", pk))
    heading = _("Open the round again")
    told = [
        _("The votes that were cast are still there. They can still be counted."),
        _("The days of the vote stay as they were declared: none are added."),
        _("This can be done up to and including %(day)s.") % {"day": words.day_text(last)},
    ]
    return asked(desk, seen, form, heading=heading, consequences=told, submit_text=heading)


def _of_votes(desk: Desk, pk: int) -> list[str]:
    """Return what becomes of the votes of a round that closes before they were counted."""
    vote = queries.count_desk(desk.viewer, pk, timezone.now())
    if vote is None or vote.step not in {Step.DECLARED, Step.OVER, Step.OPENED}:
        return []
    turnout = queries.turnout_of(desk.viewer, pk)
    cast = 0 if turnout is None else sum(turnout.used.values())
    number = ngettext(
        "%(number)d vote was cast. It will not be counted, and nobody can vote any more.",
        "%(number)d votes were cast. They will not be counted, and nobody can vote any more.",
        cast,
    )
    last = desk.on + timedelta(days=OBJECT_DAYS)
    kept = _(
        "We keep the votes sealed up to and including %(day)s, for so long one may object. Up "
        "to then the round can be opened again. After that they are thrown away."
    )
    return [number % {"number": cast}, kept % {"day": words.day_text(last)}]
