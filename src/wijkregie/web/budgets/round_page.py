"""A round as its page shows it: the line of phases, money, and who decides on what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.states import BallotKind, PhaseKind
from wijkregie.web.budgets import words
from wijkregie.web.budgets.award_places import award_links
from wijkregie.web.budgets.counting_places import counting_links
from wijkregie.web.budgets.page import decision_facts
from wijkregie.web.budgets.proposal_places import proposal_links
from wijkregie.web.budgets.voting_places import voting_links
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.money import amount_typed, cents_of, euro_text

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import AmountRuleSeen, PhaseSeen, RoundSeen
    from wijkregie.web.budgets.desk import Desk


def context(desk: Desk, seen: RoundSeen) -> dict[str, Any]:
    """Return all that the page of a round shows."""
    return {
        "round": {
            "name": seen.listed.title,
            "fund": seen.fund_name,
            "fund_url": desk.url("fund", seen.listed.fund_id),
            "about": seen.about,
        },
        "notice": _notice(seen),
        "now": _now(desk, seen),
        "phases": [_phase(desk, seen, one) for one in seen.listed.phases],
        "money": [*_money(seen), *_of_formula(desk, seen)],
        "carried": decision_facts(seen.carried_by) if seen.carried_by else [],
        "choosing": words.counting_text(seen.ballot, seen.counting),
        "criteria": seen.criteria,
        "rules": [
            {"name": words.bounds_text(one), "text": _decides(seen, one), "url": ""}
            for one in seen.rules
        ],
        "asking": _asking(desk, seen),
        "actions": _actions(desk, seen),
        "plannable": _plannable(desk, seen),
    }


def _notice(seen: RoundSeen) -> dict[str, str] | None:
    closed_on = seen.listed.closed_on
    if closed_on is None:
        if not seen.reopened_because:
            return None
        text = _("This round was closed and goes on: %(why)s") % {"why": seen.reopened_because}
        return {"kind": "info", "text": text}
    told = {"day": words.day_text(closed_on), "why": seen.closed_because}
    text = _("This round was closed on %(day)s: %(why)s") % told
    return {"kind": "info", "text": text}


def _now(desk: Desk, seen: RoundSeen) -> str:
    now, coming = seen.listed.now(desk.on), seen.listed.next(desk.on)
    if now is not None:
        return words.do_now(now)
    if coming is not None:
        told = {
            "phase": words.phase_name(coming.kind),
            "day": words.day_text(coming.opens_on),
        }
        return _("Now nothing goes on. %(phase)s begins on %(day)s.") % told
    if seen.listed.phases or seen.listed.closed_on is not None:
        return _("This round is over.")
    return _("No days are planned yet.")


def _phase(desk: Desk, seen: RoundSeen, one: PhaseSeen) -> dict[str, Any]:
    over, goes_on = one.is_over(desk.on), one.is_on(desk.on)
    state = _("over") if over else _("now") if goes_on else _("to come")
    open_to_change = seen.may_run and seen.listed.closed_on is None
    return {
        "name": words.phase_name(one.kind),
        "days": words.days_text(one),
        "text": one.text,
        "state_text": state,
        "state_kind": "safe" if goes_on else "neutral",
        "state_icon": "ok" if over else "info",
        "current": goes_on,
        "url": phase_url(desk, seen, one.kind) if open_to_change else "",
    }


def phase_url(desk: Desk, seen: RoundSeen, kind: PhaseKind) -> str:
    """Return where one plans a phase."""
    return desk.url("phase", seen.listed.id, words.PHASE_WORDS[kind])


def _plannable(desk: Desk, seen: RoundSeen) -> list[dict[str, str]]:
    """Return the phases that this round does not have yet, for who may add one."""
    if not seen.may_run or seen.listed.closed_on is not None:
        return []
    there = {one.kind for one in seen.listed.phases}
    voteless = {PhaseKind.VOTE, PhaseKind.COUNT} if seen.ballot == BallotKind.NONE else set()
    return [
        {"text": words.phase_name(kind), "url": phase_url(desk, seen, kind)}
        for kind in PhaseKind
        if kind not in there | voteless
    ]


def _money(seen: RoundSeen) -> list[dict[str, str]]:
    listed = seen.listed
    rows = [(_("To spend"), words.money_text(listed.money_cents))]
    if listed.budget_cents is not None and not seen.settled:
        text = _("What the fund gets in %(year)d is not settled yet, so this can still change.")
        rows.append((_("Is it there?"), text % {"year": listed.year}))
    if listed.carried_cents is not None:
        told = {"amount": euro_text(listed.carried_cents), "round": seen.carried_from}
        rows.append((_("Of which carried over"), _("%(amount)s of %(round)s") % told))
    rows.append((_("Year"), str(listed.year)))
    return [{"name": name, "text": text, "url": ""} for name, text in rows]


def _of_formula(desk: Desk, seen: RoundSeen) -> list[dict[str, str]]:
    """Return what the fund has in this year, for who still has to fill in a budget."""
    if not seen.may_run or seen.listed.budget_cents is not None:
        return []
    places = [
        place
        for pot in desk.fund(seen.listed.fund_id).pots
        for place in pot.places
        if pot.year == seen.listed.year and place.fund_id == seen.listed.fund_id
    ]
    cents = [place.cents for place in places]
    known = [one for one in cents if one is not None]
    if not cents or len(known) < len(cents):
        return []
    told = {"amount": euro_text(sum(known)), "year": seen.listed.year}
    text = _(
        "The fund has %(amount)s in %(year)d. Fill in at “Change the round” how much of it is "
        "for this round."
    )
    return [{"name": _("By the formula"), "text": text % told, "url": ""}]


def _asking(desk: Desk, seen: RoundSeen) -> dict[str, str]:
    """Return who decides on the amount that somebody asks about."""
    typed = desk.request.GET.get("bedrag", "")[:40].strip()
    if not typed:
        return {"typed": "", "text": ""}
    try:
        cents = cents_of(amount_typed(typed))
    except ValueError:
        return {"typed": typed, "text": _("Write an amount in figures, such as 2.500.")}
    rule = queries.who_decides(seen.rules, cents)
    if rule is None:
        text = _("Nobody agreed who decides on %(amount)s. Ask less, or ask whose fund it is.")
        return {"typed": typed, "text": text % {"amount": euro_text(cents)}}
    told = {"amount": euro_text(cents), "who": _decides(seen, rule)}
    return {"typed": typed, "text": _("On %(amount)s: %(who)s") % told}


def _decides(seen: RoundSeen, rule: AmountRuleSeen) -> str:
    return words.decides_text(rule, criteria=bool(seen.criteria))


def _raise_idea(desk: Desk, seen: RoundSeen) -> list[dict[str, str]]:
    """Return where anybody raises an idea while this round asks for them."""
    now = seen.listed.now(desk.on)
    url = optional("signals:report", desk.scope.slug)
    if now is None or now.kind != PhaseKind.IDEAS or not url:
        return []
    return [{"text": _("Raise an idea"), "url": f"{url}?soort=idea"}]


def _places(desk: Desk, seen: RoundSeen) -> list[dict[str, str]]:
    """Return where plans, the vote and its outcome are; what one can do now comes first."""
    plans, now = proposal_links(desk, seen), seen.listed.now(desk.on)
    votes, counts = voting_links(desk, seen), counting_links(desk, seen)
    kind = now.kind if now is not None else None
    if kind == PhaseKind.VOTE:
        return [*votes, *plans, *counts]
    if kind in {PhaseKind.CARRY_OUT, PhaseKind.ACCOUNT}:
        return [*counts, *plans, *votes]
    return [*plans, *votes, *counts]


def _reopening(desk: Desk, seen: RoundSeen) -> list[dict[str, str]]:
    """Return where a round that was closed before its count can go on, while that can be."""
    last = queries.reopens_until(desk.viewer, seen.listed.id)
    if last is None or last < desk.on:
        return []
    return [{"text": _("Open the round again"), "url": desk.url("reopen", seen.listed.id)}]


def _actions(desk: Desk, seen: RoundSeen) -> list[dict[str, str]]:
    listed = seen.listed
    raised = [*_places(desk, seen), *award_links(desk, seen), *_raise_idea(desk, seen)]
    if not seen.may_run:
        return raised
    if listed.closed_on is not None:
        return [*raised, *_reopening(desk, seen)]
    found = [
        *raised,
        {"text": _("Change the round"), "url": desk.url("change_round", listed.id)},
        {"text": _("How is chosen"), "url": desk.url("choose", listed.id)},
        {"text": _("Criteria"), "url": desk.url("criteria", listed.id)},
        {"text": _("Who decides"), "url": desk.url("rules", listed.id)},
    ]
    if listed.carried_cents is None:
        found.append({"text": _("Carry money over"), "url": desk.url("carry", listed.id)})
    return [*found, {"text": _("Close the round"), "url": desk.url("close_round", listed.id)}]
