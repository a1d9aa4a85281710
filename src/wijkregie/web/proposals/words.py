"""Plans in words: how far they are, what was found of them, and what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.budgets.states import ProposalState, Verdict
from wijkregie.domain.programme.states import Pledge
from wijkregie.web.http.money import euro_text
from wijkregie.web.http.wording import number

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.budgets.queries import (
        AmountRuleSeen,
        CheckSeen,
        MergeSeen,
        ProposalSeen,
        ProposalWhole,
    )

#: How far a plan is, as a word in an address.
STATE_WORDS: Final = {
    ProposalState.WORKED_OUT: "in-de-maak",
    ProposalState.CHECKED: "bekeken",
    ProposalState.REPAIRED: "herstel",
    ProposalState.FITS: "past",
    ProposalState.DECLINED: "afgewezen",
    ProposalState.ON_BALLOT: "stembiljet",
    ProposalState.CHOSEN: "gekozen",
    ProposalState.NOT_CHOSEN: "niet-gekozen",
    ProposalState.WITHDRAWN: "ingetrokken",
    ProposalState.MERGED: "samen",
}
OF_WORD: Final = {word: state for state, word in STATE_WORDS.items()}
_ICONS: Final = {
    ProposalState.FITS: ("safe", "ok"),
    ProposalState.CHOSEN: ("safe", "ok"),
    ProposalState.REPAIRED: ("warning", "warning"),
}
_VERDICTS: Final = {
    Verdict.WAITING: (gettext_lazy("waits"), "neutral", "info"),
    Verdict.YES: (gettext_lazy("yes"), "safe", "ok"),
    Verdict.NO: (gettext_lazy("no"), "warning", "warning"),
}
_LEADS: Final = {
    ProposalState.WORKED_OUT: gettext_lazy("This plan is still being made."),
    ProposalState.CHECKED: gettext_lazy("Specialists look whether this plan can be done."),
    ProposalState.FITS: gettext_lazy("This plan was looked at, and it fits."),
    ProposalState.DECLINED: gettext_lazy("This plan does not go ahead. Below stands why."),
    ProposalState.ON_BALLOT: gettext_lazy("Residents vote on this plan."),
    ProposalState.CHOSEN: gettext_lazy("This plan goes ahead."),
    ProposalState.NOT_CHOSEN: gettext_lazy("This plan was not chosen. Below stands why."),
    ProposalState.REPAIRED: gettext_lazy("This plan can be repaired."),
    ProposalState.MERGED: gettext_lazy("This plan goes on in another one."),
}
PLEDGES: Final = {
    Pledge.ASKED: gettext_lazy("asked"),
    Pledge.PROMISED: gettext_lazy("promised"),
    Pledge.COMMITTED: gettext_lazy("committed"),
}


def heard_texts(one: MergeSeen) -> list[str]:
    """Return what a worker heard of a side, and that one heard both; each in a sentence."""
    texts = []
    for heard in one.heard:
        told = {
            "number": heard.number,
            "way": heard.way.label,
            "day": day_text(heard.on),
            "who": heard.said_by,
        }
        text = (
            _("Plan %(number)d answered %(way)s on %(day)s (%(who)s); a worker wrote it down.")
            if heard.said_by
            else _("Plan %(number)d answered %(way)s on %(day)s; a worker wrote it down.")
        )
        texts.append(text % told)
    if one.by_one:
        texts.append(_("The answer of both sides was written down by the same worker."))
    return texts


def day_text(day: date) -> str:
    """Return a day as it is written: "3 maart 2026"."""
    return date_format(day, "j F Y")


def moment_day(at: datetime) -> date:
    """Return the day of a moment, here."""
    return timezone.localdate(at)


def money_text(cents: int | None) -> str:
    """Return an amount, or that it is not known yet."""
    return _("not known yet") if cents is None else euro_text(cents)


def state_badge(state: ProposalState) -> dict[str, str]:
    """Return how far a plan is, as ``partials/badge.html`` asks for it."""
    kind, icon = _ICONS.get(state, ("neutral", "info"))
    return {"text": str(state.label), "kind": kind, "icon": icon}


def verdict_badge(check: CheckSeen) -> dict[str, str]:
    """Return what was found, as ``partials/badge.html`` asks for it."""
    text, kind, icon = _VERDICTS[check.verdict]
    return {"text": str(text), "kind": kind, "icon": icon}


def lead(whole: ProposalWhole) -> str:
    """Return how far a plan is, in a sentence."""
    seen = whole.seen
    if seen.state == ProposalState.REPAIRED and seen.repair_until is not None:
        told = {"day": day_text(seen.repair_until)}
        return _("This plan can be repaired up to and including %(day)s.") % told
    if seen.state == ProposalState.WITHDRAWN:
        told = {"why": seen.withdrawn_because}
        return _("This plan was withdrawn: %(why)s") % told
    into = whole.merged_into
    if into is not None:
        return _("This plan goes on in plan %(number)d.") % {"number": into.number}
    return str(_LEADS[seen.state])


def paid_text(seen: ProposalSeen) -> str:
    """Return who else pays, how much, and how sure that is."""
    told = [
        _("%(funder)s: %(amount)s (%(pledge)s)")
        % {
            "funder": one.funder,
            "amount": money_text(one.cents),
            "pledge": PLEDGES[one.pledge],
        }
        for one in seen.cofinancing
    ]
    return "; ".join(told) or _("nobody")


def hours_text(hours: int | None) -> str:
    """Return how much work of themselves people put in."""
    if hours is None:
        return _("not known yet")
    return _("%(hours)s hours") % {"hours": number(hours)}


def decides_text(rule: AmountRuleSeen | None) -> str:
    """Return who decides on an amount and by what right."""
    if rule is None:
        return _("nobody wrote that down yet")
    who = capfirst(str(rule.path.label))
    if rule.group_name:
        who = _("%(who)s: %(group)s") % {"who": who, "group": rule.group_name}
    told = {"who": who, "mandate": rule.mandate}
    return _("%(who)s. By what right: %(mandate)s.") % told
