"""Two people who change the same meeting at the same moment, in two connections."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.utils import translation

from tests.makers.meetings import decision_of, make_item, make_meeting, make_series, make_team
from tests.makers.places import AT
from tests.makers.signals import make_signal
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.meetings import services
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite lets one writer in at a time; this is about PostgreSQL",
    ),
]


def together(*changes: Callable[[], object]) -> list[str]:
    """Do these at once, each in a connection of its own; return how each ended."""
    start, outcomes = Barrier(len(changes)), []

    def run(change: Callable[[], object]) -> None:
        start.wait()
        try:
            with translation.override("en"):
                change()
            outcomes.append("done")
        except Refusal as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[change]) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.parametrize("about", ["an own point", "a report"])
def test_one_of_two_who_decide_is_first_and_the_other_is_told(about: str) -> None:
    team = make_team()
    meeting = make_meeting(make_series(team.group))
    item_id = make_item(meeting).pk
    if about == "a report":
        signal = make_signal(team.municipality, team.area)
        item_id = services.add_signal(meeting.pk, signal.pk, by=team.as_worker(), at=AT)
    draft = decision_of(team.group)
    chair, worker = team.as_chair(), team.as_worker()

    outcomes = together(
        lambda: services.decide(item_id, draft, by=chair, at=AT),
        lambda: services.decide(item_id, draft, by=worker, at=AT),
    )

    assert outcomes == ["This point has been decided on. Reload the page.", "done"]
    assert Decision.objects.count() == 1


def test_who_writes_while_the_chair_closes_is_first_or_is_refused() -> None:
    team = make_team()
    meeting = make_meeting(make_series(team.group))
    item = make_item(meeting)
    chair, worker = team.as_chair(), team.as_worker()

    outcomes = together(
        lambda: services.close(meeting.pk, by=chair, at=AT),
        lambda: services.note(item.pk, "Nog even dit", 1, by=worker, at=AT),
    )

    item.refresh_from_db()
    assert outcomes.count("done") == 1 + bool(item.notes)


def test_one_of_two_who_write_notes_sees_what_the_other_wrote() -> None:
    team = make_team()
    item = make_item(make_meeting(make_series(team.group)))
    chair, worker = team.as_chair(), team.as_worker()

    outcomes = together(
        lambda: services.note(item.pk, "Van de voorzitter", 1, by=chair, at=AT),
        lambda: services.note(item.pk, "Van de opbouwwerker", 1, by=worker, at=AT),
    )

    assert outcomes[0].startswith("Somebody else wrote here too")
    assert outcomes[1:] == ["done"]
    item.refresh_from_db()
    assert item.version == 2


def test_one_of_two_who_plan_the_same_evening_is_told() -> None:
    team = make_team()
    series = make_series(team.group)
    chair = team.as_chair()

    outcomes = together(
        *[lambda: services.plan(series.pk, AT, by=chair, at=AT) for _person in range(2)]
    )

    assert outcomes == ["There is a meeting at this time already. Choose another time.", "done"]
    assert series.meetings.count() == 1
