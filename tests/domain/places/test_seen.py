"""Which areas one sees, in which order, at which price; nothing crosses municipalities."""

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
from wijkregie.domain.places import queries, rules, services
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.kit.viewer import Grant, Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pytest_django import DjangoAssertNumQueries

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


def codes(areas: Any) -> list[str]:
    return [area.code for area in areas]


def test_national_areas_are_for_everyone(town: Municipality) -> None:
    for viewer in (anonymous(), anonymous(town.pk), member_of(town)):
        assert queries.visible_to(viewer).count() == Area.objects.count()


def test_own_areas_are_seen_at_their_own_municipality(town: Municipality) -> None:
    other = make_municipality("Elders", code="GM9002")
    shown = make_own_area(town, "Getoond", "WK900101")
    hidden = make_own_area(town, "Verborgen", "WK900102", public=False)

    def seen(viewer: Viewer) -> set[Area]:
        return {shown, hidden} & set(queries.visible_to(viewer))

    assert seen(anonymous(town.pk)) == {shown}
    assert seen(Viewer(town.pk, person_id=1)) == {shown}
    assert seen(member_of(town)) == {shown, hidden}
    assert seen(Viewer(town.pk, person_id=1, grants=frozenset({Grant("x")}))) == {shown, hidden}
    for viewer in (anonymous(), anonymous(other.pk), member_of(other), installation()):
        assert seen(viewer) == set()


