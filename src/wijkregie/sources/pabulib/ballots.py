"""The section VOTES as ballots. A large city has tens of thousands: this is the quick part."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from wijkregie.sources.pabulib import numbers
from wijkregie.sources.pabulib.records import (
    Oddity,
    PabulibFault,
    PbVote,
    Trouble,
    VoteType,
)
from wijkregie.sources.pabulib.rows import Section, heading, rows

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from decimal import Decimal

    from wijkregie.sources.pabulib.records import PbProject

VOTER: Final = "voter_id"
VOTE: Final = "vote"
POINTS: Final = "points"


@dataclass(slots=True)
class Seen:
    """How often something odd was met, and the first row of it."""

    counts: Counter[tuple[Oddity, str]] = field(default_factory=Counter)
    first: dict[tuple[Oddity, str], int] = field(default_factory=dict)

    def add(self, oddity: Oddity, row: int, column: str = "") -> None:
        """Count one."""
        self.counts[oddity, column] += 1
        self.first.setdefault((oddity, column), row)


def read(
    section: Section, projects: Sequence[PbProject], vote_type: VoteType, keep: Collection[str]
) -> tuple[tuple[str, ...], tuple[PbVote, ...], Seen]:
    """Return the kept columns, every ballot, and what was odd about them."""
    needed = (VOTER, VOTE, POINTS) if vote_type.has_points else (VOTER, VOTE)
    skip, names = heading(section, needed)
    ballots = _Ballots(section.file, names, projects, vote_type)
    own = [name for name in names if name in keep and name not in (VOTER, VOTE, POINTS)]
    places = [names.index(name) for name in own]
    votes = [
        ballots.taken(row, cells, tuple(cells[at].strip() for at in places) if places else ())
        for row, cells in rows(section, skip, len(names))
    ]
    return tuple(own), tuple(votes), ballots.seen


class _Ballots:
    def __init__(
        self, file: str, names: list[str], projects: Sequence[PbProject], vote_type: VoteType
    ) -> None:
        self.file = file
        self.voter_at = names.index(VOTER)
        self.vote_at = names.index(VOTE)
        self.points_at = names.index(POINTS) if vote_type.has_points else None
        self.known = {project.id: project.id for project in projects}
        self.ranked = vote_type is VoteType.ORDINAL or vote_type.has_points
        self.voters: set[str] = set()
        self.points: dict[str, Decimal] = {}
        self.seen = Seen()

    def taken(self, row: int, cells: list[str], own: tuple[str, ...]) -> PbVote:
        """Return the ballot of a row."""
        voter = cells[self.voter_at].strip()
        if voter in self.voters or not voter:
            trouble = Trouble.DOUBLED_VOTER if voter else Trouble.EMPTY_ID
            raise self._fault(trouble, row, VOTER, voter)
        self.voters.add(voter)
        marks = self._marks(row, cells[self.vote_at])
        points: tuple[Decimal, ...] = ()
        if self.points_at is not None:
            points = self._points(row, cells[self.points_at], len(marks))
        if len(set(marks)) != len(marks):
            if self.ranked:
                raise self._fault(Trouble.DOUBLED_MARK, row, VOTE, cells[self.vote_at])
            self.seen.add(Oddity.MARKED_TWICE, row)
            marks = tuple(dict.fromkeys(marks))
        if not marks:
            self.seen.add(Oddity.EMPTY_VOTE, row)
        return PbVote(voter, marks, points, own)

    def _marks(self, row: int, shown: str) -> tuple[str, ...]:
        try:
            return tuple([self.known[one] for one in shown.split(",")])
        except KeyError:
            pass
        if not shown.strip():
            return ()
        found = []
        for one in shown.split(","):
            if (project := self.known.get(one.strip())) is None:
                raise self._fault(Trouble.UNKNOWN_PROJECT, row, VOTE, one.strip())
            found.append(project)
        return tuple(found)

    def _points(self, row: int, shown: str, count: int) -> tuple[Decimal, ...]:
        given = shown.split(",") if shown.strip() else []
        if len(given) != count:
            raise self._fault(Trouble.POINTS_DIFFER, row, POINTS, shown)
        return tuple([self._point(row, one) for one in given])

    def _point(self, row: int, shown: str) -> Decimal:
        found = self.points.get(shown)
        if found is None:
            read = numbers.number(shown)
            if isinstance(read, Trouble):
                raise self._fault(read, row, POINTS, shown.strip())
            found = self.points[shown] = read
        if found < 0:
            self.seen.add(Oddity.NEGATIVE_POINTS, row)
        return found

    def _fault(self, trouble: Trouble, row: int, column: str, value: str) -> PabulibFault:
        return PabulibFault(trouble, file=self.file, row=row, column=column, value=value)
