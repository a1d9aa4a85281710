"""Random elections, counted twice: by the package, and slowly by the book."""

from __future__ import annotations

from random import Random

import pytest

from tests.core.tally.slow import slowly
from tests.makers.elections import random_election, random_rule
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.ties import LotNeeded

#: Two thousand elections in twenty parts, so that a failure names its part.
PARTS, EACH = 20, 100


@pytest.mark.parametrize("part", range(PARTS))
def test_a_count_comes_to_what_the_slow_count_comes_to(part: int) -> None:
    for seed in range(part * EACH, (part + 1) * EACH):
        chance = Random(seed)  # noqa: S311  # the same elections every time
        election = random_election(chance)
        rule = random_rule(chance, election)

        try:
            rounds = count(election, rule).rounds
            found = [(each.project, each.paid) for each in rounds]
        except LotNeeded:
            found = None

        assert found == slowly(election, rule), (seed, election, rule)
