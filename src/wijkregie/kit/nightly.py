"""One night's work, started once, however many workers there are."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from wijkregie.kit.models import NightlyRun

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

logger = logging.getLogger(__name__)

HOUR = 3
PATIENCE = timedelta(hours=1)
A_DAY = timedelta(days=1)


def night_of(at: datetime) -> date:
    """Return the last date on which it has been three o'clock here."""
    local = timezone.localtime(at)
    return local.date() if local.hour >= HOUR else local.date() - A_DAY


@transaction.atomic
def claim(*, at: datetime) -> date | None:
    """Return the night whose work the caller must do now, or nothing.

    Nights that were missed are caught up by one run. A run that did not finish within
    ``PATIENCE`` was killed or failed, and is given out again.
    """
    on = night_of(at)
    run, is_new = NightlyRun.objects.get_or_create(on=on, defaults={"started_at": at})
    if is_new:
        return on
    if run.finished_at is not None or run.started_at > at - PATIENCE:
        return None
    unchanged = NightlyRun.objects.filter(
        pk=run.pk, finished_at=None, started_at=run.started_at
    )
    return on if unchanged.update(started_at=at) else None


def work(
    on: date,
    parts: Mapping[str, Callable[[datetime], dict[str, int]]],
    *,
    clock: Callable[[], datetime],
) -> dict[str, Any]:
    """Do every part, and keep the counts; a part that fails does not hold up the others.

    The report holds counts and kinds of faults. With a fault the run stays unfinished, so
    that ``claim`` gives it out again.
    """
    report: dict[str, Any] = {}
    failed = False
    for name, part in parts.items():
        try:
            report[name] = part(clock())
        except Exception as fault:
            logger.exception("Nightly part %s failed", name)
            report[name] = {"fault": type(fault).__name__}
            failed = True
    NightlyRun.objects.filter(on=on).update(
        report=report, finished_at=None if failed else clock()
    )
    return report
