"""A table of costs and coverage as a controller keeps it: CSV, or text of a spreadsheet."""

from wijkregie.sources.money_file.reader import HEADS, LIMIT, LINES, read
from wijkregie.sources.money_file.records import (
    COST,
    COVERAGE,
    MoneyFile,
    MoneyLine,
    Trouble,
    Wrong,
)

__all__ = [
    "COST",
    "COVERAGE",
    "HEADS",
    "LIMIT",
    "LINES",
    "MoneyFile",
    "MoneyLine",
    "Trouble",
    "Wrong",
    "read",
]
