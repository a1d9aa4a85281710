"""What waits with plans: for who is asked to look, and for who guides them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import Http404
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.queries import Todo
from wijkregie.domain.signals import queries as signals
from wijkregie.web.http.desks import answered, done
from wijkregie.web.proposals import offered, words
from wijkregie.web.proposals.desk import ask, for_work, open_to_all
from wijkregie.web.proposals.forms.judging import TakeInForm
from wijkregie.web.proposals.forms.shared import number_or_none

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import CheckAsked, ToDoSeen
    from wijkregie.web.proposals.desk import Desk

_TEXTS: Final = {
    Todo.LOOK: gettext_lazy("Read whether it names nobody, then let everyone read it"),
    Todo.ASK: gettext_lazy("Ask somebody to look at it"),
    Todo.WAIT: gettext_lazy("Waits for an answer of who was asked"),
    Todo.DECLINE: gettext_lazy("Record that it is declined"),
    Todo.MERGE: gettext_lazy("Waits for a yes or no to going on as one"),
    Todo.DECIDE: gettext_lazy("Fits: record what was decided"),
}


@never_cache
@require_safe
@open_to_all
def work(desk: Desk) -> HttpResponse:
    """Show who works along what waits for them."""
    if not (desk.viewer.is_member or desk.viewer.operator):
        return desk.refuse()
    heading = _("Plans to look at")
    context = {
        "crumbs": desk.crumbs(here=heading),
        "heading": heading,
        "asked": [
            _check(desk, one) for one in queries.checks_asked_of(desk.viewer, on=desk.on)
        ],
        "todo": [_todo(desk, one) for one in queries.proposals_to_do(desk.viewer, on=desk.on)],
    }
    return render(desk.request, "proposals/work.html", context)


@for_work
def take_in(desk: Desk, reference: str) -> HttpResponse:
    """Take an idea that came in before into a round."""
    signal = signals.signal_seen(desk.viewer, reference, on=desk.on)
    if signal is None:
        raise Http404
    if not signal.may_handle:
        return desk.refuse()
    form = TakeInForm(desk.sent, choices={"round": offered.rounds(desk)})

    def act() -> None:
        found = number_or_none(form.cleaned_data["round"]) or 0
        services.take_into_round(signal.id, found, by=desk.viewer, at=desk.at)

    if answered(form, act, field="round"):
        said = _("The idea is a plan now. Give it a name, and let everyone read it.")
        return done(desk, said, desk.url("detail", signal.reference))
    heading = _("Take the idea into a round")
    return ask(
        desk,
        form,
        crumbs=desk.crumbs(here=heading),
        heading=heading,
        plan=signal.title or signal.theme_name,
        intro_text=_("What was promised stays. Who raised it is told."),
        submit_text=heading,
    )


def _check(desk: Desk, one: CheckAsked) -> dict[str, object]:
    told = {"day": words.day_text(one.check.answer_by)}
    return {
        "name": f"{capfirst(str(one.check.kind.label))}? {one.proposal.title}",
        "url": desk.url("check", one.proposal.reference, one.check.id),
        "text": one.round_title,
        "side_text": _("too late: by %(day)s") % told
        if one.overdue
        else _("by %(day)s") % told,
    }


def _todo(desk: Desk, one: ToDoSeen) -> dict[str, object]:
    told = {"day": words.day_text(one.by)} if one.by else {}
    side = ""
    if one.by is not None:
        side = _("too late: by %(day)s") % told if one.late else _("by %(day)s") % told
    return {
        "name": one.proposal.title,
        "url": desk.url("detail", one.proposal.reference),
        "text": f"{_TEXTS[one.what]} · {one.round_title}",
        "side_text": side,
    }
