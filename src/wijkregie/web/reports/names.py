"""Sorts of things on the thread: their word in an address, on the page, and their own page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.reports.states import Knot
from wijkregie.domain.signals.states import State
from wijkregie.web.http.addresses import (
    figure_url,
    meeting_url,
    project_url,
    signal_url,
    thread_url,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.reports.queries import Target

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
}
SORTS: Final = {word: knot for knot, word in WORDS.items()}
SINGLE: Final = {
    Knot.FIGURE: _("Figure"),
    Knot.BOTTLENECK: _("Bottleneck"),
    Knot.GOAL: _("Goal"),
    Knot.SIGNAL: _("Report"),
    Knot.MEETING: _("Meeting"),
    Knot.DECISION: _("Decision"),
    Knot.PROJECT: _("Project"),
    Knot.COST: _("Costs"),
    Knot.COVERAGE: _("Coverage"),
    Knot.ANSWER: _("Answer"),
}
PLURAL: Final = {
    Knot.FIGURE: _("Figures"),
    Knot.BOTTLENECK: _("Bottlenecks"),
    Knot.GOAL: _("Goals"),
    Knot.SIGNAL: _("Reports"),
    Knot.MEETING: _("Meetings"),
    Knot.DECISION: _("Decisions"),
    Knot.PROJECT: _("Projects"),
    Knot.COST: _("What it costs"),
    Knot.COVERAGE: _("Who pays"),
}
KICKERS: Final = {
    Knot.FIGURE: _("The red thread of a figure"),
    Knot.BOTTLENECK: _("The red thread of a bottleneck"),
    Knot.GOAL: _("The red thread of a goal"),
    Knot.SIGNAL: _("The red thread of a report"),
    Knot.DECISION: _("The red thread of a decision"),
    Knot.PROJECT: _("The red thread of a project"),
    Knot.COST: _("The red thread of an amount"),
    Knot.COVERAGE: _("The red thread of an amount"),
}
#: What stands before the words of who decided or answered.
QUOTES: Final = {
    Knot.DECISION: _("The reason:"),
    Knot.ANSWER: _("The answer:"),
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
}
OWN_PAGES: Final = {
    Knot.FIGURE: _("See the figure of all areas"),
    Knot.SIGNAL: _("To the page of this report"),
    Knot.MEETING: _("To the page of this meeting"),
    Knot.PROJECT: _("To the project card"),
}

#: The states of signals in an address: their Dutch names.
STATE_WORDS: Final = {
    State.RECEIVED: "ontvangen",
    State.IN_TRIAGE: "wordt-bekeken",
    State.ON_AGENDA: "op-de-agenda",
    State.UNDER_REVIEW: "wordt-uitgezocht",
    State.DECIDED: "besloten",
    State.HANDED_OVER: "overgedragen",
    State.IN_PROJECT: "in-een-project",
    State.ANSWERED: "beantwoord",
    State.CLOSED: "afgerond",
    State.REOPENED: "heropend",
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
}
