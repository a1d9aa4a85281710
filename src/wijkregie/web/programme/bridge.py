"""Bottlenecks beside projects, in words: what nobody works on and what works on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.states import CLOSED, Priority, ProjectState, Track
from wijkregie.web.http.addresses import area_url, project_url, thread_url
from wijkregie.web.programme.ways import ways
from wijkregie.web.programme.words import capital, joined, period_text, project_name, where_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.programme.queries import (
        AreaTracks,
        BridgeProject,
        BridgeRow,
        BridgeSeen,
        EvidenceCount,
        ProjectInPlan,
        Tracks,
    )
    from wijkregie.web.programme.bridge_asked import BridgeAsked
    from wijkregie.web.programme.desk import Desk

TRACKS: Final = {
    Track.NOW: gettext_lazy("Visible now"),
    Track.STRUCTURAL: gettext_lazy("Structural, takes longer"),
}
#: As many columns fit with titles that lie flat, and that stand upright.
_FLAT, _UPRIGHT = 7, 13
_WEIGHTS: Final = {
    Priority.HIGH: gettext_lazy("weighs heavily"),
    Priority.NORMAL: gettext_lazy("normal weight"),
    Priority.LOW: gettext_lazy("weighs little"),
}


def page(desk: Desk, seen: BridgeSeen, asked: BridgeAsked, *, new_url: str) -> dict[str, Any]:
    """Return the bridge, as ``programme/bridge.html`` asks for it.

    ``new_url`` is where a project begins, for who may begin one.
    """
    programme = seen.programme
    changing = asked.changing and seen.may_link
    address = desk.url("bridge", programme.key)
    return {
        "crumbs": [
            {"name": _("Programme"), "url": desk.url("index")},
            {"name": programme.name, "url": desk.url("detail", programme.key)},
            {"name": _("Bottlenecks and projects"), "url": ""},
        ],
        "kicker": _("%(name)s, %(years)s")
        % {
            "name": programme.name,
            "years": period_text(programme.from_year, programme.until_year),
        },
        "ways": ways(desk, programme.key, "bridge"),
        "summary": _summary(seen),
        "choices": asked.choices(seen),
        "columns": [_column(desk, one) for one in seen.projects],
        "groups": _groups(desk, seen, asked, new_url=new_url),
        "shape": _shape(len(seen.projects)),
        "idle": [_idle(desk, one) for one in seen.projects if is_idle(one)],
        "changing": changing,
        "change_url": f"{address}?{asked.query(changing=True)}" if seen.may_link else "",
        "read_url": f"{address}?{asked.query()}",
        "add_url": desk.url("bottleneck_new", programme.key) if seen.may_link else "",
        "tracks": [_tracks(desk, seen, one) for one in seen.tracks],
        "files": [{"url": _table_url(desk, seen, asked), "text": _("Table (CSV)")}],
        "permalink": desk.request.build_absolute_uri(f"{address}?{asked.query()}".rstrip("?")),
    }


def _shape(columns: int) -> str:
    """Return how the matrix stands: titles flat, titles upright, or wider than the page."""
    upright = "upright" if columns <= _UPRIGHT else "wide"
    return "flat" if columns <= _FLAT else upright


def rows_for_csv(seen: BridgeSeen) -> tuple[list[str], list[list[Any]]]:
    """Return the matrix as a table to take along: its head and its rows."""
    head = [
        _("bottleneck"),
        _("areas"),
        _("weight"),
        _("evidence"),
        _("projects"),
        _("somebody works on it"),
        *(project_name(one.number, one.title) for one in seen.projects),
    ]
    rows = [
        [
            capital(row.title),
            where_text(row.areas),
            str(_WEIGHTS[row.priority]) if row.priority else "",
            row.evidence.total,
            row.counted,
            _("yes") if row.worked_on else _("no"),
            *(_mark(one) if one.id in row.project_ids else "" for one in seen.projects),
        ]
        for row in seen.rows
    ]
    foot = [_("bottlenecks of the project"), "", "", "", "", ""]
    return head, [*rows, [*foot, *(len(one.bottleneck_ids) for one in seen.projects)]]


def is_idle(one: BridgeProject) -> bool:
    """Tell whether a project at work takes on no bottleneck."""
    return one.at_work and not one.bottleneck_ids


def evidence_text(count: EvidenceCount) -> str:
    """Tell what shows a bottleneck; nothing where nothing does."""
    parts = (
        ngettext("%(n)d figure", "%(n)d figures", count.figures) % {"n": count.figures},
        ngettext("%(n)d report", "%(n)d reports", count.signals) % {"n": count.signals},
        ngettext("%(n)d meeting", "%(n)d meetings", count.meetings) % {"n": count.meetings},
        ngettext("%(n)d document", "%(n)d documents", count.documents) % {"n": count.documents},
    )
    counts = (count.figures, count.signals, count.meetings, count.documents)
    return joined(text for text, number in zip(parts, counts, strict=True) if number)


def _summary(seen: BridgeSeen) -> list[dict[str, Any]]:
    rows, projects = len(seen.rows), len(seen.projects)
    return [
        {
            "value": rows,
            "text": ngettext("bottleneck", "bottlenecks", rows),
            "url": "#matrix",
        },
        {
            "value": projects,
            "text": ngettext("project", "projects", projects),
            "url": "#matrix",
        },
        {
            "value": seen.untouched,
            "text": ngettext(
                "bottleneck that nobody works on",
                "bottlenecks that nobody works on",
                seen.untouched,
            ),
            "url": "#matrix",
        },
        {
            "value": seen.idle,
            "text": ngettext(
                "project that works on no bottleneck",
                "projects that work on no bottleneck",
                seen.idle,
            ),
            "url": "#idle" if seen.idle else "#matrix",
        },
    ]


def _mark(one: BridgeProject) -> str:
    """Return what stands in a cell where a project takes on a bottleneck."""
    if one.at_work:
        return _("works on it")
    return str(ProjectState(one.state).label)


def _column(desk: Desk, one: BridgeProject) -> dict[str, Any]:
    number = len(one.bottleneck_ids)
    return {
        "id": one.id,
        "name": project_name(one.number, one.title),
        "url": project_url(desk.scope, one.id),
        "note": "" if one.at_work else str(one.state.label),
        "sum": number,
        "idle": is_idle(one),
    }


def _groups(
    desk: Desk, seen: BridgeSeen, asked: BridgeAsked, *, new_url: str
) -> list[dict[str, Any]]:
    groups: dict[tuple[int, ...], dict[str, Any]] = {}
    for row in seen.rows:
        key = tuple(area.id for area in row.areas)
        group = groups.setdefault(key, {"name": capital(where_text(row.areas)), "rows": []})
        group["rows"].append(_row(desk, seen, row, asked, new_url=new_url))
    return list(groups.values())


def _row(
    desk: Desk, seen: BridgeSeen, row: BridgeRow, asked: BridgeAsked, *, new_url: str
) -> dict[str, Any]:
    open_ = {one.id for one in seen.projects if one.state not in CLOSED}
    change = desk.url("bridge_link", seen.programme.key, row.id)
    return {
        "id": row.id,
        "title": capital(row.title),
        "url": thread_url(desk.scope, "knelpunt", row.id),
        "weight": str(_WEIGHTS[row.priority]) if row.priority else "",
        "heavy": row.priority == Priority.HIGH,
        "evidence": evidence_text(row.evidence),
        "change_url": desk.url("bottleneck_change", seen.programme.key, row.id)
        if seen.may_link
        else "",
        "link_url": f"{change}?{asked.query(changing=True)}",
        "new_url": f"{new_url}?knelpunt={row.id}" if new_url and not row.worked_on else "",
        "untouched": not row.worked_on,
        "was": [pk for pk in row.project_ids if pk in open_],
        "sum": row.counted,
        "sum_note": _uncounted(len(row.project_ids) - row.counted),
        "cells": [_cell(one, row) for one in seen.projects],
    }


def _uncounted(number: int) -> str:
    """Tell how many took it on that do not count: ideas, and what was stopped."""
    if not number:
        return ""
    return ngettext(
        "and %(n)d that does not count yet or any more",
        "and %(n)d that do not count yet or any more",
        number,
    ) % {"n": number}


def _cell(one: BridgeProject, row: BridgeRow) -> dict[str, Any]:
    linked = one.id in row.project_ids
    return {
        "id": one.id,
        "name": project_name(one.number, one.title),
        "linked": linked,
        "at_work": one.at_work,
        "text": capital(_mark(one)) if linked else "",
        "closed": one.state in CLOSED,
    }


def _idle(desk: Desk, one: BridgeProject) -> dict[str, str]:
    return {
        "name": project_name(one.number, one.title),
        "url": project_url(desk.scope, one.id),
        "text": capital(where_text(one.areas)),
    }


def _tracks(desk: Desk, seen: BridgeSeen, one: AreaTracks) -> dict[str, Any]:
    """Return the tracks of one area, as ``programme/bridge_tracks.html`` asks for them."""
    return {
        "name": one.area.name or one.area.code,
        "url": area_url(desk.scope, one.area),
        "plan_url": desk.url("area_plan", seen.programme.key, one.area.code),
        "tracks": tracks(desk, one),
        "unsorted": links(desk, one.unsorted, sort=seen.may_link),
    }


def tracks(desk: Desk, one: AreaTracks | Tracks[ProjectInPlan]) -> list[dict[str, Any]]:
    """Return both tracks with their projects, and what lacks."""
    found = {Track.NOW: one.now, Track.STRUCTURAL: one.structural}
    lacks = {
        Track.NOW: _("Nothing is visible here yet."),
        Track.STRUCTURAL: _("Nothing structural goes on here yet."),
    }
    return [
        {
            "name": str(TRACKS[track]),
            "projects": links(desk, found[track]),
            "lacks": lacks[track] if track in one.missing else "",
        }
        for track in Track
    ]


def links(
    desk: Desk, projects: Iterable[BridgeProject | ProjectInPlan], *, sort: bool = False
) -> list[dict[str, str]]:
    """Return links to projects; with ``sort`` also where their track is chosen."""
    return [
        {
            "name": project_name(one.number, one.title),
            "url": project_url(desk.scope, one.id),
            "note": str(one.state.label) if one.state in rules.UNCOUNTED else "",
            "sort_url": desk.url("project_track", one.id)
            if sort and one.state not in CLOSED
            else "",
        }
        for one in projects
    ]


def _table_url(desk: Desk, seen: BridgeSeen, asked: BridgeAsked) -> str:
    return f"{desk.url('bridge_csv', seen.programme.key)}?{asked.query()}".rstrip("?")
