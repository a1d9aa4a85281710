"""Letters with a code: a PDF for each address, or a table for who posts them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

from wijkregie.domain.budgets.services import NewCode
from wijkregie.web.voting.letter_paper import AboutVote, Letter, pdf, table, values

ABOUT = AboutVote(
    municipality="Voorbeeldstad",
    title="Bewonersbudget 2026",
    opens_on=date(2026, 3, 3),
    closes_on=date(2026, 3, 12),
    url="https://wijk.voorbeeld.nl/voorbeeldstad/budgetronde/3/stemmen",
    household=True,
    on_paper=True,
)
CODE = "000000000000001Y"
LETTERS = [
    Letter(("De bewoners van", "Lindelaan 12", "1234 AB  Voorbeeldstad"), NewCode(1, CODE)),
    Letter(("=1+1", "1234 AB"), NewCode(2, CODE)),
]


def test_a_letter_says_how_one_votes_and_no_more_than_is_so() -> None:
    words = values(ABOUT, LETTERS)

    assert words["letters"][0]["code"] == "0000 0000 0000 001Y"
    assert words["letters"][1]["number"] == "2"
    assert len(words["parts"]) == 4
    assert ABOUT.url in words["parts"][0]["text"]
    assert CODE not in ABOUT.url
    on_screen = values(replace(ABOUT, on_paper=False, household=False), LETTERS)
    assert len(on_screen["parts"]) == 3
    assert on_screen["opening"] != words["opening"]


def test_letters_are_one_tagged_pdf() -> None:
    made = pdf(ABOUT, LETTERS)

    assert made.startswith(b"%PDF")
    assert made.count(b"/Type /Page\n") + made.count(b"/Type/Page\n") in {0, 2}


def test_the_table_for_the_mail_house_has_a_row_a_letter_and_no_formula() -> None:
    heading, first, second = csv.reader(io.StringIO(table(ABOUT, LETTERS)), delimiter=";")

    assert len(heading) == len(first) == len(second) == 9
    assert first[:2] == ["1", "0000 0000 0000 001Y"]
    assert first[3:6] == [ABOUT.url, "De bewoners van", "Lindelaan 12"]
    assert second[4] == "'=1+1"
