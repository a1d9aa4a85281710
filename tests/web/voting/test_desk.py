"""Behind the desk of a vote: who may vote, letters, a code at a table, and turnout."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.makers.budgets import make_fund, make_round
from tests.makers.people import make_role
from tests.makers.places import area_row, make_areas
from tests.makers.voting import OVER, make_vote, planned_vote
from tests.web.control.conftest import Browser, log_in
from tests.web.seen import seen
from tests.web.voting.conftest import Booth, booth
from wijkregie.core import codes
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Electorate, Round, Voter
from wijkregie.domain.people.states import Role
from wijkregie.domain.places.models import Area
from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from tests.web.seen import Seen
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db

DESK = (
    "stembureau",
    "wie-mag-stemmen",
    "stemlijst",
    "stemlijst/kwijt",
    "stemplek",
    "papier",
    "papier/1",
    "papier/1/stem/1",
    "papier/1/stem/1/vaststellen",
    "beurten",
    "beurten/plannen",
    "beurten/1/sluiten",
    "beurten/plan/1/nee",
    "beurten/plan/1/erbij",
    "woorden",
)
LIST = "adresregel 1;postcode;plaats;leeftijd\nLaan 1;1234 AB;Heuvelstad;34\nLaan 2;1234 ab;;\n"
AREAS = (("WK939801", "Noord"), ("WK939802", "Zuid"))
CODE = re.compile(r"(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4}")


@pytest.fixture
def at(here: Municipality, manager: Browser) -> Booth:
    """The desk of a vote that goes on."""
    return Booth(make_vote("approval", here), here, manager)


def upload(text: str | bytes, **more: str) -> dict[str, Any]:
    raw = text.encode() if isinstance(text, str) else text
    return {"file": SimpleUploadedFile("lijst.csv", raw), "shape": "csv"} | more


def beside(text: str | bytes, **more: str) -> dict[str, Any]:
    """A list that comes on top of the letters that there are."""
    return upload(text, more="on", **more)


def test_nobody_but_who_runs_funds_comes_behind_the_desk(at: Booth) -> None:
    passer_by = log_in(None)
    resident = log_in(make_role(at.here, Role.COMMUNITY_WORKER).person)
    weak = log_in(make_role(at.here, Role.DISTRICT_MANAGER).person, strong=False)
    for path in DESK:
        url = at.url(path)
        assert passer_by.get(url)["Location"].startswith(reverse("account_login")), path
        assert resident.get(url).status_code == 403, path
        assert "tweede-stap" in weak.get(url)["Location"], path
        assert resident.post(url).status_code == 403, path
    assert len(DESK) == len({name for name in _names() if name not in _OPEN})


_OPEN = {"vote", "proof", "game"}


def _names() -> list[str]:
    from wijkregie.web.voting.urls import urlpatterns  # noqa: PLC0415 - names only

    return [str(one.name) for one in urlpatterns]


def test_the_desk_tells_what_is_to_be_done_and_how_many_voted(at: Booth) -> None:
    at.vote.cast(0, "1")

    page = at.get("stembureau")

    assert page.faults() == []
    for words in ("Brieven met een code", "Stemmen op papier", "Gestemd 1 (33,3%)"):
        assert words in page.text, words
    empty = planned_vote("coins", at.here)
    url = f"/{at.here.slug}/budgetronde/{empty.pk}/stembureau"
    first = seen(at.browser.get(url))
    assert "Begin met wie mag stemmen" in first.text
    assert "Beurten en jury" in first.text
    assert "nog geen brieven" in first.text
    nothing = make_round(make_fund(at.here))
    url = f"/{at.here.slug}/budgetronde/{nothing.pk}/stembureau"
    assert at.browser.get(url).status_code == 404


def test_turnout_of_an_area_is_told_from_ten_letters_on(
    here: Municipality, manager: Browser
) -> None:
    make_areas(area_row("GM9398", "Stad"), *(area_row(*one) for one in AREAS))
    entries = [services.RollEntry("WK939801")] * 10 + [services.RollEntry("WK939802")] * 9
    desk = Booth(make_vote("approval", here, entries=entries), here, manager)
    desk.vote.cast(0, "1")
    desk.vote.cast(12, "1")

    page = desk.get("stembureau")

    assert "Noord 10 1 10,0%" in page.text
    assert "Zuid" not in page.text
    assert "1 gebied heeft minder dan tien brieven" in page.text


def test_who_may_vote_is_settled_until_letters_go_out(
    here: Municipality, manager: Browser
) -> None:
    made = planned_vote("points", here)
    url = f"/{here.slug}/budgetronde/{made.pk}/wie-mag-stemmen"
    asked = {"unit": "person", "least_age": "12", "on_paper": "on", "text": "Hulp is er."}
    assert manager.post(url, **asked).status_code == 422  # a ballot of points has points
    wrong = seen(manager.post(url, **asked, points="5", most_each="9"))
    assert wrong.status == 422
    assert "id_most_each_error" in wrong.ids

    page = seen(manager.follow(url, **asked, points="5", most_each="3"))

    assert "opgeslagen wie mag stemmen" in page.text
    settled = Electorate.objects.get(round=made)
    assert (settled.unit, settled.least_age, settled.on_paper) == ("person", 12, True)
    assert settled.limits == {"points": 5, "most_each": 3}
    form = manager.get(url).context["form"]
    assert (form["points"].value(), form["text"].value()) == (5, "Hulp is er.")
    by = make_vote("approval", here)
    declared = f"/{here.slug}/budgetronde/{by.round.pk}/wie-mag-stemmen"
    late = seen(manager.get(declared))
    assert "blijft dus zoals het is" in late.text
    assert "<form" not in late.html.split("<main")[1]
    assert late.faults() == page.faults() == []


def test_a_list_becomes_letters_at_once_and_is_kept_nowhere(at: Booth) -> None:
    assert at.get("stemlijst").faults() == []

    file = at.browser.post(at.url("stemlijst"), **beside(LIST))

    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in file["Cache-Control"]
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["4", "5"]
    assert rows[1][4:6] == ["Laan 1", "1234 AB  Heuvelstad"]
    told = " ".join(str(vars(one)) for one in (*Voter.objects.all(), *LogRow.objects.all()))
    assert "Laan" not in told
    for row in rows[1:]:
        assert codes.clean(row[1]) is not None
        assert str(codes.clean(row[1])) not in told
    page = at.send("stem", code=rows[1][1], plans=["1"])
    assert "Je stem is binnen" in page.text
    again = seen(at.browser.post(at.url("stemlijst"), **upload(LIST, shape="pdf")))
    assert again.status == 422
    assert "Er zijn al brieven" in again.text
    pdf = at.browser.post(at.url("stemlijst"), **beside(LIST, shape="pdf"))
    assert pdf.content.startswith(b"%PDF")
    assert Voter.objects.count() == 7


def test_an_address_twice_in_a_list_gets_two_letters_only_when_that_is_said(
    at: Booth,
) -> None:
    double = f"{LIST}LAAN 1;1234AB;heuvelstad;34\n"
    page = seen(at.browser.post(at.url("stemlijst"), **beside(double)))
    assert page.status == 422
    assert "Rij 2 en rij 4 zijn hetzelfde adres" in page.text
    assert Voter.objects.count() == 3

    at.browser.post(at.url("stemlijst"), **beside(double, twice="on"))

    assert Voter.objects.count() == 6


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LIST.replace("1234 ab", "12 AB"), ("Rij 3", "postcode", "12 AB")),
        (LIST.replace(";34", ";oud"), ("Rij 2", "leeftijd", "oud")),
        (LIST.replace("postcode", "gebouw"), ("gebouw",)),
        ("", ("geen adres",)),
        (b"\xff\xfe\x00\x01", ("niet te lezen",)),
    ],
)
def test_what_is_wrong_in_a_list_is_shown_with_its_place(
    at: Booth, text: str | bytes, words: tuple[str, ...]
) -> None:
    page = seen(at.browser.post(at.url("stemlijst"), **beside(text)))

    assert page.status == 422
    assert page.faults() == []
    for one in words:
        assert one.lower() in page.text.lower(), one
    assert Voter.objects.count() == 3  # none was drawn


def test_a_list_outside_the_area_draws_nothing(at: Booth) -> None:
    strange = LIST.replace("leeftijd", "buurtcode").replace(";34", ";BU99999999")
    page = seen(at.browser.post(at.url("stemlijst"), **beside(strange)))
    assert page.status == 422
    assert "BU99999999" in page.text
    assert Voter.objects.count() == 3


def test_a_lost_letter_gets_another_code_once(at: Booth) -> None:
    lost = at.url("stemlijst/kwijt")
    assert at.get("stemlijst/kwijt").faults() == []
    assert at.browser.post(lost, letter="99", why="Kwijt").status_code == 422

    page = seen(at.browser.post(lost, letter="1", why="Niet bezorgd"))

    assert page.faults() == []
    new = _code(page)
    assert "kun je niet stemmen" in at.send("stem", plans=["1"]).text
    assert "Je stem is binnen" in at.send("stem", code=new, plans=["1"]).text
    used = seen(at.browser.post(lost, letter="4", why="Kwijt"))
    assert used.status == 422
    assert new not in at.get("stemlijst").html


def _code(page: Seen) -> str:
    shown = re.search(r'class="wr-handed">([^<]+)<', page.html)
    assert shown is not None
    assert CODE.fullmatch(shown[1])
    return shown[1]


def test_at_a_table_a_code_is_handed_out_after_seeing_who_it_is(at: Booth) -> None:
    table = at.url("stemplek")
    assert at.get("stemplek").faults() == []
    assert at.browser.post(table).status_code == 422

    answer = at.browser.post(table, seen="on")

    page = seen(answer)
    assert page.faults() == []
    assert "no-store" in answer["Cache-Control"]
    assert page.url("Iemand op dit scherm laten stemmen") == at.url() + "?tafel=1"
    assert "Je stem is binnen" in at.send("stem", code=_code(page), plans=["2"]).text
    with time_machine.travel(OVER, tick=False):
        late = log_in(make_role(at.here, Role.DISTRICT_MANAGER).person)
        assert late.post(table, seen="on").status_code == 422
    assert Voter.objects.count() == 4


def test_at_a_table_one_asks_where_and_how_old(here: Municipality, manager: Browser) -> None:
    make_areas(area_row("GM9398", "Stad"), *(area_row(*one) for one in AREAS))
    area = Area.objects.get(code="WK939801")
    desk = Booth(make_vote("approval", here, least_age=16, voters=0), here, manager)
    table = desk.url("stemplek")
    young = seen(desk.browser.post(table, seen="on", area=str(area.pk), age="15"))
    assert young.status == 422
    assert "vanaf 16 jaar" in young.text
    assert desk.browser.post(table, seen="on", area=str(area.pk)).status_code == 422

    desk.browser.post(table, seen="on", area=str(area.pk), age="16")

    voter = Voter.objects.get()
    assert (voter.area_id, voter.age_band) == (area.pk, "12-17")


def test_words_for_makers_are_read_before_everyone_does(at: Booth, here: Municipality) -> None:
    assert "Nog geen woorden" in at.get("woorden").text
    for code in (0, 1):
        at.vote.cast(code, "2", remarks=(("2", f"Mooi plan {code}."),))
    during = at.get("woorden")
    assert during.faults() == []
    assert "zodra de stembus is geopend" in during.text
    assert "Mooi plan" not in during.text
    Round.objects.filter(pk=at.vote.round.pk).update(urn_opened_at=OVER)
    page = at.get("woorden")
    assert page.faults() == []
    assert "nog te bekijken" in page.text
    first = re.findall(r'name="woord" value="(\d+)"', page.html)[0]

    shown = seen(at.browser.follow(at.url("woorden"), woord=first, tonen="ja"))

    assert "Iedereen kan het nu lezen." in shown.text
    hidden = seen(at.browser.follow(at.url("woorden"), woord=first, tonen="nee"))
    assert "Niemand leest het." in hidden.text
    assert "niet getoond" in hidden.text
    for wrong in ({"woord": "x", "tonen": "ja"}, {"woord": first, "tonen": "?"}):
        assert at.browser.post(at.url("woorden"), **wrong).status_code == 404
    other = booth(here)
    assert "Mooi plan" not in seen(at.browser.get(other.url("woorden"))).text
    assert LogRow.objects.filter(what="remark_shown").count() == 1
