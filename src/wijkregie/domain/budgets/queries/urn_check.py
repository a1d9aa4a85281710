"""What a voting bureau counts before it opens an urn: how many of all, never what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.domain.budgets.models import Receipt, SealedBallot, Voter
from wijkregie.domain.budgets.states import BallotKind, BatchState, Used

if TYPE_CHECKING:
    from wijkregie.domain.budgets.models import Round


@dataclass(frozen=True, slots=True)
class UrnCheck:
    """Numbers that must agree before an urn opens.

    ``waiting`` are the names of piles that are not in the urn, ``booked`` letters that came
    back with a sheet, ``sheets`` those of the other piles. ``used`` codes, ``ballots`` and
    ``receipts`` are of screen and paper together; in a game ballots are those of a household.
    """

    waiting: tuple[str, ...]
    booked: int
    sheets: int
    used: int
    ballots: int
    receipts: int

    @property
    def agrees(self) -> bool:
        """Tell whether nothing stands in the way of opening the urn."""
        together = self.used == self.ballots == self.receipts
        return not self.waiting and self.booked == self.sheets and together


def urn_check(found: Round) -> UrnCheck:
    """Count what goes together in a round. Six queries; nothing of the urn is opened."""
    voted = Voter.objects.filter(round=found).exclude(used="")
    poured = found.batches.filter(state=BatchState.POURED)
    waiting = found.batches.exclude(state=BatchState.POURED).order_by("name")
    ballots = SealedBallot.objects.filter(round=found)
    each = "handle" if found.ballot == BallotKind.COINS else "pk"
    return UrnCheck(
        waiting=tuple(waiting.values_list("name", flat=True)),
        booked=voted.filter(used=Used.PAPER).count(),
        sheets=sum(poured.values_list("sheets_told", flat=True)),
        used=voted.count(),
        ballots=ballots.values(each).distinct().count(),
        receipts=Receipt.objects.filter(round=found).count(),
    )
