"""Levels of goals, states of a project, and how sure money is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping


class GoalLevel(models.TextChoices):
    """Where a goal stands in the tree of the logical framework."""

    IMPACT = "impact", _("societal effect")
    TACTICAL = "tactical", _("tactical goal")
    OPERATIONAL = "operational", _("operational goal")


class Direction(models.TextChoices):
    """Which way is better."""

    HIGHER = "higher", _("higher is better")
    LOWER = "lower", _("lower is better")


class ProjectState(models.TextChoices):
    """From idea to handed over."""

    IDEA = "idea", _("idea")
    APPROVED = "approved", _("approved")
    RUNNING = "running", _("running")
    FINISHED = "finished", _("finished")
    HANDED_OVER = "handed_over", _("handed over to regular work")
    STOPPED = "stopped", _("stopped")


PROJECT_STEPS: Final[Mapping[ProjectState, frozenset[ProjectState]]] = {
    ProjectState.IDEA: frozenset({ProjectState.APPROVED, ProjectState.STOPPED}),
    ProjectState.APPROVED: frozenset({ProjectState.RUNNING, ProjectState.STOPPED}),
    ProjectState.RUNNING: frozenset({ProjectState.FINISHED, ProjectState.STOPPED}),
    ProjectState.FINISHED: frozenset({ProjectState.HANDED_OVER}),
    ProjectState.HANDED_OVER: frozenset(),
    ProjectState.STOPPED: frozenset(),
}


class Part(models.TextChoices):
    """What an organisation is in a project."""

    HOLDER = "holder", _("project holder")
    PARTNER = "partner", _("party")


class Pledge(models.TextChoices):
    """How sure an amount of coverage is."""

    ASKED = "asked", _("asked")
    PROMISED = "promised", _("promised")
    COMMITTED = "committed", _("committed")


class Priority(models.TextChoices):
    """How much a bottleneck weighs, as the programme says; empty where it does not."""

    HIGH = "high", _("high")
    NORMAL = "normal", _("normal")
    LOW = "low", _("low")
