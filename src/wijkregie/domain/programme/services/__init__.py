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
from wijkregie.domain.programme.services.area_plans import (
    agree_area_plan,
    write_area_plan,
)
from wijkregie.domain.programme.services.bottlenecks import (
    add_bottleneck,
    add_evidence,
    link_goal,
)
from wijkregie.domain.programme.services.bridge_drafts import (
    AreaPlanDraft,
    InitiativeDraft,
    PerspectiveDraft,
)
from wijkregie.domain.programme.services.bridging import (
    add_initiative,
    add_perspective,
    change_initiative,
    change_perspective,
    remove_initiative,
    remove_perspective,
)
from wijkregie.domain.programme.services.choosing import (
    settle_analysis,
    statement_to_bottleneck,
)
from wijkregie.domain.programme.services.dividing import divide_costs, end_division
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
    TargetDraft,
)
from wijkregie.domain.programme.services.funding import merge_funders, rename_funder
from wijkregie.domain.programme.services.goals import (
    GoalInUse,
    Hanging,
    add_goal,
    change_goal,
    goal_as_is,
    move_goal,
    remove_goal,
)
from wijkregie.domain.programme.services.handing_over import (
    HandOverDraft,
    accept_hand_over,
    note_acceptance,
    offer_hand_over,
    refuse_hand_over,
    take_back_hand_over,
)
from wijkregie.domain.programme.services.importing import (
    GapDiffers,
    ImportReport,
    import_programme,
)
from wijkregie.domain.programme.services.linking import (
    link_project,
    set_track,
    unlink_project,
)
from wijkregie.domain.programme.services.meanwhile import ChangedMeanwhile
from wijkregie.domain.programme.services.measures import (
    add_indicator,
    change_indicator,
    indicator_as_is,
    remove_indicator,
    set_targets,
)
from wijkregie.domain.programme.services.money import (
    add_cost,
    add_coverage,
    change_cost,
    change_coverage,
    change_pledge,
    remove_cost,
    remove_coverage,
)
from wijkregie.domain.programme.services.money_drafts import (
    CommitmentDraft,
    DivisionDraft,
    PaymentDraft,
    ShareDraft,
)
from wijkregie.domain.programme.services.points import (
    correct_paper,
    divide_points,
    enter_paper,
)
from wijkregie.domain.programme.services.programmes import create_programme
from wijkregie.domain.programme.services.projects import (
    change_project,
    link_signal,
    start_project,
)
from wijkregie.domain.programme.services.regular_work import (
    ActivityDraft,
    StopDraft,
    activity_to_project,
    add_activity,
    change_activity,
    stop_activity,
)
from wijkregie.domain.programme.services.report_drafts import LessonDraft, ReportDraft
from wijkregie.domain.programme.services.reporting import (
    add_lesson,
    begin_report,
    remove_lesson,
    settle_report,
    withdraw_report,
    write_report,
)
from wijkregie.domain.programme.services.spending import (
    add_commitment,
    add_payment,
    change_commitment,
    end_commitment,
    take_back_payment,
)
from wijkregie.domain.programme.services.statements import (
    add_statement,
    change_statement,
    cite,
    merge_statements,
    remove_statement,
    take_back,
)
from wijkregie.domain.programme.services.steps import approve, begin, finish, stop

__all__ = [
    "AcceptDraft",
    "ActivityDraft",
    "AnalysisDraft",
    "AreaPlanDraft",
    "BottleneckDraft",
    "ChangedMeanwhile",
    "CommitmentDraft",
    "CostDraft",
    "CoverageDraft",
    "DivisionDraft",
    "EvidenceDraft",
    "GapDiffers",
    "GoalDraft",
    "GoalInUse",
    "HandOverDraft",
    "Hanging",
    "ImportReport",
    "IndicatorDraft",
    "InitiativeDraft",
    "LessonDraft",
    "PaymentDraft",
    "PerspectiveDraft",
    "ProgrammeDraft",
    "ProgrammeRefused",
    "ProjectDraft",
    "ReportDraft",
    "ScoreDraft",
    "ShareDraft",
    "StatementDraft",
    "StopDraft",
    "TargetDraft",
    "accept_finding",
    "accept_hand_over",
    "activity_to_project",
    "add_activity",
    "add_bottleneck",
    "add_commitment",
    "add_cost",
    "add_coverage",
    "add_evidence",
    "add_goal",
    "add_indicator",
    "add_initiative",
    "add_lesson",
    "add_payment",
    "add_perspective",
    "add_statement",
    "agree_area_plan",
    "approve",
    "begin",
    "begin_analysis",
    "begin_report",
    "change_activity",
    "change_commitment",
    "change_cost",
    "change_coverage",
    "change_goal",
    "change_indicator",
    "change_initiative",
    "change_perspective",
    "change_pledge",
    "change_project",
    "change_statement",
    "cite",
    "correct_paper",
    "create_programme",
    "divide_costs",
    "divide_points",
    "drop_analysis",
    "end_commitment",
    "end_division",
    "enter_paper",
    "finish",
    "goal_as_is",
    "import_programme",
    "indicator_as_is",
    "link_goal",
    "link_project",
    "link_signal",
    "merge_funders",
    "merge_statements",
    "move_analysis",
    "move_goal",
    "note_acceptance",
    "offer_hand_over",
    "refuse_hand_over",
    "remove_cost",
    "remove_coverage",
    "remove_goal",
    "remove_indicator",
    "remove_initiative",
    "remove_lesson",
    "remove_perspective",
    "remove_statement",
    "rename_funder",
    "score_area",
    "set_targets",
    "set_track",
    "settle_analysis",
    "settle_report",
    "start_project",
    "statement_to_bottleneck",
    "stop",
    "stop_activity",
    "take_back",
    "take_back_hand_over",
    "take_back_payment",
    "unlink_project",
    "withdraw_acceptance",
    "withdraw_report",
    "write_area_plan",
    "write_report",
]
