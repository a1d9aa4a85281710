"""What a partner has to do, each thing as a line of its sheet and of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.web.http.addresses import optional
from wijkregie.web.programme.plan_words import (
    days_text,
    named,
    point_state,
    point_when,
    sort_text,
    work_state,
)
from wijkregie.web.programme.words import capital, date_text

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.programme.queries import OfferWaiting, PointIn, ReportDue, WorkIn
    from wijkregie.web.programme.narrowing import Asked


def work(asked: Asked, one: WorkIn, on: date) -> dict[str, Any]:
    """Return work or a milestone, with when it has to be ready."""
    return {
        "day": days_text(one.work.begins_on, one.work.ends_on),
        "what": capital(one.work.title),
        "sort": sort_text(one.work),
        "badge": work_state(one.work, on),
        "project": named(asked.desk.scope, one.project),
    }


def point(asked: Asked, one: PointIn, on: date) -> dict[str, Any]:
    """Return a moment to decide, with who decides."""
    return {
        "day": capital(point_when(one.point)),
        "what": capital(one.point.question),
        "sort": _("%(who)s decides") % {"who": one.point.body_name}
        if one.point.body_name
        else _("To decide"),
        "badge": point_state(one.point, on) if one.point.is_late(on) else None,
        "project": named(asked.desk.scope, one.project),
    }


def report(asked: Asked, one: ReportDue, on: date) -> dict[str, Any]:
    """Return a report on an agreement that is due."""
    late = {"text": _("too late"), "kind": "warning", "icon": "warning"}
    return {
        "day": date_text(one.due_on),
        "what": _("Tell how it goes: %(what)s") % {"what": one.title},
        "sort": _("Agreement"),
        "badge": late if one.is_late(on) else None,
        "project": {
            "name": one.title,
            "url": optional("programme:agreement", asked.desk.scope.slug, one.agreement_id),
        },
    }


def offer(asked: Asked, one: OfferWaiting) -> dict[str, Any]:
    """Return a project that was offered, and that waits for a yes or a no."""
    return {
        "day": _("since %(day)s") % {"day": date_text(one.offered_on)},
        "what": _("Answer whether you take it over as regular work: %(work)s")
        % {"work": one.activity_name},
        "sort": _("Hand-over"),
        "badge": None,
        "project": {
            "name": one.project_title,
            "url": asked.desk.url("hand_over", one.project_id),
        },
    }
