"""Elections about projects as Pabulib publishes them (``.pb``): read and written."""

from wijkregie.sources.pabulib.reader import LIMIT, read
from wijkregie.sources.pabulib.records import (
    Oddity,
    PabulibFault,
    PbElection,
    PbNote,
    PbProject,
    PbVote,
    Trouble,
    VoteType,
)
from wijkregie.sources.pabulib.writer import write

__all__ = [
    "LIMIT",
    "Oddity",
    "PabulibFault",
    "PbElection",
    "PbNote",
    "PbProject",
    "PbVote",
    "Trouble",
    "VoteType",
    "read",
    "write",
]
