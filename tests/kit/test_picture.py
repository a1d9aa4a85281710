"""A drawing as a picture, made by the process that makes PDFs."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from wijkregie.kit.typeset import TypesetFault
from wijkregie.kit.typeset.picture import png

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40" viewBox="0 0 60 40">
<rect width="60" height="40" fill="#ffffff"/><rect width="30" height="40" fill="#0f4c5c"/>
<text x="34" y="30" font-family="Atkinson Hyperlegible Next" font-size="20">é</text></svg>"""


def test_a_drawing_becomes_a_picture_twice_as_sharp() -> None:
    made = Image.open(io.BytesIO(png(SVG, width=60, alt="Half"))).convert("RGB")

    assert (made.format, made.size) == (None, (120, 80))
    assert made.getpixel((20, 40)) == (0x0F, 0x4C, 0x5C)
    assert made.getpixel((118, 2)) == (255, 255, 255)


def test_letters_are_drawn() -> None:
    with_letter = png(SVG, width=60, alt="Half")
    without = png(SVG.replace(">é<", "><"), width=60, alt="Half")

    assert with_letter != without


def test_a_drawing_that_is_none_is_told_in_one_plain_sentence() -> None:
    with pytest.raises(TypesetFault, match="niet gemaakt worden"):
        png("<svg", width=60, alt="Broken")
