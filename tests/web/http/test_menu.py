"""The menu: what is there for everyone, and what for who works along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import RequestFactory

from tests.makers.people import make_group, make_person, make_role, make_seat, viewer_for
from tests.makers.places import make_municipality, scope_for
from wijkregie.domain.people.states import Role
from wijkregie.domain.places import queries as places
from wijkregie.kit.viewer import anonymous, installation
from wijkregie.web.http.menu import menu

if TYPE_CHECKING:
    from tests.makers.small_town import Town
    from tests.web.conftest import Look

pytestmark = pytest.mark.django_db
EVERYONE = [
    "Melden",
    "Programma",
    "Zoeken",
    "Meldingen",
    "Kaart",
    "Cijfers",
    "Raad",
    "Budgetten",
    "Overleg",
]


def entries(viewer: Any, scope: Any) -> list[str]:
    request = RequestFactory().get("/")
    request.resolver_match = None
    return [str(entry["text"]) for entry in menu(request, scope, viewer)]


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (None, []),
        (Role.COUNCIL_MEMBER, []),
        (Role.COMMUNITY_WORKER, ["Werklijst", "Brieven"]),
        (Role.DISTRICT_MANAGER, ["Werklijst", "Brieven", "Beheer"]),
        (Role.SPECIALIST, ["Werklijst"]),
        (Role.ADMINISTRATOR, ["Beheer"]),
    ],
)
def test_each_has_the_entries_that_lead_to_their_work(
    settings: Any, role: Role | None, more: list[str]
) -> None:
    town = make_municipality()
    viewer = viewer_for(make_role(town, role).person, town) if role else anonymous(town.pk)

    assert entries(viewer, scope_for(town)) == EVERYONE + more


def test_who_sits_in_a_group_finds_what_everyone_finds_and_the_operator_all(db: None) -> None:
    town = make_municipality()
    resident = make_person(municipality=town)
    make_seat(make_group(town), resident)

    assert entries(viewer_for(resident, town), scope_for(town)) == [*EVERYONE, "Van onze groep"]
    assert entries(installation(town.pk), scope_for(town)) == [
        *EVERYONE,
        "Werklijst",
        "Brieven",
        "Beheer",
    ]


def test_the_country_has_figures_only(db: None) -> None:
    assert entries(anonymous(), places.country_scope()) == ["Zoeken", "Kaart", "Cijfers"]


def test_on_a_phone_three_stand_beside_each_other_and_the_others_under_one_word(
    small_town: Town, look: Look
) -> None:
    page = look(small_town.url())

    assert page.classes["wr-nav__wide"] == 6
    assert page.classes["wr-nav__more"] == 1
    for words in EVERYONE:
        assert look(page.url(words)).status == 200


def test_the_page_that_one_is_at_is_marked(small_town: Town, look: Look) -> None:
    page = look(small_town.url("kaart"))

    assert page.html.count('aria-current="page">Kaart</a>') == 2
    assert "<details" in page.html
