"""Where one reads the outcome of a round, and where its votes are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.budgets.queries import is_told
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.web.http.addresses import optional

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import RoundSeen
    from wijkregie.web.budgets.desk import Desk


def counting_links(desk: Desk, seen: RoundSeen) -> list[dict[str, str]]:
    """Return where the outcome is, once it was told, and the desk of who runs the vote."""
    if seen.ballot == BallotKind.NONE:
        return []
    found = []
    if is_told(desk.viewer, seen.listed.id):
        found.append({"text": _("Outcome of the vote"), "url": _url(desk, seen, "outcome")})
    if seen.may_run and seen.listed.closed_on is None:
        found.append({"text": _("Counting desk"), "url": _url(desk, seen, "desk")})
    return [one for one in found if one["url"]]


def _url(desk: Desk, seen: RoundSeen, name: str) -> str:
    return optional(f"recount:{name}", desk.scope.slug, seen.listed.id)
