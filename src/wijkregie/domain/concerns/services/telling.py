"""Messages that something waits. None of them holds a word, a reference or a buurt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.domain.people import queries as people
from wijkregie.kit import outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from wijkregie.domain.concerns.models import Concern


def tell_team(concern: Concern, *, at: datetime) -> None:
    """Tell who attends the team that something waits for them."""
    readers = people.sealed_readers(concern.group_id, on=timezone.localdate(at))
    mail("concern_waiting", concern, readers, at=at)


def mail(what: str, concern: Concern, person_ids: Iterable[int], *, at: datetime) -> None:
    """Mail these persons, each once per team that the concern came to."""
    for person_id in person_ids:
        outbox.put(
            what,
            {"concern": concern.pk, "person": person_id},
            way=Way.MAIL,
            once=f"{prefix(concern)}{what}:{concern.moved}:{person_id}",
            municipality_id=concern.municipality_id,
            at=at,
        )


def call(concern: Concern, *, at: datetime) -> None:
    """Ask for a call to each number of the list, or to the team itself where there is none."""
    for number in [one.id for one in people.sealed_alarm(concern.municipality_id).calls] or [0]:
        outbox.put(
            "concern_call",
            {"concern": concern.pk, "call": number},
            way=Way.CALL,
            once=f"{prefix(concern)}concern_call:{concern.moved}:{number}",
            municipality_id=concern.municipality_id,
            at=at,
        )


def hush(concern: Concern, *, at: datetime) -> None:
    """Let nothing more go out about this concern: it was read."""
    outbox.void(prefix(concern), at=at, why="opened meanwhile")


def prefix(concern: Concern) -> str:
    """Return how the identity of every message about this concern begins."""
    return f"concern:{concern.pk}:"
