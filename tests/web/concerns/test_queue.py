"""The team opens, confirms and closes; the page of an opening is kept nowhere."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from tests.makers.concerns import NAME, SECRET, a_concern, make_concern, make_desk, send
from tests.makers.people import make_operator, make_role, viewer_for
from tests.makers.places import AT
from tests.web.concerns.conftest import NOW
from tests.web.seen import seen
from wijkregie.domain.concerns import services
from wijkregie.domain.concerns.states import HandedTo, State
from wijkregie.domain.people import queries as people
from wijkregie.domain.people.states import Role
from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from collections.abc import Callable

    import time_machine
    from django.test import Client
    from pytest_django import Settings

    from tests.web.concerns.conftest import Here
    from wijkregie.domain.concerns.models import Concern
    from wijkregie.kit.viewer import Viewer


@pytest.fixture
def concern(here: Here) -> Concern:
    return make_concern(here.desk)


def path_of(concern: Concern, action: str = "") -> str:
    return f"zorgsignalen/{concern.pk}" + (f"/{action}" if action else "")


def confirmation(**changed: str) -> dict[str, str]:
    return {"handed_to": HandedTo.SOCIAL_TEAM, "taken_over": "on"} | changed


def test_the_queue_says_what_waits_and_how_long(
    here: Here, member: Client, concern: Concern
) -> None:
    answer = member.get(here.url("zorgsignalen/"))
    page = seen(answer)

    assert page.faults() == []
    assert "Wacht tot iemand opent (1)" in page.text
    assert "Wacht 2 uur" in page.text
    assert "Lindebuurt" in page.text
    assert "no-store" in answer["Cache-Control"]
    assert SECRET not in page.html


def test_an_empty_queue_says_what_will_come(here: Here, member: Client) -> None:
    assert "Er wacht niets" in seen(member.get(here.url("zorgsignalen/"))).text


def test_what_waits_too_long_stands_out(
    here: Here, member: Client, concern: Concern, clock: time_machine.Traveller
) -> None:
    clock.move_to(AT + timedelta(hours=5))
    assert "5 uur ongelezen" in seen(member.get(here.url("zorgsignalen/"))).text

    clock.move_to(AT + timedelta(days=3))
    page = seen(here.browser(here.desk.member).get(here.url(path_of(concern))))
    assert "3 dagen" in page.text


def test_a_fresh_one_waits_less_than_an_hour(here: Here, member: Client) -> None:
    make_concern(here.desk, at=NOW)

    assert "minder dan een uur" in seen(member.get(here.url("zorgsignalen/"))).text


def test_before_it_is_opened_the_page_shows_no_word(
    here: Here, member: Client, concern: Concern
) -> None:
    page = seen(member.get(here.url(path_of(concern))))

    assert page.faults() == []
    assert SECRET not in page.html
    assert "Ontvangst bevestigen" not in page.text
    assert not LogRow.objects.filter(what="concern_opened").exists()


def test_opening_shows_it_once_and_is_logged_each_time(
    here: Here, member: Client, concern: Concern
) -> None:
    answers = [member.post(here.url(path_of(concern, "openen"))) for _time in range(2)]
    page = seen(answers[0])

    assert page.faults() == []
    assert SECRET in page.text
    assert NAME in page.text
    assert "tel:0687654321" in page.html
    assert "no-store" in answers[0]["Cache-Control"]
    assert LogRow.objects.filter(what="concern_opened").count() == 2
    again = seen(member.get(here.url(path_of(concern))))
    assert SECRET not in again.html
    assert "Zorgsignaal nog een keer openen" in again.text


def test_who_wants_to_stay_unknown_does(here: Here, member: Client) -> None:
    concern = make_concern(here.desk, name="", phone="", email="")

    page = seen(member.post(here.url(path_of(concern, "openen"))))

    assert "wil onbekend blijven" in page.text


def test_who_wrote_it_down_for_somebody_else_is_named_to_the_team(
    here: Here, member: Client
) -> None:
    worker = make_role(here.desk.municipality, Role.COMMUNITY_WORKER).person
    by = viewer_for(worker, here.desk.municipality)
    receipt = send(a_concern(), here.desk, by=by)

    page = seen(member.post(here.url(f"zorgsignalen/{receipt.concern_id}/openen")))

    assert f"Vastgelegd door {worker.name}" in page.text


def test_a_writer_who_is_not_known_here_is_left_out(here: Here, member: Client) -> None:
    elsewhere = make_desk().member
    by = people.viewer(
        elsewhere.person_id,
        municipality_id=here.desk.municipality.pk,
        on=AT.date(),
        strong=True,
    )
    receipt = send(a_concern(), here.desk, by=by)

    page = seen(member.post(here.url(f"zorgsignalen/{receipt.concern_id}/openen")))

    assert "Vastgelegd door" not in page.text


def test_confirming_wipes_it_and_says_so(here: Here, member: Client, concern: Concern) -> None:
    member.post(here.url(path_of(concern, "openen")))

    answer = member.post(here.url(path_of(concern, "ontvangen")), confirmation(), follow=True)
    page = seen(answer)

    concern.refresh_from_db()
    assert (concern.state, concern.sealed) == (State.TAKEN_UP, None)
    assert page.faults() == []
    assert "De tekst is hier gewist" in page.text
    assert "het sociaal team" in page.text
    assert "openen" not in page.text.casefold()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"handed_to": ""}, "Kies waar dit zorgsignaal naartoe gaat"),
        ({"handed_to": "mevrouw Kanarie"}, "Kies waar dit zorgsignaal naartoe gaat"),
        ({"taken_over": ""}, "Vink dit aan"),
    ],
)
def test_nothing_is_wiped_while_something_is_not_filled_in(
    changed: dict[str, str], words: str, here: Here, member: Client, concern: Concern
) -> None:
    member.post(here.url(path_of(concern, "openen")))

    answer = member.post(here.url(path_of(concern, "ontvangen")), confirmation(**changed))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in seen(answer).text
    concern.refresh_from_db()
    assert concern.sealed is not None


def test_what_nobody_opened_is_not_wiped(here: Here, member: Client, concern: Concern) -> None:
    answer = member.post(here.url(path_of(concern, "ontvangen")), confirmation())

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "nooit gewist" in seen(answer).text
    concern.refresh_from_db()
    assert concern.sealed is not None


def test_of_two_who_confirm_the_second_hears_that_it_was_done(
    here: Here, member: Client, concern: Concern
) -> None:
    colleague = here.browser(here.desk.colleague)
    for browser in (member, colleague):
        browser.post(here.url(path_of(concern, "openen")))
    member.post(here.url(path_of(concern, "ontvangen")), confirmation())

    answer = colleague.post(
        here.url(path_of(concern, "ontvangen")), confirmation(handed_to=HandedTo.POLICE)
    )
    late = colleague.post(here.url(path_of(concern, "openen")))

    assert answer.status_code == late.status_code == HTTPStatus.CONFLICT
    assert "Een collega heeft de ontvangst al bevestigd" in seen(answer).text
    concern.refresh_from_db()
    assert concern.handed_to == HandedTo.SOCIAL_TEAM


def test_without_the_key_it_says_what_to_do(
    here: Here, member: Client, concern: Concern, settings: Settings
) -> None:
    settings.WIJKREGIE_SEALED_KEY = "another key of another machine " * 3

    answer = member.post(here.url(path_of(concern, "openen")))

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "sealed.key" in seen(answer).text


def test_closing_puts_it_at_the_end_of_the_queue(
    here: Here, member: Client, concern: Concern
) -> None:
    member.post(here.url(path_of(concern, "openen")))
    member.post(here.url(path_of(concern, "ontvangen")), confirmation())
    assert "Opgepakt (1)" in seen(member.get(here.url("zorgsignalen/"))).text

    answer = member.post(here.url(path_of(concern, "afsluiten")), follow=True)
    page = seen(answer)

    assert "Het zorgsignaal is afgerond" in page.text
    assert "Doorgegeven aan het sociaal team" in page.text
    assert "Opgepakt (1)" not in page.text
    closed = seen(member.get(here.url(path_of(concern))))
    assert "Afgerond op" in closed.text
    again = member.post(here.url(path_of(concern, "afsluiten")))
    assert again.status_code == HTTPStatus.CONFLICT


def test_what_was_opened_stands_apart_with_who_did(
    here: Here, member: Client, concern: Concern
) -> None:
    member.post(here.url(path_of(concern, "openen")))

    page = seen(here.browser(here.desk.colleague).get(here.url("zorgsignalen/")))

    assert "Geopend, nog niet bevestigd (1)" in page.text
    assert "Geopend door" in page.text


def test_the_closed_ones_come_page_by_page(here: Here, member: Client) -> None:
    for number in range(26):
        concern = make_concern(here.desk, text=f"{number}")
        services.open_concern(concern.pk, by=here.desk.member, at=NOW)
        services.confirm(concern.pk, HandedTo.NOBODY, by=here.desk.member, at=NOW)
        services.close(concern.pk, by=here.desk.member, at=NOW)

    page = seen(member.get(here.url("zorgsignalen/")))

    assert "?pagina=2" in page.html
    assert member.get(here.url("zorgsignalen/?pagina=9")).status_code == HTTPStatus.NOT_FOUND


# --- who may not

OUTSIDERS: dict[str, Callable[[Here], Viewer]] = {
    "second shell": lambda here: here.desk.second_shell(),
    "district manager": lambda here: here.desk.manager,
    "administrator": lambda here: viewer_for(
        make_role(here.desk.municipality).person, here.desk.municipality
    ),
    "operator": lambda here: viewer_for(make_operator(), here.desk.municipality),
    "the team of elsewhere": lambda _here: make_desk().member,
}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_outside_the_team_comes_in(who: str, here: Here, concern: Concern) -> None:
    browser = here.browser(OUTSIDERS[who](here))

    pages = [browser.get(here.url(path)) for path in ("zorgsignalen/", path_of(concern))]
    acts = [
        browser.post(here.url(path_of(concern, action)), confirmation())
        for action in ("openen", "ontvangen", "afsluiten")
    ]

    for answer in (*pages, *acts):
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert SECRET not in answer.content.decode()
    concern.refresh_from_db()
    assert (concern.opened_at, concern.sealed is None) == (None, False)


def test_a_member_of_the_team_finds_nothing_of_elsewhere(here: Here, member: Client) -> None:
    other = make_concern(make_desk())

    for answer in (
        member.get(here.url(path_of(other))),
        member.post(here.url(path_of(other, "openen"))),
    ):
        assert answer.status_code == HTTPStatus.NOT_FOUND


def test_who_is_not_logged_in_is_asked_to(here: Here, passer_by: Client) -> None:
    answer = passer_by.get(here.url("zorgsignalen/"))

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/inloggen/")


def test_a_member_without_the_second_step_is_led_to_it(here: Here, concern: Concern) -> None:
    browser = here.browser(here.desk.member, strong=False)

    answer = browser.post(here.url(path_of(concern, "openen")))

    assert answer.status_code == HTTPStatus.FOUND
    assert "tweede-stap" in answer["Location"]
    assert SECRET not in answer.content.decode()


def test_somebody_else_without_the_second_step_is_refused(here: Here) -> None:
    browser = here.browser(here.desk.second_shell(), strong=False)

    assert browser.get(here.url("zorgsignalen/")).status_code == HTTPStatus.FORBIDDEN


def test_the_country_has_no_queue(here: Here, member: Client) -> None:
    assert member.get("/nederland/zorgsignalen/").status_code == HTTPStatus.NOT_FOUND


def test_only_the_team_has_it_in_the_menu(here: Here, member: Client) -> None:
    assert "Zorgsignalen" in seen(member.get(here.url(""))).text
    for browser in (here.browser(here.desk.manager), here.browser(None)):
        assert "Zorgsignalen" not in seen(browser.get(here.url(""))).text


def test_opening_is_no_link(here: Here, member: Client, concern: Concern) -> None:
    for action in ("openen", "ontvangen", "afsluiten"):
        answer = member.get(here.url(path_of(concern, action)))
        assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
