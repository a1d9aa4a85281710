"""The views of the planning of a programme, each as a page and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseBadRequest
from django.utils import timezone

from wijkregie.domain.programme import queries
from wijkregie.kit import calendar
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.programme import (
    moments,
    per_area,
    per_partner,
    stuck,
    timeline,
    timeline_table,
)
from wijkregie.web.programme.narrowing import planned, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from wijkregie.domain.programme.queries import Owed
    from wijkregie.web.programme.narrowing import Asked


@planned
def line(asked: Asked) -> HttpResponse:
    """Show all projects in time."""
    asked = timeline.asked_for(asked)
    context = timeline.page(asked, timezone.localdate())
    return shown(asked, "programme/timeline.html", context)


@planned
def line_csv(asked: Asked) -> HttpResponse:
    """Give the timeline as CSV."""
    rows = timeline_table.csv_rows(asked.projects, timezone.localdate())
    return _file(timeline.asked_for(asked), "tijdlijn", timeline_table.csv_head(), rows)


@planned
def areas(asked: Asked) -> HttpResponse:
    """Show what is done in each area."""
    context = per_area.page(asked, timezone.localdate())
    return shown(asked, "programme/per_area.html", context)


@planned
def areas_csv(asked: Asked) -> HttpResponse:
    """Give what is done in each area as CSV."""
    rows = per_area.csv_rows(asked, timezone.localdate())
    return _file(asked, "per-gebied", per_area.csv_head(), rows)


@planned
def partner(asked: Asked) -> HttpResponse:
    """Show what one partner has to do in a month; its own first for a partner."""
    asked, owed = _of_partner(asked)
    context = per_partner.page(asked, owed, timezone.localdate())
    return shown(asked, "programme/per_partner.html", context)


@planned
def partner_csv(asked: Asked) -> HttpResponse:
    """Give what one partner has to do in a month as CSV."""
    asked, owed = _of_partner(asked)
    rows = per_partner.csv_rows(asked, owed, timezone.localdate())
    return _file(asked, "per-partij", per_partner.csv_head(), rows)


@planned
def waiting(asked: Asked) -> HttpResponse:
    """Show what is stuck, the oldest first."""
    asked = stuck.asked_for(asked)
    return shown(asked, "programme/stuck.html", stuck.page(asked, timezone.localdate()))


@planned
def waiting_csv(asked: Asked) -> HttpResponse:
    """Give what is stuck as CSV."""
    asked = stuck.asked_for(asked)
    rows = stuck.csv_rows(asked, timezone.localdate())
    return _file(asked, "vast", stuck.csv_head(), rows)


@planned
def agenda(asked: Asked) -> HttpResponse:
    """Show what has to be decided on the way."""
    asked = moments.asked_for(asked)
    return shown(asked, "programme/moments.html", moments.page(asked, timezone.localdate()))


@planned
def agenda_csv(asked: Asked) -> HttpResponse:
    """Give what has to be decided as CSV."""
    asked = moments.asked_for(asked)
    rows = moments.csv_rows(asked, timezone.localdate())
    return _file(asked, "beslismomenten", moments.csv_head(), rows)


@planned
def agenda_ics(asked: Asked) -> HttpResponse:
    """Give the days on which something has to be decided as a calendar."""
    asked = moments.asked_for(asked)
    if asked.wrong:
        return _wrong(asked)
    events = moments.events(asked, timezone.now())
    found = calendar.write(asked.planning.programme.name, events)
    answer = HttpResponse(found, content_type=calendar.CONTENT_TYPE)
    answer["Content-Disposition"] = 'inline; filename="beslismomenten.ics"'
    return answer


def _of_partner(asked: Asked) -> tuple[Asked, Owed]:
    owed = queries.owed_in(asked.desk.viewer, asked.planning)
    return per_partner.asked_for(asked, owed, timezone.localdate()), owed


def _file(
    asked: Asked, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """Answer with a file, or with what is wrong where the question is not possible."""
    if asked.wrong:
        return _wrong(asked)
    return csv_answer(f"{asked.planning.programme.key}-{name}.csv", head, rows)


def _wrong(asked: Asked) -> HttpResponse:
    told = "\n".join(asked.wrong)
    return HttpResponseBadRequest(told, content_type="text/plain; charset=utf-8")
