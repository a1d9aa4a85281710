"""Key figures as OData version 4 gives them: one figure to a row, in pages or in bundles."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.sources.kwb_readings import cell
from tests.sources.makers import AREAS, delimited
from wijkregie.sources import kwb
from wijkregie.sources.kwb import observations
from wijkregie.sources.records import CellStatus, Problem, Reason, SourceFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.sources.records import Reading

CONTEXT = "https://odata4.example.org/CBS/85984NED/$metadata#"
TITLES = {
    "T001036": "Aantal inwoners",
    "1014800": "Koopwoningen",
    "GM1": "Gemeentenaam",
    "GM4": "Indelingswijziging wijken en buurten",
    "Z9": "Iets anders",
}
Figures = dict[str, dict[str, Any]]
SOME: Figures = {"T001036": dict(AREAS), "1014800": dict.fromkeys(AREAS, 60.5)}


def rows(
    figures: Mapping[str, Mapping[str, object]], **attributes: str
) -> list[dict[str, Any]]:
    """Return observations; text goes in StringValue, an attribute is given by area code."""
    made: list[dict[str, Any]] = []
    for measure, cells in figures.items():
        for code, value in cells.items():
            kept = "StringValue" if isinstance(value, str) else "Value"
            attribute = attributes.get(code, "None") if measure == "1014800" else "None"
            made.append(
                {"Id": len(made), "Measure": measure, "ValueAttribute": attribute}
                | {"Value": None, "StringValue": None, "WijkenEnBuurten": f"{code:10}"}
                | {kept: value}
            )
    return made


def page(values: list[dict[str, Any]], kind: str = "Observations", link: str = "") -> str:
    more = {"@odata.nextLink": link} if link else {}
    return json.dumps({"@odata.context": CONTEXT + kind, "value": values, **more})


def codes() -> str:
    """Return the two tables of titles as pages."""
    areas = [{"Identifier": f"{code:10}", "Title": f"Wijk 01 {code}"} for code in AREAS]
    measures = [{"Identifier": key, "Title": title} for key, title in TITLES.items()]
    return page(areas, "WijkenEnBuurtenCodes") + "\n" + page(measures, "MeasureCodes")


def read(*pages: str, file: str = "kwb.json", **more: Any) -> Reading:
    return kwb.read("\n".join(pages).encode(), file=file, **more)


def fault_of(*pages: str, **more: Any) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        read(*pages, **more)
    return caught.value


def test_pages_give_areas_and_figures_and_the_year_of_their_table() -> None:
    made = rows(SOME)
    reading = read(page(made[:5], link="x?$skip=5"), page(made[5:]), codes())

    (sheet,) = reading.sheets
    assert (sheet.source, sheet.period, sheet.division) == ("kwb", 2024, 2024)
    assert sheet.columns == ("inhabitants", "homes_owned")
    assert [area.code for area in sheet.areas] == list(AREAS)
    assert sheet.values[:, 0].tolist() == list(AREAS.values())
    assert cell(reading, "BU03980201", "homes_owned") == (60.5, CellStatus.KNOWN)
    names = [(area.name, area.municipality_name) for area in sheet.areas[:3]]
    assert names == [("NL00", None), ("GM0398", "GM0398"), ("WK039801", "GM0398")]
    assert (reading.rejections, reading.notes) == ((), ())


def test_texts_tell_the_municipality_and_what_became_of_an_area() -> None:
    owners = dict.fromkeys(AREAS, "Heerhugowaard") | {"NL00": "Nederland"}
    changes = {code: "1" for code in AREAS if code[:2] != "NL"} | {"BU03980101": "3"}
    reading = read(page(rows({**SOME, "GM1": owners, "GM4": changes})), codes())

    areas = {area.code: area for area in reading.sheets[0].areas}
    assert areas["BU03980101"].change == 3
    assert areas["WK039802"].municipality_name == "Heerhugowaard"
    assert (areas["NL00"].municipality_name, areas["NL00"].change) == (None, None)
    assert reading.notes == ()


def test_an_attribute_tells_why_a_figure_is_missing() -> None:
    some: dict[str, Any] = dict.fromkeys(AREAS, 60.5)
    some |= dict.fromkeys(("GM0398", "WK039801", "WK039802"))
    figures: Figures = {"T001036": dict(AREAS), "1014800": some}
    made = rows(figures, GM0398="Impossible", WK039801="Confidential", WK039802="None")

    reading = read(page(made), codes())

    assert cell(reading, "GM0398", "homes_owned")[1] is CellStatus.NOT_APPLICABLE
    assert cell(reading, "WK039801", "homes_owned")[1] is CellStatus.SECRET
    assert cell(reading, "WK039802", "homes_owned")[1] is CellStatus.MISSING


def test_a_figure_under_a_sign_is_not_believed() -> None:
    reading = read(page(rows(SOME, BU03980101="Confidential")), codes())

    assert cell(reading, "BU03980101", "homes_owned")[1] is CellStatus.SECRET


def test_an_area_without_an_observation_misses_that_figure() -> None:
    reading = read(page(rows({"T001036": AREAS, "1014800": {"NL00": 57, "GM0398": 61}})))

    assert cell(reading, "WK039801", "homes_owned")[1] is CellStatus.MISSING


def test_a_measure_without_any_figure_is_not_published_yet() -> None:
    reading = read(page(rows({"T001036": AREAS, "1014800": dict.fromkeys(AREAS)})), codes())

    assert cell(reading, "GM0398", "homes_owned")[1] is CellStatus.NOT_PUBLISHED


def test_a_measure_is_known_by_its_title_where_its_identifier_is_new() -> None:
    titles = page([{"Identifier": "NEW1", "Title": "Koopwoningen"}], "MeasureCodes")
    reading = read(page(rows({"T001036": AREAS, "NEW1": dict.fromkeys(AREAS, 5)})), titles)

    assert reading.sheets[0].columns == ("inhabitants", "homes_owned")


def test_a_measure_that_nobody_knows_is_noted() -> None:
    reading = read(page(rows({**SOME, "Z9": dict.fromkeys(AREAS, 5)})), codes())

    assert [dict(note.details) for note in reading.notes] == [{"column": "Z9"}]


def test_the_same_row_at_the_edges_of_two_pages_counts_once() -> None:
    made = rows(SOME)

    reading = read(page(made[:5], link="next"), page(made[4:]))

    assert reading.sheets[0].values[:, 0].tolist() == list(AREAS.values())


def test_two_values_for_one_cell_are_refused() -> None:
    made = rows(SOME)

    fault = fault_of(page([*made, {**made[3], "Value": 7}]))

    assert (fault.problem, fault.column, fault.value) == (
        Problem.DOUBLED_AREA,
        "T001036",
        "BU03980101",
    )
    assert fault.row == 15


def test_a_last_page_that_promises_another_is_refused() -> None:
    assert fault_of(page(rows(SOME), link="next")).problem is Problem.TRUNCATED


def test_a_page_that_stops_within_is_refused_with_its_row() -> None:
    fault = fault_of(codes(), page(rows(SOME))[:-40])

    assert (fault.problem, fault.row) == (Problem.TRUNCATED, 3)


def test_a_lost_page_is_noticed_by_the_sums() -> None:
    assert fault_of(page(rows(SOME)[:6])).problem is Problem.PARTS_MISSING
    made = [row for row in rows(SOME) if row["WijkenEnBuurten"].strip() != "BU03980101"]
    assert fault_of(page(made)).problem is Problem.SUM_DIFFERS


def test_an_answer_that_is_no_page_is_refused() -> None:
    assert fault_of('{"error": "no such table"}').problem is Problem.WRONG_KIND
    assert fault_of('{"value": []}').problem is Problem.EMPTY


def test_another_year_than_that_of_the_table_is_refused() -> None:
    fault = fault_of(page(rows(SOME)), year=2023)

    assert (fault.problem, fault.value) == (Problem.WRONG_YEAR, "85984NED")
    assert read(page(rows(SOME)), year=2024).sheets[0].period == 2024


def test_a_table_that_nobody_knows_needs_its_year() -> None:
    unknown = page(rows(SOME)).replace("85984NED", "99999NED")

    assert fault_of(unknown).problem is Problem.YEAR_UNKNOWN
    assert read(unknown, year=2026).sheets[0].period == 2026


def test_a_code_of_no_area_is_refused_with_its_row() -> None:
    made = rows({"T001036": {**AREAS, "XX": 1}})

    fault = fault_of(page(made))

    assert (fault.problem, fault.row, fault.value) == (Problem.BAD_CODE, 8, "XX")


def test_a_rejected_figure_is_named_with_the_row_of_its_observation() -> None:
    owned = dict.fromkeys(AREAS, 60.5) | {"BU03980102": 600}
    reading = read(page(rows({"T001036": AREAS, "1014800": owned})))

    (named,) = reading.rejections
    assert (named.row, named.column, named.value) == (12, "1014800", "600")
    assert named.reason is Reason.OUT_OF_RANGE
    assert np.nanmax(reading.sheets[0].values[:, 1]) == 60.5


def long_rows() -> list[list[object]]:
    names = ("Id", "Measure", "ValueAttribute", "Value", "StringValue", "WijkenEnBuurten")
    return [list(names), *([row[name] for name in names] for row in rows(SOME))]


def test_the_long_table_as_csv_is_the_same_reading() -> None:
    plain = delimited(long_rows(), ";")

    reading = kwb.read(plain, file="kwb_2025.csv")

    assert reading.sheets[0].period == 2025
    np.testing.assert_array_equal(
        reading.sheets[0].values, read(page(rows(SOME))).sheets[0].values
    )


def test_a_bundle_of_csv_files_is_read_with_its_titles() -> None:
    areas: list[list[object]] = [["Identifier", "Index", "Title"]]
    areas += ([code, 1, f"N {code}"] for code in AREAS)
    other = [["Name", "Version"], ["Kerncijfers", "1"]]
    packed = archive(
        {
            "86165NED/Observations.csv": delimited(long_rows(), ";"),
            "86165NED/WijkenEnBuurtenCodes.csv": delimited(areas, ";"),
            "86165NED/Dataset.csv": delimited(other, ";"),
        }
    )

    reading = kwb.read(packed, file="kwb_2025.zip")

    assert reading.sheets[0].period == 2025
    assert reading.sheets[0].areas[1].name == "N GM0398"


def test_an_archive_of_pages_is_read_in_its_order() -> None:
    made = rows(SOME)
    packed = archive(
        {
            "observations-1.json": page(made[:5], link="next").encode(),
            "observations-2.json": page(made[5:]).encode(),
            "measures.json": codes().encode(),
        }
    )

    assert kwb.read(packed, file="kwb.zip").sheets[0].values[0].tolist() == [205, 60.5]


def test_an_archive_without_observations_is_refused() -> None:
    with pytest.raises(SourceFault) as caught:
        kwb.read(archive({"codes.json": codes().encode()}), file="kwb_2024.zip")

    assert caught.value.problem is Problem.EMPTY


def test_a_cut_archive_is_refused() -> None:
    packed = archive({"observations.json": page(rows(SOME)).encode()})

    with pytest.raises(SourceFault) as caught:
        kwb.read(packed[:-40], file="kwb_2024.zip")

    assert caught.value.problem is Problem.TRUNCATED


def test_every_measure_of_the_dictionary_is_another() -> None:
    measures = [column.measure for column in kwb.columns.COLUMNS if column.measure]

    assert len(set(measures)) == len(measures) == 115
    assert set(observations.TABLES.values()) == set(range(2014, 2026))


def archive(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return packed.getvalue()
