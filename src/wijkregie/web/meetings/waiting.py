"""What waits for somebody beside actions: offers, reports, and covenants that end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.domain.people import queries as people
from wijkregie.domain.programme import queries as programme
from wijkregie.web.meetings.words import day_text

if TYPE_CHECKING:
    from wijkregie.web.meetings.desk import Desk

Notice = dict[str, str]


def notices(desk: Desk) -> list[Notice]:
    """Return what waits, as ``partials/alert.html`` asks for it. Four queries at most."""
    return [*_offers(desk), *_reports(desk), *_covenants(desk)]


def _offers(desk: Desk) -> list[Notice]:
    told = []
    for one in programme.offered_to(desk.viewer):
        words = {"team": one.team, "project": one.project_title}
        text = _("%(team)s is asked to go on with “%(project)s”.") % words
        url = reverse("programme:hand_over", args=[desk.scope.slug, one.project_id])
        told.append({"kind": "info", "text": text, "url": url, "url_text": _("Answer")})
    return told


def _reports(desk: Desk) -> list[Notice]:
    told = []
    for one in programme.reports_asked(desk.viewer, on=desk.on):
        words = {"title": one.agreement.title, "day": day_text(one.due_on)}
        late = _("The report on “%(title)s” should have been in on %(day)s.")
        soon = _("The report on “%(title)s” is to be in by %(day)s.")
        slug = desk.scope.slug
        told.append(
            {
                "kind": "warning" if one.overdue else "info",
                "text": (late if one.overdue else soon) % words,
                "url": reverse(
                    "programme:agreement_report", args=[slug, one.agreement.id, one.id]
                ),
                "url_text": _("Write the report"),
            }
        )
    return told


def _covenants(desk: Desk) -> list[Notice]:
    told = []
    for one in people.lapsing_of(desk.viewer, on=desk.on):
        day = day_text(one.over_on) if one.over_on else ""
        words = {"group": one.group_name, "day": day}
        text = _("The covenant of “%(group)s” ends on %(day)s.") % words
        url = reverse("covenants:detail", args=[desk.scope.slug, one.id])
        told.append(
            {"kind": "warning", "text": text, "url": url, "url_text": _("Open the covenant")}
        )
    return told
