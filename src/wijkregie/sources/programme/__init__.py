"""Read a programme file (YAML): goals, bottlenecks, projects with their money.

The format stands in ``docs/programme/programmabestand.md``.
"""

from wijkregie.sources.programme.reader import read
from wijkregie.sources.programme.records import (
    AgreementRow,
    BottleneckRow,
    CostRow,
    CoverageRow,
    EvidenceRow,
    GoalRow,
    IndicatorRow,
    Mention,
    PartnerReportRow,
    ProgrammeFile,
    ProgrammeRow,
    ProjectRow,
    RegularRow,
    ScoreRow,
    TargetRow,
)
from wijkregie.sources.programme.stated_records import StatedRow
from wijkregie.sources.programme.tree import LIMIT
from wijkregie.sources.programme.troubles import Problem, ProgrammeFault, Trouble

__all__ = [
    "LIMIT",
    "AgreementRow",
    "BottleneckRow",
    "CostRow",
    "CoverageRow",
    "EvidenceRow",
    "GoalRow",
    "IndicatorRow",
    "Mention",
    "PartnerReportRow",
    "Problem",
    "ProgrammeFault",
    "ProgrammeFile",
    "ProgrammeRow",
    "ProjectRow",
    "RegularRow",
    "ScoreRow",
    "StatedRow",
    "TargetRow",
    "Trouble",
    "read",
]
