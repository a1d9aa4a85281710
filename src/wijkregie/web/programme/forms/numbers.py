"""Numbers as people type them: "6,2" and "1.250" here, exact inside."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.web.programme.words import plain_text

#: Dots between thousands, or one comma or dot before the decimals.
_WITH_DOTS: Final = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,4})?")
#: A space there may stand for such a dot; elsewhere it is a slip.
_BETWEEN_THOUSANDS: Final = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")
_PLAIN: Final = re.compile(r"-?[0-9]{1,10}(?:[.,][0-9]{1,4})?")
_YEAR: Final = re.compile(r"[12][0-9]{3}")
_DAYS: Final = (
    (re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([12][0-9]{3})"), (2, 1, 0)),
    (re.compile(r"([12][0-9]{3})-([0-9]{1,2})-([0-9]{1,2})"), (0, 1, 2)),
)


def number_typed(text: str) -> Decimal:
    """Return what a Dutch typist means by a number: "6,2", "6.2", "1.250,5".

    Raises ``ValueError`` for what is no number.
    """
    bare = _BETWEEN_THOUSANDS.sub(".", text.strip().removesuffix("%").strip())
    if _WITH_DOTS.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    raise ValueError(text)


def moment_typed(text: str) -> tuple[int | None, date | None]:
    """Return the year, or the day, that somebody typed: "2028", "31-12-2028".

    Raises ``ValueError`` for what is neither.
    """
    bare = text.strip()
    if _YEAR.fullmatch(bare):
        return int(bare), None
    for shape, (year, month, day) in _DAYS:
        found = shape.fullmatch(bare)
        if found:
            parts = [int(one) for one in found.groups()]
            on = date(parts[year], parts[month], parts[day])
            return on.year, on
    raise ValueError(text)


def moment_text(year: int | None, on: date | None) -> str:
    """Return a year or a day as one types it."""
    return on.strftime("%d-%m-%Y") if on else str(year or "")


class NumberField(forms.CharField):
    """Asks a number as people write it; the answer is a ``Decimal``, or ``None`` if empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, "empty_value": None} | kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Call for the keyboard with figures on a phone."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        return attrs | {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Show a number as it is written here; what was typed stays as it was typed."""
        return plain_text(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """Return the number.

        Raises ``ValidationError`` with one plain sentence for what is no number.
        """
        text = super().clean(value)
        if text is None:
            return None
        try:
            return number_typed(text)
        except ValueError:
            raise forms.ValidationError(
                _("Write a number in figures, with a comma before the decimals, such as 6,2.")
            ) from None


class MomentField(forms.CharField):
    """Asks a year or a day; the answer is both, of a year without the day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 20, "required": False} | kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Do not offer what was typed elsewhere."""
        return super().widget_attrs(widget) | {"autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Show a year or day as it is written here."""
        return moment_text(*value) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> Any:
        """Return year and day, both ``None`` if it was left empty.

        Raises ``ValidationError`` with one plain sentence for what is neither.
        """
        text = super().clean(value)
        if not text:
            return None, None
        try:
            return moment_typed(text)
        except ValueError:
            raise forms.ValidationError(
                _("Write a year or a day, such as 2028 or 31-12-2028.")
            ) from None
