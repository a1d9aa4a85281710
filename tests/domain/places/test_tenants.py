"""No list of places crosses municipalities, or costs more when it is longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.places import (
    AT,
    area_row,
    make_areas,
    make_borders,
    make_municipality,
    make_own_area,
    scope_for,
    square_row,
)
from wijkregie.domain.places import queries, services
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import Level
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.places.queries import Scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Municipality:
    made = make_municipality("Voorbeeldstad", code="GM9001")
    make_areas(
        area_row("NL00", "Nederland", change=None),
        area_row("GM9001", "Voorbeeldstad", change=None),
        area_row("WK900101", "Molenwijk"),
        area_row("WK900102", "Bomenwijk"),
        area_row("BU90010101", "Noord"),
        area_row("BU90010102", "Midden"),
        area_row("BU90019997", "Meer", water=True),
    )
    make_areas(area_row("WK900103", "Nieuwe wijk"), year=2018)
    return made


def member_of(municipality: Municipality) -> Viewer:
    return Viewer(municipality.pk, person_id=1, group_ids=frozenset({1}))


# --- no query crosses municipalities


class Asked(NamedTuple):
    viewer: Viewer
    scope: Scope
    whole: Area


LISTS: dict[str, Callable[[Asked], Any]] = {
    "visible_to": lambda on: queries.visible_to(on.viewer),
    "area": lambda on: [queries.area(on.viewer, on.scope, on.whole.code)],
    "areas_around": lambda on: queries.areas_around(on.viewer, on.scope, on.whole.pk),
    "areas_of": lambda on: queries.areas_of(on.viewer, on.scope, level=Level.OWN),
    "listed": lambda on: queries.listed(on.viewer, on.scope),
    "areas_in": lambda on: queries.areas_in(on.viewer, [on.whole.pk]).values(),
    "parts_of": lambda on: queries.parts_of(on.viewer, on.whole),
    "areas_at": lambda on: queries.areas_at(on.viewer, on.scope, x=50, y=50),
    "search": lambda on: [
        (hit.name, hit.area) for hit in queries.search(on.viewer, on.scope, "kanarie")
    ],
    "phone_numbers": lambda on: queries.phone_numbers(on.scope),
    "code_periods": lambda on: queries.code_periods(on.scope),
    "latest_year": lambda on: queries.latest_year(on.scope),
}
#: Lists that hold no row of one municipality, or take one that was looked up already.
OTHER_LISTS = {
    "bordered": "a count of national areas",
    "breadcrumbs": "the parents of an area that was found",
    "country_scope": "no query",
    "draw": "draws areas that were found",
    "drawing": "a drawing of the whole country",
    "drawing_of": "a drawing of the whole country",
    "drawing_parts": "a drawing of the whole country",
    "ids_at": "national areas",
    "layouts_of": "years of an area that was found",
    "layouts_of_many": "years of areas that were found",
    "only_scope": "which municipality is looked at",
    "outline": "the border of an area that was found",
    "readings": "no query",
    "same_ground": "national areas",
    "scope": "which municipality is looked at",
    "scope_of": "which municipality is looked at",
    "scopes": "names and addresses of the municipalities are public",
}


def _shown(found: Any) -> str:
    rows = list(found) if hasattr(found, "__iter__") else [found]
    return " ".join(f"{row} {getattr(row, 'pk', '')} {vars_of(row)}" for row in rows)


def vars_of(row: Any) -> str:
    return str(getattr(row, "__dict__", row))


@pytest.fixture
def canaries(town: Municipality) -> Municipality:
    """Another municipality in which every word that is its own is a canary."""
    other = make_municipality("Elders", code="GM9077")
    make_areas(area_row("WK907701", "Kanariewijk"), year=2077)
    make_borders(square_row("WK907701", 0, 0, 100), year=2077)
    own = make_own_area(other, "Kanariedorp", "WK907701")
    by = installation(other.pk)
    services.add_place(own.pk, "Kanariepark", point=None, by=by, at=AT)
    number = services.NewPhoneNumber("Kanarielijn", "077")
    services.add_phone_number(other.pk, number, by=by, at=AT)
    return other


def test_every_list_is_here() -> None:
    classes = {name for name in queries.__all__ if name[0].isupper()}

    assert set(queries.__all__) - classes == set(LISTS) | set(OTHER_LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_crosses_municipalities(
    name: str, town: Municipality, canaries: Municipality
) -> None:
    theirs = Area.objects.get(name="Kanariedorp")
    mine = make_own_area(town, "Eigen", "WK900101")
    national = {"areas_in", "visible_to"}  # hold national areas of everywhere, by design

    for viewer in (anonymous(town.pk), member_of(town)):
        for whole in (mine, theirs):
            if name == "parts_of" and whole == theirs:
                continue  # it is handed an area that was found
            told = _shown(LISTS[name](Asked(viewer, scope_for(town), whole))).lower()
            assert "kanariedorp" not in told
            assert "kanariepark" not in told
            assert "kanarielijn" not in told
            if name not in national:
                assert "kanarie" not in told
                assert "9077" not in told
                assert "2077" not in told


@pytest.mark.parametrize("name", LISTS)
def test_the_canaries_can_be_seen_at_home(name: str, canaries: Municipality) -> None:
    """The control: each of these lists shows a canary to who looks at its municipality."""
    own = Area.objects.get(name="Kanariedorp")

    told = _shown(LISTS[name](Asked(anonymous(canaries.pk), scope_for(canaries), own))).lower()

    assert "kanarie" in told or "9077" in told or "2077" in told


def test_lists_cost_the_same_however_long_they_are(town: Municipality) -> None:
    scope, viewer = scope_for(town), anonymous(town.pk)
    own = make_own_area(town, "Eigen", "WK900101")

    def cost() -> Mapping[str, int]:
        counted = {}
        for name, ask in LISTS.items():
            with CaptureQueriesContext(connection) as seen:
                _shown(ask(Asked(viewer, scope, own)))
            counted[name] = len(seen)
        return counted

    make_borders(square_row("BU90010101", 0, 0, 90, name="Kanarie"), year=2018)
    before = cost()
    for year in (2019, 2020):
        rows = [square_row(f"BU9001{at:04}", 0, 0, 90, name="Kanarie") for at in range(60)]
        make_borders(*rows, year=year)
    for at in range(8):
        make_own_area(town, f"Kanarie {at}", "WK900102")

    assert cost() == before
