"""What is past its term is gone, everywhere, and nothing else is."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import models
from django_tasks_db.models import DBTaskResult

from tests.makers.canary import places_of
from tests.makers.people import make_person
from tests.makers.places import make_municipality
from wijkregie.cli import nights
from wijkregie.config.logs import log_settings
from wijkregie.domain.people.models import Person
from wijkregie.kit import erasure, nightly
from wijkregie.kit.erasure import due, erase
from wijkregie.kit.mail import DemoBackend
from wijkregie.kit.models import DemoMessage, LogRow, NightlyRun, SentForm, WorkerBeat
from wijkregie.kit.privacy import ROW, Personal, personal_fields

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
CANARY = "Kanariewerdijk"
DATABASE_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "kit_cache",
}
marks = [
    pytest.param(model, field, mark, id=f"{model._meta.label}.{field.name}")
    for model, field, mark in personal_fields()
]


def plant(*, ended_at: datetime | None) -> Person:
    """Let a person with the canary as name and address leave traces wherever one can."""
    address = f"{CANARY}@voorbeeld.nl".lower()
    person = make_person(CANARY, email=address)
    Person.objects.filter(pk=person.pk).update(ended_at=ended_at, is_active=ended_at is None)
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": CANARY})
    return person


def plant_leftovers(*, old: datetime) -> None:
    """Leave the canary in what the machinery itself keeps for a while."""
    session = SessionStore()
    session["login"] = {"email": f"{CANARY}@voorbeeld.nl"}
    session.save()
    Session.objects.update(expire_date=old)
    DemoBackend().send_messages(
        [EmailMessage("Welkom", f"Dag {CANARY}", "w@voorbeeld.nl", [f"{CANARY}@voorbeeld.nl"])]
    )
    DemoMessage.objects.update(at=old)
    DBTaskResult.objects.create(
        args_kwargs={"args": [CANARY], "kwargs": {}},
        backend_name="default",
        task_path="a.b",
        status="FAILED",
        finished_at=old,
        traceback=f"ValueError: {CANARY}",
        exception_class_path="ValueError",
    )
    caches["default"].set("login", CANARY, timeout=1)


@pytest.fixture
def cache_table(file_database: Path, settings: Any) -> None:
    settings.CACHES = {**settings.CACHES, "default": DATABASE_CACHE}
    call_command("createcachetable", verbosity=0)


@pytest.fixture
def log() -> Any:
    """What the program writes to its log while the test runs, as it is set up for real."""
    setting = log_settings("DEBUG")
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(setting["formatters"]["json"]["()"](fmt="%(message)s"))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


@pytest.mark.usefixtures("cache_table")
def test_nothing_is_left_of_a_person_past_the_term(log: StringIO) -> None:
    later = AT + timedelta(days=731)
    person = plant(ended_at=AT)
    plant_leftovers(old=AT)
    nightly.claim(at=later)
    assert {
        "people_person.name",
        "people_person.email",
        "account_emailaddress.email",
        "mfa_authenticator.data",
        "django_session.session_data",
        "kit_demomessage.body",
        "django_tasks_database_dbtaskresult.args_kwargs",
        "kit_cache.value",
        "wijkregie.sqlite3-wal",
    } <= {*places_of(CANARY), *places_of(CANARY.lower())}  # the search finds what is there

    report = nightly.work(nightly.night_of(later), nights.PARTS, clock=lambda: later)

    assert places_of(CANARY) == places_of(CANARY.lower()) == []
    assert CANARY.lower() not in log.getvalue().lower()
    assert CANARY.lower() not in str(report).lower()
    person.refresh_from_db()
    assert (person.name, person.email) == ("", None)
    assert not EmailAddress.objects.exists()
    assert not Authenticator.objects.exists()


@pytest.mark.usefixtures("file_database")
def test_the_search_finds_what_no_mark_covers() -> None:
    plant(ended_at=AT)
    make_municipality(f"Gemeente {CANARY}")  # a field without a mark holds a person's name

    erase(at=AT + timedelta(days=731))

    assert "places_municipality.name" in places_of(CANARY)


@pytest.mark.usefixtures("file_database")
def test_nothing_goes_before_its_term() -> None:
    plant(ended_at=AT)

    erase(at=AT + timedelta(days=729))

    assert {"people_person.name", "people_person.email"} <= {
        *places_of(CANARY),
        *places_of(CANARY.lower()),
    }


@pytest.mark.usefixtures("file_database")
def test_who_still_works_here_keeps_everything() -> None:
    person = plant(ended_at=None)

    counts = erase(at=AT + timedelta(days=700))

    assert counts == {}

    person.refresh_from_db()
    assert person.name == CANARY
    assert Authenticator.objects.filter(user=person).exists()


@pytest.mark.django_db
def test_the_second_factor_goes_the_night_after_the_end() -> None:
    person = plant(ended_at=AT)

    counts = erase(at=AT + timedelta(hours=1))

    assert counts == {"mfa.Authenticator.data": 1}
    assert not Authenticator.objects.exists()
    person.refresh_from_db()
    assert person.name == CANARY


@pytest.mark.django_db
def test_a_second_run_changes_nothing() -> None:
    plant(ended_at=AT)
    later = AT + timedelta(days=731)

    assert erase(at=later)["people.Person.name"] == 1
    assert erase(at=later) == {}


@pytest.mark.django_db
def test_the_log_forgets_who_after_five_years() -> None:
    LogRow.objects.create(at=AT, what="test.done", kind="x", by_id=7)

    assert erase(at=AT + timedelta(days=1827)) == {"kit.LogRow.by_id": 1}

    assert LogRow.objects.get().by_id is None


@pytest.mark.django_db
def test_the_price_does_not_grow_with_the_rows(django_assert_max_num_queries: Any) -> None:
    for _each in range(20):
        make_person()
    Person.objects.update(ended_at=AT, is_active=False)

    with django_assert_max_num_queries(6 * len(marks)):
        counts = erase(at=AT + timedelta(days=731))

    assert counts["people.Person.email"] == 20


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "field", "mark"), marks)
def test_every_mark_can_be_carried_out(
    model: type[models.Model], field: models.Field[Any, Any], mark: Personal
) -> None:
    assert due(model, mark, at=AT).count() == 0
    assert mark.erased is not None or field.null
    assert mark.days >= 0
    assert str(mark.purpose)
    if mark.erased not in (ROW, None):
        assert not field.unique


@pytest.mark.django_db
def test_a_term_may_count_from_a_day() -> None:
    mark = Personal(purpose="x", ground="6(1)(e)", days=10, since="on", erased="")
    NightlyRun.objects.create(on=AT.date(), started_at=AT)

    assert not due(NightlyRun, mark, at=AT + timedelta(days=10)).exists()
    assert due(NightlyRun, mark, at=AT + timedelta(days=11)).exists()


def test_an_uploaded_file_goes_with_its_row() -> None:
    storage = InMemoryStorage()
    name = storage.save("photos/one.png", ContentFile(b"a picture"))

    class Rows:
        def exclude(self, **_words: str) -> Rows:
            return self

        def values_list(self, *_names: str, flat: bool) -> list[str]:  # noqa: ARG002 - as Django calls it
            return [name]

    field: Any = models.FileField(name="photo", storage=storage)
    erasure._delete_files(Rows(), field)  # type: ignore[arg-type] # the two questions it asks

    assert not storage.exists(name)


@pytest.mark.django_db
def test_a_worker_that_stopped_long_ago_is_forgotten() -> None:
    WorkerBeat.objects.create(worker="old", at=AT - timedelta(days=2))
    WorkerBeat.objects.create(worker="new", at=AT)

    assert erasure.tidy(at=AT) == {"kit.WorkerBeat": 1}

    assert WorkerBeat.objects.get().worker == "new"


@pytest.mark.django_db
def test_a_form_that_was_sent_is_known_for_a_day() -> None:
    SentForm.objects.create(digest="old", url="/x", at=AT - timedelta(days=2))
    SentForm.objects.create(digest="new", url="/x", at=AT)

    assert erasure.tidy(at=AT) == {"kit.SentForm": 1}

    assert SentForm.objects.get().digest == "new"
