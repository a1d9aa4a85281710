"""Policy on one side, residents on the other, and the projects between them, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.web.http.addresses import project_url, signal_url, thread_url
from wijkregie.web.programme.bridge_asked import AREA, area_choice
from wijkregie.web.programme.ways import ways
from wijkregie.web.programme.words import (
    capital,
    date_text,
    period_text,
    project_name,
    where_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.programme.queries import (
        InitiativeSeen,
        MeetingPlace,
        PerspectiveSeen,
        PerspectivesSeen,
    )
    from wijkregie.web.programme.desk import Desk


def page(desk: Desk, seen: PerspectivesSeen, code: str) -> dict[str, Any]:
    """Return both sides, as ``programme/perspectives.html`` asks for it."""
    programme, key = seen.programme, seen.programme.key
    asked = f"?{AREA}={code}" if code else ""
    meet = [one for one in seen.places if one.meets]
    return {
        "crumbs": [
            {"name": _("Programme"), "url": desk.url("index")},
            {"name": programme.name, "url": desk.url("detail", key)},
            {"name": _("Policy and residents"), "url": ""},
        ],
        "kicker": _("%(name)s, %(years)s")
        % {
            "name": programme.name,
            "years": period_text(programme.from_year, programme.until_year),
        },
        "ways": ways(desk, key, "perspectives"),
        "choices": [area_choice(seen.areas, code)] if seen.areas else [],
        "meet_text": _meet_text(len(meet), len(seen.places)),
        "perspectives": [_perspective(desk, seen, one) for one in seen.perspectives],
        "places": [_place(desk, seen, one) for one in (*meet, *_one_sided(seen))],
        "initiatives": [_initiative(desk, seen, one) for one in seen.initiatives],
        "add_perspective_url": desk.url("perspective_new", key) if programme.may_steer else "",
        "add_initiative_url": desk.url("initiative_new", key)
        if seen.may_add_initiative
        else "",
        "files": [{"url": desk.url("perspectives_csv", key) + asked, "text": _("Table (CSV)")}],
        "permalink": desk.request.build_absolute_uri(desk.url("perspectives", key) + asked),
    }


def rows_for_csv(seen: PerspectivesSeen) -> tuple[list[str], list[list[Any]]]:
    """Return both sides as a table: a row for each project in which something comes back."""
    places = {one.project.id: one for one in seen.places}
    head = [_("side"), _("what"), _("areas"), _("from whom"), _("project"), _("they meet")]
    rows = []
    sides: list[tuple[str, PerspectiveSeen | InitiativeSeen, str]] = [
        *((_("policy"), one, one.goal.title if one.goal else "") for one in seen.perspectives),
        *((_("residents"), each, whose_text(each)) for each in seen.initiatives),
    ]
    for side, one, whose in sides:
        start = [side, one.title, capital(where_text(one.areas)), whose]
        met = [places[pk] for pk in one.project_ids if pk in places]
        rows += [[*start, _name(each), _yes(meets=each.meets)] for each in met]
        rows += [] if met else [[*start, "", _yes(meets=False)]]
    return head, rows


def whose_text(one: InitiativeSeen) -> str:
    """Tell who came with an initiative: a group or a street, never a person."""
    return ", ".join(filter(None, (one.group_name, one.brought_by)))


def _yes(*, meets: bool) -> str:
    return _("yes") if meets else _("no")


def _one_sided(seen: PerspectivesSeen) -> list[MeetingPlace]:
    return [one for one in seen.places if not one.meets]


def _meet_text(met: int, places: int) -> str:
    if not met:
        return _("Policy and residents do not meet in any project yet.")
    words = ngettext(
        "Policy and residents meet in %(n)d of %(all)d project.",
        "Policy and residents meet in %(n)d of %(all)d projects.",
        places,
    )
    return words % {"n": met, "all": places}


def _perspective(desk: Desk, seen: PerspectivesSeen, one: PerspectiveSeen) -> dict[str, Any]:
    change = desk.url("perspective_change", seen.programme.key, one.id)
    return {
        "id": f"perspectief-{one.id}",
        "title": one.title,
        "text": one.text,
        "facts": [capital(where_text(one.areas))],
        "link": {
            "text": _("Goal: %(title)s") % {"title": one.goal.title},
            "url": thread_url(desk.scope, "doel", one.goal.id),
        }
        if one.goal
        else None,
        "projects": _projects(seen, one.project_ids),
        "lacks": _lacks(seen, one.project_ids, _("It meets no initiative of residents yet.")),
        "change_url": change if seen.programme.may_steer else "",
    }


def _initiative(desk: Desk, seen: PerspectivesSeen, one: InitiativeSeen) -> dict[str, Any]:
    change = desk.url("initiative_change", seen.programme.key, one.id)
    came = _("since %(day)s") % {"day": date_text(one.came_on)} if one.came_on else ""
    return {
        "id": f"initiatief-{one.id}",
        "title": one.title,
        "text": one.text,
        "facts": [
            text for text in (whose_text(one), capital(where_text(one.areas)), came) if text
        ],
        "link": {
            "text": _("Report %(mark)s") % {"mark": one.signal.reference},
            "url": signal_url(desk.scope, one.signal.reference),
        }
        if one.signal
        else None,
        "projects": _projects(seen, one.project_ids),
        "lacks": _lacks(seen, one.project_ids, _("It meets no aim of policy yet.")),
        "change_url": change if one.may_change else "",
    }


def _lacks(seen: PerspectivesSeen, project_ids: Iterable[int], alone: str) -> str:
    """Tell that something comes back in no project, or meets nothing of the other side."""
    wanted = set(project_ids)
    found = [one for one in seen.places if one.project.id in wanted]
    if not found:
        return _("It comes back in no project yet.")
    return "" if any(one.meets for one in found) else alone


def _projects(seen: PerspectivesSeen, project_ids: Iterable[int]) -> list[dict[str, str]]:
    wanted = set(project_ids)
    return [
        {"name": _name(one), "url": f"#project-{one.project.id}"}
        for one in seen.places
        if one.project.id in wanted
    ]


def _place(desk: Desk, seen: PerspectivesSeen, one: MeetingPlace) -> dict[str, Any]:
    aims = [each for each in seen.perspectives if each.id in one.perspective_ids]
    wants = [each for each in seen.initiatives if each.id in one.initiative_ids]
    lacks = "" if one.meets else _("Only policy comes back here.")
    if not one.meets and wants:
        lacks = _("Only residents come back here.")
    return {
        "id": f"project-{one.project.id}",
        "name": _name(one),
        "url": project_url(desk.scope, one.project.id),
        "note": capital(str(one.project.state.label)),
        "aims": [{"text": each.title, "url": f"#perspectief-{each.id}"} for each in aims],
        "wants": [{"text": each.title, "url": f"#initiatief-{each.id}"} for each in wants],
        "lacks": lacks,
    }


def _name(one: MeetingPlace) -> str:
    return project_name(one.project.number, one.project.title)
