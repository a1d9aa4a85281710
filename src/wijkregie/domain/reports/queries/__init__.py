"""Questions across rooms: the thread, the counts for the council, what happens in an area."""

from wijkregie.domain.reports.queries.blocks import (
    AreaStory,
    MeetingLine,
    ProjectLine,
    ThemeCount,
    area_story,
    newest,
)
from wijkregie.domain.reports.queries.council import (
    CouncilCounts,
    Quarter,
    Share,
    YearGap,
    council,
)
from wijkregie.domain.reports.queries.lists import (
    IndicatorRow,
    SignalRow,
    declined_signals,
    late_signals,
    promised_signals,
    signals_in,
    signals_of_groups,
    uncovered,
    without_baseline,
)
from wijkregie.domain.reports.queries.progress import answers_until
from wijkregie.domain.reports.queries.seen import Dot, Link, Links, Target, Thread
from wijkregie.domain.reports.queries.setbacks import TeamPlan, set_aside, team_plans
from wijkregie.domain.reports.queries.taking_part import (
    AreaPart,
    SeatPart,
    TakingPart,
    taking_part,
)
from wijkregie.domain.reports.queries.threads import figure_thread, figures_on_thread, thread
from wijkregie.domain.reports.queries.told_back import (
    GroupTold,
    ToldBack,
    answered_since,
    told_back,
)
from wijkregie.domain.reports.queries.voice import Days, GroupVoice, Side, Voice, voice

__all__ = [
    "AreaPart",
    "AreaStory",
    "CouncilCounts",
    "Days",
    "Dot",
    "GroupTold",
    "GroupVoice",
    "IndicatorRow",
    "Link",
    "Links",
    "MeetingLine",
    "ProjectLine",
    "Quarter",
    "SeatPart",
    "Share",
    "Side",
    "SignalRow",
    "TakingPart",
    "Target",
    "TeamPlan",
    "ThemeCount",
    "Thread",
    "ToldBack",
    "Voice",
    "YearGap",
    "answered_since",
    "answers_until",
    "area_story",
    "council",
    "declined_signals",
    "figure_thread",
    "figures_on_thread",
    "late_signals",
    "newest",
    "promised_signals",
    "set_aside",
    "signals_in",
    "signals_of_groups",
    "taking_part",
    "team_plans",
    "thread",
    "told_back",
    "uncovered",
    "voice",
    "without_baseline",
]
