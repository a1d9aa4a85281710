"""One voter at the urn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijkregie.web.voting.forms.ballot import BallotForm

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import PurseSeen, VotingSeen
    from wijkregie.web.voting.desk import Desk
    from wijkregie.web.voting.sheet import Sheet

#: Steps that lead back to the ballot: what is still empty is no mistake there.
BACK: Final = frozenset({"", "terug", "reken", "beurs"})


@dataclass(frozen=True, slots=True)
class Visit:
    """One voter at the urn: the vote, the ballot, and which step was asked for."""

    desk: Desk
    seen: VotingSeen
    sheet: Sheet
    step: str
    purse: PurseSeen | None = None

    def form(self) -> BallotForm:
        """Return the ballot as it was filled in so far."""
        return BallotForm(self.desk.sent, sheet=self.sheet, helps=self.desk.may_help)
