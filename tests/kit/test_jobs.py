"""A killed job is done again only when that does no harm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from wijkregie.kit import jobs
from wijkregie.kit.models import WorkerBeat

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG_AGO = AT - timedelta(hours=1)
pytestmark = pytest.mark.django_db


@jobs.idempotent
@task()
def count_again() -> int:
    return 1


@task()
def send_mail() -> int:
    return 1


def running(path: str, *, workers: list[str], started_at: datetime = LONG_AGO) -> DBTaskResult:  # type: ignore[type-arg] # any job
    return DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        task_path=path,
        status="RUNNING",
        started_at=started_at,
        worker_ids=workers,
        exception_class_path="",
        traceback="",
    )


def test_a_harmless_job_of_a_dead_worker_waits_again() -> None:
    job = running(count_again.module_path, workers=["dead"])

    assert jobs.rescue(at=AT) == {"again": 1, "failed": 0}

    job.refresh_from_db()
    assert job.status == "READY"
    assert DBTaskResult.objects.ready().get() == job


@pytest.mark.parametrize("path", [send_mail.module_path, "tests.no.longer.there"])
def test_any_other_job_of_a_dead_worker_has_failed(path: str) -> None:
    job = running(path, workers=["dead"])

    assert jobs.rescue(at=AT) == {"again": 0, "failed": 1}

    job.refresh_from_db()
    assert (job.status, job.finished_at) == ("FAILED", AT)
    assert job.exception_class_path.endswith("Killed")


def test_a_job_that_kills_every_worker_is_given_up() -> None:
    running(count_again.module_path, workers=["one", "two", "three"])

    assert jobs.rescue(at=AT) == {"again": 0, "failed": 1}


def test_the_job_of_a_living_worker_is_left_alone() -> None:
    jobs.beat("alive", at=AT - timedelta(seconds=30))
    running(count_again.module_path, workers=["dead", "alive"])

    assert jobs.rescue(at=AT) == {"again": 0, "failed": 0}


def test_a_job_that_has_just_begun_is_left_alone() -> None:
    running(count_again.module_path, workers=["new"], started_at=AT - timedelta(seconds=5))

    assert jobs.rescue(at=AT) == {"again": 0, "failed": 0}


def test_a_worker_says_hello_and_goodbye() -> None:
    assert jobs.last_beat() is None
    jobs.beat("one", at=LONG_AGO)
    jobs.beat("one", at=AT)
    assert jobs.last_beat() == AT

    jobs.stop_beating("one")

    assert not WorkerBeat.objects.exists()


def test_after_a_restore_only_harmless_jobs_still_wait() -> None:
    kept = running(count_again.module_path, workers=[])
    lost = running(send_mail.module_path, workers=[])

    assert jobs.fail_unsafe(at=AT) == 1

    kept.refresh_from_db()
    lost.refresh_from_db()
    assert (kept.status, lost.status) == ("RUNNING", "FAILED")
