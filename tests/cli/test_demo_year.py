"""The year of the demo: every state, true to the day of the load, and honestly invented."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from wijkregie.cli.demo import files
from wijkregie.cli.demo.accounts import account_lines
from wijkregie.cli.demo.files import DemoFault
from wijkregie.cli.demo.load import load_demo
from wijkregie.domain.meetings.models import Action, Meeting
from wijkregie.domain.meetings.states import ActionState, MeetingState
from wijkregie.domain.people.models import Group
from wijkregie.domain.people.states import GroupKind
from wijkregie.domain.programme.models import Project
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.reports import queries as reports
from wijkregie.domain.reports.states import Decider
from wijkregie.domain.signals.models import Raiser, Signal, Step
from wijkregie.domain.signals.states import STEPS, State
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.outbox_states import Stand, Way
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _demo(settings: Settings, db: None) -> None:
    settings.WIJKREGIE_DEMO = True


def test_the_year_is_there_in_every_state_with_meetings_and_a_second_municipality() -> None:
    load_demo(at=AT)  # once for all three: it plays a whole year

    _signals_stand_in_every_state_over_a_year()
    _two_teams_and_platforms_met_and_there_is_something_to_do()
    _a_second_municipality_shows_who_is_heard()


def _signals_stand_in_every_state_over_a_year() -> None:
    found = Signal.objects.all()
    here = found.filter(municipality__name="Heerhugowaard")
    assert here.count() == 85
    assert set(here.values_list("state", flat=True)) == set(State)
    assert all(found.values_list("invented", flat=True))
    first = found.order_by("received_at")[0].received_at
    assert timedelta(days=300) < AT - first < timedelta(days=366)
    assert not found.filter(received_at__gt=AT).exists()

    for signal in Signal.objects.all():
        steps = list(Step.objects.filter(signal=signal).order_by("at", "pk"))
        states = [State(step.to_state) for step in steps]
        assert all(after in STEPS[one] for one, after in pairwise(states))
        assert states[-1] == signal.state
        assert all(step.at <= AT for step in steps)


def _two_teams_and_platforms_met_and_there_is_something_to_do() -> None:
    for kind in (GroupKind.DISTRICT_TEAM, GroupKind.DISTRICT_PLATFORM):
        met = Meeting.objects.filter(
            series__group__kind=kind, municipality__name="Heerhugowaard"
        )
        held = met.filter(state=MeetingState.HELD, starts_at__lt=AT)
        planned = met.filter(state=MeetingState.PLANNED, starts_at__gt=AT)
        assert (held.count(), planned.count()) == (3, 2)
        assert len(set(held.values_list("series__group", flat=True))) == 2
        assert all(met.values_list("invented", flat=True))
    project = Project.objects.get(title="Buurtkamer Molenwijk")
    assert project.state == ProjectState.RUNNING
    assert project.decision is not None
    today = timezone.localdate(AT)
    assert Action.objects.filter(state=ActionState.OPEN, due_on__lt=today).count() >= 3
    assert Signal.objects.filter(state=State.RECEIVED, promised_on__lt=today).exists()
    waiting = OutboxRow.objects.filter(stand=Stand.WAITING)
    assert {Way.LETTER, Way.CALL, Way.MAIL} == set(waiting.values_list("way", flat=True))

    # Nobody of the year can be reached.
    for raiser in Raiser.objects.all():
        assert re.fullmatch(r"(Demo bewoner \d+)?", raiser.name)
        assert raiser.email.endswith("@demo.invalid") or not raiser.email
        assert raiser.phone.startswith("000") or not raiser.phone
        assert raiser.address.startswith("Verzonnenstraat") or not raiser.address


@pytest.mark.parametrize(
    "at", [datetime(2027, 3, 28, 2, tzinfo=UTC), datetime(2028, 2, 29, 23, 30, tzinfo=UTC)]
)
def test_the_year_ends_on_the_day_of_the_load(at: datetime) -> None:
    load_demo(at=at)

    assert set(Signal.objects.values_list("state", flat=True)) == set(State)
    assert not Step.objects.filter(at__gt=at).exists()


def test_the_link_of_a_resident_is_told_and_opens_the_story() -> None:
    load_demo(at=datetime.now(UTC))  # noqa: TID251 - the link is opened now

    (line,) = [one for one in account_lines("http://x") if "/volgen/" in one]
    path = line[line.index("/heerhugowaard/") :]
    assert path in Client().get("/demo/").content.decode()
    page = Client().get(path).content.decode()
    assert "Wij missen een kamer waar je zomaar binnen kunt lopen" in page


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('agenda = { after = 4, in = "team1" }', 'agenda = { after = 4, in = "x" }', "meeting"),
        ('title = "Buurtkamer Molenwijk"', 'title = "Nergens"', "no project"),
    ],
)
def test_a_word_that_stands_for_nothing_is_named(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    folder = shutil.copytree(files.FOLDER, tmp_path / "data")
    for name in folder.iterdir():
        if name.is_file():
            text = name.read_text(encoding="utf-8").replace(old, new)
            name.write_text(text, encoding="utf-8")

    with pytest.raises(DemoFault, match=complaint):
        load_demo(at=AT, folder=folder)

    assert not Signal.objects.exists()


def _a_second_municipality_shows_who_is_heard() -> None:
    here = Group.objects.filter(municipality__name="IJsselstein")

    teams = here.filter(kind=GroupKind.DISTRICT_TEAM)
    began = dict(teams.values_list("name", "started_on"))
    assert began["Wijkteam West"] == date(2013, 1, 1)
    assert set(teams.values_list("planned_on", flat=True)) == {date(2011, 9, 1)}
    assert here.filter(kind=GroupKind.RESIDENTS).count() == 7
    found = reports.voice(anonymous(here[0].municipality_id), on=timezone.localdate(AT))
    assert found.people.decided >= 4
    assert found.of_groups.declined.part >= 2
    assert dict(found.by_whom)[Decider.TOWN_HALL] >= 2
