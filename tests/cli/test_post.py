"""The postman sends each mail once, waits where it must, and says so where it cannot."""

from __future__ import annotations

import threading
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import OperationalError, connections

from tests.makers.mail_server import MailServer, mail_server
from tests.makers.places import AT, make_municipality
from tests.makers.signals import LATER, answered, by_link, make_signal, make_theme, raiser_of
from tools import postgres
from wijkregie.cli import worker
from wijkregie.cli.post import postman as postmen
from wijkregie.cli.post import writing
from wijkregie.cli.post.postman import Postman
from wijkregie.cli.post.server import Server
from wijkregie.config import settings as real
from wijkregie.domain.signals import queries as signals_seen
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Raiser
from wijkregie.domain.signals.states import State
from wijkregie.kit import outbox
from wijkregie.kit.models import DemoMessage, OutboxRow
from wijkregie.kit.outbox_states import Stand, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.signals.models import Signal

pytestmark = pytest.mark.usefixtures("own_database", "_later")
#: What a real server says: our rows and our log hold nothing of it.
UNKNOWN = "550 5.1.1 <melder1@voorbeeld.nl>: no such user here"


@pytest.fixture
def _later() -> Iterator[None]:
    with time_machine.travel(LATER):
        yield


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with mail_server() as found:
        settings.EMAIL_BACKEND = real.EMAIL_BACKEND
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        yield found


@pytest.fixture
def postman(monkeypatch: pytest.MonkeyPatch) -> Postman:
    monkeypatch.setattr(postmen, "PAUSE", 0.01)
    return Postman(threading.Event())


@pytest.fixture
def town() -> Municipality:
    return make_municipality()


@pytest.fixture
def report(town: Municipality) -> Callable[[], Signal]:
    """Let the next resident report something: each waits for one mail."""
    theme, numbers = make_theme(town), count(1)

    def make() -> Signal:
        email = f"melder{next(numbers)}@voorbeeld.nl"
        raiser = services.RaiserDraft(hear_back="mail", email=email)
        return make_signal(town, theme=theme, raiser=raiser)

    return make


def row(template: str = "signal_received") -> OutboxRow:
    return OutboxRow.objects.filter(template=template).order_by("pk")[0]


def stands() -> list[str]:
    return [*OutboxRow.objects.order_by("pk").values_list("stand", flat=True)]


def test_each_mail_goes_once(server: MailServer, postman: Postman, report: Any) -> None:
    for _number in range(25):
        report()

    postman.empty()
    postman.empty()

    assert len(server.accepted) == 25
    assert set(server.message_ids()) == {one.message_id for one in OutboxRow.objects.all()}
    assert server.connections == 2  # one for twenty mails
    assert set(stands()) == {Stand.SENT}
    assert row().done_at is not None
    assert row().taken_by == ""


def test_without_mail_no_server_is_called(server: MailServer, postman: Postman) -> None:
    assert postman.go() is False

    assert server.connections == 0


def test_a_mail_with_an_answer_closes_the_signal(
    server: MailServer, postman: Postman, report: Any
) -> None:
    signal = answered(report())
    assert signal.state == State.ANSWERED

    postman.empty()

    signal.refresh_from_db()
    assert signal.state == State.CLOSED
    assert raiser_of(signal).heard_at is not None
    subjects = [one.mail["Subject"] for one in server.accepted]
    assert "Er is een antwoord op je melding" in subjects


def test_who_is_not_there_for_good_is_not_tried_again(
    server: MailServer, postman: Postman, report: Any, caplog: pytest.LogCaptureFixture
) -> None:
    answered(report())
    report()
    server.answers["melder1@voorbeeld.nl"] = UNKNOWN

    postman.empty()

    gone = row("signal_answered")
    assert (gone.stand, gone.fault) == (Stand.FAILED, "refused (550)")
    assert [one.to for one in server.accepted] == ["melder2@voorbeeld.nl"]
    assert not Raiser.objects.filter(heard_at__isnull=False).exists()
    assert "voorbeeld.nl" not in caplog.text
    assert [one.template for one in outbox.undelivered(gone.municipality_id)] == [
        "signal_received",
        "signal_answered",
    ]


