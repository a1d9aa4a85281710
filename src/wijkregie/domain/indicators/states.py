"""What a figure can be, and in which direction it is better."""

from __future__ import annotations

from enum import IntEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(IntEnum):
    """The state of one figure. The first seven are what a reader can find in a cell."""

    KNOWN = 0
    MISSING = 1
    SECRET = 2
    NOT_APPLICABLE = 3
    NOT_PUBLISHED = 4
    ZERO_OR_SECRET = 5
    REJECTED = 6
    ESTIMATED = 7
    PROVISIONAL = 8
    SUPPRESSED = 9
    NO_FIGURE = 10


WITH_VALUE = frozenset({Status.KNOWN, Status.ESTIMATED, Status.PROVISIONAL})


class Kind(models.TextChoices):
    """What sort of number an indicator is; it decides how areas may be taken together."""

    COUNT = "count", _("count")
    SHARE = "share", _("share")
    MEAN = "mean", _("mean")
    MEDIAN = "median", _("median")
    INDEX = "index", _("index")
    CLASS = "class", _("class")


class Direction(models.TextChoices):
    """Whether a higher figure is better."""

    HIGHER = "higher", _("higher is better")
    LOWER = "lower", _("lower is better")
    NEUTRAL = "neutral", _("neither is better")
