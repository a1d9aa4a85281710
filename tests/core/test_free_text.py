"""Personal data in free text: what must be caught, what must pass, and how well that goes."""

from __future__ import annotations

import csv
import gzip
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import free_text as measure
from wijkregie.core.free_text import BLOCKING, Found, Kind, blocks, scan, warnings

if TYPE_CHECKING:
    from pathlib import Path

MAKING = measure.sentences(measure.FOLDER / measure.MAKING)
HELD_BACK = measure.sentences(measure.FOLDER / measure.HELD_BACK)
EVERY = MAKING + HELD_BACK


def pieces(text: str) -> list[tuple[str, str]]:
    return [(str(found.kind), text[found.start : found.end]) for found in scan(text)]


def test_the_labelled_set_is_large_and_at_least_half_of_it_must_be_caught() -> None:
    assert len(EVERY) >= 300
    assert sum(bool(one.wanted) for one in EVERY) * 2 >= len(EVERY)
    assert {want.kind for one in HELD_BACK for want in one.wanted} == set(Kind)
    assert len({one.text for one in EVERY}) == len(EVERY)


@pytest.mark.parametrize("them", [EVERY, HELD_BACK], ids=["every", "held back"])
def test_contact_data_are_caught(them: list[measure.Sentence]) -> None:
    contact = measure.score(them, BLOCKING)

    assert contact.recall >= 0.95
    assert contact.precision >= 0.95


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_is_found_and_seldom_without_reason(kind: Kind) -> None:
    found = measure.score(EVERY, {kind})

    assert found.wanted >= 15
    assert found.recall >= 0.95
    assert found.precision >= 0.95


def test_a_miss_and_a_false_alarm_count_against_the_rules() -> None:
    """The planted fault: labels that are wrong on purpose."""
    unlabelled = measure.Sentence("Bel 06-12345678.", ())
    mislabelled = measure.Sentence("De boom is om.", (Found(Kind.PHONE, 3, 7),))

    worse = measure.score([unlabelled, mislabelled], BLOCKING)

    assert (worse.wanted, worse.caught, worse.wrong) == (1, 0, 1)
    assert worse.recall == worse.precision == 0
    assert measure.score([], BLOCKING).recall == measure.score([], BLOCKING).precision == 1


def test_the_page_says_what_the_rules_do_now() -> None:
    """If not: `python -m tools.free_text`."""
    assert measure.PAGE.read_text(encoding="utf-8") == measure.page()


def test_names_of_wijken_and_buurten_are_seldom_taken_for_persons(cbs: Path) -> None:
    with gzip.open(cbs / "kwb_2024_nl_deel.csv.gz", "rt", encoding="utf-8") as rows:
        areas = {row["name"].strip() for row in csv.DictReader(rows)}

    found = [scan(f"In {name} ligt zwerfvuil.") for name in areas]

    assert len(areas) > 14_000
    assert sum(map(bool, found)) < len(areas) / 300
    assert not any(blocks(one) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Wilhelminastraat",
        "Bomenwijk",
        "bomen wijk",
        "Prinses Beatrixlaan 12",
        "Jan Glijnisweg",
        "Heerhugowaard",
        "De Kern",
        "1701 AB",
        "1701AB",
        "sinds 2019",
        "€ 12.345.678,90",
        "bus 160",
        "Middenweg 214",
        "ma-vr 09.00-17.30 uur",
        "kenmerk 7K3M9QX2",
        "Stichting Anna Paulowna",
        "",
        "   \n\n",
        "@",
        "0",
    ],
)
def test_traps_pass(text: str) -> None:
    assert scan(text) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bel 06\u201112345678", ("phone", "06\u201112345678")),  # a dash that does not break
        (
            "Bel 06\u00a012\u00a034\u00a056\u00a078",
            ("phone", "06\u00a012\u00a034\u00a056\u00a078"),
        ),
        ("Bel 0\u200b612345678", ("phone", "0\u200b612345678")),  # a blank without width
        ("Bel \uff10\uff1612345678", ("phone", "\uff10\uff1612345678")),  # wide digits
        ("jan@voorbeeld\u200d.nl", ("mail", "jan@voorbeeld\u200d.nl")),
        ("Mevrouw Jose\u0301 Vermeer", ("name", "Jose\u0301 Vermeer")),  # an accent apart
        ("Kees\u2019 hond bijt", ("name", "Kees")),
    ],
)
def test_other_signs_for_the_same_do_not_hide_it(text: str, wanted: tuple[str, str]) -> None:
    assert pieces(text) == [wanted]


def test_a_bsn_is_one_by_the_eleven_test_only() -> None:
    assert pieces("Nummer 123456782") == [("bsn", "123456782")]
    assert pieces("Nummer 123456789") == []
    assert pieces("Het RSIN 123456782 van de stichting") == []
    assert pieces("bsn 11122233") == []


def test_a_number_of_a_service_is_not_of_a_person() -> None:
    assert pieces("Bel 0900-1234567, 088 123 45 67 of 14 072, bij gevaar 112") == []


def test_a_date_that_looks_like_a_phone_number_is_a_date() -> None:
    assert pieces("Gemeld op 01-02-2024 10.15 uur") == []
    assert pieces("01-02-2024 12") == []


def test_what_lies_in_something_stronger_is_found_once() -> None:
    assert pieces("kees.bakker@voorbeeld.nl") == [("mail", "kees.bakker@voorbeeld.nl")]
    assert pieces("NL91ABNA0417164300") == [("iban", "NL91ABNA0417164300")]


def test_a_row_of_houses_is_nobodys() -> None:
    assert pieces("De bewoners van nummer 2 t/m 40") == []
    assert pieces("Mevrouw Jansen van nummer 2 t/m 8") == [("name", "Jansen")]


def test_found_is_split_in_what_blocks_and_what_warns() -> None:
    found = scan("Bel Kees Bakker op 06-12345678, hij woont op nummer 12.")

    assert [one.kind for one in blocks(found)] == [Kind.PHONE]
    assert [one.kind for one in warnings(found)] == [Kind.NAME, Kind.HOUSE_NUMBER]


_PARTS = """
jan Jan van Van de De der Vries mevrouw Mevrouw dhr. J. P. straat Jansen Kees' op nummer 12 06 -
12345678 a@b.nl nl 1701 AB 12-HB-34 kenteken is t/m naam: Groet, \u00e9 \u200b
"""
PARTS = st.sampled_from([*_PARTS.split(), "\n"])


@given(st.one_of(st.text(), st.lists(PARTS, max_size=30).map(" ".join)))
def test_whatever_is_written_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = scan(text)

    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert set(blocks(found)) | set(warnings(found)) == set(found)


@given(st.text("0123456789", min_size=8, max_size=8), st.sampled_from(["", "-", " ", ". "]))
def test_every_mobile_number_is_caught(digits: str, between: str) -> None:
    assert blocks(scan(f"Mijn nummer: 06{between}{digits}, graag 's avonds"))


HOSTILE = (
    "a",
    "1",
    "A ",
    "van ",
    "Jan ",
    "a.",
    "a@",
    "Aa1",
    "J. ",
    "buurman op ",
    "NL91ABNA ",
    "+1(",
)


@pytest.mark.parametrize("bit", HOSTILE)
def test_a_text_made_to_be_slow_is_not(bit: str) -> None:
    """Twenty times as much text may take a hundred times as long, not four hundred times."""
    began = time.process_time()
    scan(bit * (20_000 // len(bit)))

    assert time.process_time() - began < 2
