"""What a report to the council tells: facts of a day, what changed since, what stands out.

Pure calculation: facts go in and come out, and are kept as exact text.
"""

from wijkregie.core.reporting.changes import (
    NO_YEAR,
    Aspect,
    Change,
    Sort,
    Subject,
    changes,
)
from wijkregie.core.reporting.courses import Course, Verdict, course, verdict
from wijkregie.core.reporting.exceptions import Exceptional, Reason, Why, exceptional
from wijkregie.core.reporting.facts import (
    Answers,
    Facts,
    GoalFact,
    IndicatorFact,
    Lack,
    LessonFact,
    Overdue,
    PointFact,
    ProjectFact,
    Sum,
    TargetFact,
    YearFact,
)
from wijkregie.core.reporting.stored import from_json, to_json

__all__ = [
    "NO_YEAR",
    "Answers",
    "Aspect",
    "Change",
    "Course",
    "Exceptional",
    "Facts",
    "GoalFact",
    "IndicatorFact",
    "Lack",
    "LessonFact",
    "Overdue",
    "PointFact",
    "ProjectFact",
    "Reason",
    "Sort",
    "Subject",
    "Sum",
    "TargetFact",
    "Verdict",
    "Why",
    "YearFact",
    "changes",
    "course",
    "exceptional",
    "from_json",
    "to_json",
    "verdict",
]
