"""Performance agreements in words: what was agreed beside what was reported of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.core.counting import unit_for
from wijkregie.core.proportions import whole_percent
from wijkregie.domain.programme.states import AgreementState
from wijkregie.web.http.addresses import area_url, thread_url
from wijkregie.web.http.money import euro_text
from wijkregie.web.programme.words import capital, date_text, plain_text, with_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from fractions import Fraction

    from wijkregie.domain.programme.queries import AgreementSeen, Sum
    from wijkregie.web.programme.desk import Desk

_BADGES: Final = {
    AgreementState.PROPOSED: ("neutral", "info"),
    AgreementState.AGREED: ("safe", "ok"),
    AgreementState.ENDED: ("neutral", "ok"),
}


def badge(state: AgreementState) -> dict[str, str]:
    """Return the state of an agreement as ``partials/badge.html`` asks for it."""
    kind, icon = _BADGES[state]
    text = capital(str(state.label))
    return {"state_text": text, "state_kind": kind, "state_icon": icon}


def days_text(first: date, last: date) -> str:
    """Return from which day up to and including which other."""
    return _("%(first)s up to and including %(last)s") % {
        "first": date_text(first),
        "last": date_text(last),
    }


def listed(desk: Desk, one: AgreementSeen) -> dict[str, Any]:
    """Return an agreement in a list."""
    return badge(one.state) | {
        "name": one.title,
        "url": desk.url("agreement", one.id),
        "partner": one.partner_name,
        "programme": one.programme_name,
        "days_text": days_text(one.from_on, one.until_on),
        "progress_text": capital(progress_text(one)),
        "due_text": due_text(one),
        "overdue": bool(one.overdue),
    }


def agreed_text(one: AgreementSeen) -> str:
    """Return how much was agreed: "200 huisbezoeken"; nothing where nothing is counted."""
    if one.quantity is None:
        return ""
    return f"{plain_text(one.quantity)} {unit_for(one.quantity, one.unit)}"


def progress_text(one: AgreementSeen) -> str:
    """Tell how much was reported of what was agreed; what is not known says so."""
    if one.quantity is None:
        return _("nothing is counted")
    if not any(report.sent_at for report in one.reports):
        return _("%(agreed)s agreed; nothing was reported yet") % {"agreed": agreed_text(one)}
    told = {"agreed": agreed_text(one), "done": sum_text(one.reported, plain_text)}
    text = _("%(done)s of %(agreed)s") % told
    part = one.reported.part_of(one.quantity)
    return text if part is None else f"{text} ({percent_text(part)})"


def percent_text(part: Fraction) -> str:
    """Return a part of a whole in whole percents."""
    return f"{whole_percent(part)}\u00a0%"


def sum_text(total: Sum, shown: Callable[[Any], str]) -> str:
    """Return what reports tell together; with a gap in it or one late: at least so much."""
    if total.known is None:
        return _("not known")
    text = shown(total.known)
    return text if total.is_whole else _("at least %(amount)s") % {"amount": text}


def due_text(one: AgreementSeen) -> str:
    """Tell which reports are too late, or else when the next one comes."""
    if one.overdue:
        words = ngettext("%(n)d report is too late", "%(n)d reports are too late", one.overdue)
        return words % {"n": one.overdue}
    coming = one.next_due if one.state == AgreementState.AGREED else None
    if coming is None:
        return ""
    return _("next report by %(day)s") % {"day": date_text(coming.due_on)}


def facts(desk: Desk, one: AgreementSeen) -> list[dict[str, Any]]:
    """Return what was agreed, as ``programme/card_facts.html`` asks for it."""
    goals = [
        {"name": goal.title, "url": thread_url(desk.scope, "doel", goal.id)}
        for goal in one.goals
    ]
    areas = [
        {"name": area.name or area.code, "url": area_url(desk.scope, area)}
        for area in one.areas
    ]
    whole = [] if areas else [_("Whole municipality")]
    return [
        _fact(_("What the partner does"), one.what, wide=True),
        _fact(_("For which goals"), links=goals),
        _fact(_("In which areas"), texts=whole, links=areas),
        _fact(_("How much"), agreed_text(one) or _("Nothing is counted")),
        _fact(_("Money"), euros_text(one.cents)),
        _fact(_("Hours"), hours_text(one.hours)),
        _fact(_("Period"), days_text(one.from_on, one.until_on)),
        _fact(_("Agreed"), _agreed(one)),
        *_free(one),
    ]


def _free(one: AgreementSeen) -> list[dict[str, Any]]:
    """Return the free room, with how much of it was used."""
    if not (one.free_room or one.free_hours is not None or one.free_cents is not None):
        return [_fact(_("Free room"), _("None was agreed"))]
    found = [_fact(_("Free room"), one.free_room, wide=True)]
    if one.free_hours is not None:
        used = sum_text(one.free_hours_used, lambda number: hours_text(int(number)))
        over = (one.free_hours_used.known or 0) > one.free_hours
        text = _used(used, hours_text(one.free_hours), over=over)
        found.append(_fact(_("Free hours used"), text))
    if one.free_cents is not None:
        used = sum_text(one.free_cents_used, lambda number: euros_text(int(number)))
        over = (one.free_cents_used.known or 0) > one.free_cents
        text = _used(used, euros_text(one.free_cents), over=over)
        found.append(_fact(_("Free money used"), text))
    return found


def _used(used: str, whole: str, *, over: bool) -> str:
    words = (
        _("%(used)s of %(whole)s: more than was agreed") if over else _("%(used)s of %(whole)s")
    )
    return words % {"used": used, "whole": whole}


def _fact(
    name: str,
    text: str = "",
    *,
    texts: list[str] | None = None,
    links: list[dict[str, str]] | None = None,
    wide: bool = False,
) -> dict[str, Any]:
    shown = [part for part in capital(text).split("\n") if part.strip()] + (texts or [])
    unknown = "" if shown or links else _("not known yet")
    return {
        "name": name,
        "texts": shown,
        "links": links or [],
        "unknown_text": unknown,
        "wide": wide,
    }


def euros_text(cents: int | None) -> str:
    """Return an amount, nothing while it is not known."""
    return "" if cents is None else euro_text(cents)


def hours_text(hours: int | None) -> str:
    """Return hours, nothing while they are not known."""
    if hours is None:
        return ""
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": _plain(hours)}


def _plain(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _agreed(one: AgreementSeen) -> str:
    if one.agreed_on is None:
        return _("Not yet: this is a proposal.")
    day = date_text(one.agreed_on)
    if one.decision is None:
        return _("on %(day)s") % {"day": day}
    told = {"day": day, "body": one.decision.body_name, "reason": one.decision.reason}
    words = _("on %(day)s by decision of %(body)s: %(reason)s") % told
    return with_source(words, one.decision)


def actions(desk: Desk, one: AgreementSeen) -> list[dict[str, Any]]:
    """Return what who looks may do with an agreement."""
    if not one.may_change or one.state == AgreementState.ENDED:
        return []
    proposed = one.state == AgreementState.PROPOSED
    steps = [
        (proposed, _("Write down that it is agreed"), "agreement_agree"),
        (proposed, _("Change the proposal"), "agreement_change"),
        (True, _("Plan a report"), "agreement_plan"),
        (True, _("Drop the proposal") if proposed else _("End the agreement"), "agreement_end"),
    ]
    shown = [(text, name) for may, text, name in steps if may]
    return [
        {"text": text, "url": desk.url(name, one.id), "primary": at == 0}
        for at, (text, name) in enumerate(shown)
    ]


def crumbs(
    desk: Desk, one: AgreementSeen | None = None, here: str = ""
) -> list[dict[str, str]]:
    """Return the way to the agreements, to one of them, or to a page below it."""
    found = [
        {"name": _("Programme"), "url": desk.url("index")},
        {"name": _("Agreements"), "url": desk.url("agreements")},
    ]
    if one is not None:
        found.append({"name": one.title, "url": desk.url("agreement", one.id)})
    return [*found, {"name": here, "url": ""}] if here else found
