"""An election as a ``.pb`` file that ``reader`` reads back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.sources.pabulib import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wijkregie.sources.pabulib.records import PbElection


def write(election: PbElection) -> bytes:
    """Return the bytes of the file; nothing about a voter that was not asked for is in it."""
    return "".join(f"{line}\n" for line in _lines(election)).encode()


def _lines(election: PbElection) -> Iterator[str]:
    yield "META"
    yield "key;value"
    for key, value in election.meta.items():
        yield _row((key, value))
    yield "PROJECTS"
    columns = list(dict.fromkeys(("project_id", "cost", *_columns(election))))
    yield _row(columns)
    for project in election.projects:
        own = {"project_id": project.id, "cost": numbers.written(project.cost)}
        cells = dict(project.cells) | own
        yield _row(cells.get(column, "") for column in columns)
    yield "VOTES"
    points = ("points",) * election.vote_type.has_points
    yield _row(("voter_id", "vote", *points, *election.vote_columns))
    for vote in election.votes:
        given = (",".join(map(numbers.written, vote.points)),) * len(points)
        yield _row((vote.voter, ",".join(vote.projects), *given, *vote.cells))


def _columns(election: PbElection) -> Iterator[str]:
    for project in election.projects:
        yield from project.cells


def _row(cells: Iterable[str]) -> str:
    return ";".join(map(_cell, cells))


def _cell(text: str) -> str:
    """Return a cell, in quotes where it would be read as something else without them."""
    if not (text.startswith('"') or ";" in text or "\n" in text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
