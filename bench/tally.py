"""What counting costs, and whether it is right: real cities, random elections, pabutools.

Nightly: a hundred thousand random elections take minutes (``WIJKREGIE_BENCH_ELECTIONS``).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from random import Random
from typing import TYPE_CHECKING, Final

from bench.beside import Beside, is_here
from bench.place import ROOT
from bench.table import Row
from tests.core.tally.slow import slowly
from tests.makers.elections import (
    PABULIB,
    expected_runs,
    level_elections,
    random_election,
    random_rule,
    real,
    rule_of,
    usual_runs,
)
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.ties import LotNeeded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijkregie.core.tally.declared import Rule
    from wijkregie.core.tally.records import Election

#: What is counted, and how many milliseconds of the processor it may take.
BUDGETS: Final = {
    "parse": 500.0,
    "greedy": None,
    "shares": 100.0,
    "add1": 3_000.0,
    "overspent": 3_000.0,
    "phragmen": 500.0,
}
#: What pabutools counts of a large city within minutes; its raised shares take ten.
BESIDE: Final = ("greedy", "shares", "phragmen")
MEMORY: Final = 300.0
ELECTIONS: Final = int(os.environ.get("WIJKREGIE_BENCH_ELECTIONS", "100000"))


def measure() -> Iterator[Row]:
    """Yield what a large city costs, and how much differs from what others count."""
    if PABULIB.is_dir():
        yield from _city()
        yield _expected()
    yield _slow()
    if is_here():
        yield _beside()


def _city() -> Iterator[Row]:
    for name, budget in BUDGETS.items():
        found = _asked(name)
        what = f"a city of 61,668 voters, {name}"
        remark = f"{found['funded']:.0f} funded" if name != "parse" else ""
        yield Row(what, found["cpu"] * 1000, "ms CPU", budget, remark)
        if name in {"add1", "overspent"}:
            yield Row(f"{what}, largest memory", found["mb"], "MB", MEMORY)
        if name in BESIDE and is_here():
            other = _asked(name, "beside")
            remark = f"{other['funded']:.0f} funded, {other['mb']:.0f} MB"
            yield Row(f"{what}, by pabutools", other["cpu"] * 1000, "ms CPU", None, remark)


def _asked(*words: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.inside_tally", *words]
    path = os.pathsep.join((str(ROOT), str(ROOT / "src"), *sys.path[1:]))
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run(  # noqa: S603  # our own module
        command, env=environment, check=True, capture_output=True, cwd=ROOT
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _expected() -> Row:
    known: dict[str, Election] = {}
    told = wrong = 0
    for file, run in expected_runs():
        if file not in known:
            known = {file: real(file)}
        outcome = count(known[file], rule_of(run))
        told += 1
        wrong += (sorted(outcome.selected), outcome.spent) != (
            run["selected"],
            run["total_cost"],
        )
    return Row("real elections that come out otherwise", wrong, "runs", 0, f"of {told}")


def _slow() -> Row:
    wrong = lots = 0
    for seed in range(ELECTIONS):
        chance = Random(seed)  # noqa: S311  # the same elections every time
        election = random_election(chance)
        rule = random_rule(chance, election)
        found = _funded(election, rule)
        wrong += found != slowly(election, rule)
        lots += found is None
    remark = f"of {ELECTIONS}, {lots} ask for a lot"
    return Row("random elections that a slow count counts otherwise", wrong, "", 0, remark)


def _funded(election: Election, rule: Rule) -> list[tuple[str, int]] | None:
    try:
        return [(each.project, each.paid) for each in count(election, rule).rounds]
    except LotNeeded:
        return None


def _beside() -> Row:
    wrong = told = made = 0
    for election in level_elections(range(ELECTIONS)):
        other = Beside(election)
        made += 1
        for run in usual_runs(election):
            told += 1
            wrong += sorted(count(election, rule_of(run)).selected) != other.answer(run)
    remark = f"{told} counts of {made} elections"
    return Row("random elections that pabutools counts otherwise", wrong, "counts", 0, remark)
