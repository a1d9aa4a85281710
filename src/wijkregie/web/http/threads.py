"""Where the thread of something is, where its own page is, and how a link to it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.reports.states import Knot
from wijkregie.web.http.addresses import (
    figure_url,
    meeting_url,
    optional,
    project_url,
    signal_url,
    thread_url,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.reports.queries import Dot, Target

#: The first word of an address of a thread, per sort.
WORDS: Final = {
    Knot.FIGURE: "cijfer",
    Knot.BOTTLENECK: "knelpunt",
    Knot.GOAL: "doel",
    Knot.SIGNAL: "melding",
    Knot.DECISION: "besluit",
    Knot.PROJECT: "project",
    Knot.COST: "euro",
    Knot.COVERAGE: "dekking",
    Knot.ROUND: "ronde",
    Knot.VOTE: "stemming",
    Knot.PAYMENT: "betaling",
}
MORE_ABOUT: Final = {
    Knot.FIGURE: _("More about this figure"),
    Knot.BOTTLENECK: _("More about this bottleneck"),
    Knot.GOAL: _("More about this goal"),
    Knot.SIGNAL: _("More about this report"),
    Knot.MEETING: _("More about this meeting"),
    Knot.DECISION: _("More about this decision"),
    Knot.PROJECT: _("More about this project"),
    Knot.COST: _("More about these costs"),
    Knot.COVERAGE: _("More about this coverage"),
    Knot.ROUND: _("More about this round"),
    Knot.VOTE: _("More about this vote"),
    Knot.PAYMENT: _("More about this payment"),
}


def date_of(dot: Dot) -> dict[str, str]:
    """Return when something happened: a day, or the year where no more is known."""
    if dot.year_only:
        return {"date_text": str(dot.on.year), "date_iso": str(dot.on.year)}
    return {"date_text": date_format(dot.on, "j F Y"), "date_iso": dot.on.isoformat()}


def news(scope: Scope, dot: Dot) -> dict[str, Any]:
    """Return something that happened as ``partials/thread.html`` asks for."""
    return {
        **date_of(dot),
        "text": dot.text,
        "url": thread_address(scope, dot.target),
        "url_text": MORE_ABOUT[dot.target.kind],
    }


def thread_address(scope: Scope, target: Target) -> str:
    """Return the address of the thread of something; a meeting has none but its own page."""
    if target.kind == Knot.MEETING:
        return own_address(scope, target)
    if target.kind == Knot.FIGURE:
        return reverse("reports:figure", args=[scope.slug, *target.words.split("/")])
    return thread_url(scope, WORDS[target.kind], target.pk)


def own_address(scope: Scope, target: Target) -> str:
    """Return the address of something's own page, or nothing where it has none."""
    if not target.open or target.kind not in _OWN:
        return ""
    return _OWN[target.kind](scope, target)


_OWN: Final[dict[Knot, Callable[[Scope, Target], str]]] = {
    Knot.SIGNAL: lambda scope, target: signal_url(scope, target.words),
    Knot.PROJECT: lambda scope, target: project_url(scope, target.pk),
    Knot.MEETING: lambda scope, target: meeting_url(scope, target.pk),
    Knot.FIGURE: lambda scope, target: figure_url(scope, target.words.partition("/")[0]),
    Knot.ROUND: lambda scope, target: optional("budgets:round", scope.slug, target.pk),
    Knot.VOTE: lambda scope, target: optional("recount:outcome", scope.slug, int(target.words)),
}
