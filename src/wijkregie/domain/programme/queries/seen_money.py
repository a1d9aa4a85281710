"""What of orders, payments, divisions and funders may be seen. Amounts are whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from wijkregie.domain.programme.states import Pledge, ShareKind


@dataclass(frozen=True, slots=True)
class PaymentSeen:
    """What was paid; ``order_id`` is ``None`` where nothing was ordered before."""

    id: int
    project_id: int
    order_id: int | None
    year: int
    paid_on: date
    what: str
    cents: int
    document: str
    address: str
    taken_back_on: date | None
    taken_back_because: str

    @property
    def counts(self) -> bool:
        """Tell whether it stands: what was taken back counts no more."""
        return self.taken_back_on is None


@dataclass(frozen=True, slots=True)
class OrderSeen:
    """What was ordered, from whom, with what was paid of it until now.

    One that is ``held`` changes only where the money was given that pays it.
    """

    id: int
    project_id: int
    year: int
    what: str
    supplier: str
    reference: str
    funder: str
    cents: int
    paid_cents: int
    document: str
    address: str
    ordered_on: date
    ended_on: date | None
    ended_because: str
    held: bool = False

    @property
    def counts_cents(self) -> int:
        """What it takes of the money: all of it, or what was paid where that is more.

        Of what has ended only what was paid counts.
        """
        return self.paid_cents if self.ended_on else max(self.cents, self.paid_cents)

    @property
    def open_cents(self) -> int:
        """What is still to be paid on it."""
        return self.counts_cents - self.paid_cents


@dataclass(frozen=True, slots=True)
class ShareSeen:
    """The part of a funder in a division."""

    funder_id: int
    funder: str
    kind: ShareKind
    percent: Decimal | None
    cents: int | None
    pledge: Pledge


@dataclass(frozen=True, slots=True)
class DivisionSeen:
    """Who pays which part: of one year, or (``None``) of each year without its own."""

    id: int
    project_id: int
    year: int | None
    shares: tuple[ShareSeen, ...]


@dataclass(frozen=True, slots=True)
class FunderSeen:
    """A funder with its other names, and what hangs on it.

    ``known_cents`` is the sum of the amounts that are known, ``unknown`` counts the others.
    """

    id: int
    name: str
    organisation: str
    other_names: tuple[str, ...]
    lines: int
    projects: int
    known_cents: int
    unknown: int
