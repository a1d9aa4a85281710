"""What of awarded money may be seen: plain values. Amounts are whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.domain.budgets.states import IN_HANDS

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.budgets.states import AwardWay
    from wijkregie.domain.programme.states import ProjectState


@dataclass(frozen=True, slots=True)
class Sums:
    """The money of one award. ``over_cents`` was paid above what was awarded.

    ``shown_cents`` is what papers are there of: of what the municipality pays each payment
    has one. ``free_cents`` and ``back_cents`` are nought until the award is settled.
    """

    cents: int
    ordered_cents: int
    paid_cents: int
    shown_cents: int
    free_cents: int = 0
    back_cents: int = 0
    settled: bool = False

    @property
    def over_cents(self) -> int:
        """What was paid above what was awarded."""
        return max(self.paid_cents - self.cents, 0)

    @property
    def returned_cents(self) -> int:
        """What is the fund's again."""
        return self.free_cents + self.back_cents

    @property
    def spent_cents(self) -> int:
        """What was paid and did not come back."""
        return self.paid_cents - self.back_cents

    @property
    def open_cents(self) -> int:
        """What is still to be spent, or to be settled with the fund."""
        return self.cents + self.over_cents - self.returned_cents - self.spent_cents

    @property
    def unshown_cents(self) -> int:
        """What was paid out and neither shown nor back."""
        return self.paid_cents - self.shown_cents - self.back_cents


@dataclass(frozen=True, slots=True)
class PaymentOfAward:
    """A payment that stands on an order of an award; its document is for who works along."""

    id: int
    paid_on: date
    what: str
    cents: int
    document: str | None


@dataclass(frozen=True, slots=True)
class OrderOfAward:
    """An order on money of the fund; what is ``None`` is for who works along."""

    id: int
    what: str
    supplier: str | None
    reference: str | None
    cents: int
    paid_cents: int
    ordered_on: date
    ended_on: date | None
    document: str | None
    address: str | None
    payments: tuple[PaymentOfAward, ...]


@dataclass(frozen=True, slots=True)
class ExpenseSeen:
    """What was bought with money in hands; its paper is for who works along or accounts."""

    id: int
    spent_on: date
    what: str
    cents: int
    document: str | None
    address: str | None
    taken_back_on: date | None
    taken_back_because: str


@dataclass(frozen=True, slots=True)
class NoteOfPlan:
    """What was told last of how a plan goes; ``shows`` is empty where there is no photo."""

    id: int
    on: date
    text: str
    shows: str


@dataclass(frozen=True, slots=True)
class AwardNamed:
    """A chosen proposal with its project, as a list names it.

    ``project_id`` is ``None`` while no project was started, and ``state`` then too.
    ``asked_cents`` is what the fund pays, ``None`` while not known.
    """

    proposal_id: int
    round_id: int
    number: int
    title: str
    reference: str
    asked_cents: int | None
    award_id: int | None
    project_id: int | None
    state: ProjectState | None
    sums: Sums | None
    note: NoteOfPlan | None = None


@dataclass(frozen=True, slots=True)
class AwardSeen:
    """An award with all that one may ask of it.

    ``votes`` is ``None`` where nobody voted, or the outcome was not told yet. ``contract``
    and ``address`` are for who gives account or works along; ``remarks`` are what voters said.
    """

    id: int
    named: AwardNamed
    fund_id: int
    fund_name: str
    round_title: str
    project_title: str
    way: AwardWay
    sums: Sums
    group_id: int | None
    group_name: str
    receiver: str
    contract: str
    contract_on: date | None
    address: str | None
    account_by: date | None
    account: str
    accounted_at: datetime | None
    orders: tuple[OrderOfAward, ...]
    expenses: tuple[ExpenseSeen, ...]
    returned_on: date | None
    returned_because: str
    votes: int | None
    remarks: tuple[str, ...]
    may_run: bool
    may_account: bool

    @property
    def in_hands(self) -> bool:
        """Tell whether the money comes in the hands of others, who give account of it."""
        return self.way in IN_HANDS

    def is_late(self, on: date) -> bool:
        """Tell whether an account was due before this day and is not there."""
        due = self.account_by
        late = due is not None and due < on
        return late and self.accounted_at is None and self.returned_on is None


@dataclass(frozen=True, slots=True)
class VouchersSeen:
    """Vouchers of a fund in a year: how many were handed out, handed in, and lost."""

    handed_out: int
    used: int
    void: int


@dataclass(frozen=True, slots=True)
class YearAccount:
    """The account of a fund over a year.

    ``got`` + ``carried_in`` = ``carried_out`` + ``spent`` + ``open`` + ``left``, to the cent.
    What is not known is ``None``, and then what is left is too. ``awarded`` holds also what
    was chosen and is no project yet.
    """

    year: int
    got_cents: int | None
    carried_in_cents: int
    carried_out_cents: int
    awarded_cents: int | None
    over_cents: int
    paid_cents: int
    shown_cents: int
    returned_cents: int
    spent_cents: int
    vouchers: VouchersSeen
    plans: tuple[AwardNamed, ...]

    @property
    def left_cents(self) -> int | None:
        """What nobody was promised, and what came back; ``None`` while that is not known."""
        if self.got_cents is None or self.awarded_cents is None:
            return None
        had = self.got_cents + self.carried_in_cents - self.carried_out_cents
        return had - self.awarded_cents - self.over_cents + self.returned_cents

    @property
    def open_cents(self) -> int | None:
        """What was promised and is still to be spent, or to be settled."""
        if self.awarded_cents is None:
            return None
        promised = self.awarded_cents + self.over_cents
        return promised - self.returned_cents - self.spent_cents
