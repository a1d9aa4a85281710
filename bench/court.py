"""How often a programme is called an effect that is none, and how often one is seen.

Two thousand simulated municipalities a scenario whose truth is known, with seeds of our own
(``WIJKREGIE_BENCH_MUNICIPALITIES``).
"""

from __future__ import annotations

import os
from time import process_time
from typing import TYPE_CHECKING, Final

import numpy as np

from bench.table import Row
from tests.core.statistics.simulated import SCENARIOS, court
from wijkregie.core.statistics.verdicts import Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

MUNICIPALITIES: Final = int(os.environ.get("WIJKREGIE_BENCH_MUNICIPALITIES", "2000"))
SEED: Final = 20_261_123
#: At most so many of a hundred may be called an effect; where it is none, or cannot be known.
MOST: Final = {
    "null_quiet": 5.0,
    "null_shocks": 5.0,
    "null_city_trend": 5.0,
    "null_worst_selected": 5.0,
    "null_one_treated": 0.0,
    "null_mode_break_treated": 0.0,
    "null_pretrend": 15.0,
    "no_comparison": 0.0,
    "effect_one_treated_of_8": 0.0,
}
_PLAIN: Final = ("quiet", "shocks", "city_trend", "worst_selected", "one_treated")


def measure() -> Iterator[Row]:
    """Yield per scenario how many of a hundred are called an effect, or an indication."""
    chance = np.random.default_rng(SEED)
    false, spent = 0.0, 0.0
    for name, scenario in SCENARIOS.items():
        cases = [court(scenario, chance) for _one in range(MUNICIPALITIES)]
        began = process_time()
        found = [judge(case) for case in cases]
        spent += process_time() - began
        effects = 100 * sum(one.verdict == Verdict.EFFECT for one in found) / len(found)
        hints = 100 * sum(one.verdict == Verdict.INDICATION for one in found) / len(found)
        false += effects * (name.removeprefix("null_") in _PLAIN) / len(_PLAIN)
        said = f"{hints:.1f} % an indication; truth {scenario.effect:+.2f}"
        yield Row(f"called an effect: {name}", effects, "%", MOST.get(name), said)
    yield Row("called an effect where nothing was done, in all", false, "%", 2.0)
    number = MUNICIPALITIES * len(SCENARIOS)
    yield Row("one verdict", 1000 * spent / number, "ms CPU", None, f"{number} verdicts")
