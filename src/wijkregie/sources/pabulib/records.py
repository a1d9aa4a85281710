"""What a file of Pabulib tells about an election. Amounts and points are exact."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

WITHDRAWN: Final = Decimal(999_999_999)
"""The cost that marks a project withdrawn after the vote."""


class VoteType(StrEnum):
    """How people voted."""

    APPROVAL = "approval"
    CHOOSE_1 = "choose-1"
    ORDINAL = "ordinal"
    CUMULATIVE = "cumulative"
    SCORING = "scoring"

    @property
    def has_points(self) -> bool:
        """Tell whether every mark on a ballot comes with points."""
        return self in (VoteType.CUMULATIVE, VoteType.SCORING)


class Trouble(StrEnum):
    """Why a file is refused."""

    NO_SECTION = "no_section"
    MISSING_COLUMN = "missing_column"
    DOUBLED_COLUMN = "doubled_column"
    MISSING_KEY = "missing_key"
    DOUBLED_KEY = "doubled_key"
    ROW_LENGTH = "row_length"  # more or fewer cells than the heading has
    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS = "ambiguous"  # 1.000 may be one or a thousand
    BELOW_NOUGHT = "below_nought"
    UNKNOWN_VOTE_TYPE = "unknown_vote_type"
    UNKNOWN_SELECTED = "unknown_selected"
    EMPTY_ID = "empty_id"
    DOUBLED_PROJECT = "doubled_project"
    DOUBLED_VOTER = "doubled_voter"
    UNKNOWN_PROJECT = "unknown_project"
    POINTS_DIFFER = "points_differ"  # not as many points as projects
    DOUBLED_MARK = "doubled_mark"  # one project twice, each with a rank or points of its own
    GROUPS_DIFFER = "groups_differ"  # not as many limits as categories


class Oddity(StrEnum):
    """What a file holds that does not keep it out."""

    VOTES_COUNTED = "votes_counted"  # other than num_votes says
    PROJECTS_COUNTED = "projects_counted"  # other than num_projects says
    TOTAL_DIFFERS = "total_differs"  # votes or score of a project, summed over the ballots
    WITHDRAWN = "withdrawn"
    NOUGHT_COST = "nought_cost"
    TOO_DEAR = "too_dear"  # costs more than the whole budget
    EMPTY_VOTE = "empty_vote"
    MARKED_TWICE = "marked_twice"  # an approved project twice on a ballot: it counts once
    NEGATIVE_POINTS = "negative_points"
    OVER_LIMIT = "over_limit"  # a ballot outside the limits of the file


class PabulibFault(ValueError):
    """A file that is refused whole, and the cell because of which."""

    def __init__(
        self, trouble: Trouble, *, file: str, row: int | None, column: str = "", value: str = ""
    ) -> None:
        place = file if row is None else f"{file}, row {row}"
        parts = (place, column and f"column {column}", value and f"value {value!r}")
        super().__init__(f"{', '.join(filter(None, parts))}: {trouble.replace('_', ' ')}")
        self.trouble = trouble
        self.file = file
        self.row = row
        self.column = column
        self.value = value


@dataclass(frozen=True, slots=True)
class PbNote:
    """An oddity: how often, the first row it stands in, and which column or limit it is of."""

    oddity: Oddity
    count: int
    row: int | None
    column: str = ""


@dataclass(frozen=True, slots=True)
class PbProject:
    """A project; ``cells`` holds the other columns that were kept, as they are written.

    ``selected`` is 1 funded, 0 not, 2 or 3 funded for another reason, ``None`` not told.
    """

    id: str
    cost: Decimal
    name: str = ""
    categories: tuple[str, ...] = ()
    area: str = ""
    selected: int | None = None
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether its cost is the sign for a project that was withdrawn."""
        return self.cost == WITHDRAWN


class PbVote(NamedTuple):
    """A ballot: projects in the order of the file, with their points where those are given."""

    voter: str
    projects: tuple[str, ...]
    points: tuple[Decimal, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PbElection:
    """All of a file. What tells about a person (age, sex, district …) is not kept unless asked.

    ``meta`` is the text of the file, in its order. ``limits`` are its numbers, ``groups`` its
    limits per category or neighbourhood, such as ``groups["budget_per_category"]["Groen"]``.
    """

    meta: Mapping[str, str]
    budget: Decimal
    vote_type: VoteType
    projects: tuple[PbProject, ...]
    votes: tuple[PbVote, ...]
    limits: Mapping[str, Decimal] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    vote_columns: tuple[str, ...] = ()
    notes: tuple[PbNote, ...] = ()

    @property
    def rule(self) -> str:
        """Return the rule that the file declares, ``unknown`` if it declares none."""
        return self.meta.get("rule", "unknown")
