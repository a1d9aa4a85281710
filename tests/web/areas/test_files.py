"""The figures of an area to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.places import make_own_area
from wijkregie.web.http.addresses import area_words

if TYPE_CHECKING:
    from django.test import Client

    from tests.makers.small_town import Town


def rows_of(client: Client, url: str) -> list[list[str]]:
    response = client.get(url)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode("utf-8-sig")
    assert text.endswith("\r\n")
    return [line.split(";") for line in text.splitlines()]


def test_every_figure_of_every_year_is_in_the_file(small_town: Town, client: Client) -> None:
    head, *rows = rows_of(client, small_town.url("gebied/WK939801-molenwijk/cijfers.csv"))

    assert head == [
        "gebied",
        "code",
        "cijfer",
        "sleutel",
        "jaar",
        "waarde",
        "eenheid",
        "status",
        "bron",
    ]  # fmt: skip - one row
    assert len(rows) == 12
    assert [
        "Molenwijk",
        "WK939801",
        "Inwoners",
        "inhabitants",
        "2018",
        "4410",
        "inwoners",
        "",
        "CBS, Kerncijfers wijken en buurten",
    ] in rows  # fmt: skip - one row


def test_numbers_have_a_decimal_comma_and_unknown_ones_a_reason(
    small_town: Town, client: Client
) -> None:
    rows = rows_of(client, small_town.url("gebied/WK939801-molenwijk/cijfers.csv"))

    (income, _later) = [row for row in rows if row[3] == "income_per_inhabitant"]
    (owned, _later) = [row for row in rows if row[3] == "homes_owned"]
    assert income[5:7] == ["22,8", "x 1.000 euro"]
    assert owned[5] == ""
    assert owned[7] == "Niet bekend: te weinig mensen om te publiceren"


def test_a_name_that_a_spreadsheet_would_run_is_only_text(
    small_town: Town, client: Client
) -> None:
    own = make_own_area(small_town.municipality, '=HYPERLINK("x")', "WK939801")

    response = client.get(small_town.url(f"gebied/{area_words(own)}/cijfers.csv"))

    assert b'"\'=HYPERLINK(""x"")"' in response.content
    assert b'\n"=' not in response.content


def test_the_file_has_a_name_that_tells_the_area(small_town: Town, client: Client) -> None:
    response = client.get(small_town.url("gebied/WK939801-molenwijk/cijfers.csv"))

    assert response["Content-Disposition"] == 'attachment; filename="WK939801-molenwijk.csv"'
