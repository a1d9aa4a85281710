"""Who may do a step of an evening, and whether the group is at that step now."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.programme.states import AnalysisState
from wijkregie.web.programme import analysis

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import AnalysisSeen
    from wijkregie.web.programme.desk import Desk

_ORDER: Final = list(AnalysisState)
_NEXT: Final = {
    AnalysisState.GATHERING: gettext_lazy("The chair opens the points when the list is ready."),
    AnalysisState.DIVIDING: gettext_lazy("The chair closes the points when all are in."),
    AnalysisState.WEIGHED: gettext_lazy("The chair can open the points once more."),
    AnalysisState.DECIDED: gettext_lazy("The main points stand, everyone can read them."),
    AnalysisState.DROPPED: gettext_lazy("Begin a new analysis if the group wants to go on."),
}


def kept_out(
    desk: Desk, seen: AnalysisSeen, *, does: bool, at: Collection[AnalysisState]
) -> HttpResponse | None:
    """Return ``None`` when the viewer can do this now; else the page that says why not.

    ``does`` tells whether this is for the viewer at all, ``at`` at which steps it is done.
    Somebody else is led to log in, or reads for whom it is; who is early or late reads
    where the group is.
    """
    if not does:
        try:
            return desk.refuse()
        except PermissionDenied:
            heading, text = _("This is for others of the group"), _for_whom(seen)
            return _told(desk, seen, heading, text, HTTPStatus.FORBIDDEN)
    if seen.state in at:
        return None
    later = _ORDER.index(seen.state) > max(_ORDER.index(step) for step in at)
    heading = _("This step is over") if later else _("The group is not that far yet")
    parts = [_where(seen), _("Nothing was saved.") if desk.sent is not None else ""]
    text = " ".join([*filter(None, parts), str(_NEXT[seen.state])])
    return _told(desk, seen, heading, text, HTTPStatus.CONFLICT)


def _for_whom(seen: AnalysisSeen) -> str:
    return _(
        "Who attends the meetings of “%(group)s” writes along and divides points. The chair, "
        "the wijkregisseur and the community worker of the area lead. Who is only kept "
        "informed does neither. Ask the chair."
    ) % {"group": seen.group_name}


def _where(seen: AnalysisSeen) -> str:
    return _("This analysis is at “%(state)s” now.") % {"state": seen.state.label}


def _told(
    desk: Desk, seen: AnalysisSeen, heading: str, text: str, status: HTTPStatus
) -> HttpResponse:
    context = {
        "crumbs": analysis.crumbs(desk, seen, heading),
        "kicker": analysis.title(seen),
        "heading": heading,
        "intro_text": text,
        "cancel_url": desk.url("analysis", seen.id),
    }
    return render(desk.request, "programme/ask.html", context, status=status)
