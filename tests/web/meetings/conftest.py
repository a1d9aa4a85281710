"""A team with a meeting full of everything, and browsers of who takes part and who does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.core.cache import caches

from tests.makers.meetings import (
    Team,
    make_action,
    make_item,
    make_meeting,
    make_series,
    make_team,
)
from tests.makers.places import AT
from tests.makers.signals import make_signal, make_theme
from tests.web.control.conftest import log_in
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.models import AgendaItem
from wijkregie.domain.signals import services as signals

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.web.control.conftest import Browser
    from wijkregie.domain.meetings.models import Meeting, Series
    from wijkregie.domain.signals.models import Signal


@dataclass
class Table:
    """A meeting with a signal and a point of the group's own."""

    team: Team
    series: Series
    meeting: Meeting
    signal: Signal
    on_signal: AgendaItem
    own: AgendaItem

    def url(self, path: str = "") -> str:
        return f"/{self.team.municipality.slug}/{path}"

    def page(self, path: str = "") -> str:
        return self.url(f"overleg/{self.meeting.pk}{path}")

    def item(self, item: AgendaItem, path: str) -> str:
        return self.page(f"/punt/{item.pk}/{path}")

    def notes(self) -> str:
        self.own.refresh_from_db()
        return self.own.notes


@pytest.fixture(autouse=True)
def _fresh_counters(settings: Settings) -> None:
    """How often one may ask is the subject of other tests."""
    settings.WIJKREGIE_LIMITS = {}
    for cache in caches.all(initialized_only=False):
        cache.clear()


def lay_table(*, public: bool = False) -> Table:
    team = make_team("Dorpswijk" if public else "Molenwijk")
    series = make_series(team.group, "Maandelijks overleg", public=public)
    meeting = make_meeting(series)
    theme = make_theme(team.municipality, "Groen en spelen")
    signal = make_signal(team.municipality, team.area, theme=theme)
    other = make_signal(team.municipality, team.area, theme=theme)
    words = signals.SignalWords("Kapotte bank", other.kind, theme.pk, team.area.pk)
    signals.describe(other.pk, words, by=team.as_worker(), at=AT)
    put = services.add_signal(meeting.pk, signal.pk, by=team.as_worker(), at=AT)
    own = make_item(meeting, "Rondvraag")
    make_action(own, "Sleutel halen", person=team.worker, due_in=3)
    make_action(own, "Bankjes nakijken", organisation=team.corporation, due_in=3)
    return Table(team, series, meeting, signal, AgendaItem.objects.get(pk=put), own)


@pytest.fixture
def table(db: None) -> Table:
    return lay_table()


@pytest.fixture
def public_table(db: None) -> Table:
    return lay_table(public=True)


@pytest.fixture
def chair(table: Table) -> Browser:
    return log_in(table.team.chair)


@pytest.fixture
def worker(table: Table) -> Browser:
    return log_in(table.team.worker)


@pytest.fixture
def second_shell(table: Table) -> Browser:
    return log_in(table.team.caretaker)


@pytest.fixture
def passer_by() -> Browser:
    return log_in(None)
