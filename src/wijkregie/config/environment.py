"""Read the settings of an installation from its environment, and refuse nonsense clearly.

The sentences are Dutch here: while the settings are read there is no catalogue yet.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from environs import Env, EnvError

from wijkregie.config.database import database_setting
from wijkregie.config.mail import PORTS as MAIL_PORTS
from wijkregie.config.refused import SettingRefused, refuse
from wijkregie.config.secret import checked_secret, stored_sealed_key, stored_secret
from wijkregie.config.services import service_addresses

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Environment", "SettingRefused", "read_environment"]

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
HOST = re.compile(r"^\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^\[[0-9a-f:.]+\]$")


@dataclass(frozen=True)
class Environment:
    """Everything that an installation may set from outside, already checked."""

    data_dir: Path
    database: dict[str, Any]
    secret_key: str
    sealed_key: str
    demo: bool
    url: str
    hosts: list[str]
    proxies: int
    mail_url: str
    mail_from: str
    log_level: str
    upload_megabytes: int
    backup_dir: Path
    services: dict[str, str]


def read_environment() -> Environment:
    """Return the checked settings; an empty one counts as not given.

    Raises ``SettingRefused`` (which ends the program with one sentence) for a setting that
    is missing where it must be there, or that makes no sense.
    """
    data_dir = _writable(
        "WIJKREGIE_DATA_DIR", _text("WIJKREGIE_DATA_DIR", "data"), Path.cwd() / "data"
    )
    demo = _flag("WIJKREGIE_DEMO")
    url = _checked_url(_text("WIJKREGIE_URL", "http://127.0.0.1:8000"))
    secret = _text("WIJKREGIE_SECRET_KEY", "")
    sealed = _text("WIJKREGIE_SEALED_KEY", "")
    return Environment(
        data_dir=data_dir,
        database=database_setting(_text("DATABASE_URL", ""), data_dir),
        secret_key=checked_secret(secret) if secret else stored_secret(data_dir),
        sealed_key=checked_secret(sealed, "WIJKREGIE_SEALED_KEY")
        if sealed
        else stored_sealed_key(data_dir),
        demo=demo,
        url=url,
        hosts=_hosts(_text("WIJKREGIE_HOSTS", ""), url),
        proxies=_number("WIJKREGIE_PROXIES", 0, 0, 5),
        mail_url=_mail_url(_text("WIJKREGIE_MAIL_URL", ""), url, demo=demo),
        mail_from=_mail_from(_text("WIJKREGIE_MAIL_FROM", "Wijkregie <wijkregie@localhost>")),
        log_level=_level(_text("WIJKREGIE_LOG_LEVEL", "INFO")),
        upload_megabytes=_number("WIJKREGIE_UPLOAD_MEGABYTES", 20, 1, 100),
        backup_dir=Path(_text("WIJKREGIE_BACKUP_DIR", str(data_dir / "backups"))).resolve(),
        services=service_addresses(),
    )


def _text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def _parsed(name: str, read: Callable[[str], Any], should_be: str) -> Any:
    try:
        return read(name)
    except (EnvError, ValueError) as fault:
        raise refuse(name, should_be, given=_text(name, "")) from fault


def _flag(name: str) -> bool:
    if not _text(name, ""):
        return False
    return bool(_parsed(name, Env().bool, "kies 1 (ja) of 0 (nee)."))


def _number(name: str, default: int, low: int, high: int) -> int:
    should_be = f"kies een geheel getal van {low} tot en met {high}."
    if not _text(name, ""):
        return default
    number = int(_parsed(name, Env().int, should_be))
    if not low <= number <= high:
        raise refuse(name, should_be, given=str(number))
    return number


def _writable(name: str, given: str, example: Path) -> Path:
    """Return the directory, made if it was not there, in which we can write."""
    path = Path(given).expanduser().resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)  # names and contacts lie in it
        probe = path / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as fault:
        raise refuse(
            name,
            "in deze map kan Wijkregie niet schrijven. Geef een map die van deze gebruiker "
            f"is, bijvoorbeeld {example}.",
            given=str(path),
        ) from fault
    return path


def _checked_url(url: str) -> str:
    name = "WIJKREGIE_URL"
    should_be = (
        "geef een adres dat met http:// of https:// begint en waar niets achter de naam "
        "staat, bijvoorbeeld https://wijk.voorbeeld.nl."
    )
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError as fault:
        raise refuse(name, should_be, given=url) from fault
    if not known or parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise refuse(name, should_be, given=url)
    return url.rstrip("/")


def _hosts(given: str, url: str) -> list[str]:
    named = [host.strip().lower() for host in given.split(",") if host.strip()]
    for host in named:
        if not HOST.match(host):
            raise refuse(
                "WIJKREGIE_HOSTS",
                "geef alleen namen met een komma ertussen, zonder http:// en zonder poort, "
                "bijvoorbeeld wijk.voorbeeld.nl,www.wijk.voorbeeld.nl.",
                given=host,
            )
    own = urlsplit(url).hostname or ""
    return sorted({*named, own, "localhost", "127.0.0.1", "[::1]"})


def _level(given: str) -> str:
    if given.upper() not in LEVELS:
        raise refuse("WIJKREGIE_LOG_LEVEL", f"kies {', '.join(LEVELS)}.", given=given)
    return given.upper()


def _mail_url(given: str, url: str, *, demo: bool) -> str:
    """Return the mail server's address; its password is never repeated in a refusal."""
    name = "WIJKREGIE_MAIL_URL"
    if not given:
        if url.startswith("https:") and not demo:
            raise refuse(
                name,
                "zonder mailserver kan niemand inloggen. Geef bijvoorbeeld "
                "smtp+tls://gebruiker:wachtwoord@mail.voorbeeld.nl:587.",
            )
        return given
    if demo:
        raise refuse(name, "de demo verstuurt geen mail. Haal deze instelling weg.")
    try:
        parts = urlsplit(given)
        known = parts.scheme in MAIL_PORTS and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise refuse(
            name,
            "dit is geen adres van een mailserver. Voorbeeld: "
            "smtp+tls://gebruiker:wachtwoord@mail.voorbeeld.nl:587.",
        )
    return given


def _mail_from(given: str) -> str:
    _name, address = parseaddr(given)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address) or re.search(r"[\r\n]", given):
        raise refuse(
            "WIJKREGIE_MAIL_FROM",
            "geef een afzender met een mailadres, bijvoorbeeld "
            "Wijkregie <wijkregie@voorbeeld.nl>.",
            given=given,
        )
    return given
