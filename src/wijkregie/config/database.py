"""The database by one setting: SQLite in the data directory, or PostgreSQL."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url

from wijkregie.config.refused import refuse

EXAMPLE = "postgres://gebruiker:wachtwoord@server:5432/wijkregie"
CONNECT_SECONDS = 5
REQUEST_SECONDS = 30
LOCK_SECONDS = 10
KEPT_SECONDS = 60


def database_setting(url: str, data_dir: Path) -> dict[str, Any]:
    """Return Django's database setting; PostgreSQL and SQLite are all there is.

    The address is never repeated in a refusal: it may hold a password.
    """
    if not url:
        return sqlite(data_dir / "wijkregie.sqlite3")
    try:
        found = dict(dj_database_url.parse(url))
    except (ValueError, KeyError, TypeError, dj_database_url.ParseError) as fault:
        raise _refused("dit is geen adres van een database.") from fault
    engine = str(found["ENGINE"])
    name = str(found.get("NAME") or "")
    if engine.endswith("sqlite3") and name not in {"", ":memory:"}:
        return sqlite(Path(name))
    if not engine.endswith(".postgresql"):
        raise _refused("gebruik postgres:// of, voor een bestand, sqlite:///map/bestand.")
    if not name:
        raise _refused("het adres noemt geen naam van een database.")
    return postgresql(found)


def sqlite(path: Path) -> dict[str, Any]:
    """Return the setting of an SQLite file that waits for its turn and never loses a write."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": KEPT_SECONDS,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; "
                # What is erased is overwritten in the file too.
                "PRAGMA secure_delete=ON;"
            ),
        },
    }


def postgresql(found: dict[str, Any]) -> dict[str, Any]:
    """Return the setting of a PostgreSQL that may be slow or restarted while we run.

    A page never waits longer than ``REQUEST_SECONDS``; imports and nightly work may.
    """
    options = [f"-c lock_timeout={LOCK_SECONDS}s"]
    if os.environ.get("WIJKREGIE_PROCESS") == "web":
        options.append(f"-c statement_timeout={REQUEST_SECONDS}s")
    given = found.get("OPTIONS", {})
    return {
        **found,
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "wijkregie",
            "options": " ".join([*options, str(given.get("options", ""))]).strip(),
            **{key: value for key, value in given.items() if key != "options"},
        },
    }


def _refused(sentence: str) -> SystemExit:
    return refuse("DATABASE_URL", f"{sentence} Voorbeeld: {EXAMPLE}.")
