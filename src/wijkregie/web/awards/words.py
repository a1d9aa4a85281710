"""Money of plans in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.budgets.queries.why import FEW
from wijkregie.domain.budgets.states import AwardWay
from wijkregie.web.http.money import euro_text

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.budgets.queries import AwardNamed, AwardSeen

WAYS: Final = {
    AwardWay.MUNICIPALITY: gettext_lazy(
        "The municipality orders and pays. Each payment has a bill."
    ),
    AwardWay.GROUP: gettext_lazy(
        "The group gets the money in its hands, buys itself, and shows what it bought."
    ),
    AwardWay.CLIENT: gettext_lazy(
        "Residents are the client: on a contract they get the money in their hands, and show "
        "what they bought."
    ),
}


def day_text(day: date) -> str:
    """Return a day as it is written: "3 maart 2026"."""
    return date_format(day, "j F Y")


def money_text(cents: int | None) -> str:
    """Return an amount, or that it is not known."""
    return _("not known") if cents is None else euro_text(cents)


def way_name(way: AwardWay) -> str:
    """Return how money goes out, with a capital."""
    return capfirst(str(way.label))


def plan_name(one: AwardNamed) -> str:
    """Return what a plan is called; of one that nobody looked at yet its number only."""
    return one.title or _("Plan %(number)d") % {"number": one.number}


def stands(one: AwardNamed) -> str:
    """Return how far a chosen plan is, in a word or two."""
    if one.state is None or one.sums is None:
        return _("chosen, no project yet")
    if one.sums.settled:
        return _("%(state)s, settled") % {"state": one.state.label}
    return str(one.state.label)


def votes_text(seen: AwardSeen) -> str:
    """Return how many voted for it; few are not told exactly. Empty where nobody voted."""
    if seen.votes is None:
        return ""
    if 0 < seen.votes < FEW:
        return _("fewer than %(few)d votes") % {"few": FEW}
    words = ngettext("%(number)d vote", "%(number)d votes", seen.votes)
    return words % {"number": seen.votes}


def account_text(seen: AwardSeen, on: date) -> str:
    """Return whether the account is there, is to come or is late; empty where none is asked."""
    if seen.accounted_at is not None or seen.account_by is None:
        return ""
    told = {"day": day_text(seen.account_by)}
    if seen.is_late(on):
        return _("The account was due on %(day)s and is not there yet.") % told
    return _("The account is due on %(day)s.") % told
