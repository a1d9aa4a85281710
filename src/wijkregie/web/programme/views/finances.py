"""Money of the municipality, a programme, an area and a project: pages, CSV and Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.places import queries as areas
from wijkregie.domain.programme import queries, rules
from wijkregie.domain.programme.queries import MoneyFilter
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.programme.desk import open_to_all
from wijkregie.web.programme.finances import files, page, places, spent
from wijkregie.web.programme.finances.asked import asked
from wijkregie.web.programme.finances.book import book_answer
from wijkregie.web.programme.views.card import found_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from wijkregie.web.programme.desk import Desk
    from wijkregie.web.programme.finances.asked import Asked


def _of_town(desk: Desk) -> Asked:
    whole = queries.finance_visible_to(desk.viewer, MoneyFilter(about=True))
    return asked(desk, places.of_municipality(desk), whole)


def _of_programme(desk: Desk, key: str) -> Asked:
    seen = queries.programme_seen(desk.viewer, key)
    if seen is None:
        raise Http404
    wanted = MoneyFilter(programme_id=seen.id, about=True)
    whole = queries.finance_visible_to(desk.viewer, wanted)
    return asked(desk, places.of_programme(desk, seen), whole)


def _of_area(desk: Desk, code: str) -> Asked:
    area = areas.area(desk.viewer, desk.scope, code)
    if area is None:
        raise Http404
    whole = queries.finance_visible_to(desk.viewer, MoneyFilter(area_id=area.pk, about=True))
    return asked(desk, places.of_area(desk, area), whole)


def _of_project(desk: Desk, pk: int) -> Asked:
    seen = found_project(desk, pk)
    whole = queries.project_finance_seen(desk.viewer, pk)
    if whole is None:
        raise Http404
    return asked(desk, places.of_project(desk, seen), whole)


@require_safe
@open_to_all
def town(desk: Desk) -> HttpResponse:
    """Show the money of all programmes."""
    return _page(_of_town(desk), actions=_funder_actions(desk))


@require_safe
@open_to_all
def programme(desk: Desk, key: str) -> HttpResponse:
    """Show the money of a programme."""
    actions = _funder_actions(desk)
    if actions:
        read_in = {"text": _("Read in a table"), "url": desk.url("money_file", key)}
        actions = [read_in, *actions]
    return _page(_of_programme(desk, key), actions=actions)


@require_safe
@open_to_all
def area(desk: Desk, code: str) -> HttpResponse:
    """Show the money of an area."""
    return _page(_of_area(desk, code))


@require_safe
@open_to_all
def project(desk: Desk, pk: int) -> HttpResponse:
    """Show the money of a project; to who works along also each order and payment."""
    seen = found_project(desk, pk)
    found = _of_project(desk, pk)
    return _page(found, **spent.parts(desk, seen, found.whole.projects[0]))


def lines(of: Callable[..., Asked], *, several: bool) -> Callable[..., HttpResponse]:
    """Return the view that gives every line as CSV, as it can be read in again."""

    @require_safe
    @open_to_all
    def given(desk: Desk, /, **named: Any) -> HttpResponse:
        found = of(desk, **named)
        rows = files.line_rows(found.found, several=several, year=_year(found))
        name = f"{found.place.file}.csv"
        return csv_answer(name, files.line_heads(several=several), files.as_text(rows))

    return given


def table(of: Callable[..., Asked]) -> Callable[..., HttpResponse]:
    """Return the view that gives the table as CSV."""

    @require_safe
    @open_to_all
    def given(desk: Desk, /, **named: Any) -> HttpResponse:
        found = of(desk, **named)
        rows = files.as_text(files.table_rows(found.found), unknown=_("not known"))
        return csv_answer(f"{found.place.file}-tabel.csv", files.table_heads(found.found), rows)

    return given


def book(of: Callable[..., Asked], *, several: bool) -> Callable[..., HttpResponse]:
    """Return the view that gives all of it as a workbook."""

    @require_safe
    @open_to_all
    def given(desk: Desk, /, **named: Any) -> HttpResponse:
        found = of(desk, **named)
        return book_answer(
            f"{found.place.file}.xlsx",
            found.found,
            several=several,
            year=_year(found),
            about=page.about(found),
        )

    return given


town_files = lines(_of_town, several=True), table(_of_town), book(_of_town, several=True)
programme_files = (
    lines(_of_programme, several=False),
    table(_of_programme),
    book(_of_programme, several=False),
)
area_files = lines(_of_area, several=True), table(_of_area), book(_of_area, several=True)
project_files = (
    lines(_of_project, several=False),
    table(_of_project),
    book(_of_project, several=False),
)


def _year(found: Asked) -> int | None:
    return int(found.values["jaar"]) if found.values["jaar"] else None


def _funder_actions(desk: Desk) -> list[dict[str, str]]:
    if not rules.may_steer(desk.viewer):
        return []
    return [{"text": _("Funders"), "url": desk.url("funders")}]


def _page(found: Asked, **more: Any) -> HttpResponse:
    context = page.page(found) | more
    return render(found.desk.request, "programme/finance.html", context)
