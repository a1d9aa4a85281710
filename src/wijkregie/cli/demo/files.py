"""Read the files of the demo, which say themselves where their facts come from."""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER: Final = Path(__file__).resolve().parent / "data"
TABLES: Final = (
    "areas.csv",
    "figures_2017.csv",
    "health.csv",
    "leefbaarometer.csv",
    "own_areas.csv",
    "places.csv",
)
TOWN: Final = "town.toml"
SCHEMATIC: Final = "schematic.json"
YEAR: Final = "year.toml"
ROUNDS: Final = "rounds.toml"
SHORT: Final = "meldingen.csv"
SPENDING: Final = "spending.toml"
PLANS: Final = ("programma_2010.yaml", "programma_nu.yaml")
#: The one programme of a town with a folder of its own.
PLAN: Final = "programma.yaml"

#: The towns of the demo, each with a folder of its own; the first lies in the folder itself.
TOWNS: Final = ("", "ijsselstein")
_OF_A_TOWN: Final = (TOWN, YEAR, PLAN, "own_areas.csv")

#: One thing as a file tells it.
Entry = dict[str, Any]


class DemoFault(ValueError):
    """A file of the demo that does not hold what it should; nothing of it may be stored."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its cells by heading, and where it stands."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        """Return the cell under this heading."""
        if heading not in self.cells:
            raise self.fault(heading, "there is no such column")
        return self.cells[heading]

    def fault(self, heading: str, problem: str) -> DemoFault:
        """Return what is wrong in one cell of this line."""
        value = self.cells.get(heading, "")
        return DemoFault(
            f"{self.file}, row {self.number}, column {heading}, value {value!r}: {problem}"
        )


def digest(folder: Path = FOLDER) -> str:
    """Return what tells this state of the files from another."""
    seen = hashlib.sha256()
    others = [f"{town}/{name}" for town in TOWNS if town for name in _OF_A_TOWN]
    for name in (*TABLES, TOWN, SCHEMATIC, YEAR, ROUNDS, SHORT, SPENDING, *PLANS, *others):
        content = (folder / name).read_bytes()
        seen.update(f"{name} {len(content)}\n".encode())
        seen.update(content)
    return seen.hexdigest()


def table(name: str, folder: Path = FOLDER) -> list[Line]:
    """Return the lines of a table. Lines before the headings that begin with # are notes.

    Raises ``DemoFault`` for a line with more or fewer cells than there are headings.
    """
    return list(_lines(name, (folder / name).read_text(encoding="utf-8").splitlines()))


def _lines(name: str, texts: list[str]) -> Iterator[Line]:
    notes = next((at for at, text in enumerate(texts) if not text.startswith("#")), len(texts))
    reader = csv.reader(texts[notes:], strict=True)
    headings = next(reader, [])
    for cells in reader:
        number = notes + reader.line_num
        if len(cells) != len(headings):
            raise DemoFault(
                f"{name}, row {number}: {len(cells)} cells under {len(headings)} headings"
            )
        yield Line(name, number, dict(zip(headings, cells, strict=True)))


def town(folder: Path = FOLDER) -> dict[str, Any]:
    """Return the people of the town and the settings of its municipality."""
    return tomllib.loads((folder / TOWN).read_text(encoding="utf-8"))


def year(folder: Path = FOLDER) -> dict[str, list[Entry]]:
    """Return the meetings, signals and budgets of the year before the demo is loaded."""
    told: dict[str, list[Entry]] = tomllib.loads((folder / YEAR).read_text(encoding="utf-8"))
    if has(ROUNDS, folder):
        told |= tomllib.loads((folder / ROUNDS).read_text(encoding="utf-8"))
    if has(SHORT, folder):
        told["signals"] += [_signal(line) for line in table(SHORT, folder)]
    return told


def _signal(line: Line) -> Entry:
    """Return a signal that is told in one line, as ``year.toml`` tells the others."""
    entry: Entry = {
        **{name: line[name] for name in ("area", "theme", "kind", "hear", "title", "text")},
        **{name: line[name] for name in ("channel", "group") if line[name]},
        "day": int(line["day"]),
        "take_up": 1,
    }
    if line["outcome"]:
        after = int(line["after"])
        wanted = {name: line[name] for name in ("outcome", "officer", "reason")}
        entry["decide"] = {"after": after, **wanted}
        entry["answer"] = {"after": after + 2, "text": line["answer"]}
        if line["hear"] in {"letter", "call"}:
            entry["answer"]["posted"] = after + 4
        if line["satisfied"]:
            entry["opinion"] = {"after": after + 5, "satisfied": line["satisfied"] == "yes"}
    return entry


def has(name: str, folder: Path = FOLDER) -> bool:
    """Tell whether a town has this file: not each has all of them."""
    return (folder / name).is_file()


def schematic(folder: Path = FOLDER) -> dict[str, Any]:
    """Return the schematic map as drawn: rows of tiles, and what each tile belongs to.

    A town without one has no map until borders are imported.
    """
    if not has(SCHEMATIC, folder):
        return {}
    drawn: dict[str, Any] = json.loads((folder / SCHEMATIC).read_text(encoding="utf-8"))
    return drawn
