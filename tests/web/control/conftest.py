"""A small municipality with one of everything, and browsers of who may and may not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY as STEPS,
)
from django.core.cache import caches
from django.test import Client

from tests.makers.indicators import make_own_indicator
from tests.makers.people import (
    make_group,
    make_operator,
    make_organisation,
    make_person,
    make_role,
    make_seat,
)
from tests.makers.places import (
    AT,
    SYSTEM,
    area_row,
    make_areas,
    make_municipality,
    make_own_area,
)
from tests.makers.routing import make_rule, make_standard
from wijkregie.domain.people.states import Role
from wijkregie.domain.places import services as places
from wijkregie.domain.signals import services as signals

if TYPE_CHECKING:
    from pytest_django import Settings

    from wijkregie.domain.people.models import Group, Organisation, Person, RoleHeld, Seat
    from wijkregie.domain.places.models import Area, Municipality, PhoneNumber
    from wijkregie.domain.signals.models import Theme

CODES = ("GM9398", "WK939801", "BU93980101", "BU93980102", "WK939802", "BU93980201")


@dataclass
class Town:
    """One of everything, in one municipality."""

    municipality: Municipality
    administrator: Person
    group: Group
    seat: Seat
    organisation: Organisation
    worker: Person
    role: RoleHeld
    own_area: Area
    theme: Theme
    phone: PhoneNumber
    rule_pk: int
    answer_pk: int
    own_figure_pk: int

    def url(self, path: str = "") -> str:
        return f"/{self.municipality.slug}/beheer/{path}"


@dataclass
class Browser:
    """One browser with its own cookies."""

    client: Client

    def get(self, url: str, **fields: str) -> Any:
        return self.client.get(url, fields)

    def post(self, url: str, **fields: Any) -> Any:
        return self.client.post(url, fields)

    def follow(self, url: str, **fields: Any) -> Any:
        """Send a form and return the page that one then sees."""
        return self.client.post(url, fields, follow=True)


@pytest.fixture(autouse=True)
def _fresh_counters(settings: Settings) -> None:
    """How often one may ask is the subject of other tests."""
    settings.WIJKREGIE_LIMITS = {}
    for cache in caches.all(initialized_only=False):
        cache.clear()


def log_in(person: Person | None, *, strong: bool = True) -> Browser:
    """Return the browser of somebody who logged in, with the second step or without."""
    client = Client()
    if person is not None:
        client.force_login(person)
        session = client.session
        session[WHOSE] = str(person.pk)
        session[STEPS] = [{"method": "mfa", "at": 1.0}] if strong else []
        session.save()
    return Browser(client)


def make_town(name: str, gm_code: str) -> Town:
    municipality = make_municipality(name, code=gm_code)
    worker = make_person(f"Werker van {name}", municipality=municipality)
    role = make_role(municipality, Role.COMMUNITY_WORKER, person=worker)
    administrator = make_person(f"Beheerder van {name}", municipality=municipality)
    make_role(municipality, person=administrator)
    group = make_group(municipality, f"Wijkteam {name}")
    number = gm_code[2:]
    phone = places.add_phone_number(
        municipality.pk,
        places.NewPhoneNumber(label="Direct gevaar", number="112", urgent=True),
        by=SYSTEM,
        at=AT,
    )
    theme = signals.add_theme(
        municipality.pk, signals.ThemeDraft("Schoon en afval", 5), by=SYSTEM, at=AT
    )
    return Town(
        municipality=municipality,
        administrator=administrator,
        group=group,
        seat=make_seat(group, worker),
        organisation=make_organisation(municipality, f"Welzijn {name}"),
        worker=worker,
        role=role,
        own_area=make_own_area(municipality, "De Hoek", f"WK{number}01"),
        theme=theme,
        phone=phone,
        rule_pk=make_rule(municipality, group, theme_id=theme.pk),
        answer_pk=make_standard(municipality, f"Gemaakt in {name}"),
        own_figure_pk=make_own_indicator(municipality).pk,
    )


def make_layout(gm_code: str) -> None:
    """Two wijken with three buurten."""
    number = gm_code[2:]
    names = {"01": "Molenwijk", "0101": "Molenwijk-Noord", "0102": "Molenwijk-Zuid"}
    names |= {"02": "Rivierenwijk", "0201": "Rivierenwijk-Oost"}
    make_areas(
        area_row(gm_code, "Stad"),
        *(
            area_row(f"{'WK' if len(key) == 2 else 'BU'}{number}{key}", name)
            for key, name in names.items()
        ),
    )


@pytest.fixture
def town() -> Town:
    make_layout("GM9398")
    return make_town("Heuvelstad", "GM9398")


@pytest.fixture
def other_town() -> Town:
    make_layout("GM9399")
    return make_town("Dalstad", "GM9399")


@pytest.fixture
def administrator(town: Town) -> Browser:
    return log_in(town.administrator)


@pytest.fixture
def operator() -> Browser:
    return log_in(make_operator("Operator"))
