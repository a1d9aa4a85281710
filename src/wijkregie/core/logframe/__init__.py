"""The logic of a programme: twenty-seven checks (L01-L27), each a finding with its data.

A programme comes in as ``Programme`` and goes out as ``Finding``: which check, how bad, what
it is about, and what a sentence about it needs. Sentences themselves are made above.
"""

from wijkregie.core.logframe.advice import NEW, TOUCHED, advice
from wijkregie.core.logframe.around import (
    Analysis,
    Area,
    Arm,
    Asked,
    Bottleneck,
    Division,
    Evaluation,
    Item,
    Report,
    Said,
    Wave,
)
from wijkregie.core.logframe.catalogue import FAULTS
from wijkregie.core.logframe.detectable import is_detectable, smallest_change
from wijkregie.core.logframe.findings import About, Finding, Kind, Severity, Span
from wijkregie.core.logframe.progress import Progress, expected, progress
from wijkregie.core.logframe.records import (
    Activity,
    Baseline,
    Cost,
    Coverage,
    Goal,
    HandOver,
    Indicator,
    Level,
    Measure,
    Part,
    Pledge,
    Programme,
    Project,
    Stage,
    Target,
)
from wijkregie.core.logframe.run import CHECKS, findings
from wijkregie.core.logframe.waves import answers, next_wave

__all__ = [
    "CHECKS",
    "FAULTS",
    "NEW",
    "TOUCHED",
    "About",
    "Activity",
    "Analysis",
    "Area",
    "Arm",
    "Asked",
    "Baseline",
    "Bottleneck",
    "Cost",
    "Coverage",
    "Division",
    "Evaluation",
    "Finding",
    "Goal",
    "HandOver",
    "Indicator",
    "Item",
    "Kind",
    "Level",
    "Measure",
    "Part",
    "Pledge",
    "Programme",
    "Progress",
    "Project",
    "Report",
    "Said",
    "Severity",
    "Span",
    "Stage",
    "Target",
    "Wave",
    "advice",
    "answers",
    "expected",
    "findings",
    "is_detectable",
    "next_wave",
    "progress",
    "smallest_change",
]
