"""The same at the same moment, in two connections: one wins, the other hears so."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from tests.makers.concerns import a_concern, make_concern, make_desk, send
from tests.makers.places import AT
from wijkregie.domain.concerns import services
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.concerns.states import HandedTo
from wijkregie.kit.models import LogRow, OutboxRow

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite lets one writer in at a time; this is about PostgreSQL",
    ),
]


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Do these at the same moment, each in its own connection; return what came of them."""
    barrier = Barrier(len(acts))
    outcomes: list[Any] = []

    def act(one: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            outcomes.append(one())
        except services.ConcernRefused as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=act, args=[one]) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_of_two_who_confirm_at_once_one_does_and_the_other_hears_so() -> None:
    desk = make_desk()
    concern = make_concern(desk)
    services.open_concern(concern.pk, by=desk.member, at=AT)

    found = together(
        lambda: services.confirm(concern.pk, HandedTo.CARE, by=desk.member, at=AT),
        lambda: services.confirm(concern.pk, HandedTo.POLICE, by=desk.colleague, at=AT),
    )

    assert sorted(isinstance(one, services.ConcernRefused) for one in found) == [False, True]
    assert LogRow.objects.filter(what="concern_confirmed").count() == 1
    assert Concern.objects.get().sealed is None


def test_a_form_that_is_sent_four_times_at_once_is_one_concern() -> None:
    desk = make_desk()
    draft = a_concern(desk.area)

    found = together(*(lambda seed=seed: send(draft, desk, seed=seed) for seed in range(4)))

    assert len(set(found)) == 1
    assert Concern.objects.count() == 1


def test_two_workers_sound_each_alarm_once() -> None:
    desk = make_desk()
    make_concern(desk)
    late = AT + timedelta(hours=25)

    found = together(*(lambda: services.sound_alarms(at=late) for _worker in range(3)))

    assert sum(one.get("concern_deputy_told", 0) for one in found) == 1
    assert OutboxRow.objects.filter(template="concern_unread").count() == 1
    assert OutboxRow.objects.filter(template="concern_call").count() == 1
