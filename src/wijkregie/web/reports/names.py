"""Sorts of things on the thread, as a page names them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from wijkregie.domain.reports.states import Knot
from wijkregie.domain.signals.states import State
from wijkregie.web.http.threads import WORDS

#: The sorts by the first word of an address.
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
    Knot.ROUND: _("Budget round"),
    Knot.VOTE: _("Vote of residents"),
    Knot.PAYMENT: _("Payment"),
    Knot.ANSWER: _("Answer given"),
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
    Knot.ROUND: _("Budget rounds"),
    Knot.VOTE: _("Votes of residents"),
    Knot.PAYMENT: _("Payments"),
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
    Knot.ROUND: _("The red thread of a budget round"),
    Knot.VOTE: _("The red thread of a vote"),
    Knot.PAYMENT: _("The red thread of a payment"),
}
#: What stands before the words of who decided or answered.
QUOTES: Final = {
    Knot.DECISION: _("The reason:"),
    Knot.ANSWER: _("The answer:"),
}
OWN_PAGES: Final = {
    Knot.FIGURE: _("See the figure of all areas"),
    Knot.SIGNAL: _("To the page of this report"),
    Knot.MEETING: _("To the page of this meeting"),
    Knot.PROJECT: _("To the project card"),
    Knot.ROUND: _("To the page of this round"),
    Knot.VOTE: _("To the outcome of this vote"),
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
