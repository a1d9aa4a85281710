"""A municipality's own table: what it tells, and every way in which it can be wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wijkregie.sources import own_table
from wijkregie.sources.own_table import Layout, MappingFault, OwnIndicator, OwnRow, OwnTable
from wijkregie.sources.programme import Trouble
from wijkregie.sources.records import Problem, Reason, SourceFault

MAPPING = """\
columns: {area: Buurt, period: Jaar, n: Aantal, margin: Marge}
level: buurt
indicators:
  - key: veilig
    name: Voelt zich veilig
    definition: Wie zich in de eigen buurt meestal veilig voelt.
    source: Wijkpeiling 2025
    unit: "%"
    kind: aandeel
    direction: hoger
    column: Veilig
    smallest_sample: 50
    smallest_cell: 15
  - key: cijfer
    name: Rapportcijfer
    definition: Het cijfer dat bewoners hun buurt geven.
    source: Wijkpeiling 2025
    kind: mean
    decimals: 1
    column: Cijfer
    n: Aantal cijfer
"""
TABLE = """\
Buurt;Jaar;Veilig;Aantal;Marge;Cijfer;Aantal cijfer
Noord;2025;62,5;120;8,7;7,2;118
BU93980102;2025;.;;;6.9;40
"""


def mapping(text: str = MAPPING) -> Layout:
    return own_table.read_mapping(text.encode(), file="peiling.yaml")


def read(text: str = TABLE, layout: Layout | None = None) -> OwnTable:
    return own_table.read(text.encode(), layout or mapping(), file="peiling.csv")


def troubles(text: str) -> list[tuple[Trouble, int, str]]:
    with pytest.raises(MappingFault) as caught:
        mapping(text)
    return [(one.trouble, one.row, one.key) for one in caught.value.problems]


def rejected(text: str, layout: Layout | None = None) -> list[tuple[int, str, str, Reason]]:
    found = read(text, layout).rejections
    assert {one.file for one in found} <= {"peiling.csv"}
    return [(one.row, one.column, one.value, one.reason) for one in found]


def problem(text: str | bytes, layout: Layout | None = None) -> tuple[object, ...]:
    raw = text.encode() if isinstance(text, str) else text
    with pytest.raises(SourceFault) as caught:
        own_table.read(raw, layout or mapping(), file="peiling.csv")
    fault = caught.value
    return fault.problem, fault.row, fault.column, fault.value


def long(kind: str = "count", **more: object) -> Layout:
    """A layout with a column of indicators and one of values."""
    one = OwnIndicator("bomen", "Bomen", "Bomen.", "Telling", "", kind, "neutral", word="Bomen")
    two = replace(one, key="banken", word="banken")
    one = replace(one, **more)  # type: ignore[arg-type] # a field of a case
    return Layout((one, two), area="Gebied", period=2025, indicator="Wat", value="Waarde")


# --- the mapping


def test_a_mapping_tells_what_stands_where() -> None:
    found = mapping()

    assert (found.area, found.period_column, found.level) == ("Buurt", "Jaar", "neighbourhood")
    safe, mark = found.indicators
    assert (safe.key, safe.kind, safe.direction, safe.column) == (
        "veilig",
        "share",
        "higher",
        "Veilig",
    )
    assert (safe.n_column, safe.margin_column) == ("Aantal", "Marge")
    assert (safe.smallest_sample, safe.smallest_cell, safe.about_people) == (50, 15, True)
    assert (mark.n_column, mark.decimals, mark.word) == ("Aantal cijfer", 1, "cijfer")


def test_a_mapping_of_classes_and_of_a_long_table() -> None:
    found = mapping("""\
columns: {area: Wijk, indicator: Wat, value: Waarde}
period: 2025
indicators:
  - {key: oordeel, name: O, definition: D, source: S, kind: klasse, word: Oordeel,
     labels: {1: onder, 2: gemiddeld}, about: dingen}
