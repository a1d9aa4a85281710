"""Logging in with a code from the mail, and everything that must not work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core import mail
from django.test import Client, RequestFactory

from tests.makers.people import make_group, make_person, make_role, make_seat
from tests.makers.places import AT, make_municipality
from tests.web.accounts.conftest import Browser, code_in
from wijkregie.domain.people import services
from wijkregie.domain.people.models import Person
from wijkregie.domain.people.states import SeatFunction
from wijkregie.kit.viewer import installation
from wijkregie.web.accounts.adapter import AccountAdapter

if TYPE_CHECKING:
    from pytest_django import Settings


pytestmark = pytest.mark.django_db


@pytest.fixture
def chair() -> Person:
    """A resident who chairs a group: no role, so the code is enough."""
    here = make_municipality()
    person = make_person("Ada Voorzitter", email="ada@voorbeeld.nl", municipality=here)
    make_seat(make_group(here, "Wijkpanel"), person, function=SeatFunction.CHAIR)
    return person


def test_a_resident_logs_in_with_the_code_from_the_mail(
    browser: Browser, chair: Person
) -> None:
    asked = browser.ask_code("ADA@voorbeeld.nl")
    [message] = mail.outbox
    answered = browser.post("/inloggen/code/", code=code_in(message))

    assert asked["Location"] == "/inloggen/code/"
    assert message.to == ["ADA@voorbeeld.nl"]
    assert answered["Location"] == "/"
    assert browser.person_id == chair.pk
    account = browser.get("/account/").content.decode()
    assert "Ada Voorzitter" in account
    assert "Wijkpanel" in account


def test_the_mail_is_plain_text_with_the_code_and_no_name(
    browser: Browser, chair: Person
) -> None:
    browser.ask_code("ada@voorbeeld.nl")

    [message] = mail.outbox
    assert message.content_subtype == "plain"
    assert not getattr(message, "alternatives", [])
    assert code_in(message) not in message.subject
    assert "Ada" not in str(message.body) + message.subject


def test_the_code_may_be_typed_without_its_dash(browser: Browser, chair: Person) -> None:
    browser.ask_code("ada@voorbeeld.nl")

    browser.post("/inloggen/code/", code=f" {code_in(mail.outbox[0]).replace('-', '')} ")

    assert browser.person_id == chair.pk


def test_an_unknown_address_gets_the_same_screen_and_a_mail_without_code(
    browser: Browser, chair: Person
) -> None:
    pages = []
    for address in ("ada@voorbeeld.nl", "niemand@voorbeeld.nl"):
        other = Browser()
        asked = other.ask_code(address)
        page = other.get("/inloggen/code/")
        text = page.content.decode().replace(address, "")
        token = page.context["csrf_token"]
        pages.append((asked.status_code, asked["Location"], text.replace(str(token), "")))

    assert pages[0] == pages[1]
    known, unknown = mail.outbox
    assert "/inloggen/geen-account/" in str(unknown.body)
    with pytest.raises(AssertionError):
        code_in(unknown)
    assert code_in(known)


def test_a_guessed_code_for_an_unknown_address_never_fits(browser: Browser) -> None:
    browser.ask_code("niemand@voorbeeld.nl")

    for code in ("", "0", "-", "None", "0000-0000"):
        browser.post("/inloggen/code/", code=code)

    assert browser.person_id is None


def test_a_code_works_once(browser: Browser, chair: Person) -> None:
    browser.ask_code("ada@voorbeeld.nl")
    code = code_in(mail.outbox[0])
    browser.post("/inloggen/code/", code=code)
    browser.post("/uitloggen/")

    again = browser.post("/inloggen/code/", code=code)

    assert again["Location"] == "/inloggen/"
    assert browser.person_id is None


def test_a_code_belongs_to_the_browser_that_asked_for_it(
    browser: Browser, chair: Person
) -> None:
    other = Browser()
    other.ask_code("ada@voorbeeld.nl")
    stolen = code_in(mail.outbox[-1])
    browser.post("/inloggen/code/", code=stolen)
    browser.ask_code("ada@voorbeeld.nl")

    browser.post("/inloggen/code/", code=stolen)

    assert browser.person_id is None


def test_a_new_code_replaces_the_old_one(browser: Browser, chair: Person) -> None:
    browser.ask_code("ada@voorbeeld.nl")
    browser.post("/inloggen/code/", action="resend")
    first, second = (code_in(message) for message in mail.outbox)

    browser.post("/inloggen/code/", code=first)
    assert browser.person_id is None
    browser.post("/inloggen/code/", code=second)

    assert browser.person_id == chair.pk


def test_after_fifteen_minutes_a_code_is_worth_nothing(browser: Browser, chair: Person) -> None:
    start = datetime.now(UTC)  # noqa: TID251 - the sessions of the test live now
    with time_machine.travel(start, tick=False) as clock:
        browser.ask_code("ada@voorbeeld.nl")
        clock.shift(timedelta(minutes=15, seconds=1))
        late = browser.post("/inloggen/code/", code=code_in(mail.outbox[0]))

    assert late["Location"] == "/inloggen/"
    assert browser.person_id is None


def test_five_wrong_codes_end_the_attempt(browser: Browser, chair: Person) -> None:
    browser.ask_code("ada@voorbeeld.nl")
    right = code_in(mail.outbox[0])
    wrong = "0000-0000" if right != "0000-0000" else "1111-1111"

    answers = [browser.post("/inloggen/code/", code=wrong) for _ in range(5)]
    browser.post("/inloggen/code/", code=right)

    assert [answer.status_code for answer in answers[:4]] == [HTTPStatus.OK] * 4
    assert answers[4]["Location"] == "/inloggen/"
    assert browser.person_id is None


def test_who_asks_code_after_code_is_stopped_also_from_many_browsers(
    chair: Person,
) -> None:
    answers = [Browser().ask_code("Ada@voorbeeld.nl") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert len(mail.outbox) == 3


def test_who_tries_many_addresses_is_stopped() -> None:
    answers = [Browser().ask_code(f"naam{number}@voorbeeld.nl") for number in range(21)]

    assert [answer.status_code for answer in answers] == [302] * 20 + [200]


def test_the_session_gets_a_new_key_at_log_in(browser: Browser, chair: Person) -> None:
    """Who planted a session in somebody's browser does not share what comes after."""
    browser.ask_code("ada@voorbeeld.nl")
    planted = browser.client.cookies["sessionid"].value

    browser.post("/inloggen/code/", code=code_in(mail.outbox[0]))

    assert browser.client.cookies["sessionid"].value != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/account/").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    "target",
    [
        "https://kwaad.example/",
        "//kwaad.example/",
        "/\\kwaad.example/",
        "\\\\kwaad.example",
        "https:///kwaad.example",
        "http:kwaad.example",
        "javascript:alert(1)",
        "http://testserver.kwaad.example/",
        "http://localhost/",
    ],
)
def test_nobody_is_sent_on_to_another_site(
    browser: Browser, chair: Person, target: str
) -> None:
    asked = browser.client.post("/inloggen/", {"email": "ada@voorbeeld.nl", "next": target})
    code = code_in(mail.outbox[0])
    answered = browser.client.post("/inloggen/code/", {"code": code, "next": target})
    left = browser.client.post("/uitloggen/", {"next": target})

    assert asked["Location"] == "/inloggen/code/"
    assert answered["Location"] == "/"
    assert left["Location"] == "/"


