"""What the reader of a programme file hands over of orders, payments and divisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ShareRow:
    """The part of one funder: a percentage, an amount, or (with neither) what is left."""

    funder: str
    percent: Decimal | None
    cents: int | None
    pledge: str


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """Who pays which part of the costs of a year, or of each year without its own."""

    year: int | None
    shares: tuple[ShareRow, ...]


@dataclass(frozen=True, slots=True)
class OrderRow:
    """What was ordered, from whom and on which paper."""

    what: str
    supplier: str
    year: int
    cents: int
    ordered_on: date
    reference: str
    funder: str
    document: str
    address: str
    ended_on: date | None

    @property
    def name(self) -> str:
        """By which it is known: its reference, else what, from whom and when."""
        return self.reference or f"{self.what}, {self.supplier}, {self.ordered_on}"


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """What was paid, with the name of its document; ``order`` is the reference of an order."""

    what: str
    cents: int
    paid_on: date
    document: str
    address: str
    order: str
    taken_back_on: date | None
    taken_back_because: str

    @property
    def name(self) -> str:
        """By which it is known: what was paid on which document, when and how much."""
        return f"{self.document}, {self.what}, {self.paid_on}, {self.cents}"


@dataclass(frozen=True, slots=True)
class SpentRows:
    """All of it of one project."""

    divisions: tuple[DivisionRow, ...] = ()
    orders: tuple[OrderRow, ...] = ()
    payments: tuple[PaymentRow, ...] = ()
