"""Moments to decide, as they were written down before they had a day of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.moments import LONGEST, moments_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Na de zomer.", [(None, "Na de zomer.")]),
        ("2010: helpt het?", [(2010, "helpt het?")]),
        ("2010:", [(None, "2010:")]),
        ("10: helpt het?", [(None, "10: helpt het?")]),
        ("2010: eerst\n\n2011 : dan", [(2010, "eerst"), (2011, "dan")]),
    ],
)
def test_a_leading_year_is_the_year(text: str, found: list[tuple[int | None, str]]) -> None:
    assert moments_of(text) == found


@given(st.lists(st.text("abc", min_size=1, max_size=40), max_size=60))
def test_a_long_line_becomes_several_and_no_word_is_lost(words: list[str]) -> None:
    pieces = [piece for _year, piece in moments_of(" ".join(words))]

    assert " ".join(pieces).split() == words
    assert all(len(piece) <= LONGEST for piece in pieces)
