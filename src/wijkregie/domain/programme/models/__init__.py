"""Programmes with their goals and bottlenecks, projects with their money, and the links."""

from wijkregie.domain.programme.models.goals import (
    Bottleneck,
    BottleneckGoal,
    Evidence,
    Goal,
    GoalIndicator,
    Programme,
    RegularActivity,
)
from wijkregie.domain.programme.models.money import CostLine, CoverageLine, Funder
from wijkregie.domain.programme.models.projects import (
    Party,
    Project,
    ProjectBottleneck,
    ProjectGoal,
    ProjectSignal,
    ProjectStep,
)

__all__ = [
    "Bottleneck",
    "BottleneckGoal",
    "CostLine",
    "CoverageLine",
    "Evidence",
    "Funder",
    "Goal",
    "GoalIndicator",
    "Party",
    "Programme",
    "Project",
    "ProjectBottleneck",
    "ProjectGoal",
    "ProjectSignal",
    "ProjectStep",
    "RegularActivity",
]
