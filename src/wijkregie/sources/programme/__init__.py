"""Read a programme file (YAML): goals, bottlenecks, projects with their money.

The format stands in ``docs/programme/programmabestand.md``.
"""

from wijkregie.sources.programme.reader import read
from wijkregie.sources.programme.records import (
    BottleneckRow,
    CostRow,
    CoverageRow,
    EvidenceRow,
    GoalRow,
    IndicatorRow,
    Mention,
    ProgrammeFile,
    ProgrammeRow,
    ProjectRow,
    ScoreRow,
    TargetRow,
)
from wijkregie.sources.programme.tree import LIMIT
from wijkregie.sources.programme.troubles import Problem, ProgrammeFault, Trouble

__all__ = [
    "LIMIT",
    "BottleneckRow",
    "CostRow",
    "CoverageRow",
    "EvidenceRow",
    "GoalRow",
    "IndicatorRow",
    "Mention",
    "Problem",
    "ProgrammeFault",
    "ProgrammeFile",
    "ProgrammeRow",
    "ProjectRow",
    "ScoreRow",
    "TargetRow",
    "Trouble",
    "read",
]
