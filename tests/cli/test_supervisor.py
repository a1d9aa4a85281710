"""A process that ends is started again, slower each time, and stopped with the others."""

from __future__ import annotations

import signal
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from tools import postgres
from wijkregie.cli import serving, supervisor
from wijkregie.cli.supervisor import Child, Supervisor, answers, children, is_free

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDS = [sys.executable, "-c", "raise SystemExit(3)"]
STAYS = [sys.executable, "-c", "import time; time.sleep(600)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(600)",
]


@pytest.fixture
def _signals() -> Iterator[None]:
    kept = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    yield
    for one, handler in kept.items():
        signal.signal(one, handler)


def wait_for_end(child: Child) -> None:
    assert child.process is not None
    child.process.wait(30)


def test_each_pause_is_twice_as_long_up_to_a_limit() -> None:
    child = Child("web", ENDS, {})
    now = time.monotonic()
    pauses = []
    for _each in range(8):
        child.tend(now)
        wait_for_end(child)
        assert "web is gestopt met code 3" in str(child.tend(now))
        pauses.append(child.due - now)
        assert child.tend(child.due - 0.01) is None
        assert child.process is None  # not before its time
        now = child.due

    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]


def test_after_a_good_while_the_pause_is_short_again() -> None:
    child = Child("web", ENDS, {}, pause=30.0)
    child.tend(0.0)
    wait_for_end(child)

    child.tend(supervisor.GOOD_SECONDS + 1)

    assert child.due == supervisor.GOOD_SECONDS + 2


@pytest.mark.usefixtures("_signals")
def test_all_stop_together_also_one_that_does_not_listen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 1.0)
    monkeypatch.setattr(supervisor, "answers", lambda _address: True)
    said: list[str] = []
    first, second = Child("web", STAYS, {}), Child("worker", DEAF, {})
    boss = Supervisor([first, second], say=said.append)

    def stop() -> None:
        until = time.monotonic() + 30
        while second.process is None and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1)  # it has to learn to be deaf
        boss.stopping = True

    stopper = threading.Thread(target=stop)
    stopper.start()
    boss.run(address="", ready=lambda: said.append("ready"))
    stopper.join()

    assert said == ["ready", "worker hield niet op en is afgebroken."]
    for child in (first, second):
        assert child.process is not None
        assert child.process.poll() is not None


@pytest.mark.usefixtures("_signals")
def test_a_signal_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "answers", lambda _address: True)
    boss = Supervisor([Child("web", STAYS, {})], say=print)

    boss.run(address="", ready=lambda: signal.raise_signal(signal.SIGTERM))

    assert boss.stopping


def test_a_port_is_free_or_not() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert not is_free("127.0.0.1", taken.getsockname()[1])
    assert is_free("127.0.0.1", postgres.free_port())
    assert not is_free("192.0.2.1", 8000)  # an address that is not ours


class Ill(BaseHTTPRequestHandler):
    """Answers that it is not well."""

    def do_GET(self) -> None:
        self.send_error(503)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def test_it_answers_also_when_it_is_not_well() -> None:
    with HTTPServer(("127.0.0.1", 0), Ill) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        assert answers(f"http://127.0.0.1:{server.server_port}")
        thread.join()
    assert not answers(f"http://127.0.0.1:{postgres.free_port()}")


def test_the_pages_and_the_worker_know_their_address() -> None:
    web, worker = children("127.0.0.1", 8123, url="https://wijk.voorbeeld.nl", lock=3)

    assert "8123" in web.command
    assert web.environment["WIJKREGIE_PROCESS"] == "web"
    assert worker.command[-1] == "work"
    assert {web.environment["WIJKREGIE_URL"], worker.environment["WIJKREGIE_URL"]} == {
        "https://wijk.voorbeeld.nl"
    }


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104 - not listened on
        ("::", "http://[::1]:8000"),
    ],
)
def test_the_address_is_one_that_this_machine_can_open(host: str, near: str) -> None:
    assert serving.address(host, 8000) == near
