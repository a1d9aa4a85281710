"""A worker that is killed while it mails loses nothing and mails nobody twice, but for the
one mail that the server had taken and that was not written down yet: that goes again under
the same Message-ID.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tests.faults.installation import PATIENCE, ended
from tests.makers.decisions import a_decision
from tests.makers.mail_server import MailServer, mail_server
from tests.makers.places import make_municipality
from tests.makers.signals import a_signal, make_theme
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.states import State
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.outbox_states import Stand
from wijkregie.kit.viewer import anonymous
from wijkregie.kit.viewer import installation as the_installation

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from tests.faults.installation import Installation

#: Each gets a receipt and an answer: two hundred mails.
REPORTS = 100
#: When the worker is killed: after so many mails, at this moment of the talk with the server.
#: "end": taken, and the worker does not know; "taken": it is told just now; "data": before.
KILLS = ((50, "end"), (100, "taken"), (150, "data"))


@dataclass(frozen=True)
class Mailing:
    """What was asked for, what arrived in this order, and what each kill left open."""

    wanted: set[str]
    arrived: list[str]
    open: list[set[str]] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Return in which way the promise was broken."""
        window = set().union(*self.open)
        twice = {one for one, count in Counter(self.arrived).items() if count > 1}
        found = {
            "lost": self.wanted - set(self.arrived),
            "not asked for": set(self.arrived) - self.wanted,
            "twice outside the window": twice - window,
            "three times": {one for one, count in Counter(self.arrived).items() if count > 2},
        }
        said = [f"{what}: {len(which)}" for what, which in found.items() if which]
        return said + [f"{len(one)} open at once" for one in self.open if len(one) > 1]


@pytest.fixture
def server(installation: Installation) -> Iterator[MailServer]:
    with mail_server() as found:
        installation.settings["WIJKREGIE_MAIL_URL"] = found.url
        yield found


@pytest.mark.usefixtures("inside")
def test_a_worker_killed_while_it_mails_loses_nothing(
    installation: Installation, server: MailServer
) -> None:
    report_and_answer()
    mailing = Mailing(message_ids(), [])
    for number, moment in KILLS:
        worker = installation.start("work")
        kill_at(server, worker, number, moment)
        assert ended(worker)[0] == -signal.SIGKILL
        mailing.open.append(set(server.message_ids()) - message_ids(Stand.SENT))
        assert message_ids(Stand.SENT) <= set(server.message_ids())
        five_minutes_pass()

    assert mailing.open[0]  # killed when the server had it and the worker did not know
    assert not mailing.open[-1]  # killed before the server had it
    send_the_rest(installation)

    assert replace(mailing, arrived=server.message_ids()).faults() == []
    assert message_ids(Stand.SENT) == mailing.wanted
    assert {one.state for one in Signal.objects.all()} == {State.CLOSED}
    assert LogRow.objects.filter(what="signal_heard").count() == REPORTS


@pytest.mark.parametrize(
    ("arrived", "open_at_a_kill", "fault"),
    [
        ([], [], "lost: 2"),
        (["one", "two", "three"], [], "not asked for: 1"),
        (["one", "two", "two"], [set[str]()], "twice outside the window: 1"),
        (["one", "one", "one", "two"], [{"one"}], "three times: 1"),
        (["one", "two"], [{"one", "two"}], "2 open at once"),
    ],
)
def test_a_broken_promise_is_seen(
    arrived: list[str], open_at_a_kill: list[set[str]], fault: str
) -> None:
    assert Mailing({"one", "two"}, arrived, open_at_a_kill).faults() == [fault]


def test_the_window_alone_is_no_broken_promise() -> None:
    assert Mailing({"one", "two"}, ["one", "one", "two"], [{"one"}]).faults() == []


@transaction.atomic
def report_and_answer() -> None:
    """Let a hundred residents report something, and give each an answer."""
    at = timezone.now() - timedelta(minutes=1)  # noqa: TID251 - the worker looks at the clock
    here = make_municipality()
    theme, by = make_theme(here), the_installation(here.pk)
    for number in range(REPORTS):
        raiser = services.RaiserDraft(hear_back="mail", email=f"m{number}@voorbeeld.nl")
        receipt = services.receive(
            a_signal(theme, raiser=raiser),
            municipality_id=here.pk,
            by=anonymous(here.pk),
            at=at,
            seed=number,
        )
        services.decide(receipt.signal_id, a_decision(), by=by, at=at)
        services.answer(receipt.signal_id, "Het is gemaakt.", by=by, at=at)


def message_ids(*stands: Stand) -> set[str]:
    rows = OutboxRow.objects.filter(stand__in=stands or list(Stand))
    return set(rows.values_list("message_id", flat=True))


def kill_at(
    server: MailServer, worker: subprocess.Popen[str], number: int, moment: str
) -> None:
    """Kill the worker when the server has so many mails, at a moment of the talk."""
    once = threading.Lock()

    def watch(now: str) -> None:
        if now == moment and len(server.accepted) >= number and once.acquire(blocking=False):
            os.kill(worker.pid, signal.SIGKILL)

    server.watch = watch


def five_minutes_pass() -> None:
    """Let what the dead worker had taken count as taken long ago."""
    taken = OutboxRow.objects.filter(taken_at__isnull=False)
    taken.update(taken_at=F("taken_at") - timedelta(minutes=6))


def send_the_rest(installation: Installation) -> None:
    """Start a worker again, and stop it as one should when all is done."""
    worker = installation.start("work")
    until = time.monotonic() + PATIENCE
    while OutboxRow.objects.filter(stand=Stand.WAITING).exists():
        assert worker.poll() is None, ended(worker)
        assert time.monotonic() < until, "the rest never went"
        time.sleep(0.1)
    worker.terminate()
    assert ended(worker)[0] == 0
