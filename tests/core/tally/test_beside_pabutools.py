"""What pabutools 1.2.3 (exact fractions) answered on elections in which much is level.

Made with ``python -m bench.beside 300``; ``bench tally`` asks it again where it is installed.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.makers.elections import level_elections, rule_of, usual_runs
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.records import Ballots, Election, Kind, Project

STORED = json.loads(Path(__file__).with_name("pabutools.json").read_text())


def election(told: dict[str, object]) -> Election:
    ballots = Ballots(
        Kind(str(told["kind"])),
        tuple(map(tuple, told["marks"])),  # type: ignore[call-overload]  # plain JSON
        tuple(told["counts"]),  # type: ignore[arg-type]  # plain JSON
        tuple(map(tuple, told["points"])),  # type: ignore[call-overload]  # plain JSON
    )
    costs: dict[str, int] = told["costs"]  # type: ignore[assignment]  # plain JSON
    projects = tuple(Project(id_, cost) for id_, cost in costs.items())
    return Election(projects, int(str(told["budget"])), ballots)


def test_every_stored_answer_is_counted() -> None:
    compared = 0
    for told in STORED:
        counted = election(told)
        for run, answer in zip(usual_runs(counted), told["answers"], strict=True):
            selected = count(counted, rule_of(run)).selected
            assert " ".join(sorted(selected)) == answer, (run, counted)
            compared += 1

    assert compared > 2_000


def test_the_stored_elections_are_the_ones_that_are_made_here() -> None:
    assert election(STORED[0]) == next(level_elections(range(1)))
