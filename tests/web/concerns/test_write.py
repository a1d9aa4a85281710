"""Somebody writes a concern down, and sees how far it is; phone numbers come first."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.makers.concerns import NAME, PHONE, SECRET
from tests.makers.places import AT, make_municipality
from tests.web.concerns.conftest import KEY
from tests.web.seen import seen
from wijkregie.domain.concerns import services
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.concerns.states import HandedTo
from wijkregie.domain.people.models import SealedDesk, Seat
from wijkregie.domain.places.models import PhoneNumber

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.concerns.conftest import Here


@pytest.fixture
def _numbers(here: Here) -> None:
    town = here.desk.municipality
    PhoneNumber.objects.create(
        municipality=town, label="Direct gevaar", number="112", urgent=True
    )
    PhoneNumber.objects.create(municipality=town, label="Veilig Thuis", number="0800-2000")


@pytest.mark.usefixtures("_numbers")
def test_danger_comes_before_calling_and_calling_before_writing(
    here: Here, passer_by: Client
) -> None:
    page = seen(passer_by.get(here.url("melden/persoon")))

    assert page.faults() == []
    places = [page.text.index(word) for word in ("112", "0800-2000", "Schrijf je zorg op")]
    assert places == sorted(places)
    assert "Zorgmeldpunt" in page.text
    assert page.url("Schrijf je zorg op") == here.url("zorgsignaal/")


@pytest.mark.usefixtures("_numbers")
@pytest.mark.parametrize("lacks", ["team", "members"])
def test_where_nobody_reads_there_are_numbers_only(
    lacks: str, here: Here, passer_by: Client
) -> None:
    if lacks == "team":
        SealedDesk.objects.all().delete()
    else:
        Seat.objects.update(until_on=AT.date())

    page = seen(passer_by.get(here.url("melden/persoon")))
    form = passer_by.get(here.url("zorgsignaal/"))
    sent = passer_by.post(here.url("zorgsignaal/"), here.filled())

    assert "Schrijf je zorg op" not in page.text
    assert "0800-2000" in page.text
    for answer in (form, sent):
        assert answer.status_code == HTTPStatus.FOUND
        assert answer["Location"] == here.url("melden/persoon")
    assert not Concern.objects.exists()


@pytest.mark.usefixtures("_numbers")
def test_the_form_says_who_reads_it_and_repeats_the_numbers(
    here: Here, passer_by: Client
) -> None:
    answer = passer_by.get(here.url("zorgsignaal/"))
    page = seen(answer)

    assert page.faults() == []
    assert "112" in page.text
    assert "Alleen Zorgmeldpunt opent je bericht" in page.text
    assert "Lindebuurt" in page.text
    assert "no-store" in answer["Cache-Control"]


def test_without_numbers_of_the_municipality_it_says_112(here: Here, passer_by: Client) -> None:
    assert "112" in seen(passer_by.get(here.url("zorgsignaal/"))).text


def test_what_is_sent_leads_to_a_receipt_without_a_word_of_it(
    here: Here, passer_by: Client
) -> None:
    answer = passer_by.post(here.url("zorgsignaal/"), here.filled(), follow=True)
    page = seen(answer)

    concern = Concern.objects.get()
    assert page.faults() == []
    assert f"{concern.reference[:4]} {concern.reference[4:]}" in page.text
    assert concern.token() in page.html
    assert "Ontvangen" in page.text
    for word in (SECRET, NAME, PHONE, "Lindebuurt"):
        assert word not in page.html
    assert concern.area == here.desk.area


def test_sending_it_twice_is_one_concern(here: Here, passer_by: Client) -> None:
    first, again = (
        passer_by.post(here.url("zorgsignaal/"), here.filled()) for _time in range(2)
    )

    assert first["Location"] == again["Location"]
    assert Concern.objects.count() == 1


def test_going_back_and_writing_more_is_another_concern(here: Here, passer_by: Client) -> None:
    first = passer_by.post(here.url("zorgsignaal/"), here.filled())
    more = here.filled(text=f"{SECRET} En gisteren weer.")
    second = passer_by.post(here.url("zorgsignaal/"), more)

    assert first["Location"] != second["Location"]
    assert Concern.objects.count() == 2  # nothing of what was added is lost


def test_the_private_link_stays_out_of_search_engines(here: Here, passer_by: Client) -> None:
    receipt = passer_by.post(here.url("zorgsignaal/"), here.filled())

    page = passer_by.get(receipt["Location"])

    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_a_page_without_its_key_gets_one(here: Here, passer_by: Client) -> None:
    for _time in range(2):
        passer_by.post(here.url("zorgsignaal/"), here.filled(submission="<x>"))

    assert Concern.objects.count() == 2
    assert not Concern.objects.filter(submission__in=("<x>", KEY)).exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": "  "}, "Schrijf op waarover je je zorgen maakt"),
        ({"text": "x" * 4001}, "4000"),
        ({"email": "geen adres"}, "naam@voorbeeld.nl"),
        ({"area": "999999"}, "Selecteer een geldige keuze"),
        ({"name": "x" * 121}, "120"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(
    changed: dict[str, str], words: str, here: Here, passer_by: Client
) -> None:
    answer = passer_by.post(here.url("zorgsignaal/"), here.filled(**changed))
    page = seen(answer)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in page.text
    assert PHONE in page.html
    assert not Concern.objects.exists()


def test_what_the_room_refuses_stands_on_top(here: Here, passer_by: Client) -> None:
    """The form was sent before, in another municipality."""
    passer_by.post(here.url("zorgsignaal/"), here.filled())
    Concern.objects.update(municipality=make_municipality())

    answer = passer_by.post(here.url("zorgsignaal/"), here.filled())

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert SECRET in answer.content.decode()


def test_a_request_too_many_is_held_up(here: Here, passer_by: Client, settings: object) -> None:
    settings.WIJKREGIE_LIMITS = {"report": 1}  # type: ignore[attr-defined] # the fixture

    found = [
        passer_by.post(here.url("zorgsignaal/"), here.filled()).status_code
        for _time in range(2)
    ]

    assert found == [HTTPStatus.FOUND, HTTPStatus.TOO_MANY_REQUESTS]


@pytest.mark.usefixtures("_numbers")
def test_the_link_shows_three_states_and_no_more(here: Here, passer_by: Client) -> None:
    url = passer_by.post(here.url("zorgsignaal/"), here.filled())["Location"]
    concern, by, at = Concern.objects.get(), here.desk.member, timezone.localtime()

    assert "ligt klaar voor Zorgmeldpunt" in seen(passer_by.get(url)).text
    services.open_concern(concern.pk, by=by, at=at)
    services.confirm(concern.pk, HandedTo.YOUTH, by=by, at=at)
    taken_up = seen(passer_by.get(url))
    assert "gelezen en opgepakt" in taken_up.text
    assert taken_up.faults() == []
    services.close(concern.pk, by=by, at=at + timedelta(days=1))
    closed = seen(passer_by.get(url))
    assert "heeft je zorg afgerond" in closed.text
    assert "112" in closed.text
    assert "jeugdhulp" not in taken_up.text + closed.text


def test_another_link_says_what_one_can_do(here: Here, passer_by: Client) -> None:
    answer = passer_by.get(here.url("zorgsignaal/volgen/" + "0" * 26))
    page = seen(answer)

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert page.faults() == []
    assert here.url("melden") in page.html


@pytest.mark.parametrize("path", ["zorgsignaal/", "zorgsignaal/volgen/x"])
def test_the_country_takes_no_concerns(path: str, here: Here, passer_by: Client) -> None:
    assert passer_by.get(f"/nederland/{path}").status_code == HTTPStatus.NOT_FOUND
