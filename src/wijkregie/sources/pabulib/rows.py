"""The text of a ``.pb`` file as its three sections, and these as rows of cells.

A quote is a quote at the start of a field only, and only if it is closed right before a
semicolon or the end of the row; anywhere else it is a letter. A quoted field may run over
lines, but never swallows a line that is a row by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijkregie.sources.pabulib.records import PabulibFault, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SECTIONS: Final = ("META", "PROJECTS", "VOTES")
_LONGEST: Final = 200
"""The most lines that one quoted field runs over."""


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of a section below its title; the first is row ``start`` of the file."""

    file: str
    name: str
    start: int
    lines: Sequence[str]


def sections(text: str, file: str) -> dict[str, Section]:
    """Return the three sections of a file; refuse one that lacks any or repeats it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    titles = set(SECTIONS)
    starts: list[tuple[str, int]] = []
    for at, line in enumerate(lines):
        if line[:1] in "MPV" and (name := line.strip().rstrip(";").strip()) in titles:
            starts.append((name, at))
    names = [name for name, _at in starts]
    if names != list(SECTIONS):
        missing = next(
            (name for name in SECTIONS if names.count(name) != 1), "".join(names[:1])
        )
        raise PabulibFault(Trouble.NO_SECTION, file=file, row=None, value=missing)
    ends = [at for _name, at in starts[1:]] + [len(lines)]
    return {
        name: Section(file, name, at + 2, lines[at + 1 : end])
        for (name, at), end in zip(starts, ends, strict=True)
    }


def heading(section: Section, needed: Sequence[str]) -> tuple[int, list[str]]:
    """Return how many lines come before the rows, and the names of the columns."""
    for at, line in enumerate(section.lines):
        if line.strip(" ;"):
            names = [name.strip().lower() for name in line.rstrip().rstrip(";").split(";")]
            _check(section, at, names, needed)
            return at + 1, names
    raise PabulibFault(
        Trouble.MISSING_COLUMN, file=section.file, row=section.start, column=needed[0]
    )


def _check(section: Section, at: int, names: list[str], needed: Sequence[str]) -> None:
    row = section.start + at
    for name in needed:
        if name not in names:
            raise PabulibFault(Trouble.MISSING_COLUMN, file=section.file, row=row, column=name)
    for name in names:
        if names.count(name) > 1:
            raise PabulibFault(Trouble.DOUBLED_COLUMN, file=section.file, row=row, column=name)


def rows(section: Section, skip: int, width: int) -> Iterator[tuple[int, list[str]]]:
    """Yield every row after the first ``skip`` lines with its number in the file.

    Raises ``PabulibFault`` for a row that has not ``width`` cells.
    """
    lines = section.lines
    at = skip
    while at < len(lines):
        line = lines[at]
        number = section.start + at
        at += 1
        if '"' not in line:
            cells = line.split(";")
            if not cells[0] and not line.strip(" ;"):
                continue
            if len(cells) == width:
                yield number, cells
                continue
        found, used = careful(lines, at - 1, width)
        if found is None:
            raise PabulibFault(
                Trouble.ROW_LENGTH, file=section.file, row=number, value=line[:80]
            )
        at += used - 1
        yield number, found


def split(line: str) -> tuple[list[str], bool]:
    """Return the cells of a line, and whether its last one is quoted and still open.

    >>> split('7;"say ""yes""; or no";5')
    (['7', 'say "yes"; or no', '5'], False)
    >>> split('7;the "old" mill;"5')
    (['7', 'the "old" mill', '"5'], True)
    """
    cells: list[str] = []
    at = 0
    while True:
        if line.startswith('"', at):
            end = _closing(line, at + 1)
            if end < 0:
                return [*cells, line[at:]], True
            cells.append(line[at + 1 : end].replace('""', '"'))
            end += 1
        else:
            end = line.find(";", at)
            end = len(line) if end < 0 else end
            cells.append(line[at:end])
        if end == len(line):
            return cells, False
        at = end + 1


def _closing(line: str, at: int) -> int:
    """Return where the quote stands that ends a field, -1 if nowhere."""
    while (end := line.find('"', at)) >= 0:
        if line.startswith('""', end):
            at = end + 2
        elif end + 1 == len(line) or line[end + 1] == ";":
            return end
        else:
            at = end + 1
    return -1


def careful(lines: Sequence[str], at: int, width: int) -> tuple[list[str] | None, int]:
    """Return the cells of the row that starts here, and how many lines it took."""
    line = lines[at]
    cells, is_open = split(line)
    if not is_open and (fitted := _fitted(cells, width)) is not None:
        return fitted, 1
    if is_open:
        for used in range(2, _LONGEST):
            if at + used > len(lines) or _stands(lines[at + used - 1], width):
                break
            line += "\n" + lines[at + used - 1]
            cells, is_open = split(line)
            if not is_open and len(cells) == width:
                return cells, used
    return _fitted(lines[at].split(";"), width), 1


def _stands(line: str, width: int) -> bool:
    return line.count(";") == width - 1


def _fitted(cells: list[str], width: int) -> list[str] | None:
    """Return the cells without empty ones that a spreadsheet adds at the end."""
    if len(cells) < width or any(cells[width:]):
        return None
    return cells[:width]