def test_what_may_go_later_waits_and_does_not_hold_up_the_rest(
    server: MailServer, postman: Postman, report: Any
) -> None:
    report()
    report()
    server.answers["melder1@voorbeeld.nl"] = "450 try again <melder1@voorbeeld.nl>"

    postman.empty()

    waits = row()
    assert (waits.stand, waits.tries, waits.fault) == (Stand.WAITING, 1, "refused (450)")
    assert waits.not_before >= LATER + outbox.PAUSES[0]
    assert [one.to for one in server.accepted] == ["melder2@voorbeeld.nl"]
    del server.answers["melder1@voorbeeld.nl"]
    with time_machine.travel(LATER + timedelta(minutes=2)):
        postman.empty()
    assert stands() == [Stand.SENT, Stand.SENT]
    assert len(server.accepted) == 2


@pytest.mark.parametrize(
    ("moment", "answer", "fault"),
    [("data", "554 spam", "refused (554)"), ("end", "552 too much", "refused (552)")],
)
def test_a_mail_that_is_refused_has_failed(  # noqa: PLR0913, PLR0917 - fixtures and cases
    moment: str, answer: str, fault: str, server: MailServer, postman: Postman, report: Any
) -> None:
    report()
    server.answers[moment] = answer

    postman.empty()

    assert (row().stand, row().fault) == (Stand.FAILED, fault)
    assert server.accepted == []


@pytest.mark.parametrize("moment", ["hello", "mail"])
def test_a_server_that_takes_nothing_is_no_fault_of_a_mail(
    moment: str, server: MailServer, postman: Postman, report: Any
) -> None:
    report()
    report()
    server.answers[moment] = "550 we do not know you"

    for _try in range(20):
        postman.empty()

    assert stands() == [Stand.WAITING, Stand.WAITING]
    assert row().tries == 0
    assert row().taken_by == ""
    assert postman.pause == postmen.LONGEST_PAUSE
    del server.answers[moment]
    postman.empty()
    assert stands() == [Stand.SENT, Stand.SENT]
    assert postman.pause == postmen.PAUSE


