"""Names, streets and postcodes lead to an area, also when they are misspelt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.places import (
    AT,
    SYSTEM,
    area_row,
    make_areas,
    make_municipality,
    make_own_area,
    rows_of,
    scope_for,
)
from wijkregie.domain.places import queries, services
from wijkregie.domain.places.models import Area, NameGram, PlaceName
from wijkregie.kit.viewer import Viewer, anonymous, installation
from wijkregie.sources.records import StreetRow

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.places.queries import Hit

pytestmark = pytest.mark.django_db

CENTRE, PARK, POLDER = "BU90010101", "BU90010102", "BU90010201"


@pytest.fixture
def town() -> Municipality:
    made = make_municipality("Voorbeeldstad", code="GM9001")
    make_areas(
        area_row("NL00", "Nederland", change=None),
        area_row("GM9001", "Voorbeeldstad", change=None),
        area_row("WK900101", "Molenwijk"),
        area_row("WK900102", "Bomenwijk"),
        area_row(CENTRE, "Centrum"),
        area_row(PARK, "Parkzicht-Oost"),
        area_row(POLDER, "'t Kruis"),
    )
    services.store_streets(
        [
            StreetRow("Dorpsstraat", "Voorbeeldstad", "1701AB", CENTRE),
            StreetRow("Dorpsstraat", "Voorbeeldstad", "1701AC", PARK),
            StreetRow("Lindelaan", None, None, PARK),
            StreetRow(None, None, "1702AA", POLDER),
        ]
    )
    return made


def hits(town: Municipality, text: str, viewer: Viewer | None = None) -> list[Hit]:
    return queries.search(viewer or anonymous(town.pk), scope_for(town), text)


def codes(town: Municipality, text: str) -> list[str]:
    return [hit.area.code for hit in hits(town, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Molenwijk",
        "  molenwijk",
        "MOLENWIJK",
        "Mölenwijk",
        "molenwijk.",
        "molen",
        "Molewijk",
        "Molenwyk",
        "Moolenwijk",
        "Molenwijjk",
        "de molenwijk",
    ],
)  # fmt: skip - the mistakes belong together
def test_a_name_is_found_with_and_without_mistakes(town: Municipality, text: str) -> None:
    assert codes(town, text)[:1] == ["WK900101"]


def test_an_exact_name_goes_first(town: Municipality) -> None:
    make_areas(area_row("BU90010103", "Molenwijk Noord"))

    found = hits(town, "molenwijk")

    assert [hit.name for hit in found][:2] == ["Molenwijk", "Molenwijk Noord"]
    assert found[0].likeness == 1
    assert 0.9 < found[1].likeness < 1


def test_a_word_within_a_name_is_found(town: Municipality) -> None:
    assert codes(town, "oost") == [PARK]
    assert codes(town, "t kruis") == [POLDER]


def test_of_names_that_are_as_alike_the_larger_area_goes_first(town: Municipality) -> None:
    make_own_area(town, "Centrum", "WK900101")

    assert codes(town, "centrum") == ["EG001", CENTRE]


def test_something_else_is_not_found(town: Municipality) -> None:
    assert codes(town, "Zwembad") == []
    assert codes(town, "") == []
    assert codes(town, "?!…") == []
    assert codes(town, "%_'; drop table places_area; --") == []


# --- streets and postcodes


def test_a_street_leads_to_each_buurt_it_lies_in(town: Municipality) -> None:
    found = hits(town, "dorpstraat")

    assert {hit.area.code for hit in found} == {CENTRE, PARK}
    assert {(hit.name, hit.kind, hit.detail) for hit in found} == {
        ("Dorpsstraat", "street", "Voorbeeldstad")
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1701AB", [CENTRE]),
        ("1701 ab", [CENTRE]),
        (" 1701AC ", [PARK]),
        ("1701", [CENTRE, PARK]),
        ("1702", [POLDER]),
        ("1703", []),
        ("1703ZZ", []),
        ("17", []),
    ],
)
def test_a_postcode_leads_to_its_buurt(town: Municipality, text: str, found: list[str]) -> None:
    assert sorted(codes(town, text)) == found


def test_the_same_streets_again_change_nothing(town: Municipality) -> None:
    before = rows_of(PlaceName, NameGram)
    row = StreetRow("Dorpsstraat", "Voorbeeldstad", "1701AB", CENTRE)

    again = services.store_streets([row, row])

    assert (again.names, again.unknown_codes) == (0, ())
    assert rows_of(PlaceName, NameGram) == before


def test_streets_of_a_buurt_that_is_not_known_are_told(town: Municipality) -> None:
    rows = [
        StreetRow("Verweg", None, None, "BU99990101"),
        StreetRow("Nieuweweg", None, None, CENTRE),
    ]

    done = services.store_streets(rows)

    assert (done.names, done.unknown_codes) == (1, ("BU99990101",))
    assert codes(town, "nieuweweg") == [CENTRE]


# --- whose names


def test_names_of_another_municipality_are_never_found(town: Municipality) -> None:
    other = make_municipality("Elders", code="GM9002")
    make_areas(area_row("WK900201", "Kanariewijk"))
    make_own_area(other, "Kanariedorp", "WK900201")
    area = Area.objects.get(code="WK900201")
    services.add_place(area.pk, "Kanariepark", point=None, by=installation(other.pk), at=AT)

    assert len(hits(other, "kanarie")) == 2  # the control: they can be found
    for viewer in (anonymous(town.pk), SYSTEM, Viewer(town.pk, person_id=1)):
        assert hits(town, "kanarie", viewer) == []
        assert hits(town, "kanariewijk", viewer) == []


def test_an_area_that_is_not_public_is_found_by_who_works_along_only(
    town: Municipality,
) -> None:
    hidden = make_own_area(town, "Kanariebuurt", "WK900101", public=False)
    member = Viewer(municipality_id=town.pk, person_id=1, group_ids=frozenset({1}))
    elsewhere = Viewer(municipality_id=0, person_id=1, group_ids=frozenset({1}))

    assert [hit.area for hit in hits(town, "kanariebuurt", member)] == [hidden]
    for viewer in (anonymous(town.pk), Viewer(town.pk, person_id=1), elsewhere, anonymous()):
        assert hits(town, "kanariebuurt", viewer) == []


def test_the_guard_can_fail(town: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the door taken out the canary does come out."""
    make_own_area(town, "Kanariebuurt", "WK900101", public=False)
    monkeypatch.setattr(
        "wijkregie.domain.places.queries.searching.visible_to", lambda _: Area.objects.all()
    )

    assert codes(town, "kanariebuurt") == ["EG001"]


