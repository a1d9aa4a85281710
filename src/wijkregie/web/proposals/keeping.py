"""What who proposes a plan reads on their own page until it was handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.budgets.queries import HAND_IN
from wijkregie.domain.budgets.states import ProposalState
from wijkregie.web.proposals import words

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import ProposalWhole, RoundSeen
    from wijkregie.web.proposals.desk import Desk


def to_do(desk: Desk, whole: ProposalWhole, found: RoundSeen | None) -> str:
    """Return that the plan is kept, how one comes back to it, and that one has to hand it in.

    Empty for everybody else, and once it was handed in.
    """
    if not (desk.token and whole.may.submit and whole.seen.state == ProposalState.WORKED_OUT):
        return ""
    days = (
        [one.closes_on for one in found.listed.phases if one.kind in HAND_IN] if found else []
    )
    if not days:
        return _(
            "Your plan is kept. Keep the address of this page: it leads back to your plan. Is "
            "it finished? Then choose “Hand in”. Only then is it looked at."
        )
    return _(
        "Your plan is kept. Keep the address of this page: it leads back to your plan. Is it "
        "finished? Then choose “Hand in”, on %(day)s at the latest. Only then is it looked at."
    ) % {"day": words.day_text(max(days))}
