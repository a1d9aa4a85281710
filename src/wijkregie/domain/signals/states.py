"""The states of a signal and the steps between them; kinds, channels, ways to hear back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping


class State(models.TextChoices):
    """How far a signal is."""

    RECEIVED = "received", _("received")
    IN_TRIAGE = "in_triage", _("being looked at")
    ON_AGENDA = "on_agenda", _("on the agenda")
    UNDER_REVIEW = "under_review", _("being looked into")
    DECIDED = "decided", _("decided")
    HANDED_OVER = "handed_over", _("handed over")
    IN_PROJECT = "in_project", _("in a project")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")
    REOPENED = "reopened", _("reopened")


#: From each state the steps one may take. On the agenda may be followed by the agenda of a
#: later meeting. An organisation that refuses what was handed over to it brings it back to
#: triage. Answered becomes closed by itself when everyone who raised it has heard.
STEPS: Final[Mapping[State, frozenset[State]]] = {
    State.RECEIVED: frozenset(
        {
            State.IN_TRIAGE,
            State.ON_AGENDA,
            State.UNDER_REVIEW,
            State.DECIDED,
            State.HANDED_OVER,
        }
    ),
    State.IN_TRIAGE: frozenset(
        {State.ON_AGENDA, State.UNDER_REVIEW, State.DECIDED, State.HANDED_OVER}
    ),
    State.ON_AGENDA: frozenset(
        {
            State.IN_TRIAGE,
            State.ON_AGENDA,
            State.UNDER_REVIEW,
            State.DECIDED,
            State.HANDED_OVER,
        }
    ),
    State.UNDER_REVIEW: frozenset({State.ON_AGENDA, State.DECIDED, State.HANDED_OVER}),
    State.DECIDED: frozenset({State.IN_PROJECT, State.ANSWERED}),
    State.HANDED_OVER: frozenset({State.ANSWERED, State.IN_TRIAGE}),
    State.IN_PROJECT: frozenset({State.ANSWERED}),
    State.ANSWERED: frozenset({State.CLOSED, State.REOPENED}),
    State.CLOSED: frozenset({State.REOPENED}),
    State.REOPENED: frozenset(
        {
            State.IN_TRIAGE,
            State.ON_AGENDA,
            State.UNDER_REVIEW,
            State.DECIDED,
            State.HANDED_OVER,
        }
    ),
}
#: The states in which somebody still waits for an answer.
OPEN: Final = frozenset(State) - {State.ANSWERED, State.CLOSED}
#: The states in which nothing has been decided yet.
UNDECIDED: Final = frozenset(
    {State.RECEIVED, State.IN_TRIAGE, State.ON_AGENDA, State.UNDER_REVIEW, State.REOPENED}
)
#: The states in which a signal may join a bundle: nobody but who handles it waits for it.
JOINS: Final = frozenset({State.RECEIVED, State.IN_TRIAGE, State.REOPENED})
#: The states in which who raised it can say whether the answer satisfies.
DONE: Final = frozenset({State.ANSWERED, State.CLOSED})


class Kind(models.TextChoices):
    """What sort of thing was raised."""

    REPORT = "report", _("report")
    WISH = "wish", _("wish")
    IDEA = "idea", _("idea")
    COMPLAINT = "complaint", _("complaint")
    FINDING = "finding", _("finding")


class Channel(models.TextChoices):
    """How it came in; every channel has the same rights."""

    WEB = "web", _("web form")
    PHONE = "phone", _("phone")
    LETTER = "letter", _("letter")
    STALL = "stall", _("market stall")
    DOORSTEP = "doorstep", _("doorstep")
    VISIT = "visit", _("house visit")
    MEETING = "meeting", _("meeting")
    WALK = "walk", _("neighbourhood walk")
    PROFESSIONAL = "professional", _("through a professional")
    SURVEY = "survey", _("survey")


class HearBack(models.TextChoices):
    """How somebody wants to hear back."""

    MAIL = "mail", _("by mail")
    LETTER = "letter", _("by letter")
    CALL = "call", _("by phone")
    NONE = "none", _("not personally")


class EventKind(models.TextChoices):
    """What happens with a signal besides the steps from state to state."""

    ASSIGNED = "assigned", _("given to somebody else")
    REROUTED = "rerouted", _("another group because of the theme or the place")
    RULE_FAILED = "rule_failed", _("a routing rule that could not be followed")
    BUNDLED = "bundled", _("handled together with another report")
    UNBUNDLED = "unbundled", _("handled on its own again")
    JOINED = "joined", _("somebody joined in")
    OFFERED = "offered", _("offered to another organisation")
    ACCEPTED = "accepted", _("taken over by another organisation")
    REFUSED = "refused", _("refused by another organisation")
    WITHDRAWN = "withdrawn", _("no longer offered")
    REPORTED = "reported", _("the organisation told what it did")
    SATISFIED = "satisfied", _("satisfied with the answer")
    UNSATISFIED = "unsatisfied", _("not satisfied with the answer")
    PROJECT = "project", _("news of the project")
    PROPOSAL = "proposal", _("news of the proposal")


class OfferState(models.TextChoices):
    """How far a hand-over to another organisation is."""

    OFFERED = "offered", _("offered")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DONE = "done", _("done")


class Escalation(models.TextChoices):
    """Who was told last that a signal is late."""

    OWNER = "owner", _("the owner")
    CHAIR = "chair", _("the chair of the group")
    MANAGER = "manager", _("the district manager")


class RuleFault(models.TextChoices):
    """Why a routing rule cannot be followed, or never comes to its turn."""

    GROUP_ENDED = "group_ended", _("the group has ended")
    NO_MEMBERS = "no_members", _("the group has no members")
    ORGANISATION_GONE = "org_gone", _("the organisation does not work here any more")
    THEME_OUT = "theme_out", _("the theme is out of use")
    AREA_GONE = "area_gone", _("the area is not there any more")
    NEVER = "never", _("an earlier rule always comes first")
