"""A controller's table of money: what it tells, and every way in which it can be wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.sources import money_file
from wijkregie.sources.money_file import MoneyFile, MoneyLine, Trouble
from wijkregie.sources.money_file.amounts import AmountFault, cents_of
from wijkregie.sources.records import Problem, SourceFault

HEAD = "projectnummer;project;soort;jaar;omschrijving;status;bedrag"


def read(*rows: str, head: str = HEAD, sheet: bool = False) -> MoneyFile:
    return money_file.read("\n".join((head, *rows)).encode(), file="geld.csv", sheet=sheet)


@pytest.mark.parametrize(
    ("shown", "cents"),
    [
        ("12.500,00", 12_500_00),
        ("€ 12.500", 12_500_00),
        ("12500", 12_500_00),
        ("12500,5", 12_500_50),
        ("12500.50", 12_500_50),
        ("EUR 5", 5_00),
        ("5 euro", 5_00),
        ("250,-", 250_00),
        ("250,\u2013", 250_00),
        ("12 500,00", 12_500_00),
        ("12\u00a0500", 12_500_00),
        ("1.234.567,89", 1_234_567_89),
        ("1,234.50", 1_234_50),
        ("0.30000000000000004", 30),
        ("1234,5600000000001", 1_234_56),
        ("0", 0),
        ("", None),
        ("Onbekend", None),
        ("niet bekend", None),
    ],
)
def test_an_amount_is_read_as_it_is_meant(shown: str, cents: int | None) -> None:
    assert cents_of(shown, points=False) == cents_of(shown, points=True) == cents


@pytest.mark.parametrize(
    ("shown", "trouble"),
    [
        ("-5", Trouble.NEGATIVE),
        ("€ -5", Trouble.NEGATIVE),
        ("5-", Trouble.NEGATIVE),
        ("(500)", Trouble.NEGATIVE),
        ("1,500", Trouble.AMBIGUOUS),
        ("12.345,678", Trouble.NOT_WHOLE_CENTS),
        ("1234.567", Trouble.NOT_WHOLE_CENTS),
        ("-", Trouble.NOT_AN_AMOUNT),
        ("veel", Trouble.NOT_AN_AMOUNT),
        ("1e5", Trouble.NOT_AN_AMOUNT),
        ("=SOM(A1)", Trouble.NOT_AN_AMOUNT),
        ("1.50.0", Trouble.NOT_AN_AMOUNT),
        ("٣", Trouble.NOT_AN_AMOUNT),
        ("9999999999999999", Trouble.TOO_MUCH),
    ],
)
def test_an_amount_that_cannot_be_is_named(shown: str, trouble: Trouble) -> None:
    with pytest.raises(AmountFault) as told:
        cents_of(shown, points=False)

    assert told.value.trouble == trouble


def test_a_point_before_three_figures_is_read_by_its_column() -> None:
    assert read("1;;kosten;2026;bank;;1.500").lines[0].cents == 1_500_00
    with_points = read("1;;kosten;2026;bank;;1.500", "1;;kosten;2026;stoel;;12.50")
    in_a_sheet = read("1;;kosten;2026;bank;;1.500", sheet=True)

    for found in (with_points, in_a_sheet):
        (wrong,) = found.wrong
        assert (wrong.row, wrong.column, wrong.value) == (2, "bedrag", "1.500")
        assert (wrong.trouble, wrong.hint) == (Trouble.AMBIGUOUS, "1500, 1,50")


@given(st.integers(0, 10**14))
def test_every_way_to_write_an_amount_is_the_amount(cents: int) -> None:
    amount = Decimal(cents) / 100
    dutch = f"{amount:,.2f}".replace(",", "#").replace(".", ",").replace("#", ".")

    for shown in (dutch, f"€ {dutch}", f"{amount:.2f}", f"{amount:.2f}".replace(".", ",")):
        assert cents_of(shown, points=True) == cents


def test_a_table_is_costs_and_coverage() -> None:
    found = read(
        "6;Samen eten;kosten;2026;bank;;12.500,00",
        ";;;;;;",
        "6;Samen eten;Dekking;2026;WMO-budget;Toegezegd;€ 10.000",
        "6;;dekking;;Woonwaard;gevraagd;",
    )

    assert found.wrong == ()
    assert found.lines == (
        MoneyLine(2, "6", "Samen eten", "cost", 2026, "bank", "", 12_500_00),
        MoneyLine(4, "6", "Samen eten", "coverage", 2026, "WMO-budget", "promised", 10_000_00),
        MoneyLine(5, "6", "", "coverage", None, "Woonwaard", "asked", None),
    )
    assert found.columns["cents"] == "bedrag"


def test_columns_are_known_in_any_order_and_by_other_names() -> None:
    found = read("12,5\tkosten\t2026.0\tbank\t6.0", head="Bedrag\tSoort\tJaar\tWhat\tNummer")

    assert found.lines == (MoneyLine(2, "6", "", "cost", 2026, "bank", "", 12_50),)


def test_blank_columns_at_the_end_do_not_count() -> None:
    (line,) = read("6;;kosten;2026;bank;;5;;", "", head=f"{HEAD};;").lines

    assert line.cents == 5_00


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = read(
        ";;kosten;2026;bank;;1",
        "6;;kostten;2026;bank;;1",
        "6;;kosten;;bank;;1",
        "6;;kosten;26;bank;;1",
        "6;;dekking;1980;A;gevraagd;1",
        "6;;dekking;2026;;vast wel;x",
        "6;;kosten;2026;bank;gevraagd;1",
        f"6;;kosten;2026;{'x' * 161};;1",
        "6;;kosten;2026;goed;;1",
    )

    assert [(one.row, one.column, one.trouble) for one in found.wrong] == [
        (2, "projectnummer", Trouble.MISSING),
        (3, "soort", Trouble.UNKNOWN_KIND),
        (4, "jaar", Trouble.YEAR_MISSING),
        (5, "jaar", Trouble.NOT_A_YEAR),
        (6, "jaar", Trouble.NOT_A_YEAR),
        (7, "omschrijving", Trouble.MISSING),
        (7, "status", Trouble.UNKNOWN_PLEDGE),
        (7, "bedrag", Trouble.NOT_AN_AMOUNT),
        (8, "status", Trouble.PLEDGE_OF_COSTS),
        (9, "omschrijving", Trouble.TOO_LONG),
    ]
    assert [line.row for line in found.lines] == [10]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_of_an_older_program_is_read_as_well(encoding: str) -> None:
    raw = f"{HEAD}\r\n6;;kosten;2026;café;;€ 5\r\n".encode(encoding)

    (line,) = money_file.read(raw, file="geld.csv").lines

    assert (line.what, line.cents) == ("café", 5_00)


def test_the_mark_that_keeps_a_cell_from_running_is_taken_off() -> None:
    (line,) = read("6;;kosten;2026;'=HYPERLINK(1);;5").lines

    assert line.what == "=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", Problem.EMPTY),
        (b"\n\n", Problem.EMPTY),
        (b";;\n", Problem.EMPTY),
        (HEAD.encode(), Problem.EMPTY),
        (b"x" * (money_file.LIMIT + 1), Problem.TOO_LARGE),
        (HEAD.encode() + b"\n1;\0", Problem.NOT_TEXT),
        (HEAD.encode() + b"\n1;\x81\xff", Problem.NOT_TEXT),
        (b"nummer;soort;jaar;bedrag\n1;kosten;2026;5", Problem.MISSING_COLUMN),
        (HEAD.encode() + b";nummer\n1", Problem.DOUBLED_COLUMN),
        (HEAD.encode() + b"\n1;;kosten;2026;;;12;500", Problem.SHIFTED),
        (HEAD.encode() + b'\n1;;kosten;2026;"bank', Problem.TRUNCATED),
        (HEAD.encode() + b'\n1;;kosten;2026;"bank"x;;5', Problem.WRONG_KIND),
        (HEAD.encode() + b"\n1" * (money_file.LINES + 1), Problem.TOO_LARGE),
    ],
)
def test_a_file_that_is_no_table_of_money_is_refused_whole(
    raw: bytes, problem: Problem
) -> None:
    with pytest.raises(SourceFault) as told:
        money_file.read(raw, file="geld.csv")

    assert told.value.problem == problem
