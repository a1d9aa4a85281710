"""Sheets of figures: stored twice over, whole or not at all, and again without a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.makers.indicators import current, make_figures, national, reading, sheet
from tests.makers.places import AT, rows_of
from wijkregie.core.packing import unpack
from wijkregie.domain.indicators import services
from wijkregie.domain.indicators.models import (
    AreaFigures,
    ColumnFigures,
    Edition,
    EditionOrder,
    Indicator,
)
from wijkregie.domain.indicators.queries.spread import everywhere
from wijkregie.domain.places.models import Area, AreaYear, NameGram, PlaceName
from wijkregie.sources.records import (
    CellStatus,
    Note,
    Reason,
    Rejection,
    Remark,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.makers.indicators import Cell

pytestmark = pytest.mark.django_db

FIGURES = (Edition, AreaFigures, ColumnFigures, EditionOrder)
TABLES = (*FIGURES, Indicator, Area, AreaYear, PlaceName, NameGram)
TOWN = {
    "NL00": {"inhabitants": 17_000_000, "home_value": 216},
    "GM9001": {"inhabitants": 150, "home_value": 200},
    "BU90010101": {"inhabitants": 100, "home_value": CellStatus.SECRET},
    "BU90010102": {"inhabitants": 50},
}


def cells_by_row(edition: Edition) -> dict[str, dict[str, tuple[float | None, int]]]:
    found = {}
    for row in AreaFigures.objects.filter(edition=edition).select_related("area"):
        values, statuses = unpack(row.packed)
        found[row.area.code] = {
            key: (None if np.isnan(value) else value, status)
            for key, value, status in zip(
                edition.columns, values.tolist(), statuses.tolist(), strict=True
            )
        }
    return found


def cells_by_column(edition: Edition) -> dict[str, dict[str, tuple[float | None, int]]]:
    codes = dict(Area.objects.values_list("pk", "code"))
    found: dict[str, dict[str, tuple[float | None, int]]] = {}
    for key in edition.columns:
        for pk, (value, status) in everywhere(edition, Indicator(key=key)).items():
            cell = (None if np.isnan(value) else value, status)
            found.setdefault(codes[pk], {})[key] = cell
    return found


# --- what is stored


def test_figures_come_in_with_their_areas_and_where_they_are_from() -> None:
    rejections = [Rejection("cijfers.csv", 3, "inwoners", "x", Reason.UNREADABLE)]
    notes = [Note(Remark.PARTIAL_COUNTRY, {})]

    (done,) = services.store_reading(
        reading(sheet(TOWN), rejections=rejections, notes=notes), at=AT
    )

    assert (done.source, done.period, done.outcome) == ("kwb", 2017, "new")
    assert (done.areas, done.cells, done.known, done.rejected) == (4, 8, 6, 1)
    edition = current()
    assert (edition.version, edition.file, edition.imported_at) == (1, "cijfers.csv", AT)
    assert (edition.columns, edition.partial) == (["inhabitants", "home_value"], True)
    assert cells_by_row(edition)["BU90010101"] == {
        "inhabitants": (100, 0),
        "home_value": (None, CellStatus.SECRET),
    }
    assert AreaYear.objects.filter(year=2017).count() == 4


def test_a_file_of_the_whole_country_is_not_partial() -> None:
    towns: dict[str, dict[str, Cell]] = {
        f"GM{number:04}": {"inhabitants": 10.0} for number in range(1000, 1300)
    }
    notes = [Note(Remark.SHAPES_MISSING)]
    services.store_reading(reading(sheet(towns), notes=notes), at=AT)
    services.store_reading(reading(sheet(TOWN, period=2018), notes=notes), at=AT)

    assert not current().partial
    assert current(2018).partial  # four areas are no country, though nothing says so


def test_both_layouts_hold_the_same() -> None:
    make_figures(sheet(TOWN))

    assert cells_by_column(current()) == cells_by_row(current())


CELL = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([one for one in CellStatus if one is not CellStatus.KNOWN]),
)


class BothLayouts(TestCase):
    """Random sheets; Hypothesis gives each of them a database of its own."""

    @given(
        st.integers(1, 6).flatmap(
            lambda width: st.lists(
                st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=12
            )
        )
    )
    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_any_sheet_is_the_same_by_row_and_by_column(self, table: list[list[Any]]) -> None:
        wanted = {
            f"BU9001{at:04}": {f"column_{place}": cell for place, cell in enumerate(row)}
            for at, row in enumerate(table)
        }
        make_figures(sheet(wanted))

        by_row = cells_by_row(current())

        assert cells_by_column(current()) == by_row
        assert by_row == {
            code: {
                key: (None, int(cell)) if isinstance(cell, CellStatus) else (cell, 0)
                for key, cell in row.items()
            }
            for code, row in wanted.items()
        }


def test_a_read_of_one_figure_everywhere_costs_two_queries(
    django_assert_num_queries: Any,
) -> None:
    make_figures(sheet({f"BU9001{at:04}": {"inhabitants": at} for at in range(200)}))
    edition, inhabitants = current(), national("inhabitants")

    with django_assert_num_queries(2):
        found = everywhere(edition, inhabitants)

    assert sorted(found.values()) == [(at, 0) for at in range(200)]


# --- again


def test_the_same_figures_again_change_nothing() -> None:
    make_figures(sheet(TOWN))
    before = rows_of(*TABLES)
    assert all(before.values())

    (done,) = make_figures(sheet(TOWN))

    assert done.outcome == "unchanged"
    assert rows_of(*TABLES) == before


def test_the_same_figures_in_another_file_change_nothing() -> None:
    make_figures(sheet(TOWN))
    before = rows_of(*FIGURES)

    other = reading(sheet(TOWN))
    services.store_reading(type(other)("anders.csv", other.sheets, (), ()), at=AT)

    assert rows_of(*FIGURES) == before


def test_a_later_delivery_becomes_current_and_the_one_before_stays() -> None:
    make_figures(sheet(TOWN))
    first = current()
    kept = {model: rows for model, rows in rows_of(*FIGURES).items() if model != "Edition"}
    later = {**TOWN, "BU90010102": {"inhabitants": 55, "home_value": 190}}

    (done,) = make_figures(sheet(later))

    assert done.outcome == "replaced"
    second = current()
    assert (second.version, second.pk != first.pk) == (2, True)
    first.refresh_from_db()
    assert not first.current
    for model, rows in kept.items():
        assert rows_of(*FIGURES)[model][: len(rows)] == rows
    assert cells_by_row(first)["BU90010102"]["inhabitants"] == (50, 0)
    assert cells_by_row(second)["BU90010102"]["inhabitants"] == (55, 0)


def test_another_year_or_source_is_another_table() -> None:
    make_figures(sheet(TOWN))
    make_figures(sheet(TOWN, period=2018), sheet(TOWN, source="health"))

    assert Edition.objects.filter(current=True, version=1).count() == 3


SMALLER: list[dict[str, dict[str, Any]]] = [
    {code: row for code, row in TOWN.items() if code != "BU90010102"},
    {code: {"inhabitants": row["inhabitants"]} for code, row in TOWN.items()},
]


@pytest.mark.parametrize("smaller", SMALLER)
def test_a_smaller_delivery_is_refused_and_nothing_changes(
    smaller: dict[str, dict[str, Any]],
) -> None:
    make_figures(sheet(TOWN))
    before = rows_of(*TABLES)

    with pytest.raises(services.SheetRefused, match=r"Nothing was stored\. Use --replace"):
        make_figures(sheet({**smaller, "GM9002": {"inhabitants": 1}}))

    assert rows_of(*TABLES) == before


@pytest.mark.parametrize("smaller", SMALLER)
def test_a_smaller_delivery_may_be_meant(smaller: dict[str, dict[str, Any]]) -> None:
    make_figures(sheet(TOWN))

    (done,) = make_figures(sheet(smaller), replace=True)

    assert (done.outcome, done.areas) == ("replaced", len(smaller))
    assert set(cells_by_row(current())) == set(smaller)


# --- nothing half


def test_stopped_in_the_middle_nothing_is_stored() -> None:
    make_figures(sheet(TOWN))
    before = rows_of(*TABLES)
    later = {**TOWN, "BU90010103": {"inhabitants": 5}}

    def breaking(rows: Iterable[Any]) -> Iterator[Any]:
        for at, row in enumerate(rows):
            if at == 2:
                raise KeyboardInterrupt
            yield row

    with pytest.raises(KeyboardInterrupt):
        services.store_reading(reading(sheet(later)), at=AT, progress=breaking)

    assert rows_of(*TABLES) == before


def test_a_fault_in_the_second_sheet_takes_the_first_with_it() -> None:
    make_figures(sheet(TOWN, period=2018))
    before = rows_of(*TABLES)
    smaller = {"GM9001": {"inhabitants": 1}}

    with pytest.raises(services.SheetRefused):
        make_figures(sheet({**TOWN, "GM9002": {}}), sheet(smaller, period=2018))

    assert rows_of(*TABLES) == before


def test_the_first_import_that_stops_leaves_an_empty_house() -> None:
    def breaking(rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            yield row
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        services.store_reading(reading(sheet(TOWN)), at=AT, progress=breaking)

    assert not any(rows_of(*TABLES).values())


def test_progress_is_told_of_every_area() -> None:
    seen: list[int] = []

    def counting(rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            seen.append(1)
            yield row

    services.store_reading(reading(sheet(TOWN)), at=AT, progress=counting)

    assert len(seen) == 4


def test_areas_of_two_sheets_of_a_layout_are_stored_once() -> None:
    crimes = sheet({"GM9001": {"crimes": 3}}, period=2023, division=2024, source="crime")
    make_figures(sheet(TOWN, period=2024), crimes)

    assert AreaYear.objects.filter(area__code="GM9001").count() == 1
