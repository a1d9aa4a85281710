"""Where one proposes a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.budgets import queries

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import RoundSeen
    from wijkregie.web.proposals.desk import Desk


def new_url(desk: Desk, found: RoundSeen) -> str:
    """Return where one proposes a plan; empty while the round does not ask for any.

    Who works here may write down later what came in while it did.
    """
    listed = found.listed
    if listed.closed_on is not None:
        return ""
    now = listed.now(desk.on)
    asks = now is not None and now.kind in queries.TAKES_PLANS
    asked = any(
        one.kind in queries.TAKES_PLANS and one.opens_on <= desk.on for one in listed.phases
    )
    shown = asks or (asked and desk.viewer.is_professional)
    return desk.url("new", listed.id) if shown else ""
