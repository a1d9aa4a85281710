"""One count of a large city in a process of its own: ``python -m bench.inside_tally add1``."""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bench.beside import Beside
from tests.makers.elections import ADD1, GREEDY, LEXICO, PABULIB, PHRAGMEN, PLAIN, real, rule_of
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.declared import Completion, Raise
from wijkregie.sources.pabulib import read

if TYPE_CHECKING:
    from collections.abc import Mapping

CITY: Final = "Poland_Warszawa_2026.pb"
RUNS: Final[Mapping[str, dict[str, str]]] = {
    name: {"rule": rule, "utility": "cost", "tie_breaking": "lexico"}
    for name, rule in {
        "greedy": GREEDY,
        "shares": PLAIN,
        "add1": ADD1,
        "overspent": ADD1,
        "phragmen": PHRAGMEN,
    }.items()
}


def measured(name: str, *, beside: bool) -> dict[str, float]:
    """Return CPU seconds and the largest memory in MB of one count, ballots in memory."""
    if name == "parse":
        raw = (PABULIB / CITY).read_bytes()
        begun = time.process_time()
        read(raw, file=CITY)
        return _told(begun, 0)
    election, run = real(CITY), RUNS[name]
    if beside:
        other = Beside(election)
        begun = time.process_time()
        return _told(begun, len(other.answer(run)))
    rule = replace(rule_of(run), ties=LEXICO)
    if name == "overspent":
        rule = replace(rule, completion=Completion(Raise.UNTIL_OVERSPENT))
    begun = time.process_time()
    return _told(begun, len(count(election, rule).rounds))


def _told(begun: float, funded: int) -> dict[str, float]:
    cpu = time.process_time() - begun
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": cpu, "mb": largest, "funded": funded}


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], beside="beside" in sys.argv)))
