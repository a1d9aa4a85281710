"""A server killed in the midst of a thousand reports keeps each that it acknowledged."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import pytest

from tests.faults.installation import PATIENCE, ended
from tests.makers.signal_town import make_signal_town
from tools import postgres
from wijkregie.domain.signals.models import Raiser, Signal, Step
from wijkregie.kit import tokens
from wijkregie.kit.models import LogRow, OutboxRow

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from tests.faults.installation import Installation

REPORTS: Final = 1000
#: After so many receipts everything is killed, and started again.
KILLS: Final = (400,)
CLIENTS: Final = 8
TOKEN: Final = "a" * 32


@dataclass
class Town:
    """A server that is killed at times, and residents who report until they get a receipt."""

    installation: Installation
    slug: str
    theme: int
    port: int
    receipts: dict[int, str] = field(default_factory=dict)
    unsure: set[int] = field(default_factory=set)

    def report(self, number: int) -> None:
        """Send a form until it is acknowledged, as somebody does who sees no receipt."""
        until = time.monotonic() + PATIENCE
        while number not in self.receipts:
            assert time.monotonic() < until, "the server never came back"
            try:
                self.receipts[number] = self._sent(number)
            except (OSError, HTTPException):
                self.unsure.add(number)
                time.sleep(0.1)

    def _sent(self, number: int) -> str:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        form = {
            "csrfmiddlewaretoken": TOKEN,
            "text": f"Melding {number}",
            "theme": self.theme,
            "kind": "report",
            "area": "WK939801",
            "hear_back": "mail",
            "email": f"melder{number}@voorbeeld.nl",
            "submission": f"{number:032x}",
        }
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={TOKEN}",
            "X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}",
            "X-Forwarded-Proto": "http",
        }
        try:
            connection.request("POST", f"/{self.slug}/melden/plek", urlencode(form), headers)
            answer = connection.getresponse()
            place = answer.headers.get("Location", "")
            assert answer.status == 302, answer.status
            return place.removeprefix(f"/{self.slug}/volgen/")
        finally:
            connection.close()

    def lost(self) -> list[int]:
        """Return which reports got a receipt that leads to nothing."""
        kept = set(Raiser.objects.values_list("link_digest", flat=True))
        return [
            number
            for number, token in self.receipts.items()
            if tokens.digest(token) not in kept
        ]


@pytest.fixture
def town(installation: Installation, inside: None) -> Town:
    """A town with borders and a team. Each resident has an address of the own, at a proxy."""
    made = make_signal_town()
    installation.settings |= {"WIJKREGIE_PROXIES": "1", "WIJKREGIE_LOG_LEVEL": "ERROR"}
    return Town(installation, made.municipality.slug, made.theme.pk, postgres.free_port())


def test_a_server_killed_in_the_midst_keeps_what_it_acknowledged(town: Town) -> None:
    numbers = range(REPORTS)
    server = started(town)
    with ThreadPoolExecutor(CLIENTS) as residents:
        work = [residents.submit(town.report, number) for number in numbers]
        try:
            for count in KILLS:
                wait_for_receipts(town, count)
                kill_all(server)
                assert town.lost() == []
                server = started(town)
            for one in work:
                one.result(PATIENCE)
        finally:
            for one in work:
                one.cancel()
            kill_all(server)

    assert set(town.receipts) == set(numbers)
    assert town.unsure  # there were people who saw no receipt, and sent it again
    assert town.lost() == []
    assert Signal.objects.count() == REPORTS
    assert {one.in_areas.count() for one in Signal.objects.all()[:10]} == {2}  # wijk and town
    assert (
        Raiser.objects.count() == Step.objects.count() == OutboxRow.objects.count() == REPORTS
    )
    assert LogRow.objects.filter(what="signal_received").count() == REPORTS


def test_a_lost_report_is_seen(town: Town) -> None:
    town.receipts[1] = "there is no such link"

    assert town.lost() == [1]


def started(town: Town) -> subprocess.Popen[str]:
    """Start the real server with its worker; they answer a moment later."""
    return town.installation.start("serve", "--port", str(town.port))


def wait_for_receipts(town: Town, count: int) -> None:
    until = time.monotonic() + PATIENCE
    while len(town.receipts) < count:
        assert time.monotonic() < until, "it never came so far"
        time.sleep(0.02)


def kill_all(server: subprocess.Popen[str]) -> None:
    """Kill the server and all it started, as when the machine stops."""
    for pid in [*family(server.pid)][::-1]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    ended(server)


def family(pid: int) -> Iterator[int]:
    """Yield a process, its children and theirs."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text(encoding="ascii").split():
            yield from family(int(child))