def test_mail_waits_for_a_server_that_is_away(
    postman: Postman, report: Any, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    report()
    port = postgres.free_port()
    settings.EMAIL_BACKEND = real.EMAIL_BACKEND
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port

    postman.empty()

    assert (row().stand, row().tries, row().taken_by) == (Stand.WAITING, 0, "")
    assert "no connection (ConnectionRefusedError)" in caplog.text
    with mail_server(port) as server:
        postman.empty()
    assert server.message_ids() == [row().message_id]


def test_a_connection_that_breaks_before_the_end_loses_nothing(
    server: MailServer, postman: Postman, report: Any
) -> None:
    report()
    report()
    server.answers["data"] = ""

    postman.empty()

    assert server.accepted == []
    assert stands() == [Stand.WAITING, Stand.WAITING]
    assert (row().tries, row().fault) == (1, "connection lost (SMTPServerDisconnected)")
    del server.answers["data"]
    with time_machine.travel(LATER + timedelta(minutes=2)):
        postman.empty()
    assert sorted(server.message_ids()) == sorted(
        OutboxRow.objects.values_list("message_id", flat=True)
    )


def test_a_connection_that_breaks_after_the_end_sends_the_same_message_again(
    server: MailServer, postman: Postman, report: Any
) -> None:
    """The server took it and could not say so: the same window as a worker that is killed."""
    report()
    server.answers["end"] = ""

    postman.empty()
    assert row().stand == Stand.WAITING
    del server.answers["end"]
    with time_machine.travel(LATER + timedelta(minutes=2)):
        postman.empty()

    assert server.message_ids() == [row().message_id] * 2
    assert row().stand == Stand.SENT


def test_an_address_that_cannot_be_one_has_failed(
    server: MailServer, postman: Postman, report: Any
) -> None:
    report()
    Raiser.objects.update(email="a@voorbeeld.nl\nBcc: b@voorbeeld.nl")

    postman.empty()

    assert row().stand == Stand.FAILED
    assert "voorbeeld" not in row().fault
    assert server.accepted == []


def test_a_message_of_a_newer_version_waits_for_it(
    server: MailServer, postman: Postman, report: Any, town: Municipality
) -> None:
    outbox.put("newsletter", {}, way=Way.MAIL, once="x", municipality_id=town.pk, at=AT)
    report()

    postman.empty()

    waits = row("newsletter")
    assert (waits.stand, waits.fault) == (Stand.WAITING, "cannot be written (KeyError)")
    assert len(server.accepted) == 1


def test_whom_nobody_can_reach_is_let_go(
    server: MailServer, postman: Postman, report: Any
) -> None:
    report()
    Raiser.objects.update(email="", hear_back="none")

    postman.empty()

    assert (row().stand, row().fault) == (Stand.VOID, "there is no address any more")


def test_letters_and_calls_are_not_the_postmans(
    server: MailServer, postman: Postman, town: Municipality
) -> None:
    raiser = services.RaiserDraft(hear_back="call", phone="0612345678")
    answered(make_signal(town, raiser=raiser))

    postman.empty()

    assert stands() == [Stand.WAITING]
    assert server.accepted == []


def test_two_postmen_never_bring_the_same(server: MailServer, report: Any) -> None:
    for _number in range(30):
        report()
    gate, ended = threading.Barrier(3), threading.Event()

    def go(one: Postman) -> None:
        gate.wait()
        for _try in range(100):
            one.empty()
            if not OutboxRow.objects.filter(stand=Stand.WAITING).exists():
                break
        connections.close_all()

    threads = [threading.Thread(target=go, args=[Postman(ended)]) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(server.accepted) == 30
    assert len(set(server.message_ids())) == 30


def test_a_postman_that_is_told_to_stop_leaves_the_rest_to_others(
    server: MailServer, postman: Postman, report: Any
) -> None:
    for _number in range(5):
        report()

    def stop(moment: str) -> None:
        if moment == "taken" and len(server.accepted) == 2:
            postman.ended.set()

    server.watch = stop
    postman.run()

    left = OutboxRow.objects.filter(stand=Stand.WAITING)
    assert left.filter(taken_by="").count() == left.count() == 5 - len(server.accepted)
    assert 2 <= len(server.accepted) <= 3  # the third was on its way
    Postman(threading.Event()).empty()
    assert len(set(server.message_ids())) == len(server.accepted) == 5


def test_what_was_put_aside_meanwhile_is_not_sent(
    server: MailServer, postman: Postman, report: Any
) -> None:
    report()
    report()
    [first, second] = outbox.take(postman.name, at=LATER)
    outbox.void("signal_received", at=LATER)

    with Server() as box:
        for message in (first, second):
            postman._bring(message, box)

    assert server.accepted == []


def test_an_answer_that_was_taken_back_on_its_way_is_not_heard(
    server: MailServer, postman: Postman, report: Any
) -> None:
    """Who raised it opened it again while the mail went: that answer counts no more."""
    signal = report()
    postman.empty()
    answered(signal)

    def reopen(moment: str) -> None:
        if moment == "end":
            services.reopen(signal.pk, "Nog steeds kapot.", by=by_link(signal), at=LATER)
            connections.close_all()

    server.watch = reopen
    postman.empty()

    signal.refresh_from_db()
    assert len(server.accepted) == 2
    assert signal.state == State.REOPENED
    assert raiser_of(signal).heard_at is None
    assert row("signal_answered").stand == Stand.VOID


def stumbling(usual: Callable[..., Any], *faults: Exception) -> Callable[..., Any]:
    """Return a step that goes wrong a few times first."""
    waiting = list(faults)

    def stumble(*args: Any, **more: Any) -> Any:
        if waiting:
            raise waiting.pop(0)
        return usual(*args, **more)

    return stumble


def test_a_mail_that_went_is_written_down_once_the_database_is_back(
    server: MailServer, postman: Postman, report: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    signal = answered(report())
    away = [OperationalError("server closed the connection unexpectedly")] * 3
    monkeypatch.setattr(postmen, "_write_down", stumbling(postmen._write_down, *away))

    postman.empty()

    signal.refresh_from_db()
    assert len(server.accepted) == 2
    assert signal.state == State.CLOSED


def test_a_mail_that_went_does_not_go_again_because_of_another_fault(
    server: MailServer, postman: Postman, report: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(report())
    stumble = stumbling(services.heard, RuntimeError("a fault of ours"))
    monkeypatch.setattr(services, "heard", stumble)

    postman.empty()
    postman.empty()

    assert len(server.accepted) == 2
    assert stands() == [Stand.SENT, Stand.SENT]


def test_a_postman_that_ends_while_the_database_is_away_says_so(
    server: MailServer, postman: Postman, report: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    report()

    def fail(*_args: Any, **_more: Any) -> None:
        postman.ended.set()
        raise OperationalError("away")

    monkeypatch.setattr(postmen, "_write_down", fail)
    postman.empty()

    assert len(server.accepted) == 1
    assert row().stand == Stand.WAITING


def test_the_round_goes_on_when_the_database_was_away(
    server: MailServer, postman: Postman, report: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it had taken before is let go at the next round, so that nothing waits long."""
    report()
    usual = outbox.hold
    monkeypatch.setattr(outbox, "hold", stumbling(usual, OperationalError("away")))
    monkeypatch.setattr(
        outbox, "let_go", stumbling(outbox.let_go, OperationalError("still away"))
    )

    postman.empty()
    assert row().taken_by == postman.name
    postman.empty()

    assert row().stand == Stand.SENT


def test_a_database_that_is_away_while_writing_is_no_fault_of_the_mail(
    server: MailServer, postman: Postman, report: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    report()
    stumble = stumbling(writing.write, OperationalError("away"))
    monkeypatch.setattr(postmen, "write", stumble)

    postman.empty()
    assert row().tries == 0
    postman.empty()

    assert len(server.accepted) == 1


def test_a_demo_sends_nothing_whatever_the_settings_say(
    server: MailServer, postman: Postman, report: Any, settings: Any
) -> None:
    settings.WIJKREGIE_DEMO = True
    report()

    postman.empty()

    assert server.connections == 0
    kept = DemoMessage.objects.get()
    assert kept.recipient == "melder1@voorbeeld.nl"
    assert kept.subject == "We hebben je melding ontvangen"
    assert "/volgen/" in kept.body
    assert row().stand == Stand.SENT


def test_a_worker_that_stops_when_nothing_is_left_sends_the_mail_first(
    server: MailServer, report: Any, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    report()

    worker.work(batch=True)

    assert len(server.accepted) == 1


def test_a_postman_goes_round_until_the_worker_ends(
    server: MailServer, postman: Postman, report: Any
) -> None:
    arrived = threading.Event()

    def note(moment: str) -> None:
        if moment == "taken":
            arrived.set()

    server.watch = note
    thread = threading.Thread(target=postman.run)
    thread.start()
    report()

    assert arrived.wait(20)
    postman.ended.set()
    thread.join(20)

    assert not thread.is_alive()
    assert len(server.accepted) == 1


def test_after_another_key_a_mail_carries_a_link_that_works(
    server: MailServer, postman: Postman, report: Any, settings: Any
) -> None:
    signal = report()
    settings.SECRET_KEY = "another-" + "y" * 50

    postman.empty()

    token = signals_seen.link_of(raiser_of(signal).pk)
    body = server.accepted[0].mail.get_body(("plain",))
    assert body is not None
    assert token in body.get_content()
    on = signal.received_at.date()
    assert signals_seen.raiser_of_link(signal.municipality_id, token, on=on) is not None
