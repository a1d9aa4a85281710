"""Shares in words, and what people type as one: exact inside, percents outside."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

_WRITTEN: Final = re.compile(r"([0-9]{1,3})(?:[,.]([0-9]{1,6}))?\s*%?", re.ASCII)
#: "33 1/3" are percents; a broken number that stands alone is a part of the whole.
_BROKEN: Final = re.compile(r"(?:([0-9]{1,3})\s+)?([0-9]{1,6})\s*/\s*([0-9]{1,6})\s*%?")
_MOST_FIGURES: Final = 6


def share_text(share: Fraction) -> str:
    """Return a share in percents, exactly as it is: "50", "12,5" or "33 1/3".

    >>> [share_text(Fraction(*one)) for one in ((1, 2), (1, 8), (1, 3), (1, 300))]
    ['50', '12,5', '33 1/3', '0 1/3']
    """
    whole, rest = divmod(share * 100, 1)
    for figures in range(1, _MOST_FIGURES + 1):
        decimals = rest * 10**figures
        if rest and decimals.denominator == 1:
            return f"{whole},{decimals.numerator:0{figures}d}"
    return f"{whole} {rest.numerator}/{rest.denominator}" if rest else str(whole)


def share_typed(text: str) -> Fraction:
    """Return what a typist means by a share: "12,5", "33 1/3" percent, or "1/3" of the whole.

    Raises ``ValueError`` for what is no share.
    """
    bare = text.strip()
    written = _WRITTEN.fullmatch(bare)
    if written is not None:
        return Fraction(f"{written[1]}.{written[2] or 0}") / 100
    broken = _BROKEN.fullmatch(bare)
    if broken is None or not int(broken[3]):
        raise ValueError(text)
    part = Fraction(int(broken[2]), int(broken[3]))
    return part if broken[1] is None else (int(broken[1]) + part) / 100


class ShareField(forms.CharField):
    """Asks a share in percents; the answer is an exact ``Fraction``, or ``None`` if empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 20, "empty_value": None} | kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Keep a browser from filling in what was typed elsewhere."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        return attrs | {"autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Show a share in percents; what was typed stays as it was typed."""
        return share_text(value) if isinstance(value, Fraction) else value

    def clean(self, value: Any) -> Any:
        """Return the share.

        Raises ``ValidationError`` with one plain sentence for what is none.
        """
        text = super().clean(value)
        if text is None:
            return None
        try:
            return share_typed(text)
        except ValueError:
            raise forms.ValidationError(
                _("Write the share in percent, such as 50 or 12,5, or as a part, such as 1/3.")
            ) from None
