"""A residents' group reads on its agenda what individuals in its area were answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.meetings import make_item, make_meeting, make_series, make_team
from tests.makers.people import make_group
from tests.makers.places import AT
from tests.makers.signals import MAIL, answered, make_signal, make_theme
from wijkregie.domain.people.states import GroupKind
from wijkregie.web.meetings import told_back

if TYPE_CHECKING:
    from tests.makers.meetings import Team
    from tests.web.conftest import Look
    from wijkregie.domain.meetings.models import Meeting


@pytest.fixture
def team(db: None) -> Team:
    return make_team()


def a_meeting(team: Team, kind: GroupKind) -> Meeting:
    group = make_group(team.municipality, f"Groep {kind}", kind=kind, areas=[team.area])
    meeting = make_meeting(make_series(group, public=True), starts_at=AT + timedelta(days=9))
    make_item(meeting)
    return meeting


def page_of(team: Team, meeting: Meeting, look: Look) -> str:
    page = look(f"/{team.municipality.slug}/overleg/{meeting.pk}")
    assert page.faults() == []
    return page.text


def test_what_individuals_were_answered_stands_on_the_agenda(team: Team, look: Look) -> None:
    theme = make_theme(team.municipality, "Groen en spelen")
    answered(make_signal(team.municipality, team.area, theme=theme, raiser=MAIL))
    residents = page_of(team, a_meeting(team, GroupKind.RESIDENTS), look)

    assert "Wat bewoners zelf meldden" in residents
    assert "Groen en spelen" in residents
    assert "melder@voorbeeld.nl" not in residents
    assert "De bank bij de vijver is kapot" not in residents  # what is public of it, no more


def test_a_wijkteam_has_no_such_list(team: Team, look: Look) -> None:
    answered(make_signal(team.municipality, team.area))

    page = page_of(team, a_meeting(team, GroupKind.DISTRICT_TEAM), look)
    assert "Wat bewoners zelf meldden" not in page


def test_of_many_the_last_are_named(team: Team, look: Look) -> None:
    theme = make_theme(team.municipality)
    for _each in range(told_back.MOST + 2):
        answered(make_signal(team.municipality, team.area, theme=theme))

    page = page_of(team, a_meeting(team, GroupKind.RESIDENTS), look)
    assert "En nog 2." in page
