"""A game of coins as its pages show it: only what turns that are over came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.queries import Stand
from wijkregie.domain.budgets.states import ProposalState
from wijkregie.web.http.addresses import optional
from wijkregie.web.voting import page, words
from wijkregie.web.voting.desk import there

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.budgets.queries import (
        PlanOnBallot,
        ProposalSeen,
        RoundSeen,
        TurnSeen,
        VotingSeen,
    )
    from wijkregie.web.voting.desk import Desk

#: So many plans that fit are offered at once to be put up.
_MOST: Final = 50


def public(desk: Desk, seen: VotingSeen) -> dict[str, Any]:
    """Return how a game stands for everyone."""
    pk = seen.round_id
    found = queries.turns_of(desk.viewer, pk, desk.at)
    prices = queries.prices_in_coins(desk.viewer, pk)
    said = queries.vetoes_of(desk.viewer, pk)
    here = _("How the game stands")
    return {
        "crumbs": desk.crumbs(pk, seen.title, here),
        "round": page.named(seen),
        "lead": _lead(found),
        "plans": [
            _plan(desk, one, prices, found) | {"why": said.get(one.number, "")}
            for one in seen.plans
        ],
        "turns": [_turn(one) for one in found],
        "vote_url": desk.url("vote", pk) if seen.stand is Stand.OPEN else "",
        "desk_url": desk.url("turns", pk) if desk.may_run else "",
    }


def behind(desk: Desk, found: RoundSeen) -> dict[str, Any]:
    """Return the turns and plans of a game for who runs it."""
    pk = found.listed.id
    turns = queries.turns_of(desk.viewer, pk, desk.at)
    seen = queries.voting_seen(desk.viewer, pk, desk.at)
    declared = seen is not None and bool(seen.digest)
    here = _("Turns and jury")
    return {
        "crumbs": desk.crumbs(pk, found.listed.title, here, behind=True),
        "round": {"name": found.listed.title, "fund": found.fund_name},
        "turns": [
            _turn(one) | {"close_url": desk.url("close_turn", pk, one.number)}
            if declared and one.is_over and one.played is None
            else _turn(one)
            for one in turns
        ],
        "plan_url": "" if declared else desk.url("plan_turns", pk),
        "plans": [_judged(desk, pk, one) for one in (seen.plans if seen else ())]
        + _waiting(desk, pk, seen),
        "game_url": desk.url("game", pk) if declared else "",
    }


def _judged(desk: Desk, pk: int, one: PlanOnBallot) -> dict[str, str]:
    veto = desk.url("veto", pk, one.id) if one.open else ""
    text = "" if one.open else _("not open now")
    return {"name": one.title, "text": text, "veto_url": veto, "put_url": ""}


def _waiting(desk: Desk, pk: int, seen: VotingSeen | None) -> list[dict[str, str]]:
    """Return the plans that fit and can be put up in a game that was declared."""
    if seen is None or not seen.digest:
        return []
    return [
        {
            "name": one.title,
            "text": _("fits, not in the game yet"),
            "veto_url": "",
            "put_url": desk.url("put_up", pk, one.id),
        }
        for one in _fitting(desk, pk)
    ]


def _fitting(desk: Desk, pk: int) -> list[ProposalSeen]:
    found = queries.proposals_visible_to(desk.viewer, pk, state=ProposalState.FITS)
    return list(found[:_MOST])


def plan_name(desk: Desk, found: RoundSeen, proposal: int) -> str:
    """Return how a plan of this game is called. Raises ``Http404`` for another one."""
    pk = found.listed.id
    seen = queries.voting_seen(desk.viewer, pk, desk.at)
    names = {one.id: one.title for one in (seen.plans if seen else ())}
    if proposal not in names:
        names |= {one.id: one.title for one in _fitting(desk, pk)}
    if proposal not in names:
        raise Http404
    return names[proposal]


def turn_of(desk: Desk, pk: int, number: int) -> TurnSeen:
    """Return a turn by its number. Raises ``Http404`` where the game has no such turn."""
    found = {one.number: one for one in queries.turns_of(desk.viewer, pk, desk.at)}
    return there(found.get(number))


def days_now(desk: Desk, pk: int) -> dict[str, Any]:
    """Return the turns as the form shows them."""
    found = queries.turns_of(desk.viewer, pk, desk.at)
    opens = {f"opens{one.number}": one.opens_on for one in found}
    return opens | {f"closes{one.number}": one.closes_on for one in found}


def _lead(turns: Sequence[TurnSeen]) -> str:
    last = [one for one in turns if one.played is not None]
    if not last:
        return _("No turn is over yet. What is given now, everyone sees after the turn.")
    return _("This is how it stood after turn %(turn)d. What is given now, you see later.") % {
        "turn": last[-1].number
    }


def _plan(
    desk: Desk, one: PlanOnBallot, prices: dict[str, int], turns: Sequence[TurnSeen]
) -> dict[str, Any]:
    mark = str(one.number)
    over = [turn.played for turn in turns if turn.played is not None]
    funded = any(mark in played.funded for played in over)
    vetoed = any(mark in played.vetoed for played in over)
    price = prices.get(mark, 0)
    pooled = price if funded else dict(over[-1].pools).get(mark, 0) if over else 0
    told = {"pooled": _number(pooled), "price": _number(price)}
    state, kind, icon = _state(one, funded=funded, vetoed=vetoed)
    url = optional("proposals:detail", desk.scope.slug, one.reference) if one.reference else ""
    return {
        "name": one.title,
        "url": url,
        "coins": _("%(pooled)s of %(price)s coins") % told,
        "share": min(100, 100 * pooled // price) if price else 0,
        "state_text": state,
        "state_kind": kind,
        "state_icon": icon,
    }


def _state(one: PlanOnBallot, *, funded: bool, vetoed: bool) -> tuple[str, str, str]:
    if funded:
        return _("goes ahead"), "safe", "ok"
    if vetoed:
        return _("the jury said no"), "warning", "warning"
    return ("", "", "") if one.open else (_("not open now"), "neutral", "info")


def _turn(one: TurnSeen) -> dict[str, Any]:
    return {
        "name": _("Turn %(turn)d") % {"turn": one.number},
        "days": words.between(one.opens_on, one.closes_on),
        "text": _came_of(one),
        "current": one.is_on,
    }


def _came_of(one: TurnSeen) -> str:
    if one.played is None:
        over = _("It is over. Nobody wrote down yet what came of it.")
        on = _("It goes on now.") if one.is_on else _("It is to come.")
        return over if one.is_over else on
    words_ = ngettext(
        "Each household got %(each)d coin. Number of plans that went ahead: %(funded)d.",
        "Each household got %(each)d coins. Number of plans that went ahead: %(funded)d.",
        one.played.each,
    )
    return words_ % {"each": one.played.each, "funded": len(one.played.funded)}


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")
