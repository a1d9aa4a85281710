"""Borders come in whole, and again without a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.places import (
    AT,
    SYSTEM,
    area_row,
    border_row,
    make_areas,
    make_borders,
    make_municipality,
    make_own_area,
    rows_of,
    square_row,
)
from wijkregie.core.geometry import unpack_rings
from wijkregie.domain.places import services
from wijkregie.domain.places.models import Area, AreaYear, Border, BorderSet
from wijkregie.domain.places.states import Level
from wijkregie.sources.records import BorderSheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from wijkregie.domain.places.services import BordersStored
    from wijkregie.sources.records import BorderRow

pytestmark = pytest.mark.django_db

NORTH, SOUTH = "BU90010101", "BU90010102"
TABLES = (Area, AreaYear, Border, BorderSet)


def sheet_of(*rows: BorderRow, year: int = 2017) -> BorderSheet:
    level = Level.NEIGHBOURHOOD
    return BorderSheet("buurt.json", level, year, rows, (), ())  # type: ignore[arg-type] # one word


def stored(
    *rows: BorderRow, sha256: str = "1" * 64, year: int = 2017, progress: Any = iter
) -> BordersStored:
    sheet = sheet_of(*rows, year=year)
    return services.store_borders(sheet, sha256=sha256, at=AT, progress=progress)


# --- storing


def test_borders_come_in_with_their_areas() -> None:
    done = stored(
        square_row(NORTH, 0, 100, 100, name="Noord"),
        border_row(SOUTH, name="Zuid", water=True),
    )

    assert (done.areas, done.without_shape, done.unchanged) == (2, 1, False)
    border = Border.objects.get()
    assert (border.area.code, border.year, border.source) == (NORTH, 2017, "cbs")
    assert (border.min_x, border.min_y, border.max_x, border.max_y) == (0, 100, 100, 200)
    assert (border.label_x, border.label_y, border.square_metres) == (50, 150, 10_000)
    (shape,), (outline,) = unpack_rings(border.shape), unpack_rings(border.outline)
    assert (shape == outline * 10).all()
    assert AreaYear.objects.get(area__code=SOUTH).water
    assert AreaYear.objects.get(area__code=SOUTH).name == "Zuid"
    kept = BorderSet.objects.get()
    assert (kept.areas, kept.without_shape, kept.imported_at) == (2, 1, AT)


def test_the_same_file_again_changes_nothing() -> None:
    stored(square_row(NORTH, 0, 0, 100))
    before = rows_of(*TABLES)

    again = stored(square_row(NORTH, 0, 0, 100))

    assert again.unchanged
    assert rows_of(*TABLES) == before


def test_another_file_takes_the_place_of_the_one_before() -> None:
    stored(square_row(NORTH, 0, 0, 100), square_row(SOUTH, 0, 100, 100))
    stored(square_row(NORTH, 0, 0, 100), year=2018)

    fewer = sheet_of(square_row(NORTH, 500, 0, 100), border_row(SOUTH))
    done = services.replace_borders(fewer, sha256="2" * 64, at=AT)

    assert (done.unchanged, done.without_shape) == (False, 1)
    found = {(one.area.code, one.year): one.min_x for one in Border.objects.all()}
    assert found == {(NORTH, 2017): 500, (NORTH, 2018): 0}
    assert BorderSet.objects.get(year=2017).sha256 == "2" * 64


@pytest.mark.parametrize("bare", [True, False])
def test_a_file_with_fewer_borders_is_refused(*, bare: bool) -> None:
    make_areas(area_row(SOUTH, "Zuid"))
    stored(square_row(NORTH, 0, 0, 100), square_row(SOUTH, 0, 100, 100, name="Zuid"))
    before = rows_of(*TABLES)
    rows = [square_row(NORTH, 500, 0, 100), border_row(SOUTH, name="Zuid")]

    with pytest.raises(services.BordersRefused) as refused:
        stored(*(rows if bare else rows[:1]), sha256="2" * 64)

    for words in ("buurt.json", f"{SOUTH} Zuid", "2017", "--replace"):
        assert words in str(refused.value)
    assert rows_of(*TABLES) == before


def test_the_same_fewer_borders_again_change_nothing() -> None:
    stored(square_row(NORTH, 0, 0, 100), square_row(SOUTH, 0, 100, 100))
    fewer = sheet_of(square_row(NORTH, 500, 0, 100))
    services.replace_borders(fewer, sha256="2" * 64, at=AT)

    assert services.replace_borders(fewer, sha256="2" * 64, at=AT).unchanged
    assert stored(square_row(NORTH, 500, 0, 100), sha256="2" * 64).unchanged
    assert stored(square_row(NORTH, 0, 0, 100), square_row(SOUTH, 0, 100, 100)).areas == 2


def test_borders_leave_other_levels_and_own_drawings_alone() -> None:
    town = make_municipality(code="GM9001")
    own = make_own_area(town, "Eigen")
    corners = [(0, 0), (9, 0), (9, 9)]
    services.draw_schematic(own.pk, corners, by=SYSTEM, at=AT)
    make_borders(square_row("WK900101", 0, 0, 500))

    stored(square_row(NORTH, 0, 0, 100), year=2026)

    assert Border.objects.filter(area=own).exists()
    assert Border.objects.filter(area__code="WK900101").exists()


def test_borders_keep_the_change_that_figures_told() -> None:
    make_areas(area_row(NORTH, "Noord", change=3))

    stored(square_row(NORTH, 0, 0, 100))

    assert AreaYear.objects.get(area__code=NORTH, year=2017).change == 3


def test_when_it_stops_in_the_middle_nothing_is_stored() -> None:
    stored(square_row(NORTH, 0, 0, 100))
    before = rows_of(*TABLES)

    def breaking(rows: Iterable[BorderRow]) -> Iterator[BorderRow]:
        for at, row in enumerate(rows):
            if at == 1:
                raise KeyboardInterrupt
            yield row

    wanted = [square_row(NORTH, 500, 0, 100), square_row("BU90020101", 0, 100, 100)]
    with pytest.raises(KeyboardInterrupt):
        stored(*wanted, sha256="2" * 64, progress=breaking)

    assert rows_of(*TABLES) == before


def test_rings_without_a_box_are_a_mistake() -> None:
    whole = square_row(NORTH, 0, 0, 100)
    broken = type(whole)(
        whole.code, None, whole.water, whole.rings, whole.outline, None, None, 0.0
    )

    with pytest.raises(ValueError, match=f"{NORTH} has rings without a box"):
        stored(broken)
