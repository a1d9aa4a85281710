"""Closing a round while people vote says what becomes of their votes, and can be undone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.makers.counting import voted
from tests.makers.people import make_role
from tests.makers.places import AT, make_municipality
from tests.web.control.conftest import log_in
from tests.web.seen import seen
from wijkregie.domain.budgets.models import Round
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.makers.voting import Vote
    from tests.web.control.conftest import Browser
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def manager(here: Municipality) -> Browser:
    return log_in(make_role(here, Role.DISTRICT_MANAGER).person)


@pytest.fixture
def vote(here: Municipality) -> Vote:
    return voted([("1",), ("2",)], municipality=here)


def url(vote: Vote, path: str = "") -> str:
    slug = vote.round.municipality.slug
    return f"/{slug}/budgetronde/{vote.round.pk}{path}"


def test_who_closes_a_vote_reads_what_becomes_of_it_and_may_come_back(
    vote: Vote, manager: Browser
) -> None:
    assert manager.get(url(vote, "/heropenen")).status_code == 404
    asked = seen(manager.get(url(vote, "/sluiten")))
    assert "Er zijn 2 stemmen uitgebracht. Die worden niet geteld" in asked.text
    assert "blijven verzegeld bewaard tot en met 14 april 2026" in asked.text
    assert asked.faults() == []
    closed = seen(manager.follow(url(vote, "/sluiten"), why="De brieven waren fout."))
    assert "De brieven waren fout." in closed.text
    assert closed.url("Ronde weer openen") == url(vote, "/heropenen")

    again = seen(manager.get(url(vote, "/heropenen")))
    assert "er komt geen dag bij" in again.text
    assert again.faults() == []
    goes_on = seen(manager.follow(url(vote, "/heropenen"), why="Bezwaar gegrond."))

    assert "Deze ronde was gesloten en gaat verder: Bezwaar gegrond." in goes_on.text
    assert goes_on.faults() == []
    assert Round.objects.get(pk=vote.round.pk).closed_on is None


def test_after_six_weeks_a_round_stays_closed(vote: Vote, manager: Browser) -> None:
    manager.follow(url(vote, "/sluiten"), why="De brieven waren fout.")
    with time_machine.travel(AT + timedelta(days=43), tick=False):
        late = log_in(make_role(vote.round.municipality, Role.DISTRICT_MANAGER).person)
        assert "Ronde weer openen" not in seen(late.get(url(vote))).text
        assert late.post(url(vote, "/heropenen"), why="Toch.").status_code == 422


def test_a_round_without_votes_closes_as_before(vote: Vote, manager: Browser) -> None:
    other = Round.objects.create(
        municipality=vote.round.municipality,
        fund=vote.round.fund,
        title="Zonder stemming",
        year=2026,
        made_at=AT,
    )
    slug = vote.round.municipality.slug

    page = seen(manager.get(f"/{slug}/budgetronde/{other.pk}/sluiten"))

    assert "Iedereen kan" in page.text
    assert "stemmen uitgebracht" not in page.text
