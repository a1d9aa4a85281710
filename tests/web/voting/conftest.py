"""A vote that is open, what one sees of it, and browsers of who may and may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from tests.makers.people import make_role
from tests.makers.places import AT, make_municipality
from tests.makers.voting import make_vote
from tests.web.control.conftest import Browser, log_in
from tests.web.seen import seen
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.makers.voting import Vote
    from tests.web.seen import Seen
    from wijkregie.domain.places.models import Municipality

NOW = AT + timedelta(hours=2)


@dataclass
class Booth:
    """One browser at the page of a vote."""

    vote: Vote
    here: Municipality
    browser: Browser

    def url(self, path: str = "stemmen") -> str:
        return f"/{self.here.slug}/budgetronde/{self.vote.round.pk}/{path}"

    def get(self, path: str = "stemmen") -> Seen:
        return seen(self.browser.get(self.url(path)))

    def send(
        self, step: str, path: str = "stemmen", code: int | str = 0, **choice: Any
    ) -> Seen:
        """Send a step with a code, or that of the n-th letter."""
        typed = self.vote.codes[code] if isinstance(code, int) else code
        return seen(self.browser.post(self.url(path), stap=step, code=typed, **choice))


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here() -> Municipality:
    return make_municipality("Heuvelstad", code="GM9398")


@pytest.fixture
def manager(here: Municipality) -> Browser:
    return log_in(make_role(here, Role.DISTRICT_MANAGER).person)


def booth(here: Municipality, ballot: str = "approval", **more: Any) -> Booth:
    """A vote of a kind, with a browser of nobody."""
    return Booth(make_vote(ballot, here, **more), here, log_in(None))
