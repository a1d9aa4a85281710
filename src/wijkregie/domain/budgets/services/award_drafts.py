"""What a change of awarded money is asked with. Amounts are whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class AwardDraft:
    """How the money of a chosen proposal goes out; without ``way`` as its rule says.

    ``receiver`` says in words in whose hands it comes, else it is the group. Without
    ``programme_id`` the project goes under the programme of residents' plans of its year.
    """

    way: str = ""
    receiver: str = ""
    group_id: int | None = None
    contract: str = ""
    contract_on: date | None = None
    address: str = ""
    account_by: date | None = None
    programme_id: int | None = None


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """What is ordered with money of the fund, and from whom."""

    what: str
    supplier: str
    cents: int
    ordered_on: date
    reference: str = ""
    document: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PaidDraft:
    """What was paid on an order of an award, with the document that shows it."""

    order_id: int
    what: str
    cents: int
    paid_on: date
    document: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ExpenseDraft:
    """What was bought with money in hands, with the paper that shows it."""

    what: str
    cents: int
    spent_on: date
    document: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """That an award is settled: what came back out of hands, and on which day.

    What was never paid needs no amount: it is what is left.
    """

    why: str
    on: date
    back_cents: int = 0
    document: str = ""
