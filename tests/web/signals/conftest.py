"""A town with themes and people, and browsers of who may and may not."""

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
from django.core.cache import caches
from django.test import Client

from tests.makers.people import make_group, make_organisation, make_person, make_role, make_seat
from tests.makers.places import AT, SYSTEM
from tests.makers.signals import make_theme
from tests.makers.small_town import make_small_town
from wijkregie.domain.people.states import Role
from wijkregie.domain.places import services as places
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import OwnKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from tests.makers.small_town import Town
    from wijkregie.domain.people.models import Group, Organisation, Person
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.signals.models import Theme

NOW = AT + timedelta(hours=2)
WRITTEN = "De bank bij de vijver is kapot."
KEY = "0123456789abcdef0123456789abcdef"


@dataclass
class Here:
    """The small town with a theme, a team and a worker in the Molenwijk."""

    town: Town
    theme: Theme
    group: Group
    worker: Person
    organisation: Organisation

    @property
    def municipality(self) -> Municipality:
        return self.town.municipality

    def url(self, path: str = "") -> str:
        return self.town.url(path)

    @property
    def area(self) -> Area:
        return self.town.area("WK939801")

    def filled(self, **changed: Any) -> dict[str, Any]:
        """What somebody fills in who wants to hear by mail; changed in what a test is about."""
        return {
            "submission": KEY,
            "text": WRITTEN,
            "theme": str(self.theme.pk),
            "kind": "report",
            "area": "WK939801",
            "hear_back": "mail",
            "email": "melder@voorbeeld.nl",
            **changed,
        }


@pytest.fixture(autouse=True)
def _fresh_counters(settings: Settings) -> None:
    """How often one may ask is the subject of other tests."""
    settings.WIJKREGIE_LIMITS = {"report": 10**6, "search": 10**6, "upload": 10**6}
    for cache in caches.all(initialized_only=False):
        cache.clear()


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    """On the pages it is the day of the makers, a little later."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here(db: None) -> Here:
    town = make_small_town()
    Area.objects.filter(pk=town.own.pk).update(kind=OwnKind.PROJECT)  # its wijken are of CBS
    municipality = town.municipality
    area = town.area("WK939801")
    worker = make_person("Wil Werker", municipality=municipality)
    make_role(municipality, Role.COMMUNITY_WORKER, person=worker, area=area)
    group = make_group(municipality, "Wijkteam Molenwijk", areas=[area])
    make_seat(group, worker)
    for label, number, urgent in (
        ("Direct gevaar", "112", True),
        ("Sociaal team", "0900", False),
    ):
        places.add_phone_number(
            municipality.pk,
            places.NewPhoneNumber(label=label, number=number, urgent=urgent),
            by=SYSTEM,
            at=AT,
        )
    return Here(
        town=town,
        theme=make_theme(municipality, "Schoon en heel"),
        group=group,
        worker=worker,
        organisation=make_organisation(municipality, "Woonstichting"),
    )


def browser_of(person: Person | None, *, strong: bool = True) -> Client:
    """Return the browser of somebody who logged in, with the second step or without."""
    client = Client()
    if person is not None:
        client.force_login(person)
        session = client.session
        session[WHOSE] = str(person.pk)
        session[STEPS] = [{"method": "mfa", "at": 1.0}] if strong else []
        session.save()
    return client


@pytest.fixture
def at_work(here: Here) -> Client:
    """The browser of the community worker."""
    return browser_of(here.worker)
