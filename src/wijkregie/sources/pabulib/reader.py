"""Bytes of a ``.pb`` file to an election: everything, or one fault with its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.sources.pabulib import ballots, numbers
from wijkregie.sources.pabulib.counted import noticed
from wijkregie.sources.pabulib.records import (
    PabulibFault,
    PbElection,
    PbProject,
    Trouble,
    VoteType,
)
from wijkregie.sources.pabulib.rows import careful, heading, rows, sections
from wijkregie.sources.unpack import text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from decimal import Decimal

    from wijkregie.sources.pabulib.rows import Section

LIMIT: Final = 64_000_000
"""The most bytes of a file; the largest that was ever published counts five million."""

NUMBERS: Final = (
    *("min_length", "max_length", "min_sum_cost", "max_sum_cost", "min_points", "max_points"),
    *("min_sum_points", "max_sum_points", "min_project_cost", "max_project_cost"),
    *("min_project_score_threshold", "num_projects", "num_votes"),
)
"""Keys of META that hold one number."""

GROUPED: Final = {"_per_category": "categories", "_per_neighborhood": "neighborhoods"}
"""Keys that end so hold one number for each name in the list on the right."""

PERSONAL: Final = ("proposer",)
"""Columns of projects that tell about a person; of ballots every column does."""

_CATEGORIES: Final = "category"
_AREAS: Final = ("neighborhood", "subunit", "district")


def read(raw: bytes, *, file: str, keep: Collection[str] = ()) -> PbElection:
    """Read an election. Of what tells about a person only the columns in ``keep`` are kept.

    Raises ``SourceFault`` for a file that is empty, too large or no text, and
    ``PabulibFault`` with row, column and value for one that is no election as Pabulib has it.
    """
    parts = sections(text(raw, file=file, limit=LIMIT), file)
    lines = _meta(parts["META"])
    meta = {key: value for key, (_row, value) in lines.items()}
    told = _Told(file, lines)
    vote_type = told.vote_type()
    projects = _projects(parts["PROJECTS"], keep)
    columns, votes, seen = ballots.read(parts["VOTES"], projects, vote_type, keep)
    election = PbElection(
        meta=meta,
        budget=told.budget(),
        vote_type=vote_type,
        projects=tuple(projects),
        votes=votes,
        limits=told.limits(),
        groups=told.groups(),
        vote_columns=columns,
    )
    return noticed(election, seen)


def _meta(section: Section) -> dict[str, tuple[int, str]]:
    skip, _names = heading(section, ("key", "value"))
    found: dict[str, tuple[int, str]] = {}
    for row, (key, value) in _pairs(section, skip):
        if key in found:
            raise PabulibFault(Trouble.DOUBLED_KEY, file=section.file, row=row, column=key)
        found[key] = (row, value)
    return found


def _pairs(section: Section, skip: int) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield keys and values; a semicolon that no quotes protect belongs to the value."""
    at = skip
    while at < len(section.lines):
        line = section.lines[at]
        key, _sign, value = line.partition(";")
        value, used = value.rstrip(" ;"), 1
        if value.startswith('"'):
            cells, used = careful(section.lines, at, 2)
            value = cells[1] if cells else value
        if line.strip(" ;"):
            yield section.start + at, (key.strip(), value.strip())
        at += used


class _Told:
    """What META says, as numbers and names."""

    def __init__(self, file: str, lines: Mapping[str, tuple[int, str]]) -> None:
        self.file = file
        self.lines = lines

    def fault(self, trouble: Trouble, key: str) -> PabulibFault:
        """Return the fault of one key."""
        row, value = self.lines.get(key, (None, ""))
        return PabulibFault(trouble, file=self.file, row=row, column=key, value=value)

    def text(self, key: str) -> str:
        """Return the value of a key that must be there."""
        if not self.lines.get(key, (0, ""))[1]:
            raise self.fault(Trouble.MISSING_KEY, key)
        return self.lines[key][1]

    def number(self, key: str) -> Decimal:
        """Return the value of a key that must be a number."""
        found = numbers.number(self.text(key))
        if isinstance(found, Trouble):
            raise self.fault(found, key)
        return found

    def budget(self) -> Decimal:
        """Return the budget."""
        budget = self.number("budget")
        if budget < 0:
            raise self.fault(Trouble.BELOW_NOUGHT, "budget")
        return budget

    def vote_type(self) -> VoteType:
        """Return how people voted."""
        try:
            return VoteType(self.text("vote_type").lower())
        except ValueError as error:
            raise self.fault(Trouble.UNKNOWN_VOTE_TYPE, "vote_type") from error

    def limits(self) -> dict[str, Decimal]:
        """Return every key that holds one number and is filled."""
        return {key: self.number(key) for key in NUMBERS if self.lines.get(key, (0, ""))[1]}

    def groups(self) -> dict[str, dict[str, Decimal]]:
        """Return the limits per category or neighbourhood; one number holds for each."""
        found = {}
        for key in self.lines:
            names_key = next((of for end, of in GROUPED.items() if key.endswith(end)), None)
            if names_key is None:
                continue
            names = [name.strip() for name in self.text(names_key).split(",")]
            values = [self._part(key, one) for one in self.text(key).split(",")]
            if len(values) == 1:
                values *= len(names)
            if len(values) != len(names) or len(set(names)) != len(names):
                raise self.fault(Trouble.GROUPS_DIFFER, key)
            found[key] = dict(zip(names, values, strict=True))
        return found

    def _part(self, key: str, text: str) -> Decimal:
        found = numbers.number(text)
        if isinstance(found, Trouble):
            raise self.fault(found, key)
        return found


def _projects(section: Section, keep: Collection[str]) -> list[PbProject]:
    skip, names = heading(section, ("project_id", "cost"))
    found: dict[str, PbProject] = {}
    for row, cells in rows(section, skip, len(names)):
        project = _project(section.file, row, names, cells, keep)
        if project.id in found:
            raise PabulibFault(
                Trouble.DOUBLED_PROJECT,
                file=section.file,
                row=row,
                column="project_id",
                value=project.id,
            )
        found[project.id] = project
    return list(found.values())


def _project(
    file: str, row: int, names: Sequence[str], cells: list[str], keep: Collection[str]
) -> PbProject:
    told = dict(zip(names, (cell.strip() for cell in cells), strict=True))

    def fault(trouble: Trouble, column: str) -> PabulibFault:
        return PabulibFault(trouble, file=file, row=row, column=column, value=told[column])

    if not told["project_id"]:
        raise fault(Trouble.EMPTY_ID, "project_id")
    cost = numbers.number(told["cost"])
    if isinstance(cost, Trouble):
        raise fault(cost, "cost")
    if cost < 0:
        raise fault(Trouble.BELOW_NOUGHT, "cost")
    selected = told.get("selected", "")
    if selected not in ("", "0", "1", "2", "3"):
        raise fault(Trouble.UNKNOWN_SELECTED, "selected")
    kept = {name: value for name, value in told.items() if name not in PERSONAL or name in keep}
    return PbProject(
        id=told["project_id"],
        cost=cost,
        name=told.get("name", ""),
        categories=tuple(filter(None, map(str.strip, told.get(_CATEGORIES, "").split(",")))),
        area=next((told[name] for name in _AREAS if told.get(name)), ""),
        selected=int(selected) if selected else None,
        cells=kept,
    )
