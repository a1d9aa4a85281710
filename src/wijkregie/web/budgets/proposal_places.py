"""Where one proposes a plan in a round, and where one reads all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries
from wijkregie.web.http.addresses import optional

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import RoundSeen
    from wijkregie.web.budgets.desk import Desk


def proposal_links(desk: Desk, seen: RoundSeen) -> list[dict[str, str]]:
    """Return where anybody proposes a plan while a round asks for it, and the plans."""
    slug, listed = desk.scope.slug, seen.listed
    now = listed.now(desk.on)
    found = []
    if now is not None and now.kind in queries.TAKES_PLANS:
        found.append(
            {"text": _("I have a plan"), "url": optional("proposals:new", slug, listed.id)}
        )
    found.append({"text": _("All plans"), "url": optional("proposals:index", slug, listed.id)})
    return [one for one in found if one["url"]]
