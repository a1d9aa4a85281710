"""Every change to programmes, one function per thing that people do."""

from wijkregie.domain.programme.services.accepting import (
    accept_finding,
    withdraw_acceptance,
)
from wijkregie.domain.programme.services.analyses import (
    begin_analysis,
    drop_analysis,
    move_analysis,
    score_area,
)
from wijkregie.domain.programme.services.bottlenecks import (
    add_bottleneck,
    add_evidence,
    link_goal,
)
from wijkregie.domain.programme.services.choosing import (
    settle_analysis,
    statement_to_bottleneck,
)
from wijkregie.domain.programme.services.drafts import (
    AcceptDraft,
    AnalysisDraft,
    BottleneckDraft,
    CostDraft,
    CoverageDraft,
    EvidenceDraft,
    GoalDraft,
    IndicatorDraft,
    ProgrammeDraft,
    ProgrammeRefused,
    ProjectDraft,
    ScoreDraft,
    StatementDraft,
)
from wijkregie.domain.programme.services.importing import (
    GapDiffers,
    ImportReport,
    import_programme,
)
from wijkregie.domain.programme.services.money import (
    add_cost,
    add_coverage,
    change_pledge,
    remove_cost,
    remove_coverage,
)
from wijkregie.domain.programme.services.points import (
    correct_paper,
    divide_points,
    enter_paper,
)
from wijkregie.domain.programme.services.programmes import (
    add_activity,
    add_goal,
    add_indicator,
    create_programme,
)
from wijkregie.domain.programme.services.projects import (
    change_project,
    link_signal,
    start_project,
)
from wijkregie.domain.programme.services.statements import (
    add_statement,
    change_statement,
    cite,
    merge_statements,
    remove_statement,
    take_back,
)
from wijkregie.domain.programme.services.steps import approve, begin, finish, hand_over, stop

__all__ = [
    "AcceptDraft",
    "AnalysisDraft",
    "BottleneckDraft",
    "CostDraft",
    "CoverageDraft",
    "EvidenceDraft",
    "GapDiffers",
    "GoalDraft",
    "ImportReport",
    "IndicatorDraft",
    "ProgrammeDraft",
    "ProgrammeRefused",
    "ProjectDraft",
    "ScoreDraft",
    "StatementDraft",
    "accept_finding",
    "add_activity",
    "add_bottleneck",
    "add_cost",
    "add_coverage",
    "add_evidence",
    "add_goal",
    "add_indicator",
    "add_statement",
    "approve",
    "begin",
    "begin_analysis",
    "change_pledge",
    "change_project",
    "change_statement",
    "cite",
    "correct_paper",
    "create_programme",
    "divide_points",
    "drop_analysis",
    "enter_paper",
    "finish",
    "hand_over",
    "import_programme",
    "link_goal",
    "link_signal",
    "merge_statements",
    "move_analysis",
    "remove_cost",
    "remove_coverage",
    "remove_statement",
    "score_area",
    "settle_analysis",
    "start_project",
    "statement_to_bottleneck",
    "stop",
    "take_back",
    "withdraw_acceptance",
]
