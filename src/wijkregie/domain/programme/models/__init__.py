"""Programmes: goals, bottlenecks, analyses, projects with their money, agreements."""

from wijkregie.domain.programme.models.accepting import AcceptedFinding
from wijkregie.domain.programme.models.agreements import (
    AgreementReport,
    PerformanceAgreement,
)
from wijkregie.domain.programme.models.analyses import (
    Analysis,
    AreaScore,
    MainPoint,
    Sheet,
    SheetPoints,
    Statement,
    StatementEvidence,
)
from wijkregie.domain.programme.models.bridge import AreaPlan, Initiative, Perspective
from wijkregie.domain.programme.models.card import (
    Activity,
    CardDraft,
    DecisionPoint,
    Effort,
    ProgressNote,
    ProjectChange,
    ProjectComment,
    Risk,
)
from wijkregie.domain.programme.models.goals import (
    Bottleneck,
    BottleneckGoal,
    Evidence,
    Goal,
    GoalIndicator,
    IndicatorTarget,
    Programme,
    RegularActivity,
)
from wijkregie.domain.programme.models.handing import HandOver
from wijkregie.domain.programme.models.measuring import (
    BaselinePart,
    EvaluationPlan,
    ProgrammeWave,
)
from wijkregie.domain.programme.models.money import (
    Commitment,
    CostLine,
    CoverageLine,
    Division,
    DivisionShare,
    Funder,
    FunderAlias,
    Payment,
)
from wijkregie.domain.programme.models.projects import (
    Party,
    Project,
    ProjectBottleneck,
    ProjectGoal,
    ProjectSignal,
    ProjectStep,
)
from wijkregie.domain.programme.models.reporting import Lesson, ProgressReport
from wijkregie.domain.programme.models.stating import Stated

__all__ = [
    "AcceptedFinding",
    "Activity",
    "AgreementReport",
    "Analysis",
    "AreaPlan",
    "AreaScore",
    "BaselinePart",
    "Bottleneck",
    "BottleneckGoal",
    "CardDraft",
    "Commitment",
    "CostLine",
    "CoverageLine",
    "DecisionPoint",
    "Division",
    "DivisionShare",
    "Effort",
    "EvaluationPlan",
    "Evidence",
    "Funder",
    "FunderAlias",
    "Goal",
    "GoalIndicator",
    "HandOver",
    "IndicatorTarget",
    "Initiative",
    "Lesson",
    "MainPoint",
    "Party",
    "Payment",
    "PerformanceAgreement",
    "Perspective",
    "Programme",
    "ProgrammeWave",
    "ProgressNote",
    "ProgressReport",
    "Project",
    "ProjectBottleneck",
    "ProjectChange",
    "ProjectComment",
    "ProjectGoal",
    "ProjectSignal",
    "ProjectStep",
    "RegularActivity",
    "Risk",
    "Sheet",
    "SheetPoints",
    "Stated",
    "Statement",
    "StatementEvidence",
]
