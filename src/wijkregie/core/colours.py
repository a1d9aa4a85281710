"""Contrast between colours, as WCAG 2 defines it."""

from __future__ import annotations

import re
from typing import Final

# Below this part of full light the scale of sRGB is a straight line.
_STRAIGHT: Final = 0.04045
_HEX = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)


class ColourError(ValueError):
    """Text that is no colour."""


def is_colour(text: str) -> bool:
    """Tell whether the text is a colour that ``contrast`` understands.

    >>> is_colour("#0f4c5c"), is_colour("teal")
    (True, False)

    """
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours written as ``#rrggbb``, from 1 to 21.

    Raises ``ColourError`` for text that is no such colour.

    Notes
    -----
    (L1 + 0.05) / (L2 + 0.05), with relative luminance L. Source: W3C, *Web Content
    Accessibility Guidelines 2.2*, definitions "contrast ratio" and "relative luminance".

    >>> round(contrast("#000000", "#ffffff"), 1), round(contrast("#0F4C5C", "#ffffff"), 1)
    (21.0, 9.5)

    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    found = _HEX.fullmatch(colour)
    if not found:
        raise ColourError(f"{colour!r} is no colour")
    red, green, blue = (_linear(int(part, 16) / 255) for part in found.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _STRAIGHT else ((part + 0.055) / 1.055) ** 2.4
