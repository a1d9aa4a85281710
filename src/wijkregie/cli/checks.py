"""Is this installation in order: the questions an operator would ask."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.cli import readiness
from wijkregie.domain.concerns import queries as concerns
from wijkregie.kit import health, installation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

A_DAY = 86_400
OLD_DAYS = 2
DEMO_MAIL = "wijkregie.kit.mail.DemoBackend"
NAMES = (
    "WIJKREGIE_DATA_DIR",
    "WIJKREGIE_BACKUP_DIR",
    "WIJKREGIE_SECRET_KEY",
    "WIJKREGIE_SEALED_KEY",
    "WIJKREGIE_DEMO",
    "WIJKREGIE_URL",
    "WIJKREGIE_HOSTS",
    "WIJKREGIE_PROXIES",
    "WIJKREGIE_MAIL_URL",
    "WIJKREGIE_MAIL_FROM",
    "WIJKREGIE_LOG_LEVEL",
    "WIJKREGIE_UPLOAD_MEGABYTES",
    "WIJKREGIE_PROCESS",
)


@dataclass(frozen=True, slots=True)
class Check:
    """One answer: ``ok``, ``note`` or ``wrong``, and a sentence."""

    outcome: str
    sentence: str


def check_installation(*, at: datetime) -> Iterator[Check]:
    """Yield the answers, in the order in which one would repair."""
    yield from _settings()
    if not readiness.answers():
        yield Check("wrong", _("The database does not answer."))
        return
    found = health.health(at=at)
    yield from _well(found)
    if found.migrations:
        yield from _concerns(at)
    yield from _demo()
    yield _backup(at)


def _settings() -> Iterator[Check]:
    for name in sorted(os.environ):
        if name.startswith("WIJKREGIE_") and name not in NAMES and "_TEST_" not in name:
            near = difflib.get_close_matches(name, NAMES, n=1)
            hint = _(" Did you mean %(name)s?") % {"name": near[0]} if near else ""
            yield Check("note", _("The setting %(name)s is not known.") % {"name": name} + hint)
    if settings.WIJKREGIE_URL.startswith("http:") and not settings.WIJKREGIE_DEMO:
        yield Check("note", _("The address is not https: others can read along."))


def _well(found: health.Health) -> Iterator[Check]:
    if not found.migrations:
        yield Check(
            "wrong", _("The database is not ready for this version. Run: wijkregie prepare")
        )
        return
    yield Check("ok", _("The database answers and fits this version."))
    enough = found.disk_megabytes >= health.NEEDED_MEGABYTES
    yield Check(
        "ok" if enough else "wrong",
        _("%(count)d MB are free on the disk.") % {"count": found.disk_megabytes},
    )
    if found.works:
        yield Check("ok", _("The worker is at work."))
    else:
        yield Check("note", _("No worker is at work: no mails, no nightly erasure."))
    if not found.mails:
        yield Check(
            "note",
            ngettext(
                "%(count)d mail waits too long. Check the mail server in WIJKREGIE_MAIL_URL.",
                "%(count)d mails wait too long. Check the mail server in WIJKREGIE_MAIL_URL.",
                found.mails_late,
            )
            % {"count": found.mails_late},
        )


def _concerns(at: datetime) -> Iterator[Check]:
    """Tell where concerns about persons stay unread, or cannot be opened with our key."""
    for one in concerns.unread(at=at):
        if one.late:
            told = ngettext(
                "%(name)s: %(count)d concern waits unread for over 24 hours. Call the team.",
                "%(name)s: %(count)d concerns wait unread for over 24 hours. Call the team.",
                one.late,
            )
            yield Check("wrong", told % {"name": one.name, "count": one.late})
        if one.locked:
            told = ngettext(
                "%(name)s: %(count)d concern has another key. Put the file sealed.key back.",
                "%(name)s: %(count)d concerns have another key. Put the file sealed.key back.",
                one.locked,
            )
            yield Check("wrong", told % {"name": one.name, "count": one.locked})


def _demo() -> Iterator[Check]:
    try:
        installation.refuse_mixture()
    except installation.DemoMixed as refusal:
        yield Check("wrong", str(refusal))
    if settings.WIJKREGIE_DEMO and settings.EMAIL_BACKEND != DEMO_MAIL:
        yield Check("wrong", _("The demo would send real mail."))


def _backup(at: datetime) -> Check:
    found = sorted(Path(settings.WIJKREGIE_BACKUP_DIR).glob("wijkregie-*.tar.gz"))
    if not found:
        return Check("note", _("There is no backup yet. Make one: wijkregie backup"))
    days = int((at.timestamp() - found[-1].stat().st_mtime) // A_DAY)
    return Check(
        "ok" if days < OLD_DAYS else "note",
        _("The newest backup is %(days)d days old.") % {"days": days},
    )