""")

    (one,) = found.indicators
    assert (one.labels, one.about_people, one.word) == (
        {1: "onder", 2: "gemiddeld"},
        False,
        "Oordeel",
    )
    assert (found.period, found.indicator, found.value) == (2025, "Wat", "Waarde")


@pytest.mark.parametrize(
    ("old", "new", "trouble", "key"),
    [
        ("area: Buurt, ", "", Trouble.MISSING_KEY, "area"),
        ("period: Jaar, ", "", Trouble.MISSING_KEY, "period"),
        ("n: Aantal, ", "", Trouble.MISSING_KEY, "n"),
        ("margin: Marge", "indicator: Wat", Trouble.MISSING_KEY, "value"),
        ("    name: Rapportcijfer\n", "", Trouble.MISSING_KEY, "name"),
        ("    column: Cijfer\n", "", Trouble.MISSING_KEY, "column"),
        ("key: cijfer", "key: veilig", Trouble.DOUBLED_NAME, "key"),
        ("key: cijfer", "key: Cijfer!", Trouble.NO_KEY, "key"),
        ("decimals: 1", "decimals: 9", Trouble.NOT_A_NUMBER, "decimals"),
        ("kind: mean", "kind: gok", Trouble.UNKNOWN_CHOICE, "kind"),
        ("kind: mean", "kind: klasse", Trouble.MISSING_KEY, "labels"),
        ("decimals: 1", "labels: {een: onder}", Trouble.NOT_A_NUMBER, "labels"),
        ("decimals: 1", "labels: onder", Trouble.NOT_A_TABLE, "labels"),
        ("level: buurt", "level: straat", Trouble.UNKNOWN_CHOICE, "level"),
        ("level: buurt", "niveau: buurt", Trouble.UNKNOWN_KEY, "niveau"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_told(
    old: str, new: str, trouble: Trouble, key: str
) -> None:
    assert (trouble, key) in [
        (one, name) for one, _row, name in troubles(MAPPING.replace(old, new))
    ]


def test_a_mapping_without_columns_or_indicators_is_none() -> None:
    assert [(one, key) for one, _row, key in troubles("period: 2025\n")] == [
        (Trouble.MISSING_KEY, "columns"),
        (Trouble.MISSING_KEY, "indicators"),
    ]
    assert (
        troubles("[") == [(Trouble.NOT_YAML, 1, "")] or troubles("[")[0][0] is Trouble.NOT_YAML
    )
    assert troubles("")[0][0] is Trouble.EMPTY


# --- a table


def test_a_table_tells_its_figures_with_their_cells() -> None:
    found = read()

    assert found.rows == (
        OwnRow(2, "Veilig", "Noord", 2025, "veilig", 62.5, 120, 8.7),
        OwnRow(2, "Cijfer", "Noord", 2025, "cijfer", 7.2, 118, 8.7),
        OwnRow(3, "Cijfer", "BU93980102", 2025, "cijfer", 6.9, 40, None),
    )
    assert (found.lines, found.missing, found.rejections) == (2, 1, ())
    assert (found.area_column, found.level) == ("Buurt", "neighbourhood")


def test_columns_in_another_place_change_nothing() -> None:
    turned = "\n".join(";".join(reversed(line.split(";"))) for line in TABLE.splitlines())

    assert set(read(turned).rows) == set(read().rows)


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_other_delimiters_and_a_mark_of_order_are_read_too(delimiter: str) -> None:
    text = "\ufeff\n" + TABLE.replace(",", ".").replace(";", delimiter) + "\n\n"

    assert [row.value for row in read(text).rows] == [62.5, 7.2, 6.9]
    assert [row.row for row in read(text).rows] == [3, 3, 4]


def test_a_long_table_names_its_indicators_in_a_column() -> None:
    text = "Gebied;Wat;Waarde\nNoord;bomen;12\nNoord;BANKEN;3\nNoord;hekken;4\n"

    assert [(row.key, row.value) for row in read(text, long()).rows] == [
        ("bomen", 12),
        ("banken", 3),
    ]
    assert rejected(text, long()) == [(4, "Wat", "hekken", Reason.UNKNOWN_INDICATOR)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("62,5", "veel", (2, "Veilig", "veel", Reason.UNREADABLE)),
        ("62,5", "-", (2, "Veilig", "-", Reason.UNREADABLE)),
        ("62,5", "101", (2, "Veilig", "101", Reason.OUT_OF_RANGE)),
        ("62,5", "-1", (2, "Veilig", "-1", Reason.OUT_OF_RANGE)),
        ("62,5", "9" * 15, (2, "Veilig", "9" * 15, Reason.UNREADABLE)),
        ("120", "", (2, "Aantal", "", Reason.NOT_A_NUMBER_OF_PEOPLE)),
        ("120", "12,5", (2, "Aantal", "12,5", Reason.NOT_A_NUMBER_OF_PEOPLE)),
        ("120", "-3", (2, "Aantal", "-3", Reason.NOT_A_NUMBER_OF_PEOPLE)),
        ("8,7", "-8", (2, "Marge", "-8", Reason.UNREADABLE)),
        ("8,7", "ruim", (2, "Marge", "ruim", Reason.UNREADABLE)),
        ("Noord;2025", "Noord;vorig jaar", (2, "Jaar", "vorig jaar", Reason.NOT_A_YEAR)),
        ("Noord;2025", "Noord;20255", (2, "Jaar", "20255", Reason.NOT_A_YEAR)),
        ("Noord;2025", ";2025", (2, "Buurt", "", Reason.BAD_CODE)),
    ],
)
def test_a_cell_that_cannot_be_is_told_by_its_place(
    old: str, new: str, told: tuple[int, str, str, Reason]
) -> None:
    assert told in rejected(TABLE.replace(old, new, 1))


@pytest.mark.parametrize(
    ("value", "kind", "more", "reason"),
    [
        ("2,5", "count", {}, Reason.NOT_WHOLE),
        ("-2", "count", {}, Reason.OUT_OF_RANGE),
        ("3", "class", {"labels": {1: "onder"}}, Reason.OUT_OF_RANGE),
        ("1001", "share", {"unit": "per 1.000 inwoners"}, Reason.OUT_OF_RANGE),
    ],
)
def test_a_kind_of_figure_has_its_own_limits(
    value: str, kind: str, more: dict[str, object], reason: Reason
) -> None:
    text = f"Gebied;Wat;Waarde\nNoord;bomen;{value}\n"

    assert rejected(text, long(kind, **more)) == [(2, "Waarde", value, reason)]


@pytest.mark.parametrize("sign", ["", ".", ",", "x", "X", "n.b.", "onbekend", "-99997"])
def test_a_sign_for_nothing_is_no_figure(sign: str) -> None:
    found = read(TABLE.replace("62,5", sign))

    assert (found.missing, len(found.rows), found.rejections) == (2, 2, ())


def test_a_share_of_a_thousand_and_a_margin_left_open() -> None:
    layout = long("share", unit="per 1.000 inwoners", margin_column="Marge", n_column="N")
    text = "Gebied;Wat;Waarde;N;Marge\nNoord;bomen;640 %;2000.0;\n"

    (row,) = read(text, layout).rows

    assert (row.value, row.n, row.margin) == (640, 2000, None)


def test_a_count_of_things_may_leave_the_number_of_people_open() -> None:
    layout = long(about_people=False, n_column="N")
    (row,) = read("Gebied;Wat;Waarde;N\nNoord;bomen;4;\n", layout).rows

    assert (row.value, row.n) == (4, None)


# --- a file that is refused


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", (Problem.EMPTY, None, "", "")),
        (";;;\n;;\n", (Problem.EMPTY, None, "", "")),
        (b"Buurt\0;Jaar", (Problem.NOT_TEXT, 1, "", "")),
        (b"Buurt;\xff\xfe\n", (Problem.NOT_TEXT, 1, "", "")),
        (TABLE.replace("Cijfer;", "Veilig;", 1), (Problem.DOUBLED_COLUMN, 1, "Veilig", "")),
        (TABLE.replace("62,5;", "62;5;"), (Problem.SHIFTED, 2, "", "Noord,2025,62")),
        (TABLE[:-12], (Problem.SHIFTED, 3, "", "BU93980102,2025")),
        (TABLE + '"Zuid;2025', (Problem.TRUNCATED, 4, "", "")),
        (TABLE + '"Zu"id;2025;;;;;\n', (Problem.WRONG_KIND, 4, "", "")),
        (
            TABLE + TABLE.splitlines()[1].replace("Noord", "NOORD"),
            (Problem.DOUBLED_AREA, 4, "Buurt", "NOORD"),
        ),
    ],
)
def test_a_file_that_cannot_be_is_refused_whole(
    text: str | bytes, told: tuple[object, ...]
) -> None:
    assert problem(text) == told


def test_a_missing_column_is_named_beside_those_that_are_there() -> None:
    found, row, column, shown = problem(TABLE.replace("Aantal cijfer", "N"))

    assert (found, row, column) == (Problem.MISSING_COLUMN, 1, "Aantal cijfer")
    assert shown == "Buurt, Jaar, Veilig, Aantal, Marge, Cijfer, N"


def test_a_sheet_of_only_dots_holds_no_figures() -> None:
    text = "Buurt;Jaar;Veilig;Aantal;Marge;Cijfer;Aantal cijfer\nNoord;2025;.;.;.;.;.\n"

    assert problem(text)[0] is Problem.NO_FIGURES


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(SourceFault, match="too large"):
        own_table.read(TABLE.encode(), mapping(), file="peiling.csv", limit=10)


def test_ten_thousand_wrong_cells_are_each_told() -> None:
    text = TABLE + "".join(f"Buurt {n};2025;veel;12;;;\n" for n in range(10_000))

    assert len(read(text).rejections) == 10_000
