"""Standing of a meeting (as in Open Raadsinformatie) and of an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping


class MeetingState(models.TextChoices):
    """Planned, held (its action list stands), or cancelled."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


MEETING_STEPS: Final[Mapping[MeetingState, frozenset[MeetingState]]] = {
    MeetingState.PLANNED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}


class Level(models.TextChoices):
    """At which level a series of meetings works."""

    WORK = "work", _("day-to-day work")
    MANAGEMENT = "management", _("management")
    BOARD = "board", _("board")


class Rhythm(models.TextChoices):
    """How the days of a series follow each other."""

    LOOSE = "loose", _("each time by agreement")
    WEEKLY = "weekly", _("every week, or once in so many weeks")
    MONTHLY = "monthly", _("every month, or once in so many months")


class OnHoliday(models.TextChoices):
    """What becomes of a meeting that would fall on a public holiday."""

    SKIP = "skip", _("it is skipped")
    LATER = "later", _("it is a week later")


class ProposalState(models.TextChoices):
    """Standing of a point that the second shell proposed for an agenda."""

    WAITING = "waiting", _("waits for the group")
    ACCEPTED = "accepted", _("on the agenda")
    DECLINED = "declined", _("not on the agenda")


class ActionState(models.TextChoices):
    """Whether an action still has to be done."""

    OPEN = "open", _("open")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


ACTION_STEPS: Final[Mapping[ActionState, frozenset[ActionState]]] = {
    ActionState.OPEN: frozenset({ActionState.DONE, ActionState.DROPPED}),
    ActionState.DONE: frozenset({ActionState.OPEN}),
    ActionState.DROPPED: frozenset({ActionState.OPEN}),
}
