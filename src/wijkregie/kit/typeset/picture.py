"""A drawing as a picture, made by the process that makes PDFs: letters in our own typeface."""

from __future__ import annotations

from typing import Final

from wijkregie.core.signs import readable
from wijkregie.kit.typeset import FONTS, MEGABYTES, ROOT, SECONDS, drawn

TEMPLATE: Final = "kit/typeset/picture.typ"
#: Dots per inch of a drawing of 72 units an inch: two dots for each unit of the drawing.
SHARPNESS: Final = 144


def png(svg: str, *, width: int, alt: str) -> bytes:
    """Return a drawing of ``width`` units as PNG, two dots for each unit; kept nowhere.

    Letters are drawn in the typeface that the drawing names, as far as it is ours. Raises
    ``TypesetFault``.
    """
    return drawn(
        {
            "root": str(ROOT),
            "template": TEMPLATE,
            "fonts": str(FONTS),
            "values": {"svg": readable(svg), "width": width, "alt": readable(alt)},
            "lang": "nl",
            "megabytes": MEGABYTES,
            "seconds": SECONDS,
            "ppi": SHARPNESS,
        }
    )
