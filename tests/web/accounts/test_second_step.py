"""The second step: professionals have no grants without it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import RequestFactory

from tests.makers.people import (
    make_group,
    make_person,
    make_role,
    make_seat,
)
from tests.makers.places import AT, make_municipality, scope_for
from tests.web.accounts.conftest import Browser, phone_code
from wijkregie.domain.people import services
from wijkregie.domain.people.models import Person
from wijkregie.domain.people.states import Role
from wijkregie.kit.viewer import installation
from wijkregie.web.http.viewer import DEMO_ROLE, passed_second_factor, viewer_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries, Settings

    from wijkregie.domain.places.models import Municipality
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db

SET_UP = "/account/tweede-stap/instellen/"
STEP = "/inloggen/tweede-stap/"
AGAIN = "/account/tweede-stap/bevestigen/"
CODES = "/account/tweede-stap/herstelcodes/"
OFF = "/account/tweede-stap/uitzetten/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still, so that a code of thirty seconds does not run out by accident."""
    start = datetime.now(UTC)  # noqa: TID251 - the sessions of the test live now
    with time_machine.travel(start, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def here() -> Municipality:
    return make_municipality()


@pytest.fixture
def professional(here: Municipality) -> Person:
    make_role(here)
    return make_role(here, Role.DISTRICT_MANAGER).person


def looks(browser: Browser, municipality: Municipality) -> Viewer:
    """Return how this browser looks at a municipality."""
    request = RequestFactory().get("/")
    request.session = browser.client.session
    request.user = Person.objects.get(pk=browser.person_id or 0)
    return viewer_of(request, scope_for(municipality))


def test_a_code_by_mail_alone_gives_no_grants(
    browser: Browser, professional: Person, here: Municipality
) -> None:
    browser.log_in(professional)

    assert browser.person_id == professional.pk
    assert not looks(browser, here).is_professional


def test_setting_up_gives_grants_and_recovery_codes(
    browser: Browser, professional: Person, here: Municipality
) -> None:
    asked = browser.log_in(professional)
    page = browser.get(asked["Location"])
    browser.secret = page.context["form"].secret
    done = browser.post(asked["Location"], code=phone_code(browser.secret))
    codes = browser.get(done["Location"])

    assert browser.secret in page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert done["Location"] == f"{CODES}?next=%2F"
    assert len(codes.context["unused_codes"]) == 10
    assert codes.context["next_url"] == "/"
    assert looks(browser, here).holds(Role.DISTRICT_MANAGER)


def test_a_wrong_first_code_sets_nothing_up(
    browser: Browser, professional: Person, here: Municipality
) -> None:
    browser.log_in(professional)
    browser.get(SET_UP)

    refused = browser.post(SET_UP, code="000000")

    assert refused.context["form"].errors
    assert not Authenticator.objects.exists()
    assert not looks(browser, here).is_professional


def test_the_next_time_both_steps_are_asked(
    browser: Browser,
    professional: Person,
    here: Municipality,
    clock: time_machine.Traveller,
) -> None:
    browser.log_in(professional)
    browser.set_up()
    browser.post("/uitloggen/")

    after_code = browser.log_in(professional)
    assert after_code["Location"] == STEP
    assert browser.person_id is None
    assert browser.get(STEP).status_code == HTTPStatus.OK
    clock.shift(timedelta(seconds=30))
    done = browser.post(STEP, code=phone_code(browser.secret))

    assert done["Location"] == "/"
    assert looks(browser, here).holds(Role.DISTRICT_MANAGER)


def test_between_the_steps_one_is_nobody(browser: Browser, professional: Person) -> None:
    browser.log_in(professional)
    browser.set_up()
    browser.post("/uitloggen/")
    browser.log_in(professional)

    for path in ("/account/", SET_UP, CODES, OFF, AGAIN):
        assert browser.get(path).status_code == HTTPStatus.FOUND, path
    assert browser.person_id is None


def test_a_code_of_the_phone_works_once(
    browser: Browser, professional: Person, clock: time_machine.Traveller
) -> None:
    browser.log_in(professional)
    browser.set_up()
    clock.shift(timedelta(seconds=30))
    code = phone_code(browser.secret)
    reached = []
    for _time in range(2):
        browser.post("/uitloggen/")
        browser.log_in(professional)
        browser.post(STEP, code=code)
        reached.append(browser.person_id)

    assert reached == [professional.pk, None]


def test_wrong_second_steps_are_limited_also_when_one_begins_again(
    browser: Browser, professional: Person, clock: time_machine.Traveller
) -> None:
    browser.log_in(professional)
    browser.set_up()
    clock.shift(timedelta(seconds=90))
    for _attempt in range(2):
        browser.post("/uitloggen/")
        browser.log_in(professional)
        for _time in range(3):
            browser.post(STEP, code="12345")

    refused = browser.post(STEP, code=phone_code(browser.secret))

    assert refused.status_code == HTTPStatus.OK
    assert browser.person_id is None


def test_a_recovery_code_works_once(browser: Browser, professional: Person) -> None:
    browser.log_in(professional)
    browser.set_up()
    code = browser.get(CODES).context["unused_codes"][0]
    browser.post("/uitloggen/")
    browser.log_in(professional)
    browser.post(STEP, code=code)
    assert browser.person_id == professional.pk
    browser.post("/uitloggen/")
    browser.log_in(professional)

    browser.post(STEP, code=code)

    assert browser.person_id is None


def test_recovery_codes_are_shown_after_a_fresh_second_step(
    browser: Browser, professional: Person, clock: time_machine.Traveller
) -> None:
    browser.log_in(professional)
    browser.set_up()
    clock.shift(timedelta(minutes=6))

    asked = browser.get(CODES)
    again = browser.post(f"{AGAIN}?next={CODES}", code=phone_code(browser.secret))
    shown = browser.get(CODES)

    assert asked["Location"].startswith(AGAIN)
    assert again["Location"] == CODES
    assert len(shown.context["unused_codes"]) == 10
    assert "no-store" in shown["Cache-Control"]
    assert browser.get(AGAIN).status_code == HTTPStatus.OK


def test_new_recovery_codes_replace_the_old(browser: Browser, professional: Person) -> None:
    browser.log_in(professional)
    browser.set_up()
    old = browser.get(CODES).context["unused_codes"]
    mail.outbox.clear()

    page = browser.get(f"{CODES}nieuw/")
    browser.post(f"{CODES}nieuw/")

    assert page.context["unused_code_count"] == 10
    assert not set(browser.get(CODES).context["unused_codes"]) & set(old)


def test_switching_off_ends_the_session_and_the_grants(
    browser: Browser, professional: Person, here: Municipality
) -> None:
    browser.log_in(professional)
    browser.set_up()
    page = browser.get(OFF)

    left = browser.post(OFF)

    assert page.status_code == HTTPStatus.OK
    assert left["Location"] == "/inloggen/"
    assert browser.person_id is None
    assert not Authenticator.objects.exists()
    assert browser.log_in(professional)["Location"].startswith(SET_UP)
    assert not looks(browser, here).is_professional


def test_one_cannot_set_up_a_second_one_over_the_first(
    browser: Browser, professional: Person
) -> None:
    browser.log_in(professional)
    browser.set_up()

    assert browser.get(SET_UP)["Location"] == OFF
    assert browser.post(SET_UP, code="123456")["Location"] == OFF


def test_a_lost_phone_is_solved_by_the_administrator(
    browser: Browser, professional: Person, here: Municipality
) -> None:
    browser.log_in(professional)
    browser.set_up()

    services.reset_second_factor(professional.pk, by=installation(here.pk), at=AT)

    assert browser.get("/account/").status_code == HTTPStatus.FOUND
    assert browser.log_in(professional)["Location"].startswith(SET_UP)


@pytest.mark.django_db(transaction=True)
def test_the_mails_say_that_it_changed_and_nothing_more(
    browser: Browser, professional: Person
) -> None:
    browser.log_in(professional)
    mail.outbox.clear()

    browser.set_up()
    browser.post(f"{CODES}nieuw/")
    browser.post(OFF)

    assert len(mail.outbox) == 3
    for message in mail.outbox:
        assert message.to == [professional.email]
        assert "127.0.0.1" not in str(message.body)
        assert professional.name not in str(message.body)


@pytest.mark.django_db(transaction=True)
def test_a_change_stands_also_when_its_mail_cannot_be_sent(
    browser: Browser, professional: Person, settings: Settings
) -> None:
    browser.log_in(professional)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    done = browser.set_up()

    assert done["Location"] == CODES
    assert Authenticator.objects.filter(user=professional).count() == 2


def test_the_secret_is_stored_encrypted(browser: Browser, professional: Person) -> None:
    browser.log_in(professional)
    browser.set_up()

    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]

    assert browser.secret not in str(stored)


