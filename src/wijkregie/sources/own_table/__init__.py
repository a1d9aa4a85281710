"""Read a table of a municipality itself (CSV), with a small file that maps its columns.

The format stands in ``docs/eigen-cijfers.md``. A spreadsheet is unfolded into text first.
"""

from wijkregie.sources.own_table.mapping import MappingFault, read_mapping
from wijkregie.sources.own_table.records import Layout, OwnIndicator, OwnRow, OwnTable
from wijkregie.sources.own_table.table import LIMIT, per, read

__all__ = [
    "LIMIT",
    "Layout",
    "MappingFault",
    "OwnIndicator",
    "OwnRow",
    "OwnTable",
    "per",
    "read",
    "read_mapping",
]
