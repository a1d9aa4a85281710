"""How far a concern is, and where it went."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping


class State(models.TextChoices):
    """How far a concern is: all that who wrote it may know of it."""

    RECEIVED = "received", _("received")
    TAKEN_UP = "taken_up", _("taken up")
    CLOSED = "closed", _("closed")


#: From each state the steps one may take. Nothing leads back: what was wiped is gone.
STEPS: Final[Mapping[State, frozenset[State]]] = {
    State.RECEIVED: frozenset({State.TAKEN_UP}),
    State.TAKEN_UP: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}


class HandedTo(models.TextChoices):
    """Where a concern went. Words of ours only: free text could tell about whom it was."""

    OWN_TEAM = "own_team", _("our own team")
    SOCIAL_TEAM = "social_team", _("the social team")
    YOUTH = "youth", _("youth care")
    SAFE_HOME = "safe_home", _("Veilig Thuis")
    HEALTH = "health", _("the public health service (GGD)")
    CARE = "care", _("a general practitioner or other care")
    POLICE = "police", _("the police")
    NOBODY = "nobody", _("nobody: nothing more is needed")


#: Unread for so long: the deputy is told.
DEPUTY_AFTER: Final = timedelta(hours=4)
#: Unread for so long: the phone list is called, and those who lead see a red banner.
CALL_AFTER: Final = timedelta(hours=24)
#: Read, but for so long nobody confirmed that the team has it: the team is told.
REMIND_AFTER: Final = timedelta(hours=24)
