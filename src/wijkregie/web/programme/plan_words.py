"""Words for the planning: when something is, how it stands, and who is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.web.http.addresses import project_url
from wijkregie.web.programme.words import capital, date_text, joined, project_name

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import (
        ActivityPlanned,
        PointPlanned,
        ProjectPlanned,
    )


def days_text(first: date | None, last: date | None) -> str:
    """Return from which day to which something goes; a moment is one day."""
    if last is None:
        return _("from %(day)s") % {"day": date_text(first)} if first else _("no day known yet")
    if first is None or first == last:
        return date_text(last)
    return _("%(first)s to %(last)s") % {"first": date_text(first), "last": date_text(last)}


def sort_text(one: ActivityPlanned) -> str:
    """Return what something on a timeline is."""
    return _("Milestone") if one.is_milestone else _("Activity")


def work_state(one: ActivityPlanned, on: date) -> dict[str, str]:
    """Return how work stands, as ``partials/badge.html`` asks for it."""
    if one.done_on is not None:
        words = _("reached on %(day)s") if one.is_milestone else _("done on %(day)s")
        return _badge(words % {"day": date_text(one.done_on)}, "safe", "ok")
    if one.is_late(on):
        return _badge(_("too late"), "warning", "warning")
    if one.begins_on is not None and one.begins_on <= on:
        return _badge(_("under way"), "safe", "arrow")
    return _badge(_("planned"), "neutral", "info")


def point_state(one: PointPlanned, on: date) -> dict[str, str]:
    """Return whether something was decided, as ``partials/badge.html`` asks for it."""
    if one.decided_on is not None:
        words = _("decided on %(day)s") % {"day": date_text(one.decided_on)}
        return _badge(words, "safe", "ok")
    if one.moot:
        return _badge(_("no longer needed: the project has ended"), "neutral", "info")
    if one.is_late(on):
        return _badge(_("not decided yet, and too late"), "warning", "warning")
    return _badge(_("not decided yet"), "neutral", "info")


def _badge(text: str, kind: str, icon: str) -> dict[str, str]:
    return {"text": text, "kind": kind, "icon": icon}


def point_when(one: PointPlanned) -> str:
    """Return when something has to be decided: a day, or only a year."""
    if one.on is not None:
        return date_text(one.on)
    if one.year is not None:
        return _("in %(year)s") % {"year": one.year}
    return _("no date yet")


def holders_text(one: ProjectPlanned) -> str:
    """Return who holds a project, in a few words."""
    return joined(each.name for each in one.holders) or _("no holder yet")


def named(scope: Scope, one: ProjectPlanned) -> dict[str, str]:
    """Return a project by its name, with its address."""
    return {
        "name": project_name(one.number, one.title),
        "url": project_url(scope, one.id),
    }


def ago_text(since: date, on: date) -> str:
    """Return since how many days something is so."""
    days = (on - since).days
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def cell(text: str, label: str = "", **more: Any) -> dict[str, Any]:
    """Return one cell of a table, as ``programme/plan_table.html`` asks for it."""
    return {"text": text, "label": label, **more}


def then_text(text: str) -> str:
    """Return what follows from a decision; it begins with "then" once.

    >>> then_text("dan gaat het dicht"), then_text("")
    ('Dan gaat het dicht', '')
    """
    first = text.casefold().split(maxsplit=1)[:1]
    if not first or first[0].rstrip(":,") in {_("then"), "dan"}:
        return capital(text)
    return _("Then: %(what)s") % {"what": text}
