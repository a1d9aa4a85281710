"""Who leads the work sees a red banner, whom to call, and who called."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from tests.makers.concerns import SECRET, make_concern
from tests.makers.people import make_operator, make_role, viewer_for
from tests.makers.places import AT
from tests.web.seen import seen
from wijkregie.domain.concerns import services
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import Role
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    import time_machine
    from django.test import Client

    from tests.web.concerns.conftest import Here

LATE = AT + timedelta(hours=25)
BANNER = "ligt al meer dan 24 uur ongelezen"


@pytest.fixture
def late(here: Here, clock: time_machine.Traveller) -> Here:
    """A concern that nobody opened for more than a day; the alarms have sounded."""
    make_concern(here.desk)
    services.sound_alarms(at=LATE)
    clock.move_to(LATE)
    return here


def manager(here: Here) -> Client:
    return here.browser(here.desk.manager)


def call_url(here: Here) -> str:
    row = OutboxRow.objects.get(template="concern_call")
    return here.url(f"zorgsignalen/alarm/{row.pk}/gebeld")


def test_who_leads_sees_the_banner_on_the_front_page(late: Here) -> None:
    operator = viewer_for(make_operator(), late.desk.municipality)

    for viewer in (late.desk.manager, operator, late.desk.member):
        page = seen(late.browser(viewer).get(late.url("")))
        assert BANNER in page.text
        assert page.url("Bekijk wie je belt") == late.url("zorgsignalen/alarm")


def test_nobody_else_sees_it(late: Here) -> None:
    others = [None, make_role(late.desk.municipality, Role.COUNCIL_MEMBER).person]

    for person in others:
        viewer = viewer_for(person, late.desk.municipality) if person else None
        assert BANNER not in seen(late.browser(viewer).get(late.url(""))).text


def test_the_page_says_whom_to_call_and_not_what_it_is(late: Here) -> None:
    answer = manager(late).get(late.url("zorgsignalen/alarm"))
    page = seen(answer)

    assert page.faults() == []
    assert BANNER in page.text
    assert "Piket" in page.text
    assert "tel:0612345678" in page.html
    assert SECRET not in page.html
    assert "Lindebuurt" not in page.html
    assert late.url("zorgsignalen/") not in [url for url, _text in page.links]


def test_who_attends_the_team_is_led_to_the_queue(late: Here) -> None:
    page = seen(late.browser(late.desk.member).get(late.url("zorgsignalen/alarm")))

    assert late.url("zorgsignalen/") in [url for url, _text in page.links]


def test_who_called_says_so_once(late: Here) -> None:
    browser, url = manager(late), call_url(late)

    first = seen(browser.post(url, follow=True))
    again = seen(browser.post(url, follow=True))

    assert "Genoteerd" in first.text
    assert "Gebeld, of nog niet nodig" in first.text
    assert "Een collega heeft dit telefoontje al genoteerd" in again.text


def test_a_call_that_is_not_there_is_refused(late: Here) -> None:
    answer = manager(late).post(late.url("zorgsignalen/alarm/999999/gebeld"))

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "is er niet meer" in seen(answer).text


def test_without_numbers_one_calls_the_team(here: Here, clock: time_machine.Traveller) -> None:
    by = installation(here.desk.municipality.pk)
    people.set_sealed_alarm(people.AlarmDraft(), by=by, at=AT)
    make_concern(here.desk)
    services.sound_alarms(at=LATE)
    clock.move_to(LATE)

    page = seen(manager(here).get(here.url("zorgsignalen/alarm")))

    assert "Er is geen nummer ingevuld" in page.text


def test_when_all_is_read_the_page_says_so(here: Here) -> None:
    assert "Alles is gelezen" in seen(manager(here).get(here.url("zorgsignalen/alarm"))).text


def test_nobody_else_opens_the_page(late: Here) -> None:
    council = make_role(late.desk.municipality, Role.COUNCIL_MEMBER).person
    browser = late.browser(viewer_for(council, late.desk.municipality))

    assert browser.get(late.url("zorgsignalen/alarm")).status_code == HTTPStatus.FORBIDDEN
    assert browser.post(call_url(late)).status_code == HTTPStatus.FORBIDDEN
