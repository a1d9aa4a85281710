"""Amounts as a table writes them, to whole cents. What could mean two things is refused.

A comma stands before the cents and dots stand between thousands, as the Dutch write. One dot
with one or two figures behind it is read as a point, as a spreadsheet writes a number. One dot
with three figures ("1.500") is fifteen hundred in a text, unless another amount of the column
has such a point; in a spreadsheet it may be a number of one and a half, so there it is refused.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from wijkregie.sources.money_file.records import Trouble

MOST: Final = 10**14
"""The most cents of one amount."""

_UNKNOWN: Final = frozenset({"", "onbekend", "niet bekend", "nog niet bekend", "?", "n.n.b."})
_EURO: Final = re.compile(r"^(-?)\s*(?:€|eur(?:o)?\b)\s*|\s*(?:€|eur(?:o)?)$", re.IGNORECASE)
_BLANK: Final = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")
_DASHES: Final = re.compile(r",(?:-{1,2}|[\u2013\u2014])$")
_MINUS: Final = re.compile(r"^[-\u2212].|.-$|^\(.*\)$")
_DUTCH: Final = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]+))?")
_POINT: Final = re.compile(r"[0-9]+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}")
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_SLIP: Final = Decimal("0.000001")
"""How far a spreadsheet may be beside whole cents: it reckons in twos."""

_CENT: Final = Decimal("0.01")
_GROUP: Final = 3
_POINTED: Final = re.compile(r"[0-9]+\.[0-9]{1,2}")


class AmountFault(ValueError):
    """A cell that holds no amount that can be; ``hint`` says more."""

    def __init__(self, trouble: Trouble, hint: str = "") -> None:
        super().__init__(trouble)
        self.trouble, self.hint = trouble, hint


def has_point(shown: str) -> bool:
    """Tell whether an amount surely has a point before its cents: "1500.5"."""
    return _POINTED.fullmatch(_bare(shown)[0]) is not None


def cents_of(shown: str, *, points: bool) -> int | None:
    """Return an amount in cents, ``None`` where the cell says that it is not known.

    ``points`` tells that "1.500" may have a point before its cents here. Raises
    ``AmountFault``.

    >>> cents_of("€ 12.500", points=True), cents_of("12.500,00", points=True)
    (1250000, 1250000)
    >>> cents_of("1.500", points=False), cents_of("onbekend", points=False)
    (150000, None)
    """
    if shown.strip().casefold() in _UNKNOWN:
        return None
    bare, euro = _bare(shown)
    if _MINUS.search(bare):
        raise AmountFault(Trouble.NEGATIVE)
    amount = _amount(bare, points=points and not euro)
    whole = amount.quantize(_CENT)
    if abs(amount - whole) > _SLIP:
        raise AmountFault(Trouble.NOT_WHOLE_CENTS)
    cents = int(whole * 100)
    if cents > MOST:
        raise AmountFault(Trouble.TOO_MUCH)
    return cents


def _bare(shown: str) -> tuple[str, bool]:
    """Return an amount without blanks and mark of the euro, and whether that was there."""
    bare, marks = _EURO.subn(r"\1", shown.strip())
    return _DASHES.sub("", _BLANK.sub("", bare)), marks > 0


def _amount(bare: str, *, points: bool) -> Decimal:
    if points and _THOUSANDS.fullmatch(bare):
        whole, _dot, behind = bare.partition(".")
        raise AmountFault(Trouble.AMBIGUOUS, f"{whole}{behind}, {whole},{behind[:2]}")
    dutch = _DUTCH.fullmatch(bare)
    if dutch is not None:
        behind = dutch[2] or ""
        if len(behind) == _GROUP and len(dutch[1]) <= _GROUP:
            raise AmountFault(Trouble.AMBIGUOUS, f"{dutch[1]}{behind}, {dutch[1]},{behind[:2]}")
        return Decimal(f"{dutch[1].replace('.', '')}.{behind or 0}")
    if _POINT.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    raise AmountFault(Trouble.NOT_AN_AMOUNT)
