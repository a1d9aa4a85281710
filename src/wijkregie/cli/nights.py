"""What is done every night."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django_tasks import task

from wijkregie.domain.budgets import services as budgets
from wijkregie.domain.people import services as people
from wijkregie.domain.programme import services as programme
from wijkregie.domain.signals import services as signals
from wijkregie.kit import erasure, jobs, nightly, typeset
from wijkregie.kit.backup.restore import discard_kept

if TYPE_CHECKING:
    from collections.abc import Callable


def _erase(at: datetime) -> dict[str, int]:
    return erasure.erase(at=at)


def _tidy(at: datetime) -> dict[str, int]:
    return {
        **erasure.tidy(at=at),
        **discard_kept(at=at),
        **signals.discard_lost_photos(at=at),
        **programme.discard_lost_photos(at=at),
        "documents": typeset.tidy(at=at),
    }


def _escalate(at: datetime) -> dict[str, int]:
    return signals.escalate_overdue(at=at)


def _warn(at: datetime) -> dict[str, int]:
    return people.warn_of_lapse(at=at)


def _announce(at: datetime) -> dict[str, int]:
    return budgets.remind_phases(at=at)


def _ask_accounts(at: datetime) -> dict[str, int]:
    return budgets.remind_accounts(at=at)


def _close_turns(at: datetime) -> dict[str, int]:
    return budgets.close_turns(at=at)


def _shuffle(at: datetime) -> dict[str, int]:
    return budgets.shuffle_urns(at=at)


def _tell_repairs(at: datetime) -> dict[str, int]:
    return budgets.remind_repairs(at=at)


def _remind(at: datetime) -> dict[str, int]:
    return signals.remind_offers(at=at)


#: Each part may be killed and done again; it returns counts, never names.
PARTS: dict[str, Callable[[datetime], dict[str, int]]] = {
    "erase": _erase,
    "tidy": _tidy,
    "overdue": _escalate,
    "offers": _remind,
    "covenants": _warn,
    "phases": _announce,
    "repairs": _tell_repairs,
    "accounts": _ask_accounts,
    "turns": _close_turns,
    "urns": _shuffle,
}


@jobs.idempotent
@task()
def do_night(on: str) -> dict[str, Any]:
    """Do the work of the night of ``on`` (an ISO date) and return its report."""
    return nightly.work(date.fromisoformat(on), PARTS, clock=timezone.now)
