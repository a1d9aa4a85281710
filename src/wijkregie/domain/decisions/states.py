"""Outcomes of a decision, and the rungs of participation."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What comes of it."""

    FOLLOW_UP = "follow_up", _("follow up")
    DECLINE = "decline", _("not follow up")
    HAND_OVER = "hand_over", _("hand over")
    MORE_INFORMATION = "more_information", _("find out first")


class Rung(models.TextChoices):
    """How far residents took part: the participation ladder."""

    INFORM = "inform", _("inform")
    CONSULT = "consult", _("consult")
    ADVISE = "advise", _("advise")
    COPRODUCE = "coproduce", _("coproduce")
    CODECIDE = "codecide", _("codecide")


@dataclass(frozen=True, slots=True)
class Votes:
    """How a vote went: counts, never who voted what."""

    in_favour: int
    against: int = 0
    abstained: int = 0
