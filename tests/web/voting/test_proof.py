"""Who holds a code sees that a vote is in, and never what it says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.makers.voting import OVER
from tests.web.voting.conftest import booth
from wijkregie.core.tally import sealed
from wijkregie.core.tally.merkle import Proof
from wijkregie.domain.budgets import services

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


def test_a_vote_is_in_the_urn(here: Municipality) -> None:
    at = booth(here)
    at.vote.cast(0, "1")
    asked = at.get("stembewijs")

    in_urn = at.send("", "stembewijs")
    unused = at.send("", "stembewijs", code=2)
    unknown = at.send("", "stembewijs", code="0000000000000000")
    misspelt = at.send("", "stembewijs", code="ABCD")

    assert "Je stem zit in de stembus" in in_urn.text
    assert "Het bewijs" not in in_urn.text
    assert unused.text == unknown.text
    assert "geen stem met deze code" in unused.text
    assert misspelt.status == 422
    assert "id_code_error" in misspelt.ids
    assert [one.faults() for one in (asked, in_urn, unused, misspelt)] == [[]] * 4


def test_a_vote_is_in_the_count_with_its_proof(here: Municipality) -> None:
    at = booth(here)
    for code in (0, 1):
        at.vote.cast(code, "1")
    services.count_votes(at.vote.round.pk, by=at.vote.by, at=OVER)
    with time_machine.travel(OVER, tick=False):
        counted = at.send("", "stembewijs")
        file = at.browser.post(at.url("stembewijs"), code=at.vote.codes[0], stap="bestand")

    assert "Je stem zit in de telling" in counted.text
    assert "Zelf alle stemmen natellen" in counted.text
    assert counted.faults() == []
    assert "Plan 1" not in counted.text
    assert file["Content-Disposition"] == 'attachment; filename="stembewijs.json"'
    assert "no-store" in file["Cache-Control"]
    assert at.vote.codes[0] not in file.content.decode()
    told = json.loads(file.content)
    assert set(told) == {"version", "code", "leaf", "index", "size", "path", "root"}


def test_the_file_proves_that_the_vote_was_counted(here: Municipality) -> None:
    at = booth(here, voters=5)
    for letter in range(5):
        at.vote.cast(letter, "2")
    services.count_votes(at.vote.round.pk, by=at.vote.by, at=OVER)
    for code in at.vote.codes:
        file = at.browser.post(at.url("stembewijs"), code=code, stap="bestand")
        told = json.loads(file.content)
        path = tuple(bytes.fromhex(one) for one in told["path"])
        proof = Proof(told["index"], told["size"], path)
        root = bytes.fromhex(told["root"])
        assert sealed.is_counted(bytes.fromhex(told["code"]), proof, root)
        planted = bytes(one ^ 1 for one in bytes.fromhex(told["code"]))
        assert not sealed.is_counted(planted, proof, root)