def test_one_returns_to_the_page_that_asked_to_log_in(browser: Browser, chair: Person) -> None:
    first = browser.get("/account/")
    assert first["Location"] == "/inloggen/?next=/account/"

    asked = browser.client.post(first["Location"], {"email": "ada@voorbeeld.nl"})
    answered = browser.client.post(asked["Location"], {"code": code_in(mail.outbox[0])})

    assert asked["Location"] == "/inloggen/code/?next=%2Faccount%2F"
    assert answered["Location"] == "/account/"


def test_after_logging_out_the_back_button_shows_nothing(
    browser: Browser, chair: Person
) -> None:
    browser.log_in(chair)
    page = browser.get("/account/")
    left = browser.post("/uitloggen/")

    assert "no-store" in page["Cache-Control"]
    assert left["Clear-Site-Data"] == '"cache"'
    assert browser.get("/account/").status_code == HTTPStatus.FOUND
    assert browser.person_id is None


def test_looking_at_the_page_to_log_out_does_not_log_out(
    browser: Browser, chair: Person
) -> None:
    browser.log_in(chair)

    page = browser.get("/uitloggen/")

    assert page.status_code == HTTPStatus.OK
    assert browser.person_id == chair.pk


def test_another_site_cannot_log_somebody_in_or_out(chair: Person) -> None:
    strict = Client(enforce_csrf_checks=True)

    for path in ("/inloggen/", "/uitloggen/", "/account/naam/"):
        refused = strict.post(path, {"email": "ada@voorbeeld.nl"})
        assert refused.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.FOUND}, path
    assert not mail.outbox


