"""Jobs in the background: which may be done twice, and what becomes of a killed one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Max
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wijkregie.kit.models import WorkerBeat

if TYPE_CHECKING:
    from django_tasks.base import Task

AnyTask = TypeVar("AnyTask", bound="Task[..., Any]")

SILENT = timedelta(minutes=2)
TRIES = 3
_idempotent: set[str] = set()


def idempotent(task: AnyTask) -> AnyTask:
    """Return ``task``, known as one that does no harm when it is done twice."""
    _idempotent.add(task.module_path)
    return task


def beat(worker: str, *, at: datetime) -> None:
    """Give a sign of life."""
    WorkerBeat.objects.update_or_create(worker=worker, defaults={"at": at})


def stop_beating(worker: str) -> None:
    """Say goodbye, so that nobody waits for this worker."""
    WorkerBeat.objects.filter(worker=worker).delete()


def last_beat() -> datetime | None:
    """Return the latest sign of life of any worker."""
    found: datetime | None = WorkerBeat.objects.aggregate(at=Max("at"))["at"]
    return found


def rescue(*, at: datetime) -> dict[str, int]:
    """Take over the jobs of workers that fell silent; return how many, per outcome.

    A job that may be done twice waits again, at most ``TRIES`` times in all; any other has
    failed, for nobody knows how far it came.
    """
    alive = set(WorkerBeat.objects.filter(at__gte=at - SILENT).values_list("worker", flat=True))
    counts = {"again": 0, "failed": 0}
    for job in DBTaskResult.objects.running().filter(started_at__lt=at - SILENT):
        if not alive.intersection(job.worker_ids[-1:]):
            counts[_release(job, at=at)] += 1
    return counts


def fail_unsafe(*, at: datetime) -> int:
    """Fail the waiting and running jobs that may not be done twice; return how many.

    After a restore nobody knows whether they were done since the backup was made.
    """
    count = 0
    for job in DBTaskResult.objects.exclude(status__in=("SUCCESSFUL", "FAILED")):
        if not _may_be_done_twice(job):
            _fail(job, "wijkregie.kit.jobs.Restored", at=at)
            count += 1
    return count


def _release(job: DBTaskResult[..., Any], *, at: datetime) -> str:
    if len(job.worker_ids) < TRIES and _may_be_done_twice(job):
        _unchanged(job).update(status=TaskResultStatus.READY, started_at=None)
        return "again"
    _fail(job, "wijkregie.kit.jobs.Killed", at=at)
    return "failed"


def _may_be_done_twice(job: DBTaskResult[..., Any]) -> bool:
    try:
        return job.task.module_path in _idempotent
    except ImportError:  # a job of an older version that is no longer there
        return False


def _fail(job: DBTaskResult[..., Any], why: str, *, at: datetime) -> None:
    _unchanged(job).update(
        status=TaskResultStatus.FAILED, finished_at=at, exception_class_path=why
    )


def _unchanged(job: DBTaskResult[..., Any]) -> Any:
    """Return the row if no other worker touched it since it was read."""
    return DBTaskResult.objects.filter(pk=job.pk, status=job.status, started_at=job.started_at)


class Killed(Exception):
    """The worker fell silent while it did this job."""


class Restored(Exception):
    """The job came out of a backup, and may have been done since."""