def test_an_area_is_found_by_its_code_with_what_is_around_it(
    town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    scope, viewer = scope_for(town), anonymous(town.pk)

    with django_assert_num_queries(1):
        found = queries.area(viewer, scope, "BU90010101")
        assert found is not None
        assert codes(queries.breadcrumbs(found)) == ["NL00", "GM9001", "WK900101"]

    assert queries.area(viewer, scope, "BU00000000") is None


def test_an_own_code_means_the_own_area_of_the_municipality_looked_at(
    town: Municipality,
) -> None:
    other = make_municipality("Elders", code="GM9002")
    mine, theirs = make_own_area(town, "Mijn"), make_own_area(other, "Hun")
    assert mine.code == theirs.code

    assert queries.area(anonymous(town.pk), scope_for(town), mine.code) == mine
    assert queries.area(anonymous(other.pk), scope_for(other), mine.code) == theirs
    assert queries.area(anonymous(town.pk), scope_for(other), mine.code) is None
    assert queries.area(anonymous(), queries.country_scope(), mine.code) is None


def test_own_goes_before_national(town: Municipality) -> None:
    """CBS uses no such codes today; on every database the own area is meant if it ever does."""
    own = make_own_area(town, "Eigen")
    national = make_areas(area_row("WK900109", "Landelijk"))["WK900109"]
    Area.objects.filter(pk=national.pk).update(code=own.code)

    assert queries.area(anonymous(town.pk), scope_for(town), own.code) == own
    assert queries.area(anonymous(), queries.country_scope(), own.code) == national


def test_the_last_year_is_that_of_the_municipality(town: Municipality) -> None:
    make_areas(area_row("WK900201", "Elders"), year=2024)

    assert queries.latest_year(scope_for(town)) == 2018
    assert queries.latest_year(scope_for(town), level=Level.NEIGHBOURHOOD) == 2017
    assert queries.latest_year(queries.country_scope()) == 2024
    assert queries.latest_year(queries.country_scope(), level=Level.OWN) is None


def test_areas_of_a_level_as_they_were_in_a_year(town: Municipality) -> None:
    make_areas(area_row("WK900201", "Elders"))
    scope, viewer = scope_for(town), anonymous(town.pk)

    def of(level: str, year: int | None = None, scope: Scope = scope) -> list[str]:
        return codes(queries.areas_of(viewer, scope, level=level, year=year))

    assert of(Level.DISTRICT, 2017) == ["WK900102", "WK900101"]  # by name
    assert of(Level.DISTRICT, 2018) == ["WK900103"]
    assert of(Level.DISTRICT)[-1] == "WK900103"
    assert of(Level.NEIGHBOURHOOD, 2017) == ["BU90010102", "BU90010101"]  # no water
    assert "WK900201" in of(Level.DISTRICT, 2017, queries.country_scope())


def test_own_areas_are_listed_by_kind(town: Municipality) -> None:
    own = make_own_area(town, "Zuid", "WK900101")
    wanted = services.NewOwnArea("Dorp", OwnKind.VILLAGE, ())
    village = services.create_own_area(town.pk, wanted, by=installation(), at=AT)
    make_own_area(make_municipality(code="GM9002"), "Elders")

    def of(level: str) -> list[Area]:
        found = queries.areas_of(anonymous(town.pk), scope_for(town), level=level, year=1900)
        return list(found)

    assert of(Level.OWN) == [village, own]
    assert of(OwnKind.WIJK) == [own]
    assert of(OwnKind.STREET) == []


def test_everything_is_listed_by_code_with_its_years(
    town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_own_area(town, "Eigen", "WK900101")
    make_areas(area_row("WK900201", "Elders"))
    scope, viewer = scope_for(town), anonymous(town.pk)

    with django_assert_num_queries(2):
        found = list(queries.listed(viewer, scope))
        years = {one.code: [year.year for year in one.years.all()] for one in found}
        assert found[0].parent is not None

    assert (years["WK900103"], years["BU90010101"]) == ([2018], [2017])

    assert codes(found)[0] == "BU90010101"
    assert {"EG001", "BU90019997", "GM9001"} <= set(codes(found))
    assert not {"NL00", "WK900201"} & set(codes(found))
    assert codes(queries.listed(viewer, scope, level=Level.DISTRICT, year=2017)) == [
        "WK900101",
        "WK900102",
    ]
    assert codes(queries.listed(viewer, scope, level=Level.OWN, year=1900)) == ["EG001"]
    everywhere = codes(queries.listed(anonymous(), queries.country_scope()))
    assert "WK900201" in everywhere
    assert "EG001" not in everywhere


def test_parts_are_those_of_the_level_below_or_of_the_own_area(town: Municipality) -> None:
    areas = {area.code: area for area in Area.objects.all()}
    own = make_own_area(town, "Eigen", "BU90010101", "WK900102")
    viewer = anonymous(town.pk)

    assert codes(queries.parts_of(viewer, own)) == ["WK900102", "BU90010101"]
    assert codes(queries.parts_of(viewer, areas["WK900101"], year=2017)) == [
        "BU90010102",
        "BU90010101",
    ]
    assert codes(queries.parts_of(viewer, areas["GM9001"], year=2018)) == ["WK900103"]
    assert len(codes(queries.parts_of(viewer, areas["GM9001"]))) == 4  # that of the water too
    assert queries.areas_in(viewer, [own.pk, 0]) == {own.pk: own}
    assert queries.areas_in(anonymous(), [own.pk]) == {}


@pytest.mark.parametrize(
    ("by", "may"),
    [
        (Viewer(1, person_id=1, grants=frozenset({Grant("administrator")})), True),
        (Viewer(1, person_id=1, grants=frozenset({Grant("administrator", 5)})), False),
        (Viewer(1, person_id=1, grants=frozenset({Grant("district_manager")})), False),
        (Viewer(2, person_id=1, grants=frozenset({Grant("administrator")})), False),
        (anonymous(1), False),
        (installation(), True),
    ],
)
def test_who_may_administer(by: Viewer, may: bool) -> None:  # noqa: FBT001 - a case
    assert rules.may_administer(by, 1) is may


def test_nobody_administers_the_country() -> None:
    nowhere = Viewer(None, person_id=1, grants=frozenset({Grant("administrator")}))

    assert not rules.may_administer(nowhere, None)


# --- no query crosses municipalities


class Asked(NamedTuple):
    viewer: Viewer
    scope: Scope
    whole: Area


LISTS: dict[str, Callable[[Asked], Any]] = {
    "visible_to": lambda on: queries.visible_to(on.viewer),
    "area": lambda on: [queries.area(on.viewer, on.scope, on.whole.code)],
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
    "breadcrumbs": "the parents of an area that was found",
    "country_scope": "no query",
    "draw": "draws areas that were found",
    "layouts_of": "years of an area that was found",
    "only_scope": "which municipality is looked at",
    "outline": "the border of an area that was found",
    "readings": "no query",
    "scope": "which municipality is looked at",
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
