"""The lists behind the numbers for the council, as pages and to take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.reports import queries as reports
from wijkregie.web.http.addresses import project_url, signal_url, thread_url
from wijkregie.web.http.asked import page_links, page_of
from wijkregie.web.http.money import euro_text
from wijkregie.web.reports.names import STATE_WORDS
from wijkregie.web.reports.trends import gap_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from wijkregie.domain.programme.queries import ProjectSums
    from wijkregie.domain.reports.queries import IndicatorRow, SignalRow
    from wijkregie.domain.signals.states import State
    from wijkregie.web.reports.asked import Asked

_PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Sort:
    """A list: its name in the address, its title, its rows, and its columns as words.

    The first column leads somewhere. ``empty`` says why nothing may stand here.
    """

    name: str
    title: Any
    empty: Any
    heads: tuple[Any, ...]
    rows: Callable[[Asked], Sequence[Any]]
    cells: Callable[[Any], list[str]]
    address: Callable[[Asked, Any], str]


def page(asked: Asked, sort: Sort) -> dict[str, Any]:
    """Return what ``reports/list.html`` asks for."""
    found = page_of(asked.request, sort.rows(asked), per_page=_PER_PAGE)
    title = str(sort.title)
    return {
        "crumbs": [
            {"name": asked.scope.name, "url": reverse("home:index", args=[asked.scope.slug])},
            {"name": _("For the council"), "url": asked.address("council")},
            {"name": title},
        ],
        "title": title,
        "kicker": asked.area_name,
        "empty_text": sort.empty,
        "heads": sort.heads,
        "rows": [
            {
                "url": sort.address(asked, row),
                "name": cells[0],
                "cells": [
                    {"head": head, "text": text}
                    for head, text in zip(sort.heads[1:], cells[1:], strict=True)
                ],
            }
            for row in found
            for cells in [sort.cells(row)]
        ],
        "pages": page_links(asked.request, found),
        "download_url": asked.address("list_csv", sort.name),
    }


def table(asked: Asked, sort: Sort) -> tuple[list[str], list[list[str]]]:
    """Return the whole list as rows of words."""
    return [str(head) for head in sort.heads], [sort.cells(row) for row in sort.rows(asked)]


def _day(on: date | None) -> str:
    return date_format(on, "j F Y") if on else _("not yet")


def _signal(asked: Asked, row: SignalRow) -> str:
    return signal_url(asked.scope, row.reference)


def _promised(row: SignalRow) -> list[str]:
    told = _("yes") if row.in_time else _("no")
    return [row.title, row.reference, _day(row.promised_on), _day(row.answered_on), told]


def _declined(row: SignalRow) -> list[str]:
    return [row.title, row.reference, _day(row.decided_on), row.body, row.reason]


def _late(row: SignalRow) -> list[str]:
    owner = row.owner or _("the municipality")
    return [row.title, row.reference, _day(row.promised_on), str(row.state.label), owner]


def _any(row: SignalRow) -> list[str]:
    state = str(row.state.label)
    return [row.title, row.reference, row.theme, _day(row.received_on), state]


def _money(row: ProjectSums) -> list[str]:
    total = row.total
    return [
        row.title,
        _amount(total.costs.cents, unknown=total.costs.unknown),
        _amount(total.covered.cents, unknown=total.covered.unknown),
        gap_text(total.gap),
    ]


def _amount(cents: int, *, unknown: int) -> str:
    if unknown and not cents:
        return _("not known")
    known = euro_text(cents)
    return _("%(amount)s and an amount not known") % {"amount": known} if unknown else known


def _indicator(row: IndicatorRow) -> list[str]:
    return [row.goal, f"{row.title} ({row.unit})", row.programme]


_SIGNAL_HEADS: Final = (gettext_lazy("Report"), gettext_lazy("Reference"))
_NO_SIGNALS: Final = gettext_lazy("There are no such reports in this period.")
_SORTS: Final = (
    Sort(
        "antwoorden",
        gettext_lazy("Answered in time, or not"),
        _NO_SIGNALS,
        (
            *_SIGNAL_HEADS,
            gettext_lazy("Promised"),
            gettext_lazy("Answered"),
            gettext_lazy("In time"),
        ),
        lambda on: reports.promised_signals(on.viewer, on=on.on, area_id=on.area_id),
        _promised,
        _signal,
    ),
    Sort(
        "niet-opgepakt",
        gettext_lazy("Not taken up, and why"),
        _NO_SIGNALS,
        (
            *_SIGNAL_HEADS,
            gettext_lazy("Decided"),
            gettext_lazy("By whom"),
            gettext_lazy("Reason"),
        ),
        lambda on: reports.declined_signals(on.viewer, on=on.on, area_id=on.area_id),
        _declined,
        _signal,
    ),
    Sort(
        "van-groepen",
        gettext_lazy("What residents' groups raised, and what was decided"),
        _NO_SIGNALS,
        (
            *_SIGNAL_HEADS,
            gettext_lazy("Decided"),
            gettext_lazy("By whom"),
            gettext_lazy("Reason"),
        ),
        lambda on: reports.signals_of_groups(on.viewer, on=on.on, area_id=on.area_id),
        _declined,
        _signal,
    ),
    Sort(
        "te-laat",
        gettext_lazy("Reports of which the answer is late"),
        gettext_lazy("No answer is late."),
        (
            *_SIGNAL_HEADS,
            gettext_lazy("Promised"),
            gettext_lazy("State"),
            gettext_lazy("Who is to answer"),
        ),
        lambda on: reports.late_signals(on.viewer, on=on.on, area_id=on.area_id),
        _late,
        _signal,
    ),
    Sort(
        "geld",
        gettext_lazy("Projects with money without coverage"),
        gettext_lazy("All costs are covered."),
        (
            gettext_lazy("Project"),
            gettext_lazy("Costs"),
            gettext_lazy("Promised or committed"),
            gettext_lazy("Not covered"),
        ),
        lambda on: reports.uncovered(on.viewer, area_id=on.area_id),
        _money,
        lambda on, row: project_url(on.scope, row.project_id),
    ),
    Sort(
        "zonder-nulmeting",
        gettext_lazy("Goals without a baseline"),
        gettext_lazy("Every indicator has a value from before."),
        (gettext_lazy("Goal"), gettext_lazy("Indicator"), gettext_lazy("Programme")),
        lambda on: reports.without_baseline(on.viewer),
        _indicator,
        lambda on, row: thread_url(on.scope, "doel", row.goal_id),
    ),
)


def _of_state(name: str, title: Any, state: State | None) -> Sort:
    return Sort(
        name,
        title,
        gettext_lazy("There are no such reports."),
        (
            *_SIGNAL_HEADS,
            gettext_lazy("Theme"),
            gettext_lazy("Received"),
            gettext_lazy("State"),
        ),
        lambda on: reports.signals_in(on.viewer, state, area_id=on.area_id),
        _any,
        _signal,
    )


SORTS: Final = {
    sort.name: sort
    for sort in (
        *_SORTS,
        _of_state("meldingen", gettext_lazy("All reports"), None),
        *(_of_state(word, state.label, state) for state, word in STATE_WORDS.items()),
    )
}
