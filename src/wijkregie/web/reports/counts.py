"""The six numbers for the council: each with its trend, its list and how it is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.reports import queries as reports
from wijkregie.domain.signals.states import OPEN
from wijkregie.web.reports.names import STATE_WORDS
from wijkregie.web.reports.trends import (
    bound_text,
    gap_text,
    gaps_trend,
    is_unknown,
    quarter_text,
    share_value,
    shares_trend,
)

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import Gap
    from wijkregie.domain.reports.queries import CouncilCounts, Share
    from wijkregie.web.reports.asked import Asked


def page(asked: Asked) -> dict[str, Any]:
    """Return what ``reports/council.html`` asks for."""
    found = reports.council(asked.viewer, on=asked.on, area_id=asked.area_id)
    return {
        "crumbs": [
            {"name": asked.scope.name, "url": reverse("home:index", args=[asked.scope.slug])},
            {"name": _("For the council")},
        ],
        "title": _("How are we doing in %(area)s?") % {"area": asked.area_name},
        "date_text": date_format(asked.on, "j F Y"),
        "choices": asked.choices,
        "cards": [
            _answered(asked, found),
            _declined(asked, found),
            _gap(asked, found),
            _baselines(asked, found),
            _overdue(asked, found),
            _states(asked, found),
        ],
        "download_url": asked.address("council_csv"),
        "voices_url": asked.address("voices"),
    }


def table(asked: Asked) -> tuple[list[str], list[list[Any]]]:
    """Return the numbers and their trend as rows: what, of when, how many, of how many."""
    found = reports.council(asked.viewer, on=asked.on, area_id=asked.area_id)
    head = [
        _("what is counted"),
        _("area"),
        _("period"),
        _("counted"),
        _("out of"),
        _("remark"),
    ]
    rows: list[list[Any]] = []

    def add(what: str, when: str, part: Any, of: Any = None, remark: str = "") -> None:
        rows.append([what, asked.area_name, when, part, of, remark])

    for what, quarters in (
        (_("answered in time"), found.answered_quarters),
        (_("not taken up, with a reason"), found.declined_quarters),
    ):
        for one in quarters:
            add(what, quarter_text(one), one.share.part, one.share.of)
    for row in found.gap_years:
        add(
            _("money without coverage, in euros"),
            str(row.year),
            None if is_unknown(row.gap) else row.gap.known_cents / 100,
            remark=bound_text(row.gap),
        )
    today = asked.on.isoformat()
    goals = found.without_baseline
    add(_("indicators without a baseline"), today, goals.part, goals.of)
    add(_("answer is late"), today, found.overdue.part, found.overdue.of)
    for state, number in found.states:
        add(_("reports: %(state)s") % {"state": state.label}, today, number)
    return head, rows


def _answered(asked: Asked, found: CouncilCounts) -> dict[str, Any]:
    return {
        "title": _("Answered in time"),
        **share_value(found.answered),
        "text": _only_if(
            found.answered, ngettext("of %(of)d report", "of %(of)d reports", found.answered.of)
        ),
        "trend": shares_trend(found.answered_quarters),
        "how": _(
            "Of the reports whose promised day came in the last four quarters: those that "
            "were answered on that day or before. A later promise does not count."
        ),
        "links": [
            {
                "url": asked.address("list", "antwoorden"),
                "text": _("See these reports"),
            }
        ],
    }


def _declined(asked: Asked, found: CouncilCounts) -> dict[str, Any]:
    return {
        "title": _("Not taken up, with a reason"),
        **share_value(found.declined),
        "text": _only_if(
            found.declined,
            ngettext(
                "of %(of)d report that was decided on in the last four quarters",
                "of %(of)d reports that were decided on in the last four quarters",
                found.declined.of,
            ),
        ),
        "trend": shares_trend(found.declined_quarters),
        "how": _("Nothing is declined without a reason: each reason stands in the list."),
        "links": [
            {
                "url": asked.address("list", "niet-opgepakt"),
                "text": _("Read the reasons"),
            }
        ],
    }


def _gap(asked: Asked, found: CouncilCounts) -> dict[str, Any]:
    return {
        "title": _("Money without coverage"),
        "value": gap_text(found.gap),
        "wordy": bool(bound_text(found.gap)),
        "text": _unknown(found.gap),
        "trend": gaps_trend(found.gap_years),
        "how": _(
            "Costs minus what is promised or committed, per project and year, and never "
            "below nought. What was only asked for does not count. Ideas and projects that "
            "were stopped are left out."
        )
        + (f" {_area_only()}" if asked.area_id else ""),
        "links": [{"url": asked.address("list", "geld"), "text": _("See the projects")}],
    }


def _baselines(asked: Asked, found: CouncilCounts) -> dict[str, Any]:
    return {
        "title": _("Goals without a baseline"),
        **share_value(found.without_baseline),
        "text": _only_if(
            found.without_baseline,
            ngettext(
                "of %(of)d indicator has no value from before",
                "of %(of)d indicators have no value from before",
                found.without_baseline.of,
            ),
        ),
        "trend": None,
        "how": _(
            "Without a value from before nobody can tell whether a goal came nearer. Goals "
            "hold for the whole municipality."
        ),
        "links": [
            {
                "url": asked.address("list", "zonder-nulmeting"),
                "text": _("See these goals"),
            }
        ],
    }


def _overdue(asked: Asked, found: CouncilCounts) -> dict[str, Any]:
    late = found.overdue
    return {
        "title": _("Answer is late"),
        "value": str(late.part),
        "wordy": False,
        "text": ngettext(
            "of %(of)d report that is open now", "of %(of)d reports that are open now", late.of
        )
        % {"of": late.of},
        "trend": None,
        "how": _("Reports of which the promised day is past, and somebody still waits."),
        "links": [{"url": asked.address("list", "te-laat"), "text": _("See what is late")}],
    }


def _states(asked: Asked, found: CouncilCounts) -> dict[str, Any]:
    numbers = dict(found.states)
    waiting = sum(numbers[state] for state in OPEN)
    rows = [
        {
            "name": state.label,
            "number": number,
            "url": asked.address("list", STATE_WORDS[state]),
        }
        for state, number in found.states
        if number
    ]
    return {
        "title": _("Reports that are open"),
        "value": str(waiting),
        "wordy": False,
        "text": ngettext(
            "of %(of)d report in all", "of %(of)d reports in all", sum(numbers.values())
        )
        % {"of": sum(numbers.values())},
        "trend": None,
        "rows": rows,
        "how": _("Each report stands in one state. Open is what nobody has an answer to yet."),
        "links": [{"url": asked.address("list", "meldingen"), "text": _("See all reports")}],
    }


def _only_if(share: Share, text: str) -> str:
    return text % {"of": share.of} if share.of else ""


def _unknown(gap: Gap) -> str:
    if gap.costs_unknown and gap.coverage_unknown:
        return _("Of some projects costs or coverage are not known.")
    if gap.costs_unknown:
        return _("Of some projects the costs are not known.")
    if gap.coverage_unknown:
        return _("Of some projects the coverage is not known.")
    return _("All amounts of these projects are known.")


def _area_only() -> str:
    return _("Projects for the whole municipality are not counted in a wijk.")
