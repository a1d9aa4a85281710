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
    DECISION = "decision", _("decision")
    PROJECT = "project", _("project")
    COST = "cost", _("cost")
    COVERAGE = "coverage", _("coverage")
    ANSWER = "answer", _("answer")
