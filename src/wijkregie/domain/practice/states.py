"""Sorts of paragraphs, and what is done with one."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ParagraphKind(models.TextChoices):
    """What a paragraph of a template is."""

    VISION = "vision", _("paragraph of a vision")
    GOAL = "goal", _("goal")
    INDICATOR = "indicator", _("indicator")


class Choice(models.TextChoices):
    """What is done with a paragraph here."""

    KEPT = "kept", _("taken over as it is")
    CHANGED = "changed", _("taken over in own words")
    DROPPED = "dropped", _("not taken over")


#: What makes something in the programme.
TAKEN: Final = (Choice.KEPT, Choice.CHANGED)
