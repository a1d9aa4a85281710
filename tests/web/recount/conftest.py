"""Votes at every step of their count, and browsers of who may and may not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.makers.people import make_role
from tests.makers.places import make_municipality
from tests.makers.voting import OVER
from tests.web.control.conftest import log_in
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.control.conftest import Browser
    from wijkregie.domain.places.models import Municipality


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def manager(here: Municipality) -> Browser:
    return log_in(make_role(here, Role.DISTRICT_MANAGER).person)


@pytest.fixture
def over() -> Iterator[None]:
    """The vote is over since this morning."""
    with time_machine.travel(OVER + timedelta(hours=2), tick=False):
        yield
