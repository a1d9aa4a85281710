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
    uncovered,
    without_baseline,
)
from wijkregie.domain.reports.queries.seen import Dot, Link, Links, Target, Thread
from wijkregie.domain.reports.queries.threads import figure_thread, figures_on_thread, thread

__all__ = [
    "AreaStory",
    "CouncilCounts",
    "Dot",
    "IndicatorRow",
    "Link",
    "Links",
    "MeetingLine",
    "ProjectLine",
    "Quarter",
    "Share",
    "SignalRow",
    "Target",
    "ThemeCount",
    "Thread",
    "YearGap",
    "area_story",
    "council",
    "declined_signals",
    "figure_thread",
    "figures_on_thread",
    "late_signals",
    "newest",
    "promised_signals",
    "signals_in",
    "thread",
    "uncovered",
    "without_baseline",
]