def test_an_account_that_ended_gets_no_code_and_loses_its_session(
    browser: Browser, chair: Person
) -> None:
    browser.log_in(chair)
    services.end_person(chair.pk, by=installation(), at=AT)

    assert browser.get("/account/").status_code == HTTPStatus.FOUND
    other = Browser()
    mail.outbox.clear()
    other.ask_code("ada@voorbeeld.nl")
    with pytest.raises(AssertionError):
        code_in(mail.outbox[0])


def test_an_account_that_ends_between_code_and_log_in_stays_out(
    browser: Browser, chair: Person
) -> None:
    browser.ask_code("ada@voorbeeld.nl")
    services.end_person(chair.pk, by=installation(), at=AT)

    answered = browser.post("/inloggen/code/", code=code_in(mail.outbox[0]))

    assert answered["Location"] == "/inloggen/"
    assert browser.person_id is None


def test_a_new_address_ends_the_sessions(browser: Browser, chair: Person) -> None:
    browser.log_in(chair)

    services.change_person(
        chair.pk, services.PersonDraft("Ada", "nieuw@voorbeeld.nl"), by=installation(), at=AT
    )

    assert browser.get("/account/").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/inloggen/wachtwoord/",
        "/account/email/",
        "/password/reset/",
        "/admin/",
    ],
)
def test_there_is_no_other_way_in(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == HTTPStatus.NOT_FOUND


def test_nobody_can_sign_up(browser: Browser) -> None:
    assert not AccountAdapter().is_open_for_signup(RequestFactory().get("/"))
    before = Person.objects.count()

    refused = browser.post("/inloggen/geen-account/", email="nieuw@voorbeeld.nl")

    assert refused.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert Person.objects.count() == before


def test_a_password_is_of_no_use(browser: Browser, chair: Person) -> None:
    chair.set_password("geheim wachtwoord")
    chair.save()

    browser.client.post(
        "/inloggen/", {"email": "ada@voorbeeld.nl", "password": "geheim wachtwoord"}
    )

    assert browser.person_id is None


def test_the_pages_around_logging_in_can_be_read(browser: Browser, chair: Person) -> None:
    assert browser.get("/inloggen/").status_code == HTTPStatus.OK
    assert browser.get("/inloggen/geen-account/").status_code == HTTPStatus.OK
    assert browser.get("/uitloggen/")["Location"] == "/"
    browser.ask_code("ada@voorbeeld.nl")
    page = browser.get("/inloggen/code/")
    assert "ada@voorbeeld.nl" in page.content.decode()
    assert page.context["site"]["name"].startswith("Voorbeeldstad")
    assert browser.get("/inloggen/")["Location"] == "/inloggen/code/"
    again = browser.post("/uitloggen/", next="/inloggen/")
    assert again["Location"] == "/inloggen/"
    assert browser.get("/inloggen/").status_code == HTTPStatus.OK


def test_one_changes_the_own_name(browser: Browser, chair: Person) -> None:
    browser.log_in(chair)

    empty = browser.post("/account/naam/", name=" ")
    too_long = browser.post("/account/naam/", name="x" * 121)
    changed = browser.post("/account/naam/", name="Ada Nieuw")

    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "120" in str(too_long.context["form"].errors["name"])
    assert changed["Location"] == "/account/"
    chair.refresh_from_db()
    assert chair.name == "Ada Nieuw"
    assert chair.email == "ada@voorbeeld.nl"


def test_a_professional_is_led_to_the_second_step_first(browser: Browser) -> None:
    professional = make_role(make_municipality()).person

    answered = browser.log_in(professional)

    assert answered["Location"] == "/account/tweede-stap/instellen/?next=%2F"


def test_without_a_mail_server_one_is_told_and_the_log_holds_no_address(
    browser: Browser, chair: Person, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answers = [browser.ask_code(f"{name}@voorbeeld.nl") for name in ("ada", "niemand")]

    assert [answer["Location"] for answer in answers] == ["/inloggen/"] * 2
    assert len(list(browser.get("/inloggen/").context["messages"])) == 2
    assert browser.get("/inloggen/code/")["Location"] == "/inloggen/"
    assert "a mail could not be sent" in caplog.text
    assert "@voorbeeld.nl" not in caplog.text
