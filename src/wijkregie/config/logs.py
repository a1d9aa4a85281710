"""The log: one JSON line an event, and nothing in it about a person."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

from pythonjsonlogger.json import JsonFormatter

from wijkregie.kit.trace import request_id

if TYPE_CHECKING:
    import logging

# Loggers that write words of ours, numbers and names of functions only.
OURS = ("wijkregie", "django_tasks", "django_tasks_db", "gunicorn", "granian")
FIELDS = frozenset(
    {
        "time",
        "level",
        "logger",
        "message",
        "request_id",
        "method",
        "route",
        "status",
        "ms",
        "fault",
        "where",
        "counts",
    }
)


class SafeJson(JsonFormatter):
    """Writes known fields only; what might repeat what a person typed is left out.

    A library's line is written as its template, without the values. A fault is written as
    its kind and the places in the code, without its message: a database repeats the row
    that it refused in it.
    """

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """Fill one line from the record."""
        super().add_fields(log_data, record, message_dict)
        if record.name.split(".")[0] not in OURS:
            log_data["message"] = str(record.msg).splitlines()[0] if record.msg else ""
        if record.exc_info and record.exc_info[0] is not None:
            log_data["fault"] = kinds(record.exc_info[1])
            log_data["where"] = places(record.exc_info[1])
        if number := request_id.get():
            log_data.setdefault("request_id", number)
        for name in log_data.keys() - FIELDS:
            del log_data[name]


def kinds(fault: BaseException | None) -> list[str]:
    """Return the kinds of fault, from the one that was seen down to its causes."""
    found = []
    while fault is not None:
        found.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
        fault = fault.__cause__ or fault.__context__
    return found


def places(fault: BaseException | None) -> list[str]:
    """Return where the fault went through, the deepest place last."""
    steps = traceback.extract_tb(fault.__traceback__ if fault else None)
    return [
        f"{step.filename.rpartition('/src/')[2]}:{step.lineno} {step.name}" for step in steps
    ]


def log_settings(level: str) -> dict[str, Any]:
    """Return the logging setting: JSON lines to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": SafeJson,
                "fmt": "%(levelname)s %(name)s %(message)s",
                "rename_fields": {"levelname": "level", "name": "logger"},
                "timestamp": "time",
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django hangs a handler of its own on this one, which mails and prints in full.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"level": "ERROR"},
            # SQL with its values would be written at DEBUG.
            "django.db.backends": {"level": "INFO"},
            # Django's own line of a refused host or a bad request repeats what was sent.
            "django.security": {"level": "CRITICAL"},
            # One line for each request of ``wijkregie fetch`` would hide what it tells.
            "httpx": {"level": "WARNING"},
        },
    }
