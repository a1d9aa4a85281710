"""A team, and refusals in the language of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from tests.makers.meetings import Team, make_item, make_meeting, make_series, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijkregie.domain.meetings.models import AgendaItem, Meeting, Series


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def team(db: None) -> Team:
    return make_team()


@pytest.fixture
def series(team: Team) -> Series:
    return make_series(team.group)


@pytest.fixture
def meeting(series: Series) -> Meeting:
    return make_meeting(series)


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return make_item(meeting, "Bankjes in het park")
