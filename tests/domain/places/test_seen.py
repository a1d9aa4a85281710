"""Which areas one sees, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.places import (
    AT,
    area_row,
    make_areas,
    make_municipality,
    make_own_area,
    scope_for,
)
from wijkregie.domain.places import queries, rules, services
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.kit.viewer import Grant, Viewer, anonymous, installation

if TYPE_CHECKING:
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
