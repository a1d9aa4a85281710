"""Municipalities whose truth is known: areas that move by themselves, and a programme or none.

The set-up of the specification: grades with a deviation of 1.5 per answer, areas that differ by
.4, each moving by itself between waves by ``tau``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wijkregie.core.statistics.verdicts import Court, Point

WAVES = ("w1", "w2", "w3")


@dataclass(frozen=True)
class Scenario:
    """What is true of a municipality; the programme starts after the second wave."""

    effect: float = 0.0
    areas: int = 12
    treated: int = 3
    answers: int = 100
    tau: float = 0.1
    trend: float = 0.0
    before: float = 0.0  # by how much treated areas already moved more, per wave
    mode_break: bool = False
    worst: bool = False  # the lowest areas of the second wave are treated


SCENARIOS = {
    "null_quiet": Scenario(),
    "null_shocks": Scenario(tau=0.3),
    "null_city_trend": Scenario(trend=0.3, tau=0.2),
    "null_worst_selected": Scenario(worst=True, tau=0.2),
    "null_one_treated": Scenario(areas=8, treated=1, tau=0.2),
    "null_mode_break_treated": Scenario(mode_break=True),
    "null_pretrend": Scenario(before=0.3),
    "no_comparison": Scenario(treated=12, effect=0.4),
    "effect_big": Scenario(effect=0.8),
    "effect_medium": Scenario(effect=0.5),
    "effect_one_treated_of_8": Scenario(effect=0.8, areas=8, treated=1),
    "effect_small_n50": Scenario(effect=0.15, answers=50),
}


def court(scenario: Scenario, chance: np.random.Generator) -> Court:
    """Return one such municipality, with what its people answered."""
    names = [f"area{at}" for at in range(scenario.areas)]
    truth = 7 + chance.normal(0, 0.4, scenario.areas)
    moves = chance.normal(0, scenario.tau, (3, scenario.areas))
    n = chance.poisson(scenario.answers, (3, scenario.areas)).clip(30)
    score = np.array([truth + moves[:w].sum(0) + scenario.trend * w for w in range(3)])
    seen = score[1] + chance.normal(0, 1.5, scenario.areas) / np.sqrt(n[1])
    by = np.argsort(seen) if scenario.worst else np.arange(scenario.areas)
    treated = by[: scenario.treated]
    means = score.copy()
    means[:, treated] += scenario.before * np.arange(3)[:, None]
    means[2, treated] += scenario.effect
    found = means + chance.normal(0, 1.5, means.shape) / np.sqrt(n)
    found[1] = np.where(scenario.worst, seen, found[1])
    deviations = 1.5 * np.sqrt(chance.chisquare(n - 1) / (n - 1))
    web = np.full(means.shape, 0.5) + chance.uniform(-0.05, 0.05, means.shape)
    if scenario.mode_break:
        web[2, treated] = 0.95
    points = {
        (name, wave): Point(
            float(found[w, at]),
            float(deviations[w, at] / np.sqrt(n[w, at])),
            int(n[w, at]),
            "1",
            {"web": float(web[w, at]), "paper": float(1 - web[w, at])},
        )
        for w, wave in enumerate(WAVES)
        for at, name in enumerate(names)
    }
    inside = [names[at] for at in treated]
    return Court(
        waves=WAVES,
        points=points,
        treated=inside,
        others=[name for name in names if name not in inside],
        baseline="w2",
        followup="w3",
        chosen_on="w2" if scenario.worst else None,
    )
