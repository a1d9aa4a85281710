"""Voting: each kind of ballot from choosing to the thanks, and every way in which it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.web.voting.conftest import booth
from wijkregie.domain.budgets.models import Receipt, SealedBallot, Voter

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db

#: A choice as a browser sends it, and one that is over a limit with what is said of it.
CHOICES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "approval": ({"plans": ["1", "2"]}, {}, "Kies"),
    "one": ({"plans": "2"}, {}, "Kies"),
    "variants": ({"plans": "3"}, {}, "Kies"),
    "knapsack": ({"plans": ["1", "2"]}, {"plans": ["1", "2", "3"]}, "Haal een plan weg"),
    "ranking": (
        {"place1": "3", "place2": "1"},
        {"place1": "3", "place2": "3"},
        "twee keer",
    ),
    "points": ({"amount0": "4", "amount2": "6"}, {"amount0": "11"}, "10 punten"),
    "themes": (
        {"amount0": "700", "amount2": "1100"},
        {"amount0": "700"},
        "Verdeel",
    ),
}


@pytest.mark.parametrize("ballot", CHOICES)
def test_one_chooses_reads_it_once_more_and_casts(here: Municipality, ballot: str) -> None:
    at, (choice, over, words) = booth(here, ballot), CHOICES[ballot]

    assert at.get().faults() == []
    wrong = at.send("lezen", **over)
    assert wrong.status == 422
    assert words in wrong.text
    read = at.send("lezen", **choice)
    assert read.status == 200, read.text
    assert "Klopt dit?" in read.main_headings
    assert Voter.objects.exclude(used="").count() == 0
    thanks = at.send("stem", **choice)
    assert "Je stem is binnen" in thanks.main_headings, thanks.text
    assert "Bewaar je brief" in thanks.text
    again = at.send("stem", **choice)
    assert again.status == 422
    assert "al gebruikt" in again.text
    assert [one.faults() for one in (wrong, read, thanks, again)] == [[], [], [], []]
    assert SealedBallot.objects.count() == Receipt.objects.count() == 1
