"""A game of coins: how it stands for everyone, and its turns and jury behind the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.makers.guarded import lift
from tests.makers.people import make_role
from tests.makers.places import AT
from tests.makers.voting import make_plan, make_vote, planned_vote
from tests.web.control.conftest import log_in
from tests.web.seen import seen
from tests.web.voting.conftest import NOW, Booth, booth
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Proposal, Turn
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(here: Municipality, manager: Browser) -> Booth:
    return Booth(make_vote("coins", here), here, manager)


def test_what_is_given_now_nobody_sees_before_the_turn_is_over(
    here: Municipality, at: Booth
) -> None:
    before = at.get("spel")
    for code, coins in enumerate((30, 20)):
        at.vote.give(code, ("1", coins))

    during = at.get("spel")

    assert during.text == before.text
    assert "nog geen beurt voorbij" in during.text
    with time_machine.travel(NOW + timedelta(days=5), tick=False):
        services.close_turns(at=AT + timedelta(days=5))
        after = at.get("spel")
    assert "Zo stond het na beurt 1" in after.text
    assert "gaat door" in after.text
    assert "Elk huishouden kreeg 30 munten" in after.text
    assert before.faults() == after.faults() == []
    other = booth(here)
    assert other.browser.get(other.url("spel")).status_code == 404


def test_a_turn_that_is_not_there_cannot_be_closed(at: Booth) -> None:
    for number, asked, sent in ((1, 200, 422), (3, 404, 404), (9999, 404, 404)):
        url = at.url(f"beurten/{number}/sluiten")
        assert at.browser.get(url).status_code == asked
        assert at.browser.post(url).status_code == sent


def test_between_turns_one_reads_that_there_is_none(here: Municipality) -> None:
    game = booth(here, "coins")
    lift("played_turn_stands")
    Turn.objects.filter(round=game.vote.round, number=2).update(
        opens_on=(AT + timedelta(days=7)).date()
    )
    with time_machine.travel(NOW + timedelta(days=5), tick=False):
        page = game.get()
        assert "Vandaag is er geen beurt" in page.text
        assert game.send("beurs").status == 409
    assert page.faults() == []


def test_turns_are_planned_before_the_vote_is_declared(
    here: Municipality, manager: Browser
) -> None:
    made = planned_vote("coins", here)
    url = f"/{here.slug}/budgetronde/{made.pk}/beurten"
    first = seen(manager.get(url))
    assert "nog geen beurten gepland" in first.text
    days = [(AT + timedelta(days=one)).date().isoformat() for one in (0, 4, 5, 9)]
    names = ("opens1", "closes1", "opens2", "closes2")
    wrong = seen(
        manager.post(f"{url}/plannen", **dict(zip(names, reversed(days), strict=True)))
    )
    assert wrong.status == 422
    assert "id_opens1_error" in wrong.ids

    page = seen(manager.follow(f"{url}/plannen", **dict(zip(names, days, strict=True))))

    assert "De beurten zijn gepland." in page.text
    assert Turn.objects.filter(round=made).count() == 2
    assert 'value="2026-03-0' in seen(manager.get(f"{url}/plannen")).html
    assert [one.faults() for one in (first, wrong, page)] == [[], [], []]


def test_the_jury_says_no_and_a_new_plan_is_put_up(at: Booth) -> None:
    one = Proposal.objects.get(round=at.vote.round, number=1)
    new = make_plan(at.vote.round, 9, 400)
    assert at.browser.post(at.url(f"beurten/plan/{one.pk}/nee")).status_code == 422

    vetoed = seen(at.browser.follow(at.url(f"beurten/plan/{one.pk}/nee"), why="Kan niet."))
    added = seen(at.browser.follow(at.url(f"beurten/plan/{new.pk}/erbij"), why="Past."))

    assert "Het nee van de jury is vastgelegd." in vetoed.text
    assert "Het plan is in het spel." in added.text
    assert "nu niet open" not in at.send("beurs").text
    with time_machine.travel(NOW + timedelta(days=5), tick=False):
        ballot = replace(at, browser=log_in(None)).send("beurs")
        game = replace(at, browser=log_in(None)).get("spel")
    assert "nu niet open" in ballot.text
    assert "Kan niet." in game.text
    assert "Plan 9" in ballot.text
    twice = at.browser.post(at.url(f"beurten/plan/{one.pk}/nee"), why="Nog eens.")
    assert twice.status_code == 422
    assert at.browser.get(at.url("beurten/plan/999999/nee")).status_code == 404
    for path in (f"beurten/plan/{one.pk}/nee", f"beurten/plan/{new.pk}/erbij"):
        assert at.get(path).faults() == []
    assert [page.faults() for page in (vetoed, added, ballot)] == [[], [], []]


def test_a_turn_is_closed_once_it_is_over(here: Municipality, at: Booth) -> None:
    at.vote.give(0, ("1", 5))
    assert at.browser.post(at.url("beurten/1/sluiten")).status_code == 422
    with time_machine.travel(NOW + timedelta(days=5), tick=False):
        later = log_in(make_role(here, Role.DISTRICT_MANAGER).person)
        at = replace(at, browser=later)
        page = at.get("beurten")
        assert "Deze beurt afsluiten" in page.text

        closed = seen(at.browser.follow(at.url("beurten/1/sluiten")))

        assert "De beurt is afgesloten." in closed.text
        assert at.get("beurten/1/sluiten").faults() == []
        assert "5 van 50 munten" in at.get("spel").text
    other = booth(here)
    assert at.browser.get(other.url("beurten")).status_code == 404
    assert page.faults() == closed.faults() == []


def test_a_game_tells_which_turn_it_is_and_until_when_nothing_is_seen(at: Booth) -> None:
    page = at.send("beurs")

    assert "Het is nu beurt 1. In deze beurt kun je munten geven tot en met" in page.text
    assert (
        "Wat er in deze beurt wordt gegeven, ziet niemand tot de beurt voorbij is" in page.text
    )
    assert "tot het stemmen voorbij is" not in page.text


def test_after_giving_one_reads_when_this_turn_is_counted(at: Booth) -> None:
    thanks = at.send("stem", amount0="5")

    assert "De stemmen worden geteld na" not in thanks.text
    assert "Deze beurt wordt geteld na" in thanks.text
