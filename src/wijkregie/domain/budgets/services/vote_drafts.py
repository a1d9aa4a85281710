"""What a vote is asked with, and what is handed back once and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wijkregie.domain.budgets.states import VoterUnit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class ElectorateDraft:
    """Who may vote; without areas those of the fund. ``limits`` are those of a ballot.

    Which limits a ballot knows ``queries.ballot_limits`` tells; amounts are in cents.
    """

    unit: str = VoterUnit.HOUSEHOLD
    least_age: int | None = None
    area_ids: tuple[int, ...] = ()
    on_paper: bool = True
    text: str = ""
    limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RollEntry:
    """One vote to hand out: the code of its area and the age of who has it, where known."""

    area_code: str | None = None
    age: int | None = None


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that was just drawn, and the number of its letter. It is kept nowhere."""

    letter: int
    code: str


@dataclass(frozen=True, slots=True)
class BallotDraft:
    """A ballot: proposals by number, or themes by name, with points where it has them.

    In themes ``points`` are cents. ``remarks`` are words for who made a plan, by number.
    """

    marks: tuple[str, ...] = ()
    points: tuple[int, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptSeen:
    """That a ballot is in the urn: a code without the choice, as printed and as it is."""

    code_words: str
    leaf: str


@dataclass(frozen=True, slots=True)
class TurnDraft:
    """One round of a game of coins, both days included."""

    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """What one person reads on a paper ballot; blank without marks.

    ``invalid`` says why it cannot be counted; it then counts as blank.
    """

    marks: tuple[str, ...] = ()
    points: tuple[int, ...] = ()
    invalid: str = ""
