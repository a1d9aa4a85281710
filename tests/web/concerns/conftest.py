"""A municipality with a team for concerns, and browsers of who may and may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY as STEPS,
)
from django.conf import settings
from django.test import Client

from tests.makers.concerns import NAME, PHONE, SECRET, Desk, make_desk
from tests.makers.places import AT
from wijkregie.domain.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijkregie.kit.viewer import Viewer

NOW = AT + timedelta(hours=2)
KEY = "0123456789abcdef0123456789abcdef"


@dataclass
class Here:
    """The municipality, its team, and browsers of who looks."""

    desk: Desk

    def url(self, path: str) -> str:
        return f"/{self.desk.municipality.slug}/{path}"

    def filled(self, **changed: Any) -> dict[str, Any]:
        """What somebody writes, changed in what a test is about."""
        return {
            "submission": KEY,
            "text": SECRET,
            "area": str(self.desk.area.pk),
            "name": NAME,
            "phone": PHONE,
            "email": "",
        } | changed

    def browser(self, viewer: Viewer | None, *, strong: bool = True) -> Client:
        """Return a browser in which somebody is logged in, with the second step or without."""
        client = Client()
        if viewer is None:
            return client
        person = Person.objects.get(pk=viewer.person_id or 0)
        client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
        if strong:
            session = client.session
            session[STEPS] = [{"method": "mfa", "at": 0}]
            session[WHOSE] = str(person.pk)
            session.save()
        return client


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def here(db: None, clock: time_machine.Traveller) -> Here:
    return Here(make_desk())


@pytest.fixture
def passer_by(here: Here) -> Client:
    return here.browser(None)


@pytest.fixture
def member(here: Here) -> Client:
    return here.browser(here.desk.member)
