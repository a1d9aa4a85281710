"""The log: one JSON line an event, and nothing in it about a person."""

from __future__ import annotations

from typing import Any


def log_settings(level: str) -> dict[str, Any]:
    """Return the logging setting: JSON lines to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
                "rename_fields": {"asctime": "time", "levelname": "level"},
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.request": {"level": "ERROR"},
            # Django's own line of a refused host or a bad request repeats what was sent.
            "django.security": {"level": "CRITICAL"},
        },
    }
