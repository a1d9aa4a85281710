"""A plan as its page shows it: what it is, what happened, and what one can do now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.states import MergeState, ProposalState
from wijkregie.web.http.addresses import area_url, optional, signal_url
from wijkregie.web.http.deciding import rung_text, votes_text
from wijkregie.web.proposals import steps, words
from wijkregie.web.proposals.keeping import to_do

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import (
        CheckSeen,
        MergeSeen,
        ProposalNamed,
        ProposalSeen,
        ProposalWhole,
        RoundSeen,
    )
    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.web.proposals.desk import Desk


def context(desk: Desk, whole: ProposalWhole) -> dict[str, Any]:
    """Return all that the page of a plan shows."""
    seen = whole.seen
    found = queries.round_seen(desk.viewer, seen.round_id)
    return {
        "crumbs": desk.to_plan(whole)[: -1 if desk.token else None],
        "private": bool(desk.token),
        "plan": {"title": seen.title, "text": seen.plan, "kicker": _kicker(whole)},
        "lead": words.lead(whole),
        "badge": words.state_badge(seen.state),
        "notice": _notice(whole),
        "to_do": to_do(desk, whole, found),
        "promise": _promise(seen),
        "actions": actions(desk, whole),
        "facts": _facts(desk, seen),
        "money": _money(seen, found),
        "checks": [_check(desk, whole, one) for one in whole.checks],
        "needed": [capfirst(str(one.label)) for one in whole.needed],
        "counsels": [_counsel(one) for one in whole.counsels],
        "merges": [_merge(desk, seen, one) for one in whole.merges],
        "kin": _kin(desk, whole),
        "decision": _decision(whole.decision),
        "steps": steps.story(whole),
        "alike": _alike(desk, whole),
        "signal_url": _signal_url(desk, whole),
        "follow_url": reverse("signals:follow", args=[desk.scope.slug, desk.token])
        if desk.token
        else "",
        "money_url": _money_url(desk, seen),
        "why_url": _why_url(desk, whole),
    }


def actions(desk: Desk, whole: ProposalWhole) -> list[dict[str, str]]:
    """Return what who looks may do with a plan now, what matters most first."""
    may = whole.may
    offered = [
        (may.publish, "openbaar", _("Let everyone read it")),
        (may.submit, "indienen", _hand_in_text(whole)),
        (may.change, "wijzigen", _("Change the plan")),
        (may.decide, "besluiten", _("Record the decision")),
        (may.decline, "afwijzen", _("Record that it is declined")),
        (may.ask, "vraag-toets", _("Ask somebody to look")),
        (may.cost, "kosten", _("Change the cost")),
        (may.counsel, "advies", _("Write down what was said")),
        (may.merge, "samen", _("Join with another plan")),
        (may.guide and may.merge, "sluit-uit", _("Excludes another plan")),
        (may.withdraw, "intrekken", _("Withdraw")),
    ]
    return [
        {"text": text, "url": desk.to(whole.seen, word)}
        for may_do, word, text in offered
        if may_do
    ]


def _hand_in_text(whole: ProposalWhole) -> str:
    if whole.seen.state == ProposalState.REPAIRED:
        return _("Hand in again")
    return _("Hand in")


def _kicker(whole: ProposalWhole) -> str:
    told = {"number": whole.seen.number, "round": whole.round_title}
    return _("Plan %(number)d · %(round)s") % told


def _notice(whole: ProposalWhole) -> dict[str, str] | None:
    """Return that not everyone reads it yet, and until when somebody looks."""
    look_by = whole.seen.look_by
    if look_by is None:
        return None
    told = {"day": words.day_text(look_by)}
    if whole.may.guide:
        text = (
            _("Not public yet. Read whether it names nobody, by %(day)s at the latest.") % told
        )
        return {"kind": "warning", "text": text}
    text = _("Not public yet. Somebody reads it by %(day)s at the latest, then everyone can.")
    return {"kind": "info", "text": text % told}


def _promise(seen: ProposalSeen) -> str:
    if seen.promised_on is None or seen.state not in queries.WAITING_FOR_ANSWER:
        return ""
    told = {"day": words.day_text(seen.promised_on)}
    return _("Who proposed this hears by %(day)s at the latest.") % told


def _facts(desk: Desk, seen: ProposalSeen) -> list[dict[str, str]]:
    area = seen.area
    rows = [
        (_("Subject"), seen.theme_name, ""),
        (
            _("Where"),
            (area.name or area.code) if area else _("not told"),
            area_url(desk.scope, area) if area else "",
        ),
        (_("Proposed by"), seen.group_name or _("a resident"), ""),
        (_("Own effort"), words.hours_text(seen.hours), ""),
        (_("Reference"), seen.reference, ""),
    ]
    return [{"name": name, "text": text, "url": url} for name, text, url in rows if text]


def _money(seen: ProposalSeen, found: RoundSeen | None) -> list[dict[str, str]]:
    asked = seen.asked_cents
    rule = None
    if found is not None and asked is not None:
        rule = queries.who_decides(found.rules, asked)
    rows = [
        (_("Costs altogether"), words.money_text(seen.cost_cents)),
        (_("Others pay"), words.paid_text(seen)),
        (_("Asked of the fund"), words.money_text(asked)),
        (_("Who decides"), words.decides_text(rule)),
    ]
    return [{"name": name, "text": text, "url": ""} for name, text in rows]


def _check(desk: Desk, whole: ProposalWhole, one: CheckSeen) -> dict[str, Any]:
    who = one.group_name or one.person_name or _("a specialist")
    told = {"who": who, "day": words.day_text(one.answer_by)}
    text = _("%(who)s answers by %(day)s.") % told
    if one.answered_at is not None:
        told["day"] = words.day_text(words.moment_day(one.answered_at))
        text = _("%(who)s answered on %(day)s.") % told
    name = capfirst(str(one.kind.label))
    return {
        "name": _("%(what)s (again)") % {"what": name} if one.turn > 1 else name,
        "text": text,
        "badge": words.verdict_badge(one),
        "reason": one.reason,
        "url": desk.to_one(whole.seen, "check", one.id) if one.may_answer else "",
    }


def _counsel(one: Any) -> dict[str, str]:
    stand = {True: _("for"), False: _("against"), None: ""}[one.favours]
    told = [one.group_name, stand, words.day_text(one.given_on)]
    return {
        "name": capfirst(str(one.kind.label)),
        "text": one.text,
        "side": ", ".join(part for part in told if part),
        "otherwise": one.otherwise_because,
    }


def _merge(desk: Desk, seen: ProposalSeen, one: MergeSeen) -> dict[str, Any]:
    told = {"number": one.other.number, "title": one.other.title, "why": one.why}
    text = (
        _("Plan %(number)d, %(title)s, wants to go on in this one: %(why)s")
        if one.goes_on
        else _("Goes on in plan %(number)d, %(title)s? %(why)s")
    )
    stand = {
        MergeState.ASKED: _merge_waits(one),
        MergeState.DONE: _("Both sides said yes."),
        MergeState.REFUSED: one.refused_because,
    }
    waits = one.state == MergeState.ASKED and not one.yes
    return {
        "text": text % told,
        "state": stand[one.state],
        "heard": words.heard_texts(one),
        "url": desk.to_one(seen, "reply", one.id) if waits else "",
    }


def _merge_waits(one: MergeSeen) -> str:
    if one.yes:
        return _("This side said yes. It waits for the other one.")
    return (
        _("The other side said yes.")
        if one.other_yes
        else _("Both sides still have to answer.")
    )


def _kin(desk: Desk, whole: ProposalWhole) -> list[dict[str, str]]:
    """Return the plans that this one came of, goes on in, or excludes."""
    told = [(_("Comes of plan %(number)d too"), one) for one in whole.came_of]
    if whole.merged_into is not None:
        told.append((_("Goes on in plan %(number)d"), whole.merged_into))
    found = [_linked(desk, text, one) for text, one in told]
    excluded = [
        {
            "name": _("Cannot go together with plan %(number)d") % {"number": number},
            "url": desk.url("by_number", whole.seen.round_id, number),
            "text": "",
            "side_text": "",
        }
        for number in whole.seen.conflicts
    ]
    return [*found, *excluded]


def _linked(desk: Desk, text: str, one: ProposalNamed) -> dict[str, str]:
    return {
        "name": text % {"number": one.number},
        "url": desk.url("detail", one.reference),
        "text": one.title,
        "side_text": "",
    }


def _decision(one: DecisionSeen | None) -> list[dict[str, str]]:
    if one is None:
        return []
    rows = {
        _("Decided by"): capfirst(one.body_name),
        _("On"): words.day_text(one.taken_on),
        _("Because"): one.reason,
        _("By what right"): one.mandate,
        _("How residents took part"): rung_text(one.rung_realised or one.rung_planned),
        _("Votes"): votes_text(one.votes),
    }
    return [{"name": name, "text": text, "url": ""} for name, text in rows.items() if text]


def _alike(desk: Desk, whole: ProposalWhole) -> list[dict[str, str]]:
    """Return plans that look like this one, for who may ask to join them."""
    if not whole.may.merge:
        return []
    seen = whole.seen
    text = f"{seen.title} {seen.plan}"
    found = queries.proposals_alike(
        desk.viewer, seen.round_id, text, theme_id=seen.theme_id, but=seen.id
    )
    return [
        {
            "name": one.title,
            "url": desk.url("detail", one.reference),
            "text": _("Plan %(number)d") % {"number": one.number},
            "side_text": words.money_text(one.asked_cents),
        }
        for one in found
    ]


def _signal_url(desk: Desk, whole: ProposalWhole) -> str:
    """Return where who works here finds who raised it."""
    shown = whole.may.guide and whole.seen.reference
    return signal_url(desk.scope, whole.seen.reference) if shown else ""


def _why_url(desk: Desk, whole: ProposalWhole) -> str:
    """Return where one reads how the votes made this plan chosen or not, once that was told."""
    decision = whole.decision
    if decision is None or decision.id not in queries.voted_on(desk.viewer, [decision.id]):
        return ""
    seen = whole.seen
    return optional("recount:why", desk.scope.slug, seen.round_id, seen.number)


def _money_url(desk: Desk, seen: ProposalSeen) -> str:
    """Return where one reads what became of the money of a plan that goes ahead."""
    if seen.state != ProposalState.CHOSEN:
        return ""
    return optional("awards:chosen", desk.scope.slug, seen.round_id)
