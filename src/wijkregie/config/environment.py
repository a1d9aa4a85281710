"""Read the settings of an installation from its environment, and refuse nonsense clearly."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from environs import Env, EnvError, EnvValidationError


class SettingRefused(SystemExit):
    """A setting that cannot be used; the message names it, its value and what it should be."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"Wijkregie kan niet starten. {sentence}")


@dataclass(frozen=True)
class Environment:
    """Everything that an installation may set from outside, already checked."""

    data_dir: Path
    database: dict[str, Any]
    secret_key: str
    demo: bool
    url: str
    hosts: list[str]
    proxies: int
    mail_url: str
    mail_from: str
    log_level: str
    upload_megabytes: int
    backup_dir: Path


def read_environment() -> Environment:
    """Return the checked settings.

    Raises ``SettingRefused`` (which ends the program with one sentence) for a setting that
    is missing where it must be there, or that makes no sense.
    """
    env = Env(eager=True)
    try:
        return _read(env)
    except EnvValidationError as fault:
        name, problem = next(iter(fault.error_messages.items()), ("", str(fault)))
        given = os.environ.get(str(name), "")
        raise SettingRefused(f"De instelling {name} heeft waarde '{given}': {problem}") from fault
    except EnvError as fault:
        raise SettingRefused(f"Een instelling klopt niet: {fault}") from fault


def _read(env: Env) -> Environment:
    data_dir = Path(env.str("WIJKREGIE_DATA_DIR", "data")).resolve()
    demo = env.bool("WIJKREGIE_DEMO", default=False)
    url = _checked_url(env.str("WIJKREGIE_URL", "http://127.0.0.1:8000"))
    return Environment(
        data_dir=data_dir,
        database=_database(env.str("DATABASE_URL", ""), data_dir),
        secret_key=env.str("WIJKREGIE_SECRET_KEY", "") or _stored_secret(data_dir),
        demo=demo,
        url=url,
        hosts=_hosts(env.list("WIJKREGIE_HOSTS", []), url),
        proxies=env.int("WIJKREGIE_PROXIES", 0),
        mail_url=env.str("WIJKREGIE_MAIL_URL", ""),
        mail_from=env.str("WIJKREGIE_MAIL_FROM", "Wijkregie <wijkregie@localhost>"),
        log_level=_one_of(env.str("WIJKREGIE_LOG_LEVEL", "INFO").upper()),
        upload_megabytes=_positive(env.int("WIJKREGIE_UPLOAD_MEGABYTES", 5)),
        backup_dir=Path(env.str("WIJKREGIE_BACKUP_DIR", str(data_dir / "backups"))).resolve(),
    )


def _checked_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingRefused(
            f"De instelling WIJKREGIE_URL heeft waarde '{url}': geef een adres dat met "
            "http:// of https:// begint, bijvoorbeeld https://wijk.voorbeeld.nl."
        )
    return url.rstrip("/")


def _hosts(given: list[str], url: str) -> list[str]:
    own = urlsplit(url).hostname or ""
    return sorted({*given, own, "localhost", "127.0.0.1", "[::1]"})


def _one_of(level: str) -> str:
    known = ("DEBUG", "INFO", "WARNING", "ERROR")
    if level not in known:
        raise SettingRefused(
            f"De instelling WIJKREGIE_LOG_LEVEL heeft waarde '{level}': kies {', '.join(known)}."
        )
    return level


def _positive(number: int) -> int:
    if not 1 <= number <= 100:  # noqa: PLR2004 - the bound stands in the sentence below
        raise SettingRefused(
            f"De instelling WIJKREGIE_UPLOAD_MEGABYTES heeft waarde '{number}': "
            "kies een getal van 1 tot 100."
        )
    return number


def _database(url: str, data_dir: Path) -> dict[str, Any]:
    """Return Django's database setting; PostgreSQL and SQLite are all there is."""
    if not url:
        return sqlite(data_dir / "wijkregie.sqlite3")
    try:
        found = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except (ValueError, dj_database_url.ParseError) as fault:
        raise SettingRefused(
            "De instelling DATABASE_URL is geen adres van een database. Voorbeeld: "
            "postgres://gebruiker:wachtwoord@server:5432/wijkregie."
        ) from fault
    if found["ENGINE"].endswith("sqlite3"):
        return sqlite(Path(str(found["NAME"])))
    if not found["ENGINE"].endswith("postgresql"):
        raise SettingRefused(
            "De instelling DATABASE_URL noemt een soort database die Wijkregie niet kent. "
            "Gebruik postgres:// of sqlite://."
        )
    found["OPTIONS"] = {**found.get("OPTIONS", {}), "connect_timeout": 5}
    return found


def sqlite(path: Path) -> dict[str, Any]:
    """Return the setting of an SQLite file that waits for its turn and never loses a write."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
            ),
        },
    }


def _stored_secret(data_dir: Path) -> str:
    """Return the key in the data directory; the first start makes it, readable by us only."""
    path = data_dir / "secret_key"
    data_dir.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
