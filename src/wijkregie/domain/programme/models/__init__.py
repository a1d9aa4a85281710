"""Programmes with their goals and bottlenecks, analyses, projects with their money."""

from wijkregie.domain.programme.models.accepting import AcceptedFinding
from wijkregie.domain.programme.models.analyses import (
    Analysis,
    AreaScore,
    MainPoint,
    Sheet,
    SheetPoints,
    Statement,
    StatementEvidence,
)
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
    "AcceptedFinding",
    "Analysis",
    "AreaScore",
    "Bottleneck",
    "BottleneckGoal",
    "CostLine",
    "CoverageLine",
    "Evidence",
    "Funder",
    "Goal",
    "GoalIndicator",
    "MainPoint",
    "Party",
    "Programme",
    "Project",
    "ProjectBottleneck",
    "ProjectGoal",
    "ProjectSignal",
    "ProjectStep",
    "RegularActivity",
    "Sheet",
    "SheetPoints",
    "Statement",
    "StatementEvidence",
]