def test_the_second_step_survives_a_new_key_of_the_installation(
    browser: Browser,
    professional: Person,
    settings: Settings,
    clock: time_machine.Traveller,
) -> None:
    browser.log_in(professional)
    browser.set_up()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een-nieuwe-sleutel-" + "y" * 40
    other = Browser()
    other.log_in(professional)
    clock.shift(timedelta(seconds=30))

    other.post(STEP, code=phone_code(browser.secret))

    assert other.person_id == professional.pk


def test_with_a_lost_key_no_code_fits_and_no_page_breaks(
    browser: Browser,
    professional: Person,
    settings: Settings,
    clock: time_machine.Traveller,
    caplog: pytest.LogCaptureFixture,
) -> None:
    browser.log_in(professional)
    browser.set_up()
    settings.SECRET_KEY = "een-nieuwe-sleutel-" + "y" * 40
    other = Browser()
    other.log_in(professional)
    clock.shift(timedelta(seconds=30))

    refused = other.post(STEP, code=phone_code(browser.secret))

    assert refused.status_code == HTTPStatus.OK
    assert other.person_id is None
    assert "SECRET_KEY" in caplog.text


def test_a_resident_may_have_a_second_step_and_needs_none(
    browser: Browser, here: Municipality
) -> None:
    chair = make_seat(make_group(here)).person
    assert chair is not None

    answered = browser.log_in(chair)
    page = browser.get("/account/")
    browser.set_up()

    assert answered["Location"] == "/"
    assert page.context["has_second_step"] is False
    assert browser.get("/account/").context["has_second_step"] is True


