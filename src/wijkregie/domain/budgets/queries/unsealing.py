"""Open what was sealed of a vote: nothing of this leaves the room, but one's own."""

from __future__ import annotations

import base64
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wijkregie.core.tally.canonical import decoded
from wijkregie.core.tally.coins import mark
from wijkregie.kit import sealing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.core.tally.coins import Gifts
    from wijkregie.domain.budgets.models import PaperSheet, SealedBallot

    Ballot = tuple[tuple[str, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What somebody read on a paper ballot; ``invalid`` says why it cannot be counted."""

    marks: tuple[str, ...]
    points: tuple[int, ...]
    invalid: str


def fingerprint(round_id: int, code: str) -> str:
    """Return what the roll keeps of a code: nobody makes it without the key of the seals."""
    return sealing.fingerprint(code, about=f"budgets roll {round_id}")


def about_ballot(round_id: int) -> str:
    """Return what the ballots of a round are sealed as."""
    return f"budgets ballot {round_id}"


def about_sheets(batch_id: int) -> str:
    """Return what the entries of a pile of paper are sealed as."""
    return f"budgets sheets {batch_id}"


def opened(row: SealedBallot) -> Ballot:
    """Return what a ballot says. Raises ``SealBroken`` for another key."""
    plain = sealing.unseal(bytes(row.sealed), about=about_ballot(row.round_id))
    marks, points = decoded(plain)
    return tuple(marks), tuple(points)


def gifts_of(rows: Iterable[SealedBallot]) -> Gifts:
    """Return what one household gave, per turn and proposal."""
    return {row.turn: dict(zip(*opened(row), strict=True)) for row in rows}


def merged(rows: Iterable[SealedBallot]) -> list[Ballot]:
    """Return what each household gave in all turns together, as one ballot each."""
    gifts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        marks, points = opened(row)
        turns = (mark(row.turn, number) for number in marks)
        gifts[row.handle] |= dict(zip(turns, points, strict=True))
    return [(tuple(one), tuple(one.values())) for one in gifts.values()]


def read_of(batch_id: int, entry: str | None) -> SheetRead | None:
    """Return what somebody read on a sheet, ``None`` where nobody did."""
    if entry is None:
        return None
    sealed = base64.b64decode(entry)
    told: dict[str, Any] = decoded(sealing.unseal(sealed, about=about_sheets(batch_id)))
    return SheetRead(tuple(told["marks"]), tuple(told["points"]), told["invalid"])


def holds(sheet: PaperSheet) -> SheetRead | None:
    """Return what holds of a sheet, ``None`` as long as nobody knows.

    That is what both read; where they differ what a third person settled by a look at the
    paper, or what one of the two wrote down and the other agreed to.
    """
    if sheet.second is None:
        return None
    if not differs(sheet):
        return read_of(sheet.batch_id, sheet.second)
    by_another = sheet.settled_by_id not in {sheet.first_by_id, sheet.second_by_id}
    if by_another or sheet.agreed_by_id is not None:
        return read_of(sheet.batch_id, sheet.settled)
    return None


def differs(sheet: PaperSheet) -> bool:
    """Tell whether two people read a sheet differently."""
    first, second = (read_of(sheet.batch_id, one) for one in (sheet.first, sheet.second))
    return first != second
