"""What mails about meetings say, and what goes along for the calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from tests.makers.meetings import (
    ON,
    TONIGHT,
    Team,
    close_meeting,
    make_action,
    make_item,
    make_meeting,
    make_series,
    make_team,
)
from tests.makers.places import AT
from wijkregie.cli.post.saying import Needless
from wijkregie.cli.post.writing import write
from wijkregie.domain.meetings import services
from wijkregie.kit import outbox
from wijkregie.kit.models import OutboxRow

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from wijkregie.domain.meetings.models import Meeting

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def team() -> Team:
    return make_team()


@pytest.fixture
def meeting(team: Team) -> Meeting:
    return make_meeting(make_series(team.group, "Kanarie van een reeks"))


def mail(template: str, person_id: int) -> EmailMultiAlternatives:
    rows = OutboxRow.objects.filter(template=template).order_by("pk")
    row = next(one for one in rows if one.ids["person_id"] == person_id)
    found = outbox.message(row.pk)
    assert found is not None
    return write(found, on=ON)


def calendar_of(written: EmailMultiAlternatives) -> Calendar:
    ((name, content, kind),) = written.attachments
    assert (name, kind) == ("overleg.ics", "text/calendar")
    return Calendar.from_ical(content)


def test_an_invitation_says_when_and_not_what_about(team: Team, meeting: Meeting) -> None:
    item = make_item(meeting, "Kanarie in het park")
    services.invite(item.pk, team.seats["caretaker"].pk, by=team.as_worker(), at=AT)

    written = mail("meeting_invited", team.caretaker.pk)

    assert written.subject == "Je bent uitgenodigd voor een punt van een overleg"
    assert "Wijkteam Molenwijk" in written.body
    assert "20.00 uur" in written.body
    assert f"/overleg/{meeting.pk}" in written.body
    (event,) = calendar_of(written).events
    assert event.start == TONIGHT
    assert "Kanarie in" not in written.message().as_string()

    close_meeting(meeting)
    with pytest.raises(Needless, match="over"):
        mail("meeting_invited", team.caretaker.pk)


def test_a_meeting_that_moves_is_told_as_it_stands_now(team: Team, meeting: Meeting) -> None:
    services.move(meeting.pk, TONIGHT + WEEK, "Kanariezaal", by=team.as_chair(), at=AT)

    written = mail("meeting_changed", team.worker.pk)

    assert written.subject == "Een overleg is verplaatst"
    assert "10 maart 2026" in written.body
    (event,) = calendar_of(written).events
    assert (event.start, event["SEQUENCE"]) == (TONIGHT + WEEK, 1)
    assert "Kanariezaal" not in str(written.attachments)


def test_a_meeting_that_is_cancelled_is_told(team: Team, meeting: Meeting) -> None:
    services.cancel(meeting.pk, by=team.as_chair(), at=AT)

    written = mail("meeting_changed", team.worker.pk)

    assert written.subject == "Een overleg gaat niet door"
    (event,) = calendar_of(written).events
    assert str(event["STATUS"]) == "CANCELLED"


def test_that_a_meeting_moved_is_not_told_after_it_was_held(
    team: Team, meeting: Meeting
) -> None:
    services.move(meeting.pk, TONIGHT - timedelta(hours=1), "", by=team.as_chair(), at=AT)
    close_meeting(meeting)

    with pytest.raises(Needless, match="held"):
        mail("meeting_changed", team.worker.pk)


def test_that_a_point_is_declined_leads_to_the_reason(team: Team, meeting: Meeting) -> None:
    made = services.propose(meeting.pk, "Kanariepiet", by=team.as_second_shell(), at=AT)
    services.decline(made, "Kanariereden", by=team.as_worker(), at=AT)

    written = mail("proposal_declined", team.caretaker.pk)

    assert written.subject == "Je punt komt niet op de agenda"
    assert "Kanariepiet" not in written.body
    assert "Kanariereden" not in written.body
    assert written.attachments == []


def test_along_with_an_action_list_goes_the_day_on_which_it_is_due(
    team: Team, meeting: Meeting
) -> None:
    make_action(make_item(meeting), "Kanarie opbellen", person=team.worker)
    close_meeting(meeting)

    (event,) = calendar_of(mail("action_list", team.worker.pk)).events

    assert str(event["SUMMARY"]) == "Vandaag klaar: een afspraak van Wijkteam Molenwijk"
    assert mail("action_list", team.chair.pk).attachments == []


def test_of_a_meeting_that_is_gone_nothing_is_told(team: Team, meeting: Meeting) -> None:
    services.move(meeting.pk, TONIGHT + WEEK, "", by=team.as_chair(), at=AT)
    meeting.delete()

    with pytest.raises(Needless, match="gone"):
        mail("meeting_changed", team.worker.pk)
