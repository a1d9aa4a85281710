"""Votes on paper: booked by code, read by two people, settled and poured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_role
from tests.makers.voting import make_vote
from tests.web.control.conftest import Browser, log_in
from tests.web.seen import seen
from tests.web.voting.conftest import Booth
from wijkregie.domain.budgets.models import PaperBatch, PaperSheet, SealedBallot, Voter
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from tests.web.seen import Seen
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@dataclass
class Table:
    """Two people at a table with a pile of paper."""

    first: Booth
    second: Booth

    def begin(self, sheets: int = 2) -> int:
        asked = {"wat": "stapel", "name": "Huis van de Wijk", "sheets": str(sheets)}
        self.first.browser.follow(self.first.url("papier"), **asked)
        return int(PaperBatch.objects.latest("pk").pk)

    def read(self, who: Booth, pile: int, number: int, **choice: Any) -> Seen:
        url = who.url(f"papier/{pile}/stem/{number}")
        return seen(who.browser.follow(url, **choice))


def table(here: Municipality, manager: Browser, ballot: str = "approval") -> Table:
    first = Booth(make_vote(ballot, here), here, manager)
    other = log_in(make_role(here, Role.DISTRICT_MANAGER).person)
    return Table(first, replace(first, browser=other))


@pytest.fixture
def both(here: Municipality, manager: Browser) -> Table:
    return table(here, manager)


def test_a_letter_is_booked_once_and_does_not_vote_on_a_screen_after_it(both: Table) -> None:
    at = both.first
    url, code = at.url("papier"), at.vote.codes[0]
    assert at.get("papier").faults() == []

    page = seen(at.browser.follow(url, wat="brief", code=code))

    assert "De brief is geboekt" in page.text
    assert "Geboekte brieven 1" in page.text
    assert code not in page.html
    again = seen(at.browser.post(url, wat="brief", code=code))
    assert again.status == 422
    assert "al gestemd" in again.text
    assert "al gestemd" in at.send("stem", plans=["1"]).text
    at.send("stem", code=1, plans=["1"])
    web_first = at.browser.post(url, wat="brief", code=at.vote.codes[1])
    assert web_first.status_code == 422
    assert at.browser.post(url, wat="brief", code="X").status_code == 422
    used = Voter.objects.order_by("letter").values_list("used", flat=True)
    assert list(used) == ["paper", "web", ""]


def test_two_people_read_each_sheet_and_neither_sees_the_other(both: Table) -> None:
    pile = both.begin()
    wrong = both.first.browser.post(both.first.url("papier"), wat="stapel", name="", sheets="0")
    assert wrong.status_code == 422

    next_ = both.read(both.first, pile, 1, plans=["2"])

    assert "Stembiljet 1 is opgeslagen." in next_.text
    assert any("Stembiljet 2 van 2" in one for one in next_.main_headings)
    own = both.first.get(f"papier/{pile}/stem/1")
    assert 'value="2"' in own.html
    assert " checked" in own.html
    other = both.second.get(f"papier/{pile}/stem/1")
    assert " checked" not in other.html
    done = both.read(both.first, pile, 2, plans=["1"])
    assert "Huis van de Wijk" in done.main_headings
    assert "lezen" not in [text for _url, text in done.links]
    same = both.read(both.second, pile, 1, plans=["2"])
    assert "Stembiljet 1 is opgeslagen." in same.text
    twice = both.first.browser.post(both.first.url(f"papier/{pile}/stem/1"), plans=["3"])
    assert twice.status_code == 422
    assert [one.faults() for one in (next_, own, done)] == [[], [], []]


def test_what_was_read_differently_is_settled_and_then_all_is_poured(both: Table) -> None:
    pile = both.begin()
    url = both.first.url(f"papier/{pile}")
    for who, first in ((both.first, "1"), (both.second, "2")):
        both.read(who, pile, 1, plans=[first])
        both.read(who, pile, 2, plans=[], invalid="Doorgestreept")
    page = both.first.get(f"papier/{pile}")
    assert "Verschillend gelezen" in page.text
    assert "Plan 1" in page.text
    assert page.faults() == []
    assert both.first.browser.post(url).status_code == 422
    settling = both.first.get(f"papier/{pile}/stem/1/vaststellen")
    assert settling.faults() == []
    nothing = both.first.url(f"papier/{pile}/stem/2/vaststellen")
    assert both.first.browser.get(nothing).status_code == 404

    where = both.first.url(f"papier/{pile}/stem/1/vaststellen")
    third = log_in(make_role(both.first.here, Role.DISTRICT_MANAGER).person)
    settled = seen(third.follow(where, plans=["2"]))
    assert "Wat je op biljet 1 zag, is opgeschreven." in settled.text
    poured = seen(both.first.browser.follow(url))

    assert "2 stembiljetten zitten in de stembus" in poured.text
    assert SealedBallot.objects.count() == 2
    assert not PaperSheet.objects.exists()
    after = both.first.get(f"papier/{pile}")
    assert "Niemand kan nog losse stembiljetten bekijken" in after.text
    assert both.first.browser.get(both.first.url(f"papier/{pile}/stem/1")).status_code == 404
    assert after.faults() == []


def test_where_nobody_else_is_both_who_read_a_sheet_settle_it(both: Table) -> None:
    pile = both.begin(1)
    url = both.first.url(f"papier/{pile}")
    for who, first in ((both.first, "1"), (both.second, "2")):
        both.read(who, pile, 1, plans=[first])
    where = both.first.url(f"papier/{pile}/stem/1/vaststellen")

    alone = seen(both.first.browser.follow(where, plans=["2"]))
    assert "Wat je op biljet 1 zag, is opgeschreven." in alone.text
    assert "Plan 2 (geldt nog niet: de andere lezer of een derde kijkt ook)" in alone.text
    assert where not in [one for one, _text in alone.links]
    assert both.first.browser.post(url).status_code == 422
    settled = seen(both.second.browser.follow(where, plans=["2"]))
    assert "geldt nog niet" not in settled.text
    poured = seen(both.first.browser.follow(url))

    assert "1 stembiljet zit in de stembus" in poured.text


@pytest.mark.parametrize(
    ("ballot", "choice", "over"),
    [
        ("ranking", {"place1": "2", "place2": "1"}, {"place1": "2", "place2": "2"}),
        ("points", {"amount0": "4", "amount1": "6"}, {"amount0": "99"}),
        ("one", {"plans": "2"}, {"plans": "9"}),
        ("themes", {"amount0": "700", "amount2": "1100"}, {"amount0": "700"}),
    ],
)
def test_each_kind_of_ballot_is_read_from_paper(
    here: Municipality,
    manager: Browser,
    ballot: str,
    choice: dict[str, Any],
    over: dict[str, Any],
) -> None:
    both = table(here, manager, ballot)
    pile = both.begin(1)
    wrong = both.read(both.first, pile, 1, **over)
    assert wrong.status == 422
    assert wrong.faults() == []
    both.read(both.first, pile, 1, **choice)
    own = both.first.get(f"papier/{pile}/stem/1")
    both.read(both.second, pile, 1)

    page = both.first.get(f"papier/{pile}")

    assert own.faults() == page.faults() == []
    assert "blanco" in page.text
    third = log_in(make_role(here, Role.DISTRICT_MANAGER).person)
    settling = both.first.url(f"papier/{pile}/stem/1/vaststellen")
    assert "geldt nog niet" not in seen(third.follow(settling, **choice)).text
    poured = seen(third.follow(both.first.url(f"papier/{pile}")))
    assert "1 stembiljet zit in de stembus" in poured.text


def test_a_pile_of_another_round_is_not_there(both: Table, here: Municipality) -> None:
    pile = both.begin()
    other = make_vote("approval", here)
    url = f"/{here.slug}/budgetronde/{other.round.pk}/papier/{pile}"
    assert both.first.browser.get(url).status_code == 404
    assert both.first.browser.get(f"{url}/stem/1").status_code == 404
    beyond = both.first.url(f"papier/{pile}/stem/9")
    assert both.first.browser.get(beyond).status_code == 404
