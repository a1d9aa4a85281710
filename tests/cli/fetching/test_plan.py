"""Which table or layer a year is asked of, and what is no answer."""

from __future__ import annotations

import json

import pytest

from wijkregie.cli.fetching import odata3, plan
from wijkregie.cli.fetching.faults import FetchFault, Kind
from wijkregie.sources.kwb import observations

ROOTS = {name: f"https://{name}.nl" for name in ("odata3", "odata4", "ogc", "wfs")}


@pytest.mark.parametrize(("table", "year"), observations.TABLES.items())
def test_what_is_asked_is_what_the_reader_expects(table: str, year: int) -> None:
    (job,) = plan.kwb(plan.Wish(year), ROOTS)

    assert table in job.page
    assert (job.year, job.command) == (year, "import_kwb")


@pytest.mark.parametrize("year", [2012, 2017, 2018, 2019, 2022, 2023, 2024, 2025])
def test_borders_come_level_by_level(year: int) -> None:
    jobs = plan.borders(plan.Wish(year), ROOTS)

    assert [job.name for job in jobs] == [
        f"gemeenten {year}",
        f"wijken {year}",
        f"buurten {year}",
    ]
    assert len({job.file for job in jobs}) == 3


@pytest.mark.parametrize("answer", [{"value": []}, {"value": 1}, {"value": [1]}, {}])
def test_a_table_that_tells_nothing_of_itself_gave_no_answer(answer: object) -> None:
    with pytest.raises(FetchFault) as refused:
        odata3.about(json.dumps(answer).encode())

    assert refused.value.kind is Kind.UNREADABLE


@pytest.mark.parametrize(
    ("period", "year"), [("2017", 2017), (None, None), ("2016-2017", None), ("Alle", None)]
)
def test_the_year_of_a_table_is_the_one_it_names(period: object, year: int | None) -> None:
    raw = json.dumps({"value": [{"Modified": "x", "Period": period}]}).encode()

    assert odata3.about(raw).year == year
