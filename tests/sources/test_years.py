"""Of which year a file is."""

from __future__ import annotations

import pytest

from wijkregie.sources.records import Problem, SourceFault
from wijkregie.sources.years import Sign, WrongYear, check_towns, year_of

GONE = ("WK000500", "WK000700", "WK001800")
"""Wijken of municipalities of the north that were there up to 2018 and 2017."""


def test_the_year_comes_from_the_caller_or_else_from_the_name() -> None:
    assert year_of("kwb_2017_nl_odata3.csv", None) == 2017
    assert year_of("kwb_2017_nl_odata3.csv", 2017) == 2017
    assert year_of("kwb.csv", 2018) == 2018
    assert year_of("kwb_2017_van_2024-11-22.csv", 2017) == 2017
    for name in ("kwb.csv", "kwb_2017_2018.csv", "kwb_120171.csv"):
        with pytest.raises(SourceFault) as caught:
            year_of(name, None)
        assert caught.value.problem is Problem.YEAR_UNKNOWN


def test_a_name_of_another_year_is_refused() -> None:
    with pytest.raises(WrongYear) as caught:
        year_of("kwb_2024_nl.csv", 2019)

    assert (caught.value.sign, caught.value.told, caught.value.asked) == (Sign.NAME, 2024, 2019)


def test_what_the_file_holds_weighs_more_than_its_name() -> None:
    assert year_of("download_2024.csv", 2019, {2019}) == 2019
    assert year_of("download.csv", None, {2019}) == 2019
    for name, year in (("kwb_2024.csv", 2024), ("kwb_2024.csv", None), ("kwb.csv", 2024)):
        with pytest.raises(WrongYear) as caught:
            year_of(name, year, {2019})
        assert (caught.value.sign, caught.value.told) == (Sign.CONTENT, 2019)


def test_one_municipality_that_was_not_there_yet_is_enough() -> None:
    check_towns(["NL00", "GM0363", "BU19800101"], 2022, file="a.csv")
    with pytest.raises(WrongYear) as caught:
        check_towns(["NL00", "GM0363", "BU19800101"], 2021, file="a.csv")

    assert (caught.value.sign, caught.value.told) == (Sign.SINCE, 2022)
    assert caught.value.value == "BU19800101"


def test_several_municipalities_that_are_gone_tell_an_earlier_year() -> None:
    check_towns(GONE, 2017, file="a.csv")
    check_towns(GONE[:2], 2024, file="a.csv")
    check_towns([*GONE, "WK999901"], 2024, file="a.csv")
    with pytest.raises(WrongYear) as caught:
        check_towns([*GONE, "WK036300"], 2024, file="a.csv")

    assert (caught.value.sign, caught.value.asked) == (Sign.UNTIL, 2024)
    assert caught.value.told < 2019
