"""The page of who is heard: five complaints with their figures, and who takes part."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.makers.decisions import a_decision
from tests.makers.meetings import make_meeting, make_series
from tests.makers.people import make_group, make_organisation, make_seat
from tests.makers.places import AT
from tests.makers.signals import a_signal, make_theme, send
from wijkregie.core.proportions import Interval
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.meetings.models import Meeting
from wijkregie.domain.people.states import GroupKind, OrganisationKind, Role
from wijkregie.domain.reports.queries import Days, Share
from wijkregie.domain.reports.queries.voice import Side, Voice
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Signal
from wijkregie.web.reports import voices

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.makers.threads import Story
    from tests.web.conftest import Look
    from wijkregie.domain.people.models import Group


def this_noon() -> datetime:
    today = timezone.localdate()
    return AT.replace(year=today.year, month=today.month, day=today.day, hour=12)


def url(story: Story, more: str = "") -> str:
    return f"/{story.municipality.slug}/gehoord{more}"


@pytest.fixture
def platform(story: Story) -> Group:
    return make_group(
        story.municipality,
        "Wijkplatform Molenwijk",
        kind=GroupKind.DISTRICT_PLATFORM,
        areas=[story.team.area],
    )


def raised(story: Story, group: Group, outcome: str, *, reason: str = "", **more: str) -> None:
    """Raised by a group lately, and decided on today."""
    today, at = timezone.localdate(), this_noon()
    channel = "meeting"
    draft = a_signal(
        make_theme(story.municipality),
        story.team.area,
        raiser=signals.RaiserDraft(group_id=group.pk, channel=channel),
    )
    made = send(draft, story.municipality, by=story.by, at=at - timedelta(days=6))
    decision = a_decision(outcome, taken_on=today, reason=reason or "Zo is besloten.", **more)
    signals.decide(made.signal_id, decision, by=story.by, at=at)


def test_five_complaints_stand_beside_their_figures(
    story: Story, platform: Group, look: Look
) -> None:
    page = look(url(story))

    assert page.faults() == []
    assert page.main_headings == ["Wie wordt gehoord in Stad Molenwijk?"]
    assert page.classes["wr-voice__claim"] == page.classes["wr-voice__answer"] == 5
    assert "worden van tafel geveegd" in page.text
    assert "Over wat groepen meldden is nog niets besloten." in page.text


def test_a_group_that_was_declined_is_in_the_figures_with_the_reason(
    story: Story, platform: Group, look: Look, client: Client
) -> None:
    raised(story, platform, Outcome.DECLINE, reason="Het past niet.", officer=Role.SPECIALIST)
    raised(story, platform, Outcome.FOLLOW_UP)

    page = look(url(story))
    assert page.faults() == []
    assert "1 van 2 van wat groepen meldden, is niet opgepakt" in page.text
    assert "een vakspecialist of stuurgroep van het gemeentehuis" in page.text
    assert "2 besluiten over wat groepen meldden" in page.text
    assert platform.name not in page.text  # which group it was is for members only
    behind = look(page.url("Lees de redenen"))
    assert "Het past niet." in behind.text

    client.force_login(story.team.chair)
    assert platform.name in look(url(story)).text


def test_what_came_back_to_the_group(story: Story, platform: Group, look: Look) -> None:
    now = this_noon()
    Signal.objects.filter(pk=story.signal.pk).update(answered_at=now - timedelta(days=3))
    assert "0 van 1 van de beantwoorde meldingen" in look(url(story)).text

    meeting = make_meeting(make_series(platform), starts_at=AT)
    Meeting.objects.filter(pk=meeting.pk).update(state="held", closed_at=now)
    assert "1 van 1 van de beantwoorde meldingen" in look(url(story)).text


def test_a_plan_that_was_set_aside_is_named(story: Story, look: Look) -> None:
    raised(story, story.team.group, Outcome.DECLINE, reason="Te duur.", officer=Role.SPECIALIST)

    page = look(url(story))
    assert "1 van 2 van de plannen van wijkteams" in page.text  # the other is the project
    assert "Te duur." in page.text


def test_who_takes_part_stands_beside_who_lives_there(
    story: Story, platform: Group, look: Look
) -> None:
    worker = make_organisation(story.municipality, kind=OrganisationKind.WELFARE)
    seats = {make_seat(platform).pk: True, make_seat(platform, organisation=worker).pk: False}
    at = this_noon()
    meeting = make_meeting(make_series(platform), starts_at=at + timedelta(minutes=1))
    meetings.attend(meeting.pk, seats, by=story.by, at=at)
    meetings.close(meeting.pk, by=story.by, at=at + timedelta(minutes=2))
    raised(story, platform, Outcome.FOLLOW_UP)

    page = look(url(story))
    assert page.faults() == []
    assert "bewoners, voor zichzelf" in page.text
    assert "1 van 1" in page.text
    assert "niet bekend" in page.text  # no figure of inhabitants was imported


def test_one_wijk_can_be_chosen_and_an_unknown_one_is_not_there(
    story: Story, look: Look, client: Client
) -> None:
    assert look(url(story, f"?gebied={story.team.area.code}")).faults() == []
    assert client.get(url(story, "?gebied=WK999999")).status_code == 404


def test_the_figures_can_be_taken_along(story: Story, platform: Group, client: Client) -> None:
    raised(story, platform, Outcome.DECLINE)
    answer = client.get(url(story, ".csv"))

    assert answer["Content-Type"].startswith("text/csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].split(";")[:2] == ["vraag", "wat is geteld"]
    assert "3;bewonersgroepen: niet opgepakt;1;1" in [line.casefold() for line in lines]


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (Interval(0.1, 0.4), "Meldingen van losse bewoners worden vaker opgepakt"),
        (Interval(-0.4, -0.1), "Meldingen van groepen worden vaker opgepakt"),
        (Interval(-0.1, 0.4), "te klein om van een verschil te spreken"),
        (None, "Er valt nog niets te vergelijken"),
    ],
)
def test_a_difference_is_only_called_one_when_the_numbers_carry_it(
    apart: Interval | None, words: str
) -> None:
    side = Side(40, Share(30, 40), Share(0, 0), Share(10, 40), Days(3.5, 40), Days())
    today = timezone.localdate()
    found = Voice(today, today, side, side, apart, (), ())

    card = voices._sooner(found)

    assert words in card["answer"]
    assert card["rows"][0][1:] == ["75 % (30 van 40)"] * 2
    assert card["rows"][2][1:] == ["3,5 (van 40)"] * 2
    assert card["rows"][3][1:] == ["geen"] * 2
