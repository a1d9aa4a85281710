"""Own areas: made of parts that do not lie in each other, by who may, at a lasting address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_group
from tests.makers.places import (
    AT,
    SYSTEM,
    area_row,
    make_areas,
    make_borders,
    make_municipality,
    make_own_area,
    rows_of,
    scope_for,
    square_row,
)
from wijkregie.domain.places import queries, services
from wijkregie.domain.places.models import Area, Border, NameGram, PlaceName
from wijkregie.domain.places.states import BorderSource, Level, OwnKind
from wijkregie.kit.audit import rows_of as log_of
from wijkregie.kit.viewer import Grant, Viewer, anonymous

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db

NORTH, SOUTH, EAST = "BU90010101", "BU90010102", "BU90010201"
TABLES = (Area, Area.parts.through, PlaceName, NameGram, Border)
WANTED = services.NewOwnArea("Molenwijk", OwnKind.WIJK, (NORTH, SOUTH), remark=" Samen ")


@pytest.fixture
def town() -> Municipality:
    made = make_municipality("Voorbeeldstad", code="GM9001")
    make_areas(*(area_row(code, f"Buurt {code[-4:]}") for code in (NORTH, SOUTH, EAST)))
    return made


def administrator(municipality: Municipality) -> Viewer:
    grants = frozenset({Grant("administrator")})
    return Viewer(municipality_id=municipality.pk, person_id=1, grants=grants)


def create(town: Municipality, by: Viewer = SYSTEM, **changes: Any) -> Area:
    return services.create_own_area(town.pk, replace(WANTED, **changes), by=by, at=AT)


def parts_of(own: Area) -> set[str]:
    return set(own.parts.values_list("code", flat=True))


# --- making


def test_an_own_area_is_made_and_found(town: Municipality) -> None:
    made = create(town, by=administrator(town))

    assert (made.code, made.level, made.kind) == ("EG001", Level.OWN, OwnKind.WIJK)
    assert (made.gm_code, made.municipality, made.remark) == ("GM9001", town, "Samen")
    assert parts_of(made) == {NORTH, SOUTH}
    hits = queries.search(anonymous(town.pk), scope_for(town), "molenwijk")
    assert [hit.area for hit in hits] == [made]
    assert log_of(town.pk)[0].what == "own_area.create"


def test_codes_of_parts_are_read_as_people_write_them(town: Municipality) -> None:
    assert parts_of(create(town, parts=(f" {NORTH.lower()} ", "", " "))) == {NORTH}


def test_each_municipality_counts_its_own_codes(town: Municipality) -> None:
    other = make_municipality(code="GM9002")

    codes = [
        make_own_area(one, f"Gebied {at}").code for at, one in enumerate([town, town, other])
    ]

    assert codes == ["EG001", "EG002", "EG001"]


def test_a_code_is_never_given_twice(town: Municipality) -> None:
    first = make_own_area(town, "Hoek")
    services.remove_own_area(first.pk, by=SYSTEM, at=AT)

    assert make_own_area(town, "Kant").code == "EG002"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "province"}, "what sort of area"),
        ({"name": "  "}, "Give the area a name"),
        ({"name": "…"}, "Give the area a name"),
        ({"parts": ("BU90020101",)}, "BU90020101: no area of this municipality"),
        ({"parts": ("BU90010999", NORTH)}, "BU90010999: no area of this municipality"),
        ({"parts": ("NL00",)}, "NL00: no area of this municipality"),
        ({"parts": ("EG001",)}, "EG001: no area of this municipality"),
        ({"parts": (NORTH, "WK900101")}, f"{NORTH} lies in WK900101"),
        ({"parts": (NORTH, "GM9001")}, f"{NORTH} lies in GM9001"),
        ({"parts": ("WK900102", "GM9001")}, "WK900102 lies in GM9001"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    town: Municipality, changes: dict[str, Any], why: str
) -> None:
    make_areas(area_row("BU90020101", "Elders"))
    make_own_area(town, "Eerder", EAST)
    before = rows_of(*TABLES)

    with pytest.raises(services.OwnAreaRefused, match=why):
        create(town, **changes)

    assert rows_of(*TABLES) == before


def test_a_name_is_used_once_in_a_municipality(town: Municipality) -> None:
    create(town)

    with pytest.raises(services.OwnAreaRefused, match="with the name"):
        create(town, name=" MOLENWIJK")
    assert create(make_municipality(code="GM9002"), parts=()).name == "Molenwijk"


def test_parts_under_an_older_code_belong_to_the_municipality_too() -> None:
    make_areas(area_row("WK039801", "Oud"), area_row("WK198001", "Nieuw"))
    codes = (("GM1980", 2022, None), ("GM0398", 2000, 2021))
    town = services.create_municipality(
        services.NewMunicipality("Dijk en Waard", codes), by=SYSTEM, at=AT
    )

    made = create(town, parts=("WK039801",))

    assert made.gm_code == "GM1980"


def test_a_municipality_without_code_can_have_areas_of_nothing() -> None:
    bare = services.create_municipality(
        services.NewMunicipality("Kaal", codes=()), by=SYSTEM, at=AT
    )

    assert create(bare, parts=()).gm_code == ""


# --- changing and removing


def test_changing_keeps_the_code_and_moves_the_name(town: Municipality) -> None:
    own = create(town)
    wanted = services.NewOwnArea("Wiekenwijk", OwnKind.VILLAGE, (EAST,), "Nu", public=False)

    services.change_own_area(own.pk, wanted, by=administrator(town), at=AT)

    own.refresh_from_db()
    assert (own.code, own.name, own.kind) == ("EG001", "Wiekenwijk", OwnKind.VILLAGE)
    assert (own.remark, own.public, parts_of(own)) == ("Nu", False, {EAST})
    assert [name.name for name in own.names.all()] == ["Wiekenwijk"]


def test_an_area_may_keep_its_own_name(town: Municipality) -> None:
    own = create(town)

    changed = services.change_own_area(own.pk, WANTED, by=SYSTEM, at=AT)

    assert changed.name == "Molenwijk"


def test_changing_refuses_what_making_refuses(town: Municipality) -> None:
    own = create(town)

    with pytest.raises(services.OwnAreaRefused, match="lies in WK900101"):
        services.change_own_area(
            own.pk, replace(WANTED, parts=(NORTH, "WK900101")), by=SYSTEM, at=AT
        )

    assert parts_of(own) == {NORTH, SOUTH}


def test_an_area_is_removed_with_its_names(town: Municipality) -> None:
    own = create(town)
    services.draw_schematic(own.pk, [(0, 0), (9, 0), (9, 9)], by=SYSTEM, at=AT)

    services.remove_own_area(own.pk, by=administrator(town), at=AT)

    assert not Area.objects.filter(level=Level.OWN).exists()
    assert not PlaceName.objects.filter(name="Molenwijk").exists()
    assert log_of(town.pk)[0].what == "own_area.remove"


def test_an_area_in_use_stays(town: Municipality) -> None:
    own = create(town)
    make_group(town, areas=[own])

    with pytest.raises(services.OwnAreaRefused, match="still in use"):
        services.remove_own_area(own.pk, by=SYSTEM, at=AT)

    assert Area.objects.filter(pk=own.pk).exists()


# --- who may


def _others(town: Municipality) -> list[Viewer]:
    other = make_municipality(code="GM9009")
    manager = frozenset({Grant("district_manager"), Grant("administrator", area_id=1)})
    return [
        anonymous(town.pk),
        administrator(other),
        Viewer(municipality_id=town.pk, person_id=1, grants=manager),
        Viewer(municipality_id=None, grants=frozenset({Grant("administrator")})),
    ]


def test_nobody_but_an_administrator_here_changes_anything(town: Municipality) -> None:
    own = create(town)
    before = rows_of(*TABLES)

    for by in _others(town):
        with pytest.raises(services.OwnAreaRefused, match="administrator"):
            create(town, by=by, name="Anders")
        with pytest.raises(services.OwnAreaRefused, match="administrator"):
            services.change_own_area(own.pk, WANTED, by=by, at=AT)
        with pytest.raises(services.OwnAreaRefused, match="administrator"):
            services.remove_own_area(own.pk, by=by, at=AT)
        with pytest.raises(services.OwnAreaRefused, match="administrator"):
            services.draw_schematic(own.pk, [(0, 0), (9, 0), (9, 9)], by=by, at=AT)
        with pytest.raises(services.OwnAreaRefused):
            services.add_place(own.pk, "De Molen", point=None, by=by, at=AT)
    assert rows_of(*TABLES) == before


def test_a_national_area_is_not_changed_as_an_own_one(town: Municipality) -> None:
    buurt = Area.objects.get(code=NORTH)

    for by in (SYSTEM, administrator(town)):
        with pytest.raises(services.OwnAreaRefused):
            services.remove_own_area(buurt.pk, by=by, at=AT)
        with pytest.raises(services.OwnAreaRefused):
            services.change_own_area(buurt.pk, WANTED, by=by, at=AT)


# --- drawing


def test_a_drawing_takes_the_place_of_the_one_before(town: Municipality) -> None:
    own = create(town)
    services.draw_schematic(own.pk, [(0, 0), (9, 0), (9, 9)], by=SYSTEM, at=AT)

    services.draw_schematic(own.pk, [(0, 0), (30, 0), (30, 10), (0, 10)], by=SYSTEM, at=AT)

    border = Border.objects.get()
    assert (border.source, border.year) == (BorderSource.SCHEMATIC, AT.year)
    assert (border.min_x, border.min_y, border.max_x, border.max_y) == (0, 0, 30, 10)
    assert (border.label_x, border.label_y, border.square_metres) == (15, 5, 300)


def test_a_line_is_no_drawing(town: Municipality) -> None:
    own = create(town)

    with pytest.raises(services.OwnAreaRefused, match="three corners"):
        services.draw_schematic(own.pk, [(0, 0), (9, 0)], by=SYSTEM, at=AT)


def test_borders_are_imported_beside_own_areas(town: Municipality) -> None:
    own = create(town)

    make_borders(square_row(NORTH, 0, 0, 100), square_row(SOUTH, 0, 100, 100))

    assert parts_of(own) == {NORTH, SOUTH}
