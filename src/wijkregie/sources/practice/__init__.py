"""Read and write a template file (YAML): goals, indicators and a vision to borrow.

It holds no figures of areas and no persons. The format stands in
``docs/programme/voorbeeldbestand.md``.
"""

from wijkregie.sources.practice.reader import LIMIT, MOST_GOALS, MOST_PARAGRAPHS, read
from wijkregie.sources.practice.records import (
    VERSION,
    TemplateFile,
    TemplateGoal,
    TemplateIndicator,
    TemplateVision,
)
from wijkregie.sources.practice.writer import write

__all__ = [
    "LIMIT",
    "MOST_GOALS",
    "MOST_PARAGRAPHS",
    "VERSION",
    "TemplateFile",
    "TemplateGoal",
    "TemplateIndicator",
    "TemplateVision",
    "read",
    "write",
]
