from __future__ import annotations

import pytest

from wijkregie.sources import streets
from wijkregie.sources.records import Problem, Reason, SourceFault, StreetList, StreetRow

LINES = """Straatnaam;Huisnummer;Postcode;Woonplaats;Buurtcode
Molenweg;12;1701 ab;Heerhugowaard;BU03980101
Molenweg;14;1701AB;Heerhugowaard;BU03980101
Molenweg;16;1701AC;Heerhugowaard;03980102
"""


def read(text: str) -> StreetList:
    return streets.read(text.encode(), file="straten.csv")


def test_a_street_stands_once_per_postcode_and_neighbourhood() -> None:
    found = read("\ufeff" + LINES)

    assert found.rows == (
        StreetRow("Molenweg", "Heerhugowaard", "1701AB", "BU03980101"),
        StreetRow("Molenweg", "Heerhugowaard", "1701AC", "BU03980102"),
    )
    assert found.rejections == ()


def test_no_house_number_is_kept() -> None:
    canary = LINES.replace(";12;", ";98765;")

    assert "98765" not in repr(read(canary))


def test_english_headings_and_commas_do_as_well() -> None:
    found = read("street,town,pc6,neighbourhood\nKanaal,,,BU0363AA01\n,,1011AB,BU0363AA01\n")

    assert found.rows == (
        StreetRow("Kanaal", None, None, "BU0363AA01"),
        StreetRow(None, None, "1011AB", "BU0363AA01"),
    )


def test_a_list_may_hold_streets_only() -> None:
    assert read("straat,buurt\nKanaal,BU0363AA01\n").rows[0].postcode is None


@pytest.mark.parametrize(
    ("line", "column", "value", "reason"),
    [
        ("Dorpsstraat;1;0701AB;X;BU03980101", "Postcode", "0701AB", Reason.BAD_POSTCODE),
        ("Dorpsstraat;1;1701A;X;BU03980101", "Postcode", "1701A", Reason.BAD_POSTCODE),
        (";1;;X;BU03980101", "Postcode", "", Reason.BAD_POSTCODE),
        ("Dorpsstraat;1;1701AB;X;WK039801", "Buurtcode", "WK039801", Reason.BAD_CODE),
        ("Dorpsstraat;1;1701AB;X;Centrum", "Buurtcode", "Centrum", Reason.BAD_CODE),
    ],
)
def test_a_bad_line_is_named_and_left_out(
    line: str, column: str, value: str, reason: Reason
) -> None:
    found = read(LINES + line + "\n")

    assert len(found.rows) == 2
    (named,) = found.rejections
    assert (named.row, named.column, named.value, named.reason) == (5, column, value, reason)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("straat;postcode\nMolenweg;1701AB\n", Problem.MISSING_COLUMN),
        ("plaats;buurt\nHeerhugowaard;BU03980101\n", Problem.MISSING_COLUMN),
        ("straat;buurt\nMolenweg;Centrum\n", Problem.BAD_CODE),
        ("straat;buurt\nMolenweg;BU03980101\nKan", Problem.TRUNCATED),
        ("straat;buurt\n", Problem.EMPTY),
        ("", Problem.EMPTY),
    ],
)
def test_a_list_that_cannot_be_used_is_refused(text: str, problem: Problem) -> None:
    with pytest.raises(SourceFault) as caught:
        read(text)

    assert caught.value.problem is problem
