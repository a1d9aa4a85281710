"""Levels of goals, states of a project, and how sure money is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class GoalLevel(models.TextChoices):
    """Where a goal stands in the tree of the logical framework."""

    IMPACT = "impact", _("societal effect")
    TACTICAL = "tactical", _("tactical goal")
    OPERATIONAL = "operational", _("operational goal")
    RESULT = "result", _("result")


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
#: From here no step leads on: the card and its money stay as they are.
CLOSED: Final = frozenset(state for state, steps in PROJECT_STEPS.items() if not steps)


def for_everybody(
    state: ProjectState | str, areas: Collection[object], *, has_card: bool
) -> bool:
    """Tell whether a project is there for the whole municipality: its card names no areas.

    Of an idea without areas, and of a project without a card, nobody said yet where it is.
    """
    return has_card and not areas and state != ProjectState.IDEA


def where_known(
    state: ProjectState | str, areas: Collection[object], *, has_card: bool
) -> bool:
    """Tell whether it is known where a project is: in areas, or in all of the municipality."""
    return bool(areas) or for_everybody(state, areas, has_card=has_card)


class Part(models.TextChoices):
    """What an organisation is in a project."""

    HOLDER = "holder", _("project holder")
    PARTNER = "partner", _("party")


class Track(models.TextChoices):
    """When people see something of it: an area wants both."""

    NOW = "now", _("visible now")
    STRUCTURAL = "structural", _("structural, takes longer")


class ActivityKind(models.TextChoices):
    """What stands on the timeline of a project: work that takes a while, or a moment."""

    ACTIVITY = "activity", _("activity")
    MILESTONE = "milestone", _("milestone")


class Size(models.IntegerChoices):
    """How likely a risk is, and how much it would do."""

    SMALL = 1, _("small")
    MEDIUM = 2, _("medium")
    LARGE = 3, _("large")


class ShareKind(models.TextChoices):
    """How the part of a funder is reckoned: a percentage, a fixed sum, or what is left."""

    PERCENT = "percent", _("percentage")
    FIXED = "fixed", _("fixed amount")
    REST = "rest", _("what is left")


class AgreementState(models.TextChoices):
    """From proposal to over."""

    PROPOSED = "proposed", _("proposed")
    AGREED = "agreed", _("agreed")
    ENDED = "ended", _("ended")


AGREEMENT_STEPS: Final[Mapping[AgreementState, frozenset[AgreementState]]] = {
    AgreementState.PROPOSED: frozenset({AgreementState.AGREED, AgreementState.ENDED}),
    AgreementState.AGREED: frozenset({AgreementState.ENDED}),
    AgreementState.ENDED: frozenset(),
}


class StatedFact(models.TextChoices):
    """What another paper may state of a project: an amount in all, or its years."""

    COSTS = "costs", _("costs")
    COVERAGE = "coverage", _("coverage")
    PERIOD = "period", _("years")


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


class Score(models.TextChoices):
    """How an area stands beside the others, as a programme sorts its areas."""

    ABOVE = "above", _("above average")
    AVERAGE = "average", _("average")
    BELOW = "below", _("below average")


class StatementKind(models.TextChoices):
    """The four corners of a strengths and weaknesses analysis."""

    STRENGTH = "strength", _("strength")
    WEAKNESS = "weakness", _("weakness")
    OPPORTUNITY = "opportunity", _("opportunity")
    THREAT = "threat", _("threat")


#: What may become a bottleneck: what is wrong, or what threatens to go wrong.
TROUBLES: Final = frozenset({StatementKind.WEAKNESS, StatementKind.THREAT})


class StatementSource(models.TextChoices):
    """Who says so: the figures, who works here, or who lives here."""

    FIGURES = "figures", _("figures")
    PROFESSIONALS = "professionals", _("professionals")
    RESIDENTS = "residents", _("residents")


class AnalysisState(models.TextChoices):
    """One evening of a group: gather statements, divide points, look at them, decide."""

    GATHERING = "gathering", _("gather statements")
    DIVIDING = "dividing", _("divide points")
    WEIGHED = "weighed", _("look at the result")
    DECIDED = "decided", _("decided")
    DROPPED = "dropped", _("stopped")


ANALYSIS_STEPS: Final[Mapping[AnalysisState, frozenset[AnalysisState]]] = {
    AnalysisState.GATHERING: frozenset({AnalysisState.DIVIDING, AnalysisState.DROPPED}),
    AnalysisState.DIVIDING: frozenset(
        {AnalysisState.GATHERING, AnalysisState.WEIGHED, AnalysisState.DROPPED}
    ),
    AnalysisState.WEIGHED: frozenset(
        {AnalysisState.DIVIDING, AnalysisState.DECIDED, AnalysisState.DROPPED}
    ),
    AnalysisState.DECIDED: frozenset(),
    AnalysisState.DROPPED: frozenset(),
}
#: What still has to be decided; of an area in a programme there is one.
UNDER_WAY: Final = (AnalysisState.GATHERING, AnalysisState.DIVIDING, AnalysisState.WEIGHED)
#: The most main points that an area has in a programme.
MAIN_POINTS: Final = 3
