"""Several reports on the agenda at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.meetings import make_meeting, make_series
from tests.makers.places import AT
from tests.makers.signals import make_signal
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.models import AgendaItem
from wijkregie.domain.meetings.services import carrying

if TYPE_CHECKING:
    from tests.makers.meetings import Team
    from wijkregie.domain.meetings.models import Meeting


def test_several_reports_come_on_in_the_order_asked_for(team: Team, meeting: Meeting) -> None:
    first, second = (make_signal(team.municipality, team.area) for _number in range(2))

    made = services.add_signals(meeting.pk, [second.pk, first.pk], by=team.as_worker(), at=AT)

    rows = AgendaItem.objects.order_by("order").values_list("pk", "signal_id")
    assert list(rows) == list(zip(made, [second.pk, first.pk], strict=True))


def test_one_that_a_colleague_took_is_passed_over(team: Team, meeting: Meeting) -> None:
    first, second = (make_signal(team.municipality, team.area) for _number in range(2))
    other = make_meeting(make_series(team.group))
    services.add_signal(other.pk, first.pk, by=team.as_worker(), at=AT)

    made = services.add_signals(meeting.pk, [first.pk, second.pk], by=team.as_worker(), at=AT)

    assert len(made) == 1
    with pytest.raises(services.MeetingRefused, match="on an agenda already"):
        services.add_signals(meeting.pk, [first.pk], by=team.as_worker(), at=AT)


def test_choosing_none_is_refused(team: Team, meeting: Meeting) -> None:
    with pytest.raises(services.MeetingRefused, match="at least one"):
        services.add_signals(meeting.pk, [], by=team.as_worker(), at=AT)


def test_where_no_meeting_comes_nothing_is_carried(team: Team) -> None:
    series = make_series(team.group)

    carrying.welcome(series, at=AT)

    assert not series.meetings.exists()
