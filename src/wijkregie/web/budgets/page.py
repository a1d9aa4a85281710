"""Funds as pages show them: in a list, one of them, and its money to the cent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.states import AXES, FundForm
from wijkregie.web.budgets import words
from wijkregie.web.http.addresses import area_url
from wijkregie.web.http.deciding import rung_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.budgets.queries import (
        DeclarationSeen,
        FundListed,
        FundSeen,
        PotSeen,
        RoundListed,
        RoundSeen,
    )
    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.web.budgets.desk import Desk


def crumbs(
    desk: Desk,
    *,
    fund: FundListed | None = None,
    found: RoundSeen | None = None,
    here: str = "",
) -> list[dict[str, str]]:
    """Return the way to the funds, to one of them or a round of it, or to a page below."""
    way = [
        {"name": desk.scope.name, "url": reverse("home:index", args=[desk.scope.slug])},
        {"name": _("Budgets"), "url": desk.url("index")},
    ]
    if fund is not None:
        way.append({"name": fund.name, "url": desk.url("fund", fund.id)})
    if found is not None:
        listed = found.listed
        way += [
            {"name": found.fund_name, "url": desk.url("fund", listed.fund_id)},
            {"name": listed.title, "url": desk.url("round", listed.id)},
        ]
    return [*way, {"name": here, "url": ""}] if here else way


def by_form(desk: Desk, funds: Sequence[FundListed]) -> list[dict[str, Any]]:
    """Return the four forms, each with where it stands on the axes and its funds."""
    return [
        {
            "name": words.form_name(form),
            "text": words.form_text(form),
            "axes": words.axes_text(*AXES[form]),
            "funds": [_listed(desk, one) for one in funds if one.form == form],
        }
        for form in FundForm
    ]


def _listed(desk: Desk, one: FundListed) -> dict[str, str]:
    where = one.area.name if one.area else _("the whole municipality")
    return {
        "name": one.name,
        "url": desk.url("fund", one.id),
        "text": _("%(where)s · %(now)s") % {"where": where, "now": _now_text(desk, one)},
        "side_text": _this_year(desk, one),
    }


def _this_year(desk: Desk, one: FundListed) -> str:
    if one.closed_on is not None:
        return _("no longer open")
    if one.year_cents is None:
        return _("%(year)d not settled") % {"year": desk.on.year}
    told = {"amount": words.money_text(one.year_cents), "year": desk.on.year}
    return _("%(amount)s in %(year)d") % told


def _now_text(desk: Desk, one: FundListed) -> str:
    for found in one.rounds:
        phase = found.now(desk.on)
        if phase is not None:
            return words.do_now(phase)
    for found in one.rounds:
        coming = found.next(desk.on)
        if coming is not None:
            told = {"phase": coming.kind.label, "day": words.day_text(coming.opens_on)}
            return _("%(phase)s from %(day)s on") % told
    return _("no round goes on now")


def facts(desk: Desk, seen: FundSeen) -> list[dict[str, str]]:
    """Return what a fund is: form, axes, area, owner and how it began."""
    listed = seen.listed
    area = listed.area
    rows = [
        (_("Form"), f"{words.form_name(listed.form)}. {words.form_text(listed.form)}", ""),
        (_("On the two axes"), words.axes_text(listed.production, listed.democracy), ""),
        (
            _("Area"),
            area.name if area else _("the whole municipality"),
            area_url(desk.scope, area) if area else "",
        ),
        (_("Whose it is"), listed.owner, ""),
    ]
    case = queries.case_of(seen.template)
    if case is not None:
        rows.append((_("Started as"), case_name(case), desk.url("cases")))
    if listed.closed_on is not None:
        told = {"day": words.day_text(listed.closed_on), "why": seen.closed_because}
        rows.append((_("No longer open"), _("on %(day)s: %(why)s") % told, ""))
    return [{"name": name, "text": text, "url": url} for name, text, url in rows]


def case_name(case: Any) -> str:
    """Return a case by its town and how it was called there."""
    where = ", ".join(one for one in (case.area, case.town) if one)
    return f"{case.name} ({where})" if case.name and where else case.name or where


def now(desk: Desk, seen: FundSeen) -> list[dict[str, str]]:
    """Return what one can do now, per round that goes on or comes."""
    return [one for found in seen.listed.rounds if (one := _todo(desk, found))]


def _todo(desk: Desk, found: RoundListed) -> dict[str, str] | None:
    phase, coming = found.now(desk.on), found.next(desk.on)
    url = desk.url("round", found.id)
    if phase is not None:
        return {"name": found.title, "text": words.do_now(phase), "url": url, "side_text": ""}
    if coming is None:
        return None
    told = {
        "phase": words.phase_name(coming.kind),
        "day": words.day_text(coming.opens_on),
    }
    text = _("%(phase)s begins on %(day)s.") % told
    return {"name": found.title, "text": text, "url": url, "side_text": ""}


def rounds(desk: Desk, seen: FundSeen) -> list[dict[str, str]]:
    """Return the rounds of a fund as a list of links."""
    return [
        {
            "name": one.title,
            "url": desk.url("round", one.id),
            "text": str(one.year),
            "side_text": words.money_text(one.money_cents),
        }
        for one in seen.listed.rounds
    ]


def fund_actions(desk: Desk, seen: FundSeen) -> list[dict[str, str]]:
    """Return what who looks may do with a fund."""
    if not seen.may_run or seen.listed.closed_on is not None:
        return []
    pk = seen.listed.id
    return [
        {"text": _("Plan a round"), "url": desk.url("new_round", pk)},
        {"text": _("Write down money of a year"), "url": desk.url("new_pot", pk)},
        {"text": _("Change the fund"), "url": desk.url("change", pk)},
        {"text": _("Close the fund"), "url": desk.url("close", pk)},
    ]


def pot(desk: Desk, one: PotSeen) -> dict[str, Any]:
    """Return the formula of a year: its parts, what each fund gets, and who settled it."""
    return {
        "title": f"{one.title} {one.year}",
        "total": words.money_text(one.total_cents),
        "parts": [words.part_text(part) for part in one.parts],
        "whole": words.money_text(one.whole_cents) if one.whole_cents is not None else "",
        "places": [
            {
                "name": place.fund_name,
                "url": desk.url("fund", place.fund_id),
                "cents": words.money_text(place.cents),
                "counts": [words.count_text(count) for count in place.counts],
                "grants": [
                    _("%(amount)s of %(funder)s")
                    % {"amount": words.money_text(cents), "funder": name}
                    for name, cents in place.grants
                ],
            }
            for place in one.places
        ],
        "state_text": _("settled") if one.settled else _("not settled yet"),
        "state_kind": "safe" if one.settled else "warning",
        "state_icon": "ok" if one.settled else "warning",
        "missing": _missing(one),
        "decision": decision_facts(one.decision) if one.decision else [],
        "actions": _pot_actions(desk, one),
    }


def _missing(one: PotSeen) -> str:
    """Return why a size is not known; empty where it is."""
    if one.total_cents is not None:
        return ""
    if one.nothing_to_divide_by:
        return _("All counts are nought, so there is nothing to divide by.")
    if one.amount_missing:
        return _("Nobody wrote down yet how much it is, so the size is not known.")
    return _("Not everything is counted yet, so the size is not known.")


def _pot_actions(desk: Desk, one: PotSeen) -> list[dict[str, str]]:
    if not one.may_run or one.settled:
        return []
    found = [{"text": _("Change"), "url": desk.url("change_pot", one.id)}]
    if any(place.counts for place in one.places):
        found.insert(0, {"text": _("Count"), "url": desk.url("count", one.id)})
    if one.total_cents is not None:
        found.insert(0, {"text": _("Settle"), "url": desk.url("settle", one.id)})
    return [*found, {"text": _("Take away"), "url": desk.url("remove_pot", one.id)}]


def declared(one: DeclarationSeen | None) -> list[dict[str, str]]:
    """Return the two hashes of what was declared before a vote; nothing before that."""
    if one is None:
        return []
    rows = {
        _("Rules, money and plans"): one.digest,
        _("Who may vote, and when"): one.voting_digest,
    }
    return [{"name": name, "text": text, "url": ""} for name, text in rows.items()]


def decision_facts(one: DecisionSeen) -> list[dict[str, str]]:
    """Return who decided, when, why and by what right."""
    rows = {
        _("Decided by"): one.body_name,
        _("On"): words.day_text(one.taken_on),
        _("Because"): one.reason,
        _("By what right"): one.mandate,
        _("How residents took part"): rung_text(one.rung_planned),
    }
    return [{"name": name, "text": text, "url": ""} for name, text in rows.items()]
