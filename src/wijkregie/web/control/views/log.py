"""The log of a municipality: who changed what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.people import queries as people
from wijkregie.kit import audit
from wijkregie.web.control.declared_words import reason_in_words
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.frame import Place, paged, show
from wijkregie.web.control.log_words import in_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.kit.models import LogRow
    from wijkregie.web.control.desk import Desk

_ROWS = 50


@for_administrators
@require_safe
def log(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the log, the last row first."""
    found, pages = paged(request, audit.rows_of(desk.municipality_id), size=_ROWS)
    seen = people.persons_visible_to(desk.viewer, on=timezone.localdate())
    names = {one.id: one.name for one in seen}
    rows = [
        {
            "at": row.at,
            "who": _who(row, names),
            "what": in_words(row.what),
            "number": row.object_id,
            "why": reason_in_words(row.what, row.why),
        }
        for row in found
    ]
    context = {"rows": rows, "pages": pages}
    return show(desk, Place("log"), "control/log.html", context)


def _who(row: LogRow, names: dict[int | None, str | None]) -> str:
    if row.by_id is None:
        return _("the system")
    return names.get(row.by_id) or _("somebody who does not work here (any more)")
