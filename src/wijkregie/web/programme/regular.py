"""Regular work beside a programme, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.web.http.addresses import project_url, thread_url
from wijkregie.web.programme.plan_words import cell
from wijkregie.web.programme.ways import ways
from wijkregie.web.programme.words import (
    capital,
    date_text,
    joined,
    period_text,
    project_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import (
        GoalNamed,
        ProgrammeSeen,
        ProjectNamed,
        RegularSeen,
    )
    from wijkregie.web.programme.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """The regular work of a programme, and for which goal it is asked: empty is all of it."""

    desk: Desk
    programme: ProgrammeSeen
    goals: tuple[GoalNamed, ...]
    whole: Sequence[RegularSeen]
    goal: str

    @property
    def found(self) -> list[RegularSeen]:
        """The work that serves the goal, or one below it."""
        if not self.goal:
            return list(self.whole)
        wanted = {one.id for one in self.goals if one.key == self.goal}
        while more := {one.id for one in self.goals if one.parent_id in wanted} - wanted:
            wanted |= more
        return [one for one in self.whole if any(goal.id in wanted for goal in one.goals)]

    @property
    def query(self) -> str:
        """The query that asks for the same again."""
        return f"?{urlencode({'doel': self.goal})}" if self.goal else ""


def page(asked: Asked) -> dict[str, Any]:
    """Return the regular work of a programme, as ``programme/regular.html`` asks for it."""
    desk, programme = asked.desk, asked.programme
    here = desk.url("regular", programme.key)
    file_url = desk.url("regular_csv", programme.key) + asked.query
    return {
        "crumbs": crumbs(desk, programme),
        "kicker": _("%(name)s, %(years)s")
        % {
            "name": programme.name,
            "years": period_text(programme.from_year, programme.until_year),
        },
        "ways": ways(desk, programme.key, "regular"),
        "parts": parts(desk, asked.found),
        "table": table(asked.found) if asked.found else None,
        "choices": [_choice(asked)] if asked.whole else [],
        "all_url": here if asked.goal else "",
        "files": [{"url": file_url, "text": _("Table (CSV)")}],
        "permalink": desk.request.build_absolute_uri(here + asked.query),
        "new_url": desk.url("regular_new", programme.key) if programme.may_steer else "",
    }


def _choice(asked: Asked) -> dict[str, Any]:
    options = {"": _("All goals")} | {one.key: one.title for one in asked.goals}
    return {
        "name": "doel",
        "label": _("Goal"),
        "options": [
            {"value": key, "text": text, "selected": key == asked.goal}
            for key, text in options.items()
        ],
    }


def table(found: Sequence[RegularSeen]) -> dict[str, Any]:
    """Return the same work as a table, as ``programme/plan_table.html`` asks for it."""
    heads = [
        _("Who does it"),
        _("Goals it serves"),
        _("Projects handed over to it"),
        _("How it stands"),
    ]
    return {
        "caption": _("The regular work as a table"),
        "heads": [_("Regular work"), *heads],
        "rows": [
            {
                "name": capital(one.name),
                "cells": [
                    cell(text or unknown, label, unknown=not text and bool(unknown))
                    for label, (text, unknown) in zip(heads, _cells(one), strict=True)
                ],
            }
            for one in found
        ],
    }


def _cells(one: RegularSeen) -> list[tuple[str, str]]:
    """Return each text with what stands there where it is not known or there is none."""
    return [
        (one.holder, _("not known")),
        (joined(goal.title for goal in one.goals), _("No goal is linked yet.")),
        (_names(one.handed_over), _("none")),
        (_stands(one), ""),
    ]


def _stands(one: RegularSeen) -> str:
    if one.stopped_on is None:
        return _("Goes on")
    words = {"day": date_text(one.stopped_on), "why": one.stopped_because}
    told = _("No longer works since %(day)s: %(why)s") % words
    if not one.became:
        return told
    return f"{told} {_('Became a project:')} {_names(one.became)}"


def _names(projects: Iterable[ProjectNamed]) -> str:
    return joined(project_name(one.number, one.title) for one in projects)


def csv_head() -> list[str]:
    """Return the heads of the regular work as a file."""
    return [
        _("regular work"),
        _("who does it"),
        _("goals it serves"),
        _("projects handed over to it"),
        _("no longer works since"),
        _("why it no longer works"),
        _("became the project"),
    ]


def csv_rows(asked: Asked) -> list[list[Any]]:
    """Return a row per line of regular work; what is not known stays empty."""
    return [
        [
            one.name,
            one.holder,
            "; ".join(goal.title for goal in one.goals),
            "; ".join(project_name(each.number, each.title) for each in one.handed_over),
            one.stopped_on,
            one.stopped_because,
            "; ".join(project_name(each.number, each.title) for each in one.became),
        ]
        for one in asked.found
    ]


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
