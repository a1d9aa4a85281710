"""What a figure can be, and in which direction it is better."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


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


class HeldBack(models.TextChoices):
    """Why an own figure is kept without its value. Pages show only that it is."""

    NOT = "", _("not held back")
    SAMPLE = "sample", _("too few people")
    CELL = "cell", _("too few people gave this answer, or another one")
    REST = "rest", _("with it one could reckon back another figure")


class Width(models.TextChoices):
    """How near another area must be in one respect to be alike."""

    NARROW = "narrow", _("almost the same")
    NORMAL = "normal", _("about the same")
    WIDE = "wide", _("roughly the same")
    OFF = "off", _("does not count")


class Measure(models.TextChoices):
    """How two areas are compared in one respect."""

    CLASS = "class", _("classes")
    TIMES = "times", _("times as many")
    POINTS = "points", _("percentage points")


@dataclass(frozen=True, slots=True)
class Respect:
    """In which respect areas must be alike; ``reach`` per width from narrow to wide.

    ``part_of`` is what a count is taken as a share of, ``weight`` what shares are weighted by.
    One with ``instead_of`` counts only where that one is not known.
    """

    key: str
    label: _StrPromise
    measure: Measure
    reach: tuple[float, float, float]
    part_of: str = ""
    weight: str = ""
    instead_of: str = ""

    def reach_of(self, width: str) -> float:
        """Return how far another area may be away at this width."""
        return self.reach[(Width.NARROW, Width.NORMAL, Width.WIDE).index(Width(width))]


#: Degree of urbanity, size, age structure and housing: what a wijk cannot do much about.
RESPECTS: Final = (
    Respect("urbanity", _("Urbanity"), Measure.CLASS, (0, 0, 1)),
    Respect(
        "population_density",
        _("Inhabitants per km²"),
        Measure.TIMES,
        (1.5, 2, 4),
        weight="area_land",
        instead_of="urbanity",
    ),
    Respect("inhabitants", _("Number of inhabitants"), Measure.TIMES, (1.5, 2, 4)),
    Respect("aged_0_14", _("Under 15"), Measure.POINTS, (3, 5, 10), part_of="inhabitants"),
    Respect(
        "aged_65_plus", _("Aged 65 and over"), Measure.POINTS, (4, 7, 14), part_of="inhabitants"
    ),
    Respect(
        "homes_owned", _("Owner-occupied homes"), Measure.POINTS, (7, 15, 30), weight="homes"
    ),
    Respect(
        "homes_single_family",
        _("Single-family homes"),
        Measure.POINTS,
        (10, 20, 40),
        weight="homes",
    ),
)


class Verdict(models.TextChoices):
    """What can be said of a figure beside those of other areas."""

    BETTER = "better", _("better than similar areas")
    WORSE = "worse", _("worse than similar areas")
    HIGHER = "higher", _("higher than in similar areas")
    LOWER = "lower", _("lower than in similar areas")
    NOT_DISTINGUISHABLE = "not_distinguishable", _("no clear difference")
    UNKNOWN = "unknown", _("cannot be compared")


class Mode(models.TextChoices):
    """How people can answer."""

    WEB = "web", _("on the internet")
    PAPER = "paper", _("on paper")
    PHONE = "phone", _("by phone")
    DOOR = "door", _("at the door")
