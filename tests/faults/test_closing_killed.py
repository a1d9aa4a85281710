"""A meeting is closed and sixty mails go out with the action list; the worker is killed in
between. None is lost, and none goes twice but for the one in the window.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.utils import timezone

from tests.faults.mailing import killed_again_and_again, message_ids, send_the_rest
from tests.makers.meetings import decision_of, make_series, make_team
from tests.makers.people import make_person, make_seat
from wijkregie.domain.meetings import services
from wijkregie.domain.people.states import Shell
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.outbox_states import Stand
from wijkregie.kit.viewer import installation as the_installation

if TYPE_CHECKING:
    from tests.faults.installation import Installation
    from tests.makers.mail_server import MailServer
    from tests.makers.meetings import Team

POINTS, MAILS = 30, 60
#: After so many mails, at this moment of the talk with the server: see ``mailing``.
KILLS = ((15, "end"), (30, "taken"), (45, "data"))


@pytest.mark.usefixtures("inside")
def test_a_worker_killed_while_it_mails_an_action_list_loses_nothing(
    installation: Installation, server: MailServer
) -> None:
    close_a_meeting()
    assert OutboxRow.objects.filter(template="action_list").count() == MAILS
    mailing = killed_again_and_again(installation, server, KILLS)

    assert mailing.open[0]  # killed when the server had it and the worker did not know
    send_the_rest(installation)

    assert replace(mailing, arrived=server.message_ids()).faults() == []
    assert message_ids(Stand.SENT) == mailing.wanted
    assert len(mailing.wanted) == MAILS


@transaction.atomic
def close_a_meeting() -> None:
    """Let a group of sixty close a meeting of thirty points."""
    now = timezone.now() - timedelta(minutes=1)  # noqa: TID251 - the worker looks at the clock
    team = make_team()
    by = the_installation(team.municipality.pk)
    series = make_series(team.group)
    before = now - timedelta(days=1)
    meeting = services.plan(series.pk, now - timedelta(hours=2), "", by=by, at=before)
    items = [
        services.add_item(meeting, f"Punt {number}", by=by, at=before)
        for number in range(POINTS)
    ]
    for item in items:
        services.decide(item, decision_of(team.group), by=by, at=now)
    due_on = timezone.localdate(now) + timedelta(days=14)
    task = services.ActionDraft("De bank maken", None, team.corporation.pk, due_on)
    services.agree(items[0], task, by=by, at=now)
    sit_down(team)
    services.close(meeting, by=by, at=now)


def sit_down(team: Team) -> None:
    """Fill the group: half of it is second shell, and reads only what it has to do."""
    for number in range(MAILS - team.group.seats.count()):
        person = make_person(municipality=team.municipality)
        if number % 2:
            make_seat(team.group, person, organisation=team.corporation, shell=Shell.SECOND)
        else:
            make_seat(team.group, person)