def test_the_index_of_steps_is_the_page_of_the_account(browser: Browser) -> None:
    browser.log_in(make_person())

    assert browser.get("/account/tweede-stap/")["Location"] == "/account/#tweede-stap"


def test_steps_of_another_person_in_the_same_browser_do_not_count(
    browser: Browser, professional: Person, here: Municipality
) -> None:
    browser.log_in(professional)
    browser.set_up()
    other = make_role(here).person
    session = browser.client.session
    request = RequestFactory().get("/")
    request.session, request.user = session, other

    assert not passed_second_factor(request)


def test_the_demo_mark_counts_in_a_demo_only(
    browser: Browser, professional: Person, here: Municipality, settings: Settings
) -> None:
    browser.log_in(professional)
    session = browser.client.session
    session[DEMO_ROLE] = professional.pk
    session.save()

    settings.WIJKREGIE_DEMO = False
    assert not looks(browser, here).is_professional
    settings.WIJKREGIE_DEMO = True
    assert looks(browser, here).is_professional
    session[DEMO_ROLE] = professional.pk + 1
    session.save()
    assert not looks(browser, here).is_professional


def test_the_viewer_is_asked_once_per_request(
    browser: Browser,
    professional: Person,
    here: Municipality,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser.log_in(professional)
    request = RequestFactory().get("/")
    request.session, request.user = browser.client.session, professional
    scope = scope_for(here)
    _load = request.session.get("x")

    with django_assert_num_queries(2):
        first = viewer_of(request, scope)
        assert viewer_of(request, scope) is first
    assert viewer_of(request, None).municipality_id is None
