"""Read a programme file (YAML): goals, bottlenecks, projects with their money.

The format stands in ``docs/programme/programmabestand.md``.
"""

from wijkregie.sources.programme.goal_records import GoalRow, IndicatorRow, TargetRow
from wijkregie.sources.programme.reader import read
from wijkregie.sources.programme.records import (
    AgreementRow,
    BottleneckRow,
    CostRow,
    CoverageRow,
    EvidenceRow,
    Mention,
    PartnerReportRow,
    ProgrammeFile,
    ProgrammeRow,
    ProjectRow,
    RegularRow,
    ScoreRow,
)
from wijkregie.sources.programme.spent_records import (
    DivisionRow,
    OrderRow,
    PaymentRow,
    ShareRow,
    SpentRows,
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
    "DivisionRow",
    "EvidenceRow",
    "GoalRow",
    "IndicatorRow",
    "Mention",
    "OrderRow",
    "PartnerReportRow",
    "PaymentRow",
    "Problem",
    "ProgrammeFault",
    "ProgrammeFile",
    "ProgrammeRow",
    "ProjectRow",
    "RegularRow",
    "ScoreRow",
    "ShareRow",
    "SpentRows",
    "StatedRow",
    "TargetRow",
    "Trouble",
    "read",
]
