"""The worker does jobs, starts the night once and goes on after a fault of the database."""

from __future__ import annotations

import signal
import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from wijkregie.cli import nights, worker
from wijkregie.domain.concerns import services as concerns
from wijkregie.kit import jobs, nightly
from wijkregie.kit.models import NightlyRun, WorkerBeat

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("own_database", "_signals")


@pytest.fixture
def _signals(settings: Any) -> Iterator[None]:
    """Keep the tests' own answer to Ctrl-C, and queue jobs in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    kept = {
        one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
    }
    yield
    for one, handler in kept.items():
        signal.signal(one, handler)


def test_the_night_is_queued_once_by_two_workers_and_done() -> None:
    worker.tick("one")
    worker.tick("two")
    assert DBTaskResult.objects.count() == 1

    worker.work(batch=True)

    run = NightlyRun.objects.get()
    assert run.finished_at is not None
    assert set(run.report) == {
        "erase",
        "tidy",
        "overdue",
        "offers",
        "covenants",
        "phases",
        "repairs",
        "accounts",
        "turns",
        "urns",
    }
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_many_clocks_at_the_same_moment_queue_one_night() -> None:
    gate = threading.Barrier(4)

    def go(name: str) -> None:
        gate.wait()
        worker.patiently(worker.tick, name)

    threads = [threading.Thread(target=go, args=[f"worker {number}"]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert DBTaskResult.objects.count() == NightlyRun.objects.count() == 1


def test_a_killed_night_is_taken_over() -> None:
    """A worker died in the middle: its job runs, and it gives no sign of life."""
    worker.tick("dead")
    job = DBTaskResult.objects.get()
    job.claim("dead")
    long_ago = timezone.now() - timedelta(minutes=5)  # noqa: TID251 - the worker looks too
    DBTaskResult.objects.update(started_at=long_ago)
    WorkerBeat.objects.update(at=long_ago)

    worker.tick("alive")
    worker.work(batch=True)

    job.refresh_from_db()
    assert job.status == "SUCCESSFUL"
    assert len(job.worker_ids) == 2
    assert NightlyRun.objects.get().finished_at is not None


def test_a_worker_says_goodbye() -> None:
    worker.work(batch=True)

    assert not WorkerBeat.objects.exists()


def test_the_worker_goes_on_when_the_database_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PAUSE_SECONDS", 0.01)
    nights.do_night.enqueue(nightly.night_of(timezone.now()).isoformat())  # noqa: TID251 - same
    one = worker.Worker(batch=True)
    names = [one.worker_id]
    usual = one.run

    def stumble() -> None:
        names.append(one.worker_id)
        if len(names) == 2:
            raise OperationalError("server closed the connection unexpectedly")
        usual()

    monkeypatch.setattr(one, "run", stumble)
    one.work()

    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert names[1] != names[2]  # the old name falls silent, so that its job is taken over


def test_the_clock_goes_on_when_the_database_is_away(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_name: str) -> None:
        raise OperationalError("away")

    worker.patiently(fail, "one")

    assert "could not reach" in caplog.text


def test_the_clock_follows_the_name_of_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "BEAT_SECONDS", 0.01)
    one = worker.Worker()
    first = one.worker_id
    clock = threading.Thread(target=worker._keep_time, args=[one])
    clock.start()
    until = time.monotonic() + 20
    while not WorkerBeat.objects.filter(worker=first).exists() and time.monotonic() < until:
        time.sleep(0.01)
    one.worker_id = "another"
    while not WorkerBeat.objects.filter(worker="another").exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert set(WorkerBeat.objects.values_list("worker", flat=True)) == {"another"}

    one.ended.set()
    clock.join()

    assert not WorkerBeat.objects.exists()


def test_the_work_of_a_night_can_be_done_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("nightly")
    assert '"erase"' in capsys.readouterr().out

    call_command("nightly")
    assert "al gedaan" in capsys.readouterr().out

    call_command("nightly", again=True)
    assert '"erase"' in capsys.readouterr().out


def test_erasing_by_hand_tells_how_much(capsys: pytest.CaptureFixture[str]) -> None:
    jobs.beat("one", at=timezone.now())  # noqa: TID251 - same
    call_command("erase")

    assert "0 waarden gewist." in capsys.readouterr().out
    connections["default"].close()


def test_the_clock_sounds_alarms_for_concerns_and_outlives_their_faults(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sounded: list[Any] = []
    monkeypatch.setattr(concerns, "sound_alarms", lambda *, at: sounded.append(at))
    worker.tick("one")
    assert len(sounded) == 1

    def broken(*, at: Any) -> None:
        raise ValueError(at)

    monkeypatch.setattr(concerns, "sound_alarms", broken)
    worker.tick("one")
    assert "An alarm could not be sounded" in caplog.text
    assert WorkerBeat.objects.filter(worker="one").exists()

    def away(*, at: Any) -> None:
        raise OperationalError(at)

    monkeypatch.setattr(concerns, "sound_alarms", away)
    assert not worker.patiently(worker.tick, "one")