def test_the_country_searches_everywhere_but_in_own_areas(town: Municipality) -> None:
    make_own_area(town, "Kanariebuurt", "WK900101")
    country = queries.country_scope()

    found = queries.search(anonymous(), country, "molenwijk")

    assert [hit.area.code for hit in found][:1] == ["WK900101"]
    assert queries.search(anonymous(), country, "kanariebuurt") == []
    assert [hit.area.code for hit in queries.search(anonymous(), country, "nederland")] == [
        "NL00"
    ]


# --- the price


def test_a_search_costs_two_queries_however_much_there_is(
    town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_areas(*(area_row(f"BU9001{at:04}", f"Molenbuurt {at}") for at in range(1, 300)))
    scope = scope_for(town)

    with django_assert_num_queries(2):
        found = queries.search(anonymous(town.pk), scope, "molenbuurt")
        assert (
            len({(hit.area.name, hit.area.parent and hit.area.parent.name) for hit in found})
            == 20
        )

    with django_assert_num_queries(0):
        assert queries.search(anonymous(town.pk), scope, "!") == []


def test_of_a_huge_text_only_the_beginning_is_read(town: Municipality) -> None:
    scope = scope_for(town)

    with CaptureQueriesContext(connection) as seen:
        found = queries.search(anonymous(town.pk), scope, "Molenwijk " * 100_000)

    assert len(seen) == 2
    assert max(len(query["sql"]) for query in seen) < 20_000
    assert [hit.area.code for hit in found][:1] == ["WK900101"]
