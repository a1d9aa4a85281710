"""What residents said of a project that they chose, and where its money of a fund stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.budgets import queries as budgets
from wijkregie.domain.budgets.queries.why import FEW
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.money import euro_text

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import AwardSeen
    from wijkregie.web.programme.desk import Desk


def block(desk: Desk, project_id: int) -> dict[str, Any] | None:
    """Return of which round a project came, its votes and what voters said; else nothing."""
    seen = budgets.award_of_project(desk.viewer, project_id)
    if seen is None:
        return None
    slug = desk.scope.slug
    return {
        "text": _text(seen),
        "remarks": list(seen.remarks),
        "links": [
            {"text": text, "url": url}
            for text, url in (
                (money_words(), optional("awards:award", slug, seen.id)),
                (
                    _("The round in which it was chosen"),
                    optional("budgets:round", slug, seen.named.round_id),
                ),
            )
            if url
        ],
    }


def money_words() -> str:
    """Return how the money of a plan that was chosen is called."""
    return _("The money of this plan")


def money_url(desk: Desk, project_id: int) -> str:
    """Return where the money of a chosen project changes; empty where it is not seen."""
    seen = budgets.award_of_project(desk.viewer, project_id)
    return "" if seen is None else optional("awards:award", desk.scope.slug, seen.id)


def _text(seen: AwardSeen) -> str:
    told = {
        "fund": seen.fund_name,
        "round": seen.round_title,
        "amount": euro_text(seen.sums.cents),
    }
    text = _("Chosen in the round %(round)s of %(fund)s, which pays %(amount)s.") % told
    if seen.votes is None:
        return text
    if 0 < seen.votes < FEW:
        few = _("It got fewer than %(few)d votes.") % {"few": FEW}
        return f"{text} {few}"
    votes = ngettext("It got %(votes)d vote.", "It got %(votes)d votes.", seen.votes)
    return f"{text} {votes % {'votes': seen.votes}}"
