"""The counting desk as its page shows it: what to do now, what was declared, who may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.budgets.queries import Step, missing_text
from wijkregie.domain.budgets.queries.limits import with_area_names
from wijkregie.web.http.how_counted import told
from wijkregie.web.http.money import euro_text
from wijkregie.web.recount import words

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import CountDesk
    from wijkregie.web.recount.desk import Desk

_NOW: Final = {
    Step.PREPARED: gettext_lazy("The vote was not declared yet, so nobody can vote."),
    Step.DECLARED: gettext_lazy(
        "The vote was declared. Its votes are sealed until its last day is over."
    ),
    Step.OVER: gettext_lazy("The vote is over. Look whether all is in the urn, then count."),
    Step.OPENED: gettext_lazy(
        "The urn was opened. No code, no paper and no withdrawal is added any more."
    ),
    Step.COUNTED: gettext_lazy("The votes were counted. Only who runs the fund can see it."),
    Step.TOLD: gettext_lazy("The outcome was published. Everyone can read it."),
}


def context(desk: Desk, seen: CountDesk) -> dict[str, Any]:
    """Return all that the counting desk shows."""
    return {
        "now": str(_NOW[seen.step]),
        "missing": [missing_text(one) for one in seen.missing],
        "warnings": [missing_text(one) for one in seen.warnings],
        "plans": _plans(seen),
        "days": _days(seen),
        "how": told(seen.ballot, with_area_names(desk.viewer, seen.counting), seen.money_cents),
        "check": _check(seen),
        "declared": _declared(seen),
        "lot": _lot(seen),
        "actions": _actions(desk, seen),
        "publishing": {
            "text": _("Ballots become public where at least %(least)d voters cast each.")
            % {"least": seen.least_group},
            "url": desk.url("publishing", seen.round_id),
        },
    }


def _plans(seen: CountDesk) -> dict[str, Any]:
    gone = _("withdrawn")
    return {
        "caption": _("On the ballot"),
        "heads": [_("Plan"), _("Asks")],
        "rows": [
            [
                f"{one.number}. {one.title}" + (f" ({gone})" if one.gone else ""),
                _("not known") if one.asked_cents is None else euro_text(one.asked_cents),
            ]
            for one in seen.plans
        ],
    }


def _days(seen: CountDesk) -> str:
    if seen.days is None:
        return ""
    if seen.days.opens_on == seen.days.closes_on:
        day = date_format(seen.days.opens_on, "j F Y")
        return _("One votes on %(day)s only.") % {"day": day}
    return _("One votes from %(first)s up to and including %(last)s.") % {
        "first": date_format(seen.days.opens_on, "j F Y"),
        "last": date_format(seen.days.closes_on, "j F Y"),
    }


def _declared(seen: CountDesk) -> list[dict[str, str]]:
    if seen.declared is None:
        return []
    rows = {
        _("Declared on"): words.moment_text(seen.declared.frozen_at),
        _("Rules, money and plans"): seen.declared.digest,
        _("Who may vote, and when"): seen.declared.voting_digest,
    }
    return [{"name": name, "text": text, "url": ""} for name, text in rows.items()]


def _lot(seen: CountDesk) -> list[dict[str, str]]:
    if seen.lot is None:
        return []
    rows = {_("Order of the lot"): ", ".join(seen.lot.order), _("How"): seen.lot.why}
    return [{"name": name, "text": text, "url": ""} for name, text in rows.items()]


def _agrees(seen: CountDesk) -> bool:
    return seen.check is not None and seen.check.agrees


def _check(seen: CountDesk) -> dict[str, Any] | None:
    """Return what is counted before the urn opens, and whether it agrees."""
    if seen.check is None:
        return None
    told = seen.check
    rows = {
        _("Piles that are not in the urn"): ", ".join(told.waiting) or _("none"),
        _("Letters booked on paper"): str(told.booked),
        _("Sheets of paper in the urn"): str(told.sheets),
        _("Codes that were used"): str(told.used),
        _("Ballots in the urn"): str(told.ballots),
        _("Receipts that were given"): str(told.receipts),
    }
    if seen.opened_at is not None:
        rows[_("The urn was opened on")] = words.moment_text(seen.opened_at)
    good = _("This agrees: all paper is in the urn, and every code has one ballot.")
    wrong = _(
        "This does not agree yet, so the urn stays shut. Pour the last piles, and find each "
        "difference first."
    )
    return {
        "kind": "info" if told.agrees else "warning",
        "text": good if told.agrees else wrong,
        "facts": [{"name": name, "text": text, "url": ""} for name, text in rows.items()],
    }


def _actions(desk: Desk, seen: CountDesk) -> list[dict[str, str]]:
    """Return what is to be done next, the main thing first."""
    pk = seen.round_id
    steps = {
        Step.PREPARED: [(_("Declare the vote"), "declare")] if not seen.missing else [],
        Step.DECLARED: [],
        Step.OVER: [(_("Open the urn and count"), "count")] if _agrees(seen) else [],
        Step.OPENED: [(_("Count the votes"), "count")]
        + ([(_("Write down a lot"), "lot")] if seen.lot is None else []),
        Step.COUNTED: [(_("Publish the outcome"), "tell"), (_("See the outcome"), "outcome")],
        Step.TOLD: [(_("See the outcome"), "outcome")],
    }
    return [{"text": text, "url": desk.url(name, pk)} for text, name in steps[seen.step]]
