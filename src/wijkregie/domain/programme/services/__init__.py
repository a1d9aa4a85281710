"""Every change to programmes, one function per thing that people do."""

from wijkregie.domain.programme.services.bottlenecks import (
    add_bottleneck,
    add_evidence,
    link_goal,
)
from wijkregie.domain.programme.services.drafts import (
    BottleneckDraft,
    CostDraft,
    CoverageDraft,
    EvidenceDraft,
    GoalDraft,
    IndicatorDraft,
    ProgrammeDraft,
    ProgrammeRefused,
    ProjectDraft,
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
from wijkregie.domain.programme.services.steps import approve, begin, finish, hand_over, stop

__all__ = [
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
    "add_activity",
    "add_bottleneck",
    "add_cost",
    "add_coverage",
    "add_evidence",
    "add_goal",
    "add_indicator",
    "approve",
    "begin",
    "change_pledge",
    "change_project",
    "create_programme",
    "finish",
    "hand_over",
    "import_programme",
    "link_goal",
    "link_signal",
    "remove_cost",
    "remove_coverage",
    "start_project",
    "stop",
]
