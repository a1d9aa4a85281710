"""What is good to know of a project: its remark, and where another paper says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.programme.queries import Amount
from wijkregie.domain.programme.states import StatedFact
from wijkregie.web.http.money import euro_text
from wijkregie.web.programme.words import amount_text, capital, period_text

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import CardParts, ProjectSeen, StatedSeen


def good_to_know(seen: ProjectSeen, parts: CardParts) -> list[str]:
    """Return the remark, and a sentence for each paper that says otherwise."""
    told = [_told(seen, one) for one in parts.stated]
    return [capital(text) for text in (seen.remark, *told) if text]


def _told(seen: ProjectSeen, one: StatedSeen) -> str:
    """Tell what a paper states beside what stands here; nothing where they agree."""
    if one.fact == StatedFact.PERIOD:
        stated, here = (one.from_year, one.until_year), (seen.from_year, seen.until_year)
        if stated == here:
            return ""
        return _("%(source)s gives the years %(stated)s; here stands %(here)s.") % {
            "source": one.source,
            "stated": period_text(*stated),
            "here": period_text(*here),
        }
    total = seen.money.total
    amount = total.costs if one.fact == StatedFact.COSTS else total.covered
    if amount == Amount(one.cents or 0):
        return ""
    words = {
        StatedFact.COSTS: _("%(source)s gives costs of %(stated)s; here stands %(here)s."),
        StatedFact.COVERAGE: _(
            "%(source)s gives coverage of %(stated)s; here stands %(here)s."
        ),
    }
    return words[one.fact] % {
        "source": one.source,
        "stated": euro_text(one.cents or 0),
        "here": amount_text(amount),
    }
