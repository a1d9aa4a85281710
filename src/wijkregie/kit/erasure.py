"""Erase every personal field whose term has passed, as its mark says."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, models, router, transaction
from django.utils import timezone

from wijkregie.kit.models import SentForm, WorkerBeat
from wijkregie.kit.privacy import ROW, Personal, personal_fields

if TYPE_CHECKING:
    from datetime import date

A_DAY = timedelta(days=1)


def erase(*, at: datetime) -> dict[str, int]:
    """Erase what is past its term at ``at``; return how many values went, per field.

    Once per field, in bulk, each in its own transaction: it may be killed and started
    again at any point, and a second run changes nothing.
    """
    counts = {}
    for model, field, mark in personal_fields():
        with transaction.atomic(using=router.db_for_write(model)):
            gone = _erase_field(model, field, mark, at=at)
        if gone:
            counts[f"{model._meta.label}.{field.name}"] = gone
    return counts


def tidy(*, at: datetime) -> dict[str, int]:
    """Throw away what is of no more use: old counters, sent forms, workers that stopped."""
    beats, _per_model = WorkerBeat.objects.filter(at__lt=at - A_DAY).delete()
    forms, _per_model = SentForm.objects.filter(at__lt=at - A_DAY).delete()
    counts = {"kit.WorkerBeat": beats, "kit.SentForm": forms, "cache": _tidy_cache(at)}
    _shrink_journal()
    return {name: count for name, count in counts.items() if count}


def due(model: type[models.Model], mark: Personal, *, at: datetime) -> models.QuerySet[Any]:
    """Return the rows in which the term of ``mark`` has passed."""
    until: datetime | date = at - timedelta(days=mark.days)
    if not isinstance(_last_field(model, mark.since), models.DateTimeField):
        until = timezone.localdate(at - timedelta(days=mark.days))
    return model._base_manager.filter(**{f"{mark.since}__lt": until})


def _erase_field(
    model: type[models.Model], field: models.Field[Any, Any], mark: Personal, *, at: datetime
) -> int:
    rows = due(model, mark, at=at)
    if isinstance(field, models.FileField):
        _delete_files(rows, field)
    if mark.erased is ROW:
        return rows.delete()[1].get(model._meta.label, 0)
    if mark.erased is None:
        rows = rows.filter(**{f"{field.name}__isnull": False})
    else:
        rows = rows.exclude(**{field.name: mark.erased})
    return rows.update(**{field.name: mark.erased})


def _delete_files(rows: models.QuerySet[Any], field: models.FileField) -> None:
    for name in rows.exclude(**{field.name: ""}).values_list(field.name, flat=True):
        field.storage.delete(name)


def _last_field(model: type[models.Model], path: str) -> models.Field[Any, Any]:
    """Return the column at the end of a path along relations."""
    *relations, name = path.split("__")
    for relation in relations:
        related = model._meta.get_field(relation).related_model
        model = related  # type: ignore[assignment] # a path that is no relation fails in the test of the marks
    return model._meta.get_field(name)  # type: ignore[return-value] # same


def _tidy_cache(at: datetime) -> int:
    """Delete what expired in the cache table; Django itself only culls when it is full."""
    cache = settings.CACHES["default"]
    if not cache["BACKEND"].endswith("DatabaseCache"):
        return 0
    table = connection.ops.quote_name(cache["LOCATION"])
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE expires < %s",  # noqa: S608 - the name is a setting
            [connection.ops.adapt_datetimefield_value(at)],
        )
        return int(cursor.rowcount)


def _shrink_journal() -> None:
    """Write SQLite's journal away: it still holds the pages as they were before."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
