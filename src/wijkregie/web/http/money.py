"""Money in words, and what people type as an amount: whole cents inside, Dutch outside."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_NARROW: Final = "\u00a0"
#: Whole euros with or without dots between thousands; after a comma two figures or a dash.
_DUTCH: Final = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]{2}|-{1,2}|[\u2013\u2014]))?"
)
#: A space there may stand for a dot; elsewhere it is a slip.
_BETWEEN_THOUSANDS: Final = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")
_MOST: Final = Decimal(10) ** 11


def euro_text(cents: int) -> str:
    """Return an amount as it is written: "€ 10.000", with cents only where there are any."""
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    told = f"{whole:,}".replace(",", ".")
    return f"€{_NARROW}{sign}{told}" + (f",{rest:02}" if rest else "")


def amount_typed(text: str) -> Decimal:
    """Return what a Dutch typist means by an amount: "€ 30.000", "30000,50", "250,-".

    Raises ``ValueError`` for what is no amount, or could mean two things ("30,000").
    """
    bare = re.sub(r"^\s*(?:€|EUR)", "", text, flags=re.IGNORECASE)
    bare = _BETWEEN_THOUSANDS.sub(".", bare.strip())
    found = _DUTCH.fullmatch(bare)
    if found is None:
        raise ValueError(text)
    rest = found[2] if found[2] and found[2].isdigit() else "00"
    return Decimal(f"{found[1].replace('.', '')}.{rest}")


def cents_of(amount: Decimal) -> int:
    """Return an amount of euros in whole cents."""
    return int(amount * 100)


class EuroField(forms.CharField):
    """Asks an amount as people write it; the answer is a ``Decimal``, or ``None`` if empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, "empty_value": None} | kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Call for the keyboard with figures on a phone."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        return attrs | {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Show an amount as it is written here; what was typed stays as it was typed."""
        if not isinstance(value, Decimal):
            return value
        return euro_text(cents_of(value)).removeprefix(f"€{_NARROW}")

    def clean(self, value: Any) -> Any:
        """Return the amount.

        Raises ``ValidationError`` with one plain sentence for what is no amount.
        """
        text = super().clean(value)
        if text is None:
            return None
        try:
            amount = amount_typed(text)
        except ValueError:
            raise forms.ValidationError(self._plain(text)) from None
        if amount >= _MOST:
            raise forms.ValidationError(_("This amount is too high. Check the noughts."))
        return amount

    @staticmethod
    def _plain(text: str) -> str:
        if text.strip("€ \u00a0").startswith("-"):
            return _("An amount cannot be below nought.")
        return str(_PLAIN)


_PLAIN: Final = gettext_lazy(
    "Write the amount in figures, with a comma before the cents, such as 30.000 or 30.000,50."
)
