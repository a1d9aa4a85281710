"""The worker: jobs in the background, a clock, the post, and patience with the database."""

from __future__ import annotations

import logging
import signal
import threading
import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import DatabaseError, InterfaceError, connections, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker

from wijkregie.cli import nights
from wijkregie.cli.post.postman import Postman
from wijkregie.domain.concerns import services as concerns
from wijkregie.kit import jobs, nightly

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

logger = logging.getLogger(__name__)

BEAT_SECONDS = 15.0
PAUSE_SECONDS = 2.0


class Worker(DatabaseWorker):
    """Goes on when the database was away for a while."""

    def __init__(self, *, interval: float = 1.0, batch: bool = False) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid4().hex,
        )
        self.ended = threading.Event()

    def shutdown(self, signum: int, frame: Any) -> None:
        """Finish the job at hand; asked again, stop at once."""
        self.ended.set()
        super().shutdown(signum, frame)

    def work(self) -> None:
        """Do jobs until told to stop. The name changes after a fault: the job at hand is lost.

        Its old name falls silent, so that ``rescue`` takes the lost job over.
        """
        while self.running:
            try:
                self.run()
            except (DatabaseError, InterfaceError):
                logger.exception("The database is away; trying again")
                connections.close_all()
                self.worker_id = uuid4().hex
                self.ended.wait(PAUSE_SECONDS)
            else:
                return


def work(*, batch: bool = False) -> None:
    """Run a worker with its clock and its postman until it is told to stop.

    With ``batch`` it stops when all jobs are done and all mail that is due was sent.
    """
    worker = Worker(batch=batch)
    worker.configure_signals()
    postman = Postman(worker.ended)
    clock = threading.Thread(target=_keep_time, args=[worker], name="clock", daemon=True)
    post = threading.Thread(target=postman.run, name="post", daemon=True)
    threads = [clock] if batch else [clock, post]
    for thread in threads:
        thread.start()
    try:
        worker.work()
        if batch:
            postman.empty()
    finally:
        worker.ended.set()
        until = time.monotonic() + BEAT_SECONDS
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _keep_time(worker: Worker) -> None:
    """Beat, take over lost jobs and start the night, until the worker ends."""
    last = ""
    while True:
        if last and last != worker.worker_id:
            patiently(jobs.stop_beating, last)
        last = worker.worker_id
        pause = BEAT_SECONDS if patiently(tick, last) else PAUSE_SECONDS
        if worker.ended.wait(pause):
            break
    patiently(jobs.stop_beating, last)
    connections.close_all()


def tick(name: str) -> None:
    """Do what is due now; safe beside any number of other workers."""
    at = timezone.now()
    jobs.beat(name, at=at)
    jobs.rescue(at=at)
    with transaction.atomic():
        on = nightly.claim(at=at)
        if on is not None:
            nights.do_night.enqueue(on.isoformat())
    _sound_alarms(at)


def _sound_alarms(at: datetime) -> None:
    """Sound what is due for concerns about persons; what fails there stops no clock."""
    try:
        concerns.sound_alarms(at=at)
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        logger.exception("An alarm could not be sounded; trying again")


def patiently(step: Callable[[str], Any], name: str) -> bool:
    """Do a step and tell whether it went; a database that is away is not the end."""
    try:
        step(name)
    except (DatabaseError, InterfaceError):
        logger.exception("The clock could not reach the database")
        return False
    else:
        return True
    finally:
        connections.close_all()
