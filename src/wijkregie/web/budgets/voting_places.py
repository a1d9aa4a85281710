"""Where one votes in a round, and where its vote is prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.budgets.states import BallotKind, PhaseKind
from wijkregie.web.http.addresses import optional

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import RoundSeen
    from wijkregie.web.budgets.desk import Desk


def voting_links(desk: Desk, seen: RoundSeen) -> list[dict[str, str]]:
    """Return where one votes while that goes on, and the desk of who runs the vote."""
    if seen.ballot == BallotKind.NONE or seen.listed.closed_on is not None:
        return []
    found = []
    now = seen.listed.now(desk.on)
    if now is not None and now.kind == PhaseKind.VOTE:
        found.append({"text": _("Vote now"), "url": _url(desk, seen, "voting:vote")})
    if seen.may_run:
        found.append({"text": _("Voting desk"), "url": _url(desk, seen, "voting:bureau")})
    return [one for one in found if one["url"]]


def _url(desk: Desk, seen: RoundSeen, name: str) -> str:
    return optional(name, desk.scope.slug, seen.listed.id)
