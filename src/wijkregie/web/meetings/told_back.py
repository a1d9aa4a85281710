"""What a residents' group reads of individuals in its area: answered since the time before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.domain.reports import queries as reports
from wijkregie.web.http.addresses import signal_url

if TYPE_CHECKING:
    from wijkregie.domain.meetings.queries import MeetingSeen
    from wijkregie.web.meetings.desk import Desk

#: So many are named; of the others it says how many there are.
MOST: Final = 12


def of_meeting(desk: Desk, meeting: MeetingSeen) -> dict[str, Any]:
    """Return what ``meetings/told_back.html`` asks for: nothing for a group of professionals.

    Only what everyone may read of a report. Two queries, four where there is something.
    """
    rows = reports.answered_since(desk.viewer, meeting.id)
    found = list(rows[: MOST + 1])
    if not found:
        return {"told_back": [], "told_back_more": 0}
    more = len(rows) - MOST if len(found) > MOST else 0
    return {
        "told_back": [
            {
                "name": row.title,
                "url": signal_url(desk.scope, row.reference),
                "text": _told(row),
            }
            for row in found[:MOST]
        ],
        "told_back_more": more,
    }


def _told(row: reports.SignalRow) -> str:
    on = date_format(row.answered_on, "j F Y") if row.answered_on else ""
    return _("answered on %(day)s by %(who)s") % {"day": on, "who": row.body}
