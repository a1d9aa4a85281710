"""Names as people type them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.names import (
    grams,
    likeness,
    normal,
    postcode,
    slug,
    which_works_here,
)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Molenwijk", "molenwijk"),
        ("  'S-GRAVENHAGE ", "s gravenhage"),
        ("Ĳsselstein", "ijsselstein"),
        ("Curaçaoplein / Één", "curacaoplein een"),
        ("\u210cuis\u2122", "huistm"),
        ("", ""),
        ("…\x00—", ""),
    ],
)
def test_a_name_becomes_plain(name: str, plain: str) -> None:
    assert normal(name) == plain


@given(st.text())
def test_normal_is_done_once_and_leaves_plain_words(name: str) -> None:
    plain = normal(name)

    assert re.fullmatch(r"([a-z0-9]+( [a-z0-9]+)*)?", plain)
    assert normal(plain) == plain
    assert normal(plain.upper()) == plain


@given(st.text())
def test_a_slug_fits_in_an_address(name: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(name))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1701AB", "1701AB"),
        (" 1701 ab ", "1701AB"),
        ("1701", "1701"),
        ("0701 AB", ""),
        ("1701 A", ""),
        ("1701ABC", ""),
        ("17012", ""),
        ("1\u066701", ""),  # a digit of another script
        ("Molenwijk", ""),
        ("", ""),
    ],
)
def test_a_postcode_is_known_by_its_shape(text: str, found: str) -> None:
    assert postcode(text) == found


@given(st.text())
def test_a_postcode_has_one_shape(text: str) -> None:
    assert re.fullmatch(r"([1-9][0-9]{3}([A-Z]{2})?)?", postcode(text))


@given(st.text())
def test_grams_are_three_letters_of_one_word(name: str) -> None:
    plain = normal(name)
    found = grams(plain)

    assert all(len(gram) == 3 for gram in found)
    assert bool(found) == bool(plain)
    # A word of n letters has n + 1 groups at most: two blanks before it and one behind.
    assert len(found) <= sum(len(word) + 1 for word in plain.split())


WORDS = st.text("abcde ", max_size=20).map(normal).map(grams)


@given(WORDS, WORDS)
def test_likeness_has_bounds(one: frozenset[str], other: frozenset[str]) -> None:
    alike = likeness(one, other)

    assert 0 <= alike <= 1
    assert (alike == 1) == (one == other and bool(one))
    assert (alike == 0) == (not one & other)


def test_the_shorter_of_two_names_that_hold_it_is_more_alike() -> None:
    asked = grams("molenwijk")

    assert likeness(asked, grams("molenwijk")) == 1
    assert likeness(asked, grams("molenwijk noord")) > likeness(
        asked, grams("molenwijk noord oost")
    )
    assert likeness(asked, grams("molewijk")) > 0.6
    assert likeness(asked, grams("bomenwijk")) < likeness(asked, grams("molewijk"))


KNOWN = {"Kern8": 1, "Stichting de Waaijer": 2, "Ymere": 3, "Gemeente Heuvelstad": 4, "GGZ": 5}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("kern8", 1),
        ("verenigingswinkel Kern8", 1),
        ("Kern8 (locatiemanager Mediaan)", 1),
        ("de Waaijer", 2),
        ("stichting De Waaijer", 2),
        ("woningcorporatie Ymere", 3),
        ("Heuvelstad", 4),
        ("Kern80", None),
        ("Ymerestraat", None),
        ("bewoners van Heuvelstad", None),
        ("bewoners en Kern8", None),
        ("Kern8/Ymere", None),
        ("stichting", None),
        ("Waaijer", None),
        ("bewoners", None),
        ("", None),
    ],
)
def test_a_written_name_stands_for_the_one_organisation_that_fits(
    written: str, found: int | None
) -> None:
    assert which_works_here(written, KNOWN) == found


def test_where_two_organisations_fit_none_is_chosen() -> None:
    known = {"Stichting Rondom": 1, "Vereniging Rondom": 2, "stichting": 3, "...": 4}

    assert which_works_here("Rondom", known) is None
    assert which_works_here("stichting Rondom", known) == 1
    assert which_works_here("stichting Elders", known) is None
