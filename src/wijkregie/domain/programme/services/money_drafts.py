"""What a change of orders, payments and divisions is asked with. Amounts are whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.domain.programme.states import Pledge, ShareKind

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """What is ordered, and from whom; ``document`` is the paper, ``address`` where it is."""

    year: int
    what: str
    supplier: str
    cents: int
    ordered_on: date
    reference: str = ""
    funder: str = ""
    document: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """What was paid, with the document that shows it; maybe on what was ordered.

    ``more`` says that more is paid than was ordered, and that this is right.
    """

    what: str
    cents: int
    paid_on: date
    document: str
    address: str = ""
    commitment_id: int | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class ShareDraft:
    """The part of one funder in a division."""

    funder: str
    kind: ShareKind
    percent: Decimal | None = None
    cents: int | None = None
    pledge: Pledge = Pledge.ASKED


@dataclass(frozen=True, slots=True)
class DivisionDraft:
    """Who pays which part of the costs: of one year, or of each year without its own."""

    shares: tuple[ShareDraft, ...]
    year: int | None = None
