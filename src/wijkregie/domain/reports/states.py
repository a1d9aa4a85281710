"""What hangs on the thread."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Knot(models.TextChoices):
    """A sort of thing on the thread, in the order of the story: from figure to euro."""

    FIGURE = "figure", _("figure")
    BOTTLENECK = "bottleneck", _("bottleneck")
    GOAL = "goal", _("goal")
    SIGNAL = "signal", _("report")
    MEETING = "meeting", _("meeting")
    ROUND = "round", _("round of a fund")
    VOTE = "vote", _("vote of residents")
    DECISION = "decision", _("decision")
    PROJECT = "project", _("project")
    COST = "cost", _("cost")
    COVERAGE = "coverage", _("coverage")
    PAYMENT = "payment", _("payment")
    ANSWER = "answer", _("answer")


class Decider(models.TextChoices):
    """Who decided on what residents' groups raised, seen from the group."""

    THEMSELVES = "themselves", _("the group itself")
    RESIDENTS = "residents", _("another residents' group")
    TEAM = "team", _("the wijkteam")
    MANAGER = "manager", _("the district manager or community worker")
    TOWN_HALL = "town_hall", _("a specialist or steering group at the town hall")


class Setback(models.TextChoices):
    """How the town hall took a plan of a wijkteam."""

    ACCEPTED = "accepted", _("taken over")
    REFUSED = "refused", _("refused")
    HONOURED = "honoured", _("taken up")
    DECLINED = "declined", _("not taken up")
    STOPPED = "stopped", _("stopped")
