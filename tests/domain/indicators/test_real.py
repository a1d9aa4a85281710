"""Real key figures, from the file to the query, beside the raw text read another way."""

from __future__ import annotations

import csv
import gzip
import io
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from tests.makers.indicators import current, national
from tests.makers.places import AT, rows_of
from wijkregie.core.packing import unpack
from wijkregie.domain.indicators import queries, services
from wijkregie.domain.indicators.models import AreaFigures, Edition, Indicator
from wijkregie.domain.indicators.queries.spread import everywhere
from wijkregie.domain.indicators.states import Status
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.models import Area, AreaYear
from wijkregie.kit.viewer import anonymous
from wijkregie.sources import kwb

if TYPE_CHECKING:
    from pathlib import Path

    from wijkregie.sources.records import Reading

pytestmark = pytest.mark.django_db

# The columns of the publisher, by hand.
COLUMNS_2017: Final = {
    "inhabitants": "AantalInwoners_5",
    "aged_65_plus": "k_65JaarOfOuder_12",
    "origin_western": "WestersTotaal_17",
    "origin_non_western": "NietWestersTotaal_18",
    "origin_morocco": "Marokko_19",
    "origin_turkey": "Turkije_22",
    "population_density": "Bevolkingsdichtheid_33",
    "home_value": "GemiddeldeWoningwaarde_35",
    "income_per_recipient": "GemiddeldInkomenPerInkomensontvanger_65",
    "income_per_inhabitant": "GemiddeldInkomenPerInwoner_66",
    "persons_lowest_40": "k_40PersonenMetLaagsteInkomen_67",
    "persons_highest_20": "k_20PersonenMetHoogsteInkomen_68",
    "households_lowest_40": "k_40HuishoudensMetLaagsteInkomen_70",
    "households_highest_20": "k_20HuishoudensMetHoogsteInkomen_71",
    "households_low_income": "HuishoudensMetEenLaagInkomen_72",
    "households_social_minimum": "HuishOnderOfRondSociaalMinimum_73",
}
COLUMNS_2024: Final = {
    "inhabitants": "inwoners",
    "aged_0_14": "inwoners0tot15",
    "aged_65_plus": "inwoners65plus",
    "households": "huishoudens",
    "household_size": "huishoudensgrootte",
    "population_density": "dichtheid",
    "urbanity": "stedelijkheid",
    "address_density": "adressendichtheid",
    "area_land": "oppervlakteLandHa",
    "home_value": "wozWaarde",
    "homes_owned": "koopwoningen",
    "homes_single_family": "eengezinswoning",
    "income_per_inhabitant": "inkomenPerInwoner",
    "distance_gp": "afstandHuisarts",
    "distance_supermarket": "afstandSupermarkt",
    "distance_school": "afstandSchool",
    "schools_within_3km": "scholenBinnen3km",
}
# Heerhugowaard and what came of it, IJsselstein, Amsterdam, Lopik, Heeze-Leende, Almere, Baarn.
TOWNS: Final = {"GM0398", "GM1980", "GM0353", "GM0363", "GM0331", "GM1658", "GM0034", "GM0308"}

CASES = [
    ("kwb_2017_nl_odata3.csv.gz", 2017, "WijkenEnBuurten", COLUMNS_2017),
    ("kwb_2024_nl_deel.csv.gz", 2024, "code", COLUMNS_2024),
]


def raw_rows(path: Path, code: str) -> dict[str, dict[str, str]]:
    text = gzip.decompress(path.read_bytes()).decode("utf-8-sig")
    return {row[code].strip(): row for row in csv.DictReader(io.StringIO(text))}


def number(text: str | None) -> float | None:
    cleaned = (text or "").strip()
    return None if cleaned in {"", "."} else float(cleaned)


@pytest.mark.parametrize(("name", "year", "code", "columns"), CASES)
def test_every_cell_of_the_towns_is_that_of_the_file(
    country: Path, name: str, year: int, code: str, columns: dict[str, str]
) -> None:
    raw = raw_rows(country / name, code)
    reading = kwb.read((country / name).read_bytes(), file=name)

    services.store_reading(reading, at=AT)

    edition = current(year)
    areas = [
        area
        for area in Area.objects.filter(gm_code__in=TOWNS, years__year=year).order_by("pk")
        if not AreaYear.objects.filter(area=area, year=year, water=True).exists()
    ]
    assert len({area.gm_code for area in areas}) >= 5
    assert len(areas) > 250
    assert set(columns) == set(edition.columns)
    scope, viewer = places.country_scope(), anonymous()
    for key, heading in columns.items():
        choice = next(
            one for one in queries.choices(viewer, national(key)) if one.period == year
        )
        spread = queries.spread(viewer, scope, national(key), choice, areas)
        wanted = {area.code: number(raw[area.code][heading]) for area in areas}
        if key == "urbanity":  # a class from 1 to 5: nought is none
            wanted = {one: value or None for one, value in wanted.items()}
        found = {row.area.code: row.figure.value for row in spread.rows if row.figure}
        assert found == wanted, key
        assert all(
            (row.figure.value is not None) == (row.figure.status == Status.KNOWN)
            for row in spread.rows
            if row.figure
        )
    _both_layouts_agree(edition)
    _again_changes_nothing(reading)
    assert edition.partial == (year == 2024)  # provinces are missing in that file
    if year == 2024:
        _crimes_of_almere_are_one_line()


def _both_layouts_agree(edition: Edition) -> None:
    """Every cell of the country stands in the rows as it stands in the columns."""
    rows = {
        area_id: unpack(packed)
        for area_id, packed in AreaFigures.objects.filter(edition=edition).values_list(
            "area_id", "packed"
        )
    }
    for place, key in enumerate(edition.columns):
        column = everywhere(edition, Indicator(key=key))
        assert column.keys() == rows.keys()
        ids = list(rows)
        np.testing.assert_array_equal(
            [column[pk][0] for pk in ids], [rows[pk][0][place] for pk in ids]
        )
        assert [column[pk][1] for pk in ids] == [int(rows[pk][1][place]) for pk in ids]


def _again_changes_nothing(reading: Reading) -> None:
    tables = (Edition, AreaFigures, Area, AreaYear)
    before = rows_of(*tables)

    again = services.store_reading(reading, at=AT)

    assert [one.outcome for one in again] == ["unchanged"] * len(reading.sheets)
    assert rows_of(*tables) == before


def _crimes_of_almere_are_one_line() -> None:
    """Years that are told in one layout are of the same area."""
    almere = Area.objects.get(code="GM0034")

    (line,) = queries.profile(anonymous(), almere, keys={"crimes"})

    found = [point.figure.value for point in line.trend]
    assert found == [8589, 8898, 9162, 9532, 9147]
    assert [point.joined for point in line.trend] == [False, True, True, True, True]
