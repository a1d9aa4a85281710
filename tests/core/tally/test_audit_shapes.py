"""What no ballot tells of is at least of its kind: a number of people, a root of codes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.tally import contested
from wijkregie.core.tally import canonical
from wijkregie.core.tally.audit import Cast, audited, ballot_file, recounted
from wijkregie.core.tally.records import TallyError

WRONG: tuple[dict[str, Any], ...] = (
    {"entitled": "x"},
    {"entitled": True},
    {"entitled": -5},
    {"entitled": 1},
    {"entitled": [12]},
    {"codes": {}},
    {"codes": ["a" * 64]},
    {"codes": "a" * 63},
    {"codes": "A" * 64},
    {"codes": 7},
)
RIGHT: tuple[dict[str, Any], ...] = (
    {},
    {"entitled": 12},
    {"codes": "a" * 64, "entitled": 999},
)


def resealed(change: dict[str, Any]) -> tuple[bytes, bytes]:
    """The files of who knows how seals are made."""
    ballots = contested.ballots("most votes", contested.seeded(1), 12)
    told = canonical.decoded(
        audited(contested.contest("most votes"), Cast(ballots, b"salt" * 4))
    )
    parts = {name: one for name, one in (told | change).items() if name != "seal"}
    raw = canonical.encoded(parts | {"seal": canonical.digest(parts)})
    return raw, ballot_file(ballots, b"salt" * 4)


@pytest.mark.parametrize("change", WRONG, ids=str)
def test_what_cannot_be_is_refused_in_words(change: dict[str, Any]) -> None:
    with pytest.raises(TallyError):
        recounted(*resealed(change))


@pytest.mark.parametrize("change", RIGHT, ids=str)
def test_what_can_be_stands_by_the_published_seal_alone(change: dict[str, Any]) -> None:
    assert recounted(*resealed(change))["turnout"]["ballots"] == 12
