"""Closing a large meeting: whole, in few queries, and each mail once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.meetings import (
    TONIGHT,
    decision_of,
    make_action,
    make_item,
    make_meeting,
    make_series,
)
from tests.makers.people import make_person, make_seat
from tests.makers.places import AT
from tests.makers.signals import make_signal, make_theme
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.models import AgendaItem, Minutes
from wijkregie.domain.people.states import Shell
from wijkregie.kit.models import OutboxRow

if TYPE_CHECKING:
    from tests.makers.meetings import Team
    from wijkregie.domain.meetings.models import Meeting

POINTS, MAILS = 30, 60


def fill(team: Team, meeting: Meeting, points: int, mails: int) -> None:
    """Half of the points are reports that nobody decided on, half of the mails second shell."""
    theme = make_theme(team.municipality)
    for number in range(points):
        if number % 2:
            signal = make_signal(team.municipality, team.area, theme=theme)
            services.add_signal(meeting.pk, signal.pk, by=team.as_worker(), at=AT)
            continue
        item = make_item(meeting)
        services.decide(item.pk, decision_of(team.group), by=team.as_chair(), at=AT)
        make_action(item, organisation=team.corporation)
    for number in range(mails - 3):
        person = make_person(f"Lid {number}", municipality=team.municipality)
        second = number % 2 == 0
        make_seat(
            team.group,
            person,
            organisation=team.corporation if second else None,
            shell=Shell.SECOND if second else Shell.FIRST,
        )


def queries_to_close(team: Team, points: int, mails: int) -> int:
    meeting = make_meeting(make_series(team.group))
    make_meeting(meeting.series, starts_at=TONIGHT + timedelta(days=7))
    fill(team, meeting, points, mails)
    with CaptureQueriesContext(connection) as done:
        services.close(meeting.pk, by=team.as_chair(), at=TONIGHT)
    return len(done)


def test_a_meeting_of_thirty_points_and_sixty_mails_closes_whole(
    team: Team,
) -> None:
    meeting = make_meeting(make_series(team.group))
    following = make_meeting(meeting.series, starts_at=TONIGHT + timedelta(days=7))
    fill(team, meeting, POINTS, MAILS)

    services.close(meeting.pk, by=team.as_chair(), at=TONIGHT)

    rows = OutboxRow.objects.filter(template="action_list")
    assert (rows.count(), len({row.message_id for row in rows})) == (MAILS, MAILS)
    assert Minutes.objects.get().points.count() == POINTS
    assert AgendaItem.objects.filter(meeting=following, signal__isnull=False).count() == 15


def test_more_mails_take_no_more_queries(team: Team) -> None:
    few = queries_to_close(team, points=2, mails=5)

    assert queries_to_close(team, points=2, mails=50) == few


@pytest.mark.django_db(transaction=True)
def test_closed_twice_no_mail_goes_twice(team: Team) -> None:
    meeting = make_meeting(make_series(team.group))
    services.close(meeting.pk, by=team.as_chair(), at=TONIGHT)
    before = OutboxRow.objects.count()

    with pytest.raises(services.MeetingRefused, match="closed"):
        services.close(meeting.pk, by=team.as_chair(), at=TONIGHT)

    assert OutboxRow.objects.count() == before == 2
