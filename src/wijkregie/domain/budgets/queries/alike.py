"""Proposals of a round that look like what somebody writes, by what everyone may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.core.likeness import Typed
from wijkregie.domain.budgets.models import Proposal
from wijkregie.domain.budgets.queries.building import LIVE
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.proposal_door import proposal_of_row, related

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries.proposal_seen import ProposalSeen
    from wijkregie.kit.viewer import Viewer

#: At so many proposals of a round is looked, the last ones first.
NEWEST: Final = 300
MOST: Final = 3
#: From here on a title says what somebody writes.
_LIKE: Final = 0.5
_LIKE_IN_THEME: Final = 0.33


def proposals_alike(
    viewer: Viewer,
    round_id: int,
    text: str,
    *,
    theme_id: int | None = None,
    but: int | None = None,
) -> tuple[ProposalSeen, ...]:
    """Return at most three proposals that can still go on with what is written.

    Only what everyone may read is compared and shown, also for who works here: nobody finds
    out by trying words what somebody wrote. Four queries.
    """
    if not text.strip():
        return ()
    typed = Typed(text)
    rows = Proposal.objects.filter(
        round_id=round_id,
        round__fund__in=funds_here(viewer),
        published_at__isnull=False,
        state__in=LIVE,
    ).exclude(pk=but or 0)
    scored = []
    newest = rows.order_by("-pk").values_list("pk", "title", "signal__theme_id")[:NEWEST]
    for pk, title, theme in newest:
        alike = typed.holds(title)
        if alike >= (_LIKE_IN_THEME if theme == theme_id else _LIKE):
            scored.append((alike, pk))
    best = {pk: score for score, pk in sorted(scored, reverse=True)[:MOST]}
    found = [proposal_of_row(row, viewer) for row in related(rows.filter(pk__in=best))]
    return tuple(sorted(found, key=lambda one: (-best[one.id], -one.id)))
