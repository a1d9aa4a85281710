"""Voting: each kind of ballot from choosing to the thanks, and every way in which it fails."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.makers.places import AT, make_municipality
from tests.makers.voting import LAST_DAY, OVER, Vote, make_vote, planned_vote
from tests.web.control.conftest import log_in
from tests.web.seen import seen
from tests.web.voting.conftest import Booth, booth
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Receipt, Remark, SealedBallot, Voter
from wijkregie.domain.budgets.states import Used
from wijkregie.kit.models import LogRow, SentForm
from wijkregie.kit.viewer import installation
from wijkregie.web.http.limits import LIMITS

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.web.control.conftest import Browser
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db

#: A choice as a browser sends it, and one that is over a limit with what is said of it.
CHOICES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "approval": ({"plans": ["1", "2"]}, {}, "Kies"),
    "one": ({"plans": "2"}, {}, "Kies"),
    "variants": ({"plans": "3"}, {}, "Kies"),
    "knapsack": ({"plans": ["1", "2"]}, {"plans": ["1", "2", "3"]}, "Haal er een plan uit"),
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
SECRET = "Prachtig plan, dank jullie wel."


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
    assert "al gestemd" in again.text
    assert [one.faults() for one in (wrong, read, thanks, again)] == [[], [], [], []]
    assert SealedBallot.objects.count() == Receipt.objects.count() == 1


def test_an_error_stands_at_its_field_and_keeps_every_choice(here: Municipality) -> None:
    at = booth(here, "points")

    page = at.send("lezen", code="", amount0="4", amount1="veel")

    assert page.status == 422
    assert {"id_code_error", "id_amount1_error"} <= set(page.ids)
    assert 'value="4"' in page.html
    assert 'value="veel"' in page.html
    both = booth(here, "approval").send("lezen", code="", plans=[])
    assert {"id_code_error", "id_plans_error"} <= set(both.ids)


def test_one_goes_back_to_change_with_words_and_code_still_there(here: Municipality) -> None:
    at = booth(here)
    chosen: dict[str, Any] = {"plans": ["2"], "remark_2": SECRET}

    page = at.send("terug", **chosen)

    assert page.status == 200
    assert re.search(r'value="2" checked', page.html)
    assert SECRET in page.html
    assert at.vote.codes[0] in page.html
    assert SECRET in at.send("lezen", **chosen).html


def test_what_is_left_is_worked_out_without_script(here: Municipality) -> None:
    points = booth(here, "points")
    assert "Je hebt nog 10 over van 10 punten" in points.get().text
    page = points.send("reken", code="", amount0="3", amount1="4")
    assert page.status == 200
    assert "Je hebt nog 3 over van 10 punten" in page.text
    assert "Je zit 2 boven 10 punten" in points.send("reken", code="", amount0="12").text
    money = booth(here, "knapsack").send("reken", code="", plans=["1", "3"])
    assert "Je hebt nog € 4 over van € 18" in money.text.replace("\u00a0", " ")


def test_words_for_makers_are_kept_apart_and_persons_in_them_refused(
    here: Municipality,
) -> None:
    at = booth(here)
    wrong = at.send("stem", plans=["2"], remark_2="Bel mij op 06-12345678")
    assert wrong.status == 422
    assert "id_remark_2_error" in wrong.ids
    assert "Klopt dit?" in wrong.main_headings

    assert at.send("stem", plans=["2"], remark_2=SECRET).status == 200

    kept = Remark.objects.get()
    assert (kept.proposal.number, kept.text, kept.shown) == (2, SECRET, None)
    long = booth(here).send("stem", plans=["2"], remark_2="a" * 301)
    assert long.status == 422


def test_unknown_void_and_other_codes_get_one_answer(here: Municipality) -> None:
    at, other = booth(here), make_vote("approval", here)
    void = at.vote.codes[1]
    services.replace_code(
        at.vote.round.pk, 2, "Kwijt", by=at.vote.by, at=AT, chance=at.vote.chance
    )

    pages = [at.send("stem", code=code, plans=["1"]) for code in (other.codes[0], void)]

    assert [page.status for page in pages] == [422, 422]
    said = {re.sub(r".*Je code: ", "", page.text)[:120] for page in pages}
    assert len(said) == 1
    assert "kun je niet stemmen" in said.pop()
    assert "zestien" in at.send("lezen", code="ABCD", plans=["1"]).text
    assert not SealedBallot.objects.exists()


def test_codes_are_typed_as_people_type_them(here: Municipality) -> None:
    at = booth(here)
    code = at.vote.codes[0]
    typed = "-".join(code[i : i + 4] for i in range(0, 16, 4)).lower()

    assert at.send("stem", code=f" {typed} ", plans=["1"]).status == 200


def test_before_the_first_day_and_after_the_last_nothing_is_cast(here: Municipality) -> None:
    at = booth(here)
    for moment, words in (
        (AT - timedelta(days=1), "Je kunt stemmen van"),
        (OVER, "Het stemmen is voorbij"),
    ):
        with time_machine.travel(moment, tick=False):
            assert words in at.get().text
            page = at.send("stem", plans=["1"])
        assert page.status == 409
        assert page.faults() == []
    with time_machine.travel(AT + timedelta(days=LAST_DAY), tick=False):
        assert at.send("stem", plans=["1"]).status == 200
    assert SealedBallot.objects.count() == 1


def test_a_vote_that_was_not_declared_shows_no_ballot(here: Municipality) -> None:
    made = planned_vote("approval", here)
    browser, url = log_in(None), f"/{here.slug}/budgetronde/{made.pk}/stemmen"
    assert browser.get(url).status_code == 404
    by = installation(here.pk)
    services.set_electorate(made.pk, services.ElectorateDraft(), by=by, at=AT)

    page = seen(browser.get(url))

    assert "Stemmen kan nog niet" in page.text
    assert "Plan 1" not in page.text


def test_another_municipality_shows_nothing(here: Municipality) -> None:
    at = booth(here)
    there = make_municipality("Dalstad", code="GM9399")
    url = f"/{there.slug}/budgetronde/{at.vote.round.pk}/"
    for path in ("stemmen", "stembewijs", "spel"):
        assert at.browser.get(url + path).status_code == 404
    asked = {"stap": "stem", "code": at.vote.codes[0], "plans": "1"}
    assert at.browser.post(url + "stemmen", **asked).status_code == 404
    assert not SealedBallot.objects.exists()


def test_who_works_here_notes_that_somebody_was_helped(
    here: Municipality, manager: Browser
) -> None:
    nobody = booth(here)
    assert "geholpen" not in nobody.get().text
    nobody.send("stem", plans=["1"], helped="on")
    helper = Booth(nobody.vote, here, manager)
    assert "Ik heb iemand geholpen" in helper.get().text
    helper.send("stem", code=1, plans=["1"], helped="on")
    helper.send("stem", code=2, plans=["1"])

    used = Voter.objects.order_by("letter").values_list("used", flat=True)
    assert list(used) == [Used.WEB, Used.ASSISTED, Used.WEB]


def test_at_a_table_the_next_voter_gets_an_empty_ballot(here: Municipality) -> None:
    at = booth(here)
    table = at.url() + "?tafel=1"
    asked = {"stap": "stem", "code": at.vote.codes[0], "plans": "1"}

    thanks = seen(at.browser.post(table, **asked))

    assert thanks.url("Volgende stemmer") == table
    fresh = seen(at.browser.get(table))
    assert " checked" not in fresh.html
    assert at.vote.codes[0] not in fresh.html


def test_a_vote_leaves_no_trail_on_the_way(
    here: Municipality, caplog: pytest.LogCaptureFixture
) -> None:
    """What is logged, kept, set as a cookie or sent along never holds a code or a choice."""
    at = booth(here)
    before = (LogRow.objects.count(), SentForm.objects.count())
    code = at.vote.codes[0]
    steps = (("lezen", code), ("stem", code), ("stem", code), ("stem", "0" * 16))

    answers = [
        at.browser.post(at.url(), stap=step, code=typed, plans=["2"], remark_2=SECRET)
        for step, typed in steps
    ]
    answers.append(at.browser.post(at.url("stembewijs"), code=code))

    assert (LogRow.objects.count(), SentForm.objects.count()) == before
    logged = " ".join(f"{one.getMessage()} {vars(one)}" for one in caplog.records)
    heads = " ".join(str(one.headers) + str(one.cookies) for one in answers)
    for canary in (code, SECRET, "Plan 2"):
        assert canary not in logged
        assert canary not in heads
    assert "request" in logged  # the log was read at all
    assert all("no-store" in one["Cache-Control"] for one in answers)
    assert not any("Location" in one for one in answers)
    assert "sessionid" not in at.browser.client.cookies
    titles = {seen(one).title for one in answers}
    assert not any(code in one for one in titles)


def test_who_types_codes_too_often_waits(here: Municipality, settings: Settings) -> None:
    assert LIMITS["code"].times == 240
    settings.WIJKREGIE_LIMITS = {"code": 3}
    at = booth(here)
    codes = ["0000000000000000"] * 4

    statuses = [at.send("stem", code=code, plans=["1"]).status for code in codes]

    assert statuses == [422, 422, 422, 429]
    assert at.browser.get(at.url()).status_code == 200


@pytest.mark.parametrize("ballot", ["approval", "points"])
def test_a_page_costs_few_queries_however_many_plans(here: Municipality, ballot: str) -> None:
    counts = []
    for prices in ((500, 700), tuple(range(100, 1700, 100))):
        at = Booth(make_vote(ballot, here, prices=prices), here, log_in(None))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            at.browser.get(at.url())
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 20


def test_the_page_of_a_long_ballot_is_light(here: Municipality) -> None:
    prices = tuple(range(100, 1700, 100))
    at = Booth(make_vote("ranking", here, prices=prices), here, log_in(None))

    page = at.get()

    assert len(gzip.compress(page.html.encode())) < 7_000
    assert "htmx.min.js" not in page.html
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page.html)


def test_the_code_is_asked_so_that_no_browser_keeps_it(here: Municipality) -> None:
    found = re.search(r'<input[^>]*name="code"[^>]*>', booth(here).get().html)
    assert found is not None
    assert 'autocomplete="off"' in found[0]
    assert 'type="text"' in found[0]


def test_a_withdrawn_plan_stands_there_and_cannot_be_chosen(here: Municipality) -> None:
    at = booth(here)
    plan = at.vote.round.proposals.get(number=2)
    by = installation(here.pk)
    services.withdraw_proposal(plan.pk, "Het kan niet meer.", by=by, at=AT)

    page = at.get()

    assert "ingetrokken" in page.text
    assert 'value="2"' not in page.html
    assert at.send("lezen", plans=["2"]).status == 422


def test_where_blank_is_allowed_one_may_choose_none(here: Municipality) -> None:
    at = booth(here, "variants", limits={"blank": 1})

    assert "Ik kies er geen" in at.get().text
    assert "Geen van de plannen" in at.send("lezen").text
    assert at.send("stem").status == 200


def test_a_vote_is_led_to_while_it_is_open(here: Municipality) -> None:
    at: Booth = booth(here)
    round_url = f"/{here.slug}/budgetronde/{at.vote.round.pk}"
    for url in (f"/{here.slug}/", round_url):
        assert any(href == at.url() for href, _text in seen(at.browser.get(url)).links), url
    with time_machine.travel(OVER, tick=False):
        for url in (f"/{here.slug}/", round_url):
            assert "Stem nu" not in seen(at.browser.get(url)).text


def coins_sent(vote: Vote, step: str, **more: str) -> dict[str, str]:
    return {"stap": step, "code": vote.codes[0], **more}


def test_a_household_gives_coins_after_its_code(here: Municipality) -> None:
    at = booth(here, "coins")
    url = at.url()
    first = at.get()
    assert "Begin met je code" in first.text
    assert "id_amount0" not in first.ids
    assert at.send("beurs", code="ABCD").status == 422
    assert "geen munten" in at.send("beurs", code="0000000000000000").text
    purse = at.send("beurs")
    assert "Je hebt nog 30 over van 30 munten" in purse.text
    assert 'type="hidden" name="code"' in purse.html
    over = seen(at.browser.post(url, **coins_sent(at.vote, "lezen", amount0="31")))
    assert over.status == 422
    assert "id_plans_error" in over.ids
    read = seen(at.browser.post(url, **coins_sent(at.vote, "lezen", amount0="20")))
    assert "20 munten" in read.text

    thanks = seen(at.browser.post(url, **coins_sent(at.vote, "stem", amount0="20")))

    assert "Je munten zijn binnen" in thanks.main_headings
    again = at.send("beurs")
    assert again.status == 422
    assert "al munten" in again.text
    assert [one.faults() for one in (first, purse, over, read, thanks)] == [[]] * 5
    with time_machine.travel(AT + timedelta(days=5), tick=False):
        assert "Je hebt nog 40 over" in at.send("beurs").text


def test_addresses_hold_no_code() -> None:
    for name in ("vote", "proof"):
        assert reverse(f"voting:{name}", args=["heuvelstad", 1]).count("/") == 4
