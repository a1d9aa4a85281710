"""A list of addresses is read whole, or refused with the place of what is wrong."""

from __future__ import annotations

import pytest

from wijkregie.sources.roll import HEADS, Addressed, RollFault, Wrong, doubled, read

HEAD = ";".join(HEADS)


def listed(*rows: str, head: str = HEAD) -> list[Addressed]:
    return read("\r\n".join((head, *rows)).encode(), file="lijst.csv")


def test_a_list_becomes_letters() -> None:
    found = listed(
        "De bewoners van;Lindelaan  12;1234ab;Voorbeeldstad;BU70010101;",
        "",
        '"Plein 1, achter";;1234 CD;;;17',
    )

    assert found == [
        Addressed(
            ("De bewoners van", "Lindelaan 12", "1234 AB  Voorbeeldstad"), "BU70010101", None
        ),
        Addressed(("Plein 1, achter", "1234 CD"), None, 17),
    ]


def test_the_same_letter_twice_is_found_by_its_rows() -> None:
    found = listed("Laan 1;;1234 AB;;;", "", "LAAN 1;;1234 ab;;;17", "laan  1;;1234AB;;;17")

    assert doubled(found) == (4, 5)
    assert doubled(found[:2]) is None


def test_other_names_of_columns_and_other_delimiters_are_known() -> None:
    (found,) = listed(
        "Lindelaan 12,1234 AB,Ons Dorp,WK700101", head="Adres,Postcode,Woonplaats,Gebied"
    )

    assert found == Addressed(("Lindelaan 12", "1234 AB  Ons Dorp"), "WK700101")


@pytest.mark.parametrize(
    ("head", "row", "wrong", "place"),
    [
        (HEAD, "A;;12345;;;", Wrong.BAD_POSTCODE, (2, "postcode", "12345")),
        (HEAD, ";;1234 AB;;;", Wrong.NO_ADDRESS, (2, "adresregel 1", "")),
        (HEAD, "A;;1234 AB;;;x", Wrong.BAD_AGE, (2, "leeftijd", "x")),
        (HEAD, "A;;1234 AB;;;121", Wrong.BAD_AGE, (2, "leeftijd", "121")),
        (HEAD, "A;;1234 AB;;BU 1;", Wrong.BAD_CODE, (2, "buurtcode", "BU 1")),
        (HEAD, "A;;1234 AB;;", Wrong.SHIFTED, (2, "", "A;;1234 AB;;")),
        (HEAD, f"{'A' * 81};;1234 AB;;;", Wrong.TOO_LONG, (2, "adresregel 1", "A" * 80)),
        (HEAD, '"A;;1234 AB;;;', Wrong.UNREADABLE, (2, "", "")),
        ("adres;naam", "A;B", Wrong.UNKNOWN_COLUMN, (1, "naam", "")),
        ("adres;adres", "A;B", Wrong.DOUBLED_COLUMN, (1, "adres", "")),
        ("adres", "A", Wrong.MISSING_COLUMN, (1, "postcode", "")),
        (HEAD, "", Wrong.EMPTY, (0, "", "")),
        ("", "", Wrong.EMPTY, (0, "", "")),
        (";;", ";;", Wrong.EMPTY, (0, "", "")),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    head: str, row: str, wrong: Wrong, place: tuple[int, str, str]
) -> None:
    with pytest.raises(RollFault) as raised:
        listed(row, head=head)

    fault = raised.value
    assert (fault.wrong, fault.file) == (wrong, "lijst.csv")
    assert (fault.row, fault.column, fault.value) == place


def test_what_is_no_text_is_no_list() -> None:
    with pytest.raises(RollFault) as raised:
        read(b"\x00\x01\xff", file="lijst.csv")

    assert raised.value.wrong is Wrong.UNREADABLE
