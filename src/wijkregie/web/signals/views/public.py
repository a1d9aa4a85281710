"""Reading what happens with a signal: by its reference, for everyone."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.core import reference as references
from wijkregie.domain.meetings import queries as meetings
from wijkregie.domain.signals import queries
from wijkregie.domain.signals.states import OPEN
from wijkregie.web.http.addresses import thread_url
from wijkregie.web.signals import handling, offering, story
from wijkregie.web.signals.forms.handling import LookupForm
from wijkregie.web.signals.planned import plan_link
from wijkregie.web.signals.views.asked import asked, not_there

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.web.signals.handling import Refused
    from wijkregie.web.signals.views.asked import Asked


@require_safe
def lookup(request: HttpRequest, slug: str) -> HttpResponse:
    """Find a report by the reference on its receipt."""
    found = asked(request, slug)
    form = LookupForm(request.GET if "kenmerk" in request.GET else None)
    if form.is_bound and form.is_valid():
        known = references.clean(form.cleaned_data["kenmerk"])
        if known and queries.signal_seen(found.viewer, known, on=found.on):
            return redirect("signals:detail", slug, known)
        form.add_error(
            "kenmerk",
            _(
                "We do not know this reference. Look at your receipt whether every letter and "
                "figure is right."
            ),
        )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "report_url": reverse("signals:report", args=[slug])}
    return render(request, "signals/lookup.html", context, status=status)


@require_safe
def detail(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Show what happens with a report; for who handles it also what can be done now."""
    found = asked(request, slug)
    try:
        signal = found.signal(reference)
    except Http404:
        return not_there(
            request,
            _("We do not know this reference"),
            _("Look at your receipt whether every letter and figure is right."),
        )
    if signal.reference != reference:
        return redirect("signals:detail", slug, signal.reference)
    return shown(found, signal)


def shown(found: Asked, signal: SignalSeen, refused: Refused | None = None) -> HttpResponse:
    """Answer with the page of a signal; ``refused`` is the form that was not accepted."""
    work = handling.desk(found, signal, refused) if signal.may_handle else None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    if work is not None:
        work["offering"] = offering.panel(found, signal, refused)
    context = page(found, signal) | {"work": work}
    return render(found.request, "signals/detail.html", context, status=status)


def page(found: Asked, signal: SignalSeen) -> dict[str, Any]:
    """Return what everyone may read about a signal."""
    scope = found.scope
    told = meetings.of_signal(found.viewer, signal.id, on=found.on)
    return {
        "signal": signal,
        "ours": story.of_groups(signal),
        "title": story.title_of(signal),
        "stand": story.stand_of(signal),
        "promise": story.promise_of(signal),
        "later_text": story.later_of(signal),
        "facts": story.facts_of(scope, signal),
        "steps": story.told(found, signal),
        "meetings": [story.meeting(scope, one) for one in told],
        "decision": story.decision_of(found, signal.decision),
        "answers": story.answers(queries.answers_of(found.viewer, signal.id)),
        "thread_url": thread_url(scope, "melding", signal.id),
        "plan": plan_link(found, signal),
        "join_url": reverse("signals:join", args=[scope.slug, signal.reference])
        if signal.state in OPEN
        else "",
        "overview_url": reverse("signals:overview", args=[scope.slug]),
    }
