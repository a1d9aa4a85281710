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
#: later meeting. Answered becomes closed by itself when everyone who raised it has heard.
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
    State.HANDED_OVER: frozenset({State.ANSWERED}),
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
