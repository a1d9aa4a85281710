"""A covenant in words: how it stands, what it lets a group decide, and with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.people.queries import Standing

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.people.queries import CovenantSeen
    from wijkregie.web.covenants.desk import Desk

_BADGES: Final = {
    Standing.COMING: (gettext_lazy("Begins later"), "neutral", "info"),
    Standing.IN_FORCE: (gettext_lazy("Holds"), "safe", "ok"),
    Standing.LAPSES: (gettext_lazy("Ends soon"), "warning", "warning"),
    Standing.OVER: (gettext_lazy("Over"), "neutral", "info"),
}


def day_text(day: date) -> str:
    """Return a day as it is written: "3 maart 2026"."""
    return date_format(day, "j F Y")


def badge(one: CovenantSeen) -> dict[str, str]:
    """Return how a covenant stands, as ``partials/badge.html`` asks for it."""
    text, kind, icon = _BADGES[one.standing]
    return {"state_text": str(text), "state_kind": kind, "state_icon": icon}


def period_text(one: CovenantSeen) -> str:
    """Tell from when until when a covenant holds."""
    if one.over_on is None:
        return _("from %(first)s, without an end") % {"first": day_text(one.from_on)}
    told = {"first": day_text(one.from_on), "last": day_text(one.over_on)}
    return _("%(first)s up to and including %(last)s") % told


def listed(desk: Desk, one: CovenantSeen) -> dict[str, str]:
    """Return a covenant in a list."""
    return badge(one) | {
        "name": one.title,
        "url": desk.url("detail", one.id),
        "group": one.group_name,
        "period_text": period_text(one),
    }


def notice(one: CovenantSeen, on: date) -> dict[str, str] | None:
    """Return what who looks at a covenant must know: that it ends, or that it is over."""
    if one.standing == Standing.OVER:
        text = _(
            "This covenant is over. Without another one “%(group)s” cannot decide any more."
        )
        return {"kind": "warning", "text": text % {"group": one.group_name}}
    if one.standing != Standing.LAPSES or one.over_on is None:
        return None
    left = (one.over_on - on).days + 1
    text = ngettext(
        "This covenant holds for %(n)d more day. Renew it, or “%(group)s” cannot decide any "
        "more after that.",
        "This covenant holds for %(n)d more days. Renew it, or “%(group)s” cannot decide any "
        "more after that.",
        left,
    )
    return {"kind": "warning", "text": text % {"n": left, "group": one.group_name}}


def facts(one: CovenantSeen) -> list[dict[str, str]]:
    """Return what is known of a covenant, as ``partials/facts.html`` asks for it."""
    found = {
        _("Group"): one.group_name,
        _("Period"): period_text(one),
        _("Look back"): day_text(one.review_on) if one.review_on else _("no day was chosen"),
    }
    rows = [{"name": name, "text": text, "url": ""} for name, text in found.items()]
    if one.ended_on:
        told = {"day": day_text(one.ended_on), "why": one.ended_because}
        text = _("on %(day)s, before its time: %(why)s") % told
        rows.append({"name": _("Ended"), "text": text, "url": ""})
    if one.document or one.address:
        text = one.document or _("Read the document")
        rows.append({"name": _("Document"), "text": text, "url": one.address})
    return rows


def actions(desk: Desk, one: CovenantSeen) -> list[dict[str, str]]:
    """Return what who looks may do with a covenant."""
    if not one.may_change or one.ended_on is not None:
        return []
    found = [{"text": _("Change or renew"), "url": desk.url("change", one.id)}]
    if one.standing != Standing.OVER:
        found.append({"text": _("End the covenant"), "url": desk.url("end", one.id)})
    return found


def crumbs(desk: Desk, one: CovenantSeen | None = None, here: str = "") -> list[dict[str, Any]]:
    """Return the way to the covenants, to one of them, or to a page below it."""
    found = [
        {"name": desk.scope.name, "url": reverse("home:index", args=[desk.scope.slug])},
        {"name": _("Covenants"), "url": desk.url("index")},
    ]
    if one is not None:
        found.append({"name": one.title, "url": desk.url("detail", one.id)})
    return [*found, {"name": here, "url": ""}] if here else found
