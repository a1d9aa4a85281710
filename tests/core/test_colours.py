"""Contrast as published by others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.colours import ColourError, contrast, is_colour

COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),  # known for failing by a hair's breadth
        ("#767676", "#ffffff", 4.54),  # the lightest grey that passes
        ("#ff0000", "#ffffff", 4.00),
        ("#00ff00", "#ffffff", 1.37),
        ("#0000ff", "#ffffff", 8.59),
        ("#595959", "#ffffff", 7.00),
        ("#949494", "#ffffff", 3.03),
    ],
)
def test_published_ratios(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOUR, COLOUR)
def test_contrast_has_bounds_and_no_direction(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, other) == contrast(other.upper(), one)
    assert (contrast(one, other) == 1) or one != other


@pytest.mark.parametrize(
    "text", ["", "teal", "#fff", "#12345g", "0f4c5c", "#0f4c5c ", "#0f4c5c\n"]
)
def test_other_text_is_no_colour(text: str) -> None:
    assert not is_colour(text)
    with pytest.raises(ColourError):
        contrast(text, "#ffffff")
