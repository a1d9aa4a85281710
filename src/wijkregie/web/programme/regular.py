"""Regular work beside a programme, as its page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.web.http.addresses import project_url, thread_url
from wijkregie.web.programme.ways import ways
from wijkregie.web.programme.words import capital, date_text, period_text, project_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import (
        ProgrammeSeen,
        ProjectNamed,
        RegularSeen,
    )
    from wijkregie.web.programme.desk import Desk


def page(desk: Desk, programme: ProgrammeSeen, found: Sequence[RegularSeen]) -> dict[str, Any]:
    """Return the regular work of a programme, as ``programme/regular.html`` asks for it."""
    return {
        "crumbs": crumbs(desk, programme),
        "kicker": _("%(name)s, %(years)s")
        % {
            "name": programme.name,
            "years": period_text(programme.from_year, programme.until_year),
        },
        "ways": ways(desk, programme.key, "regular"),
        "parts": parts(desk, found),
        "new_url": desk.url("regular_new", programme.key) if programme.may_steer else "",
    }


def crumbs(desk: Desk, programme: ProgrammeSeen, here: str = "") -> list[dict[str, str]]:
    """Return the way to this page, or to one below it."""
    last = desk.url("regular", programme.key) if here else ""
    way = [
        {"name": _("Programme"), "url": desk.url("index")},
        {"name": programme.name, "url": desk.url("detail", programme.key)},
        {"name": _("Regular work"), "url": last},
    ]
    return [*way, {"name": here, "url": ""}] if here else way


def parts(desk: Desk, found: Sequence[RegularSeen]) -> list[dict[str, Any]]:
    """Return what goes on, and then what no longer works."""
    stopped = [one for one in found if one.stopped_on is not None]
    going = [one for one in found if one.stopped_on is None]
    told = (("going", _("Goes on"), going), ("stopped", _("No longer works"), stopped))
    return [
        {"id": key, "title": title, "items": [_item(desk, one) for one in rows]}
        for key, title, rows in told
        if rows
    ]


def _item(desk: Desk, one: RegularSeen) -> dict[str, Any]:
    stopped = ""
    if one.stopped_on is not None:
        words = {"day": date_text(one.stopped_on), "why": one.stopped_because}
        stopped = _("Since %(day)s: %(why)s") % words
    return {
        "name": capital(one.name),
        "holder_text": one.holder or _("not known who does it"),
        "goals": [
            {"name": goal.title, "url": thread_url(desk.scope, "doel", goal.id)}
            for goal in one.goals
        ],
        "handed_over": _projects(desk.scope, one.handed_over),
        "became": _projects(desk.scope, one.became),
        "stopped_text": stopped,
        "actions": _actions(desk, one) if one.may_change else [],
    }


def _actions(desk: Desk, one: RegularSeen) -> list[dict[str, str]]:
    change = {"text": _("Change"), "url": desk.url("regular_change", one.id)}
    if one.stopped_on is None:
        stop = {"text": _("It no longer works"), "url": desk.url("regular_stop", one.id)}
        return [change, stop]
    made = reverse("programme:project_new", args=[desk.scope.slug])
    return [change, {"text": _("Make a project of it"), "url": f"{made}?lijnwerk={one.id}"}]


def _projects(scope: Scope, projects: Iterable[ProjectNamed]) -> list[dict[str, str]]:
    return [
        {"name": project_name(one.number, one.title), "url": project_url(scope, one.id)}
        for one in projects
    ]
