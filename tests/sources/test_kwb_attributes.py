"""Key figures as attributes of a map: other names, shares for counts, negative signs."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from tests.sources.kwb_readings import cell
from tests.sources.makers import real
from wijkregie.sources import kwb
from wijkregie.sources.cells import SENTINELS
from wijkregie.sources.records import CellStatus, Problem, Reading, Remark, SourceFault

BAARN = "baarn_buurten_2024_pdok.geojson"
CITIES = "gemeente_2023_wgs84_pdok_wfs.geojson.gz"


def feature(code: str, **more: Any) -> dict[str, Any]:
    about: dict[str, Any] = {
        "buurtcode": code,
        "buurtnaam": f"Naam van {code}",
        "gemeentecode": "GM0308",
    }
    about |= {"gemeentenaam": "Baarn", "indelingswijziging_wijken_en_buurten": 1}
    about |= {"water": "NEE", "aantal_inwoners": 100, "jaar": 2024}
    return {"type": "Feature", "geometry": None, "properties": {**about, **more}}


def raw(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def read(*features: dict[str, Any], file: str = "buurten.geojson", **more: Any) -> Reading:
    return kwb.read(raw(*features), file=file, **more)


def fault_of(content: bytes, file: str = "buurten.geojson", **more: Any) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        kwb.read(content, file=file, **more)
    return caught.value


def test_a_map_gives_areas_and_figures_of_its_own_year() -> None:
    reading = read(feature("BU03080000", percentage_koopwoningen=61, mannen=None))

    (sheet,) = reading.sheets
    assert (sheet.source, sheet.period, sheet.division) == ("kwb_map", 2024, 2024)
    assert sheet.columns == ("inhabitants", "homes_owned", "men")
    (area,) = sheet.areas
    assert (area.name, area.municipality_name) == ("Naam van BU03080000", "Baarn")
    assert (area.change, area.water) == (1, False)
    assert cell(reading, "BU03080000", "homes_owned") == (61, CellStatus.KNOWN)


def test_a_share_on_a_map_is_no_count() -> None:
    reading = read(feature("BU03080000", percentage_personen_65_jaar_en_ouder=26))

    assert reading.sheets[0].columns == ("inhabitants", "share_aged_65_plus")


def test_negative_signs_tell_why_a_figure_is_missing() -> None:
    reading = read(
        feature("BU03080000", percentage_koopwoningen=-99997, mannen=-99995, vrouwen=50),
        feature("BU03080001", percentage_koopwoningen=60, mannen=50, vrouwen=-99999999.0),
        feature("BU03080002", percentage_koopwoningen=-99995, mannen=-99995, vrouwen=1.5),
    )

    assert cell(reading, "BU03080000", "homes_owned")[1] is CellStatus.SECRET
    assert cell(reading, "BU03080000", "men")[1] is CellStatus.NOT_PUBLISHED
    assert cell(reading, "BU03080001", "women")[1] is CellStatus.MISSING
    assert cell(reading, "BU03080002", "women")[1] is CellStatus.REJECTED


def test_water_and_abroad_are_told() -> None:
    reading = read(
        feature("BU03089997"),
        feature("BU03080001", water="JA"),
        feature("BU09980000", buurtnaam="Buitenland"),
    )

    assert [area.water for area in reading.sheets[0].areas] == [True, True]
    (note,) = reading.notes
    assert (note.remark, note.details["name"]) == (Remark.ABROAD_LEFT_OUT, "Buitenland")


def test_a_map_may_only_remember_what_ended() -> None:
    ended = {"percentage_bouwjaarklasse_tot_2000": -99995}

    notes = read(feature("BU03080000", **ended)).notes

    assert [dict(note.details) for note in notes] == [{"column": next(iter(ended))}]
    wrong = fault_of(raw(feature("BU03080000", percentage_bouwjaarklasse_tot_2000=5)))
    assert wrong.problem is Problem.WRONG_YEAR


def test_a_map_without_a_year_asks_for_it() -> None:
    one = feature("BU03080000", jaar=None)

    assert fault_of(raw(one)).problem is Problem.YEAR_UNKNOWN
    assert read(one, year=2021).sheets[0].period == 2021
    assert fault_of(raw(feature("BU03080000")), year=2021).problem is Problem.WRONG_YEAR


def test_a_map_with_little_in_it_is_read() -> None:
    one = {"properties": {"BU_CODE": "BU03080000", "AANT_INW": 5}}

    (area,) = read(one, file="buurt_2013.geojson").sheets[0].areas

    assert (area.name, area.municipality_name, area.change) == (None, None, None)


def test_what_is_no_map_with_figures_is_refused() -> None:
    assert fault_of(raw({"properties": {"naam": "x"}})).problem is Problem.NO_KNOWN_COLUMN
    assert fault_of(raw({"type": "Feature"})).problem is Problem.TRUNCATED
    assert fault_of(raw(feature("BU03080000"))[:-5]).problem is Problem.TRUNCATED
    assert fault_of(raw(feature("XX"))).problem is Problem.BAD_CODE
    assert fault_of(raw(*[feature("BU03080000")] * 2)).problem is Problem.DOUBLED_AREA


def package(layers: dict[str, dict[str, list[Any]]]) -> bytes:
    """Return layers of points with attributes as GeoPackage."""
    whole = io.BytesIO()
    for name, fields in layers.items():
        shapes = shapely.to_wkb([shapely.Point(0, 0)] * len(next(iter(fields.values()))))
        pyogrio.raw.write(
            whole,
            geometry=shapes,
            field_data=[np.array(values) for values in fields.values()],
            fields=list(fields),
            layer=name,
            driver="GPKG",
            geometry_type="Point",
            crs="EPSG:28992",
            append=bool(whole.getvalue()),
        )
    return whole.getvalue()


def test_a_geopackage_of_one_layer_is_read() -> None:
    fields: dict[str, list[Any]] = {
        "buurtcode": ["BU03080000", "BU03080001"],
        "aantal_inwoners": [100, -99997],
        "gemiddelde_huishoudsgrootte": [1.7, float("nan")],
    }
    reading = kwb.read(package({"buurten": fields}), file="wijkenbuurten_2024.gpkg")

    assert cell(reading, "BU03080000", "household_size") == (1.7, CellStatus.KNOWN)
    assert cell(reading, "BU03080001", "household_size")[1] is CellStatus.MISSING
    assert cell(reading, "BU03080001", "inhabitants")[1] is CellStatus.SECRET


def test_a_cut_geopackage_is_refused() -> None:
    whole = package({"buurten": {"buurtcode": ["BU03080000"], "aantal_inwoners": [5]}})

    assert fault_of(whole[:3000], "a_2024.gpkg").problem is Problem.DAMAGED


def test_levels_together_must_fit() -> None:
    city = {"properties": {"gemeentecode": "GM0308", "aantal_inwoners": 100, "jaar": 2024}}
    wijk = {"properties": {"wijkcode": "WK030800", "aantal_inwoners": 100, "jaar": 2024}}

    fault = fault_of(raw(city, wijk))

    assert (fault.problem, fault.value) == (Problem.PARTS_MISSING, "WK030800")


def test_baarn_reads_as_published() -> None:
    reading = kwb.read(real(BAARN), file=BAARN)

    (sheet,) = reading.sheets
    counts = {
        status: int((sheet.status == status).sum())
        for status in (CellStatus.SECRET, CellStatus.REJECTED)
    }
    assert counts == {CellStatus.SECRET: 9, CellStatus.REJECTED: 0}
    assert cell(reading, "BU03080000", "inhabitants") == (1825, CellStatus.KNOWN)
    assert cell(reading, "BU03080000", "share_aged_0_14") == (11, CellStatus.KNOWN)
    assert not np.isin(sheet.values, list(SENTINELS)).any()


def test_baarn_agrees_with_an_independent_reading_of_every_known_cell() -> None:
    content = json.loads(real(BAARN))
    sheet = kwb.read(real(BAARN), file=BAARN).sheets[0]
    names = kwb.columns.pick_names(list(content["features"][0]["properties"]))
    by_key = {column.key: name for name, column in names.items()}

    for at, each in enumerate(content["features"]):
        for column, key in enumerate(sheet.columns):
            published = each["properties"][by_key[key]]
            if published in SENTINELS:
                assert np.isnan(sheet.values[at, column])
            else:
                assert sheet.values[at, column] == published


def test_municipalities_of_the_service_read_as_published() -> None:
    reading = kwb.read(real(CITIES), file=CITIES)

    assert len(reading.sheets[0].areas) == 342
    assert cell(reading, "GM0014", "inhabitants") == (238_147, CellStatus.KNOWN)
    assert cell(reading, "GM0014", "share_origin_outside_europe") == (17, CellStatus.KNOWN)
