"""What stands on the ballot of a vote, as its page offers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.queries import Stand
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.money import euro_text
from wijkregie.web.voting import words
from wijkregie.web.voting.sheet import Option, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.domain.budgets.queries import PlanOnBallot, VotingSeen
    from wijkregie.web.voting.desk import Desk

#: So much of a plan stands on the ballot; the rest is one step away.
_SHORT: Final = 180


def sheet_of(desk: Desk, seen: VotingSeen) -> Sheet | None:
    """Return what is on the ballot; nothing before it was declared."""
    if not seen.digest:
        return None
    kind, limits, counting = seen.ballot, seen.limits, seen.counting
    if kind is BallotKind.THEMES:
        options = tuple(Option(name, name) for name in counting["themes"])
        step, least = counting["step_cents"], counting["least"]
        return Sheet(kind, options, total=seen.money_cents, step=step, least=least)
    game = kind is BallotKind.COINS
    prices = queries.prices_in_coins(desk.viewer, seen.round_id) if game else {}
    return Sheet(
        kind,
        tuple(_option(desk, seen, one, prices) for one in seen.plans),
        total=seen.money_cents if kind is BallotKind.KNAPSACK else limits.get("points"),
        least=limits.get("least", 1),
        most=limits.get("most"),
        blank=bool(limits.get("blank")),
    )


def _option(
    desk: Desk, seen: VotingSeen, one: PlanOnBallot, coins: Mapping[str, int]
) -> Option:
    url = optional("proposals:detail", desk.scope.slug, one.reference) if one.reference else ""
    gone = _("not open now") if seen.ballot is BallotKind.COINS else _("withdrawn")
    mark = str(one.number)
    asked = euro_text(one.asked_cents) if one.asked_cents is not None else ""
    return Option(
        mark=mark,
        name=one.title,
        text=Truncator(one.plan).chars(_SHORT),
        cents=one.asked_cents,
        price=words.coins(coins[mark]) if mark in coins else asked,
        area=one.area_name,
        url=url,
        left_out="" if one.open or seen.stand is not Stand.OPEN else gone,
    )
