"""What a worker that is killed while it mails owes, and how it is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F

from tests.faults.installation import PATIENCE, ended
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.outbox_states import Stand

if TYPE_CHECKING:
    import subprocess

    from tests.faults.installation import Installation
    from tests.makers.mail_server import MailServer


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


def killed_again_and_again(
    installation: Installation, server: MailServer, kills: tuple[tuple[int, str], ...]
) -> Mailing:
    """Kill one worker after another while they mail; return what each kill left open."""
    mailing = Mailing(message_ids(), [])
    for number, moment in kills:
        worker = installation.start("work")
        kill_at(server, worker, number, moment)
        assert ended(worker)[0] == -signal.SIGKILL
        mailing.open.append(set(server.message_ids()) - message_ids(Stand.SENT))
        assert message_ids(Stand.SENT) <= set(server.message_ids())
        five_minutes_pass()
    return mailing


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
