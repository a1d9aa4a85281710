"""The plan of an area in words: vision, agenda of three points, and the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.states import Priority, Track
from wijkregie.web.http.addresses import area_url, optional, project_url, thread_url
from wijkregie.web.programme import tables
from wijkregie.web.programme.bridge import TRACKS
from wijkregie.web.programme.cited import cited
from wijkregie.web.programme.districts import kind_text
from wijkregie.web.programme.ways import ways
from wijkregie.web.programme.words import (
    amount_text,
    apart_text,
    capital,
    date_text,
    gap_text,
    joined,
    period_text,
    project_name,
    value_text,
    with_source,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.programme.queries import (
        AreaPlanSeen,
        IndicatorLine,
        PlanBottleneck,
        PlanGoal,
        PlanPoint,
        PlanProject,
    )
    from wijkregie.web.programme.desk import Desk


def page(desk: Desk, seen: AreaPlanSeen) -> dict[str, Any]:
    """Return the plan of an area, as ``programme/area_plan.html`` asks for it."""
    programme, code = seen.programme, seen.area.code
    key, name = programme.key, seen.area.name or code
    here = desk.url("area_plan", key, code)
    pdf = optional("programme:area_plan_pdf", desk.scope.slug, key, code)
    return {
        "crumbs": [
            {"name": programme.name, "url": desk.url("detail", key)},
            {"name": _("Areas"), "url": desk.url("areas", key)},
            {"name": _("Plan of %(area)s") % {"area": name}, "url": ""},
        ],
        "kicker": _("%(name)s, %(years)s")
        % {
            "name": programme.name,
            "years": period_text(programme.from_year, programme.until_year),
        },
        "ways": ways(desk, key, "areas"),
        "area": {"name": name, "url": area_url(desk.scope, seen.area)},
        "vision": seen.vision,
        "agreed_text": agreed_text(seen),
        **({"draft": seen.draft, "draft_text": _drafted(seen)} if seen.draft else {}),
        "change_url": desk.url("area_vision", key, code) if seen.may_change else "",
        "agree_url": desk.url("area_agree", key, code)
        if seen.may_change and seen.written and (seen.draft or seen.decision is None)
        else "",
        "points": [_point(desk, one) for one in seen.main_points],
        "analysis_url": desk.url("analysis", seen.main_points[0].point.analysis_id)
        if seen.main_points
        else "",
        "bottlenecks": [_bottleneck(desk, seen, one) for one in seen.bottlenecks],
        "bridge_url": f"{desk.url('bridge', key)}?wijk={code}",
        "tracks": plan_tracks(desk, seen),
        "unsorted": _projects(desk, seen.tracks.unsorted),
        "town_wide": _projects(desk, seen.town_wide),
        "goals": [_goal(desk, one) for one in seen.goals],
        "money": _money(seen),
        "parties": parties(seen),
        "files": [{"url": pdf, "text": _("The plan on one page (PDF)")}] if pdf else [],
        "permalink": desk.request.build_absolute_uri(here),
    }


def agreed_text(seen: AreaPlanSeen) -> str:
    """Tell who agreed to the vision, or that nobody did yet."""
    if not seen.vision:
        return ""
    if seen.decision is not None:
        told = {
            "body": seen.decision.body_name,
            "day": date_text(seen.decision.taken_on),
            "reason": seen.decision.reason,
        }
        words = _("Agreed by %(body)s on %(day)s: %(reason)s") % told
        return with_source(words, seen.decision)
    return _drafted(seen)


def _drafted(seen: AreaPlanSeen) -> str:
    if seen.changed_at is None:
        return ""
    day = date_text(timezone.localdate(seen.changed_at))
    return _("A draft of %(day)s; nobody agreed to it yet.") % {"day": day}


def plan_tracks(desk: Desk, seen: AreaPlanSeen) -> list[dict[str, Any]]:
    """Return both tracks, as ``programme/track_projects.html`` asks for each."""
    found = {Track.NOW: seen.tracks.now, Track.STRUCTURAL: seen.tracks.structural}
    lacks = {
        Track.NOW: _("Nothing is visible here yet."),
        Track.STRUCTURAL: _("Nothing structural goes on here yet."),
    }
    return [
        {
            "name": str(TRACKS[track]),
            "projects": _projects(desk, found[track]),
            "lacks": lacks[track] if track in seen.tracks.missing else "",
        }
        for track in Track
    ]


def parties(seen: AreaPlanSeen) -> list[dict[str, str]]:
    """Return who does what in the area, as ``partials/facts.html`` asks for it."""
    done: dict[str, list[str]] = {}
    for project in seen.projects:
        for name in (*project.holders, *project.partners):
            held = name in project.holders
            words = _("holds %(project)s") if held else _("takes part in %(project)s")
            title = project_name(project.number, project.title)
            done.setdefault(name, []).append(words % {"project": f"“{title}”"})
    return [
        {"name": name, "text": capital(joined(dict.fromkeys(does)))}
        for name, does in sorted(done.items())
    ]


def measured_text(line: IndicatorLine) -> str:
    """Tell in a few words where a figure was, is and has to go; what is not known says so."""
    unknown = _("not known")
    return _("%(title)s: was %(before)s, is %(now)s, should become %(target)s") % {
        "title": line.title,
        "before": value_text(line.baseline, line.unit) or unknown,
        "now": value_text(line.now, line.unit) or unknown,
        "target": value_text(line.target, line.unit) or unknown,
    }


def _money(seen: AreaPlanSeen) -> dict[str, Any]:
    years = seen.money.years
    table = {
        "caption": _("Costs and coverage per year"),
        "heads": tables.heads(_("Year")),
        "rows": tables.year_rows(years, seen.money.total),
    }
    return {"text": money_text(seen), "table": table if years else None}


def money_text(seen: AreaPlanSeen) -> str:
    """Tell what the projects of an area cost, what lacks, and which do not count in that."""
    total = seen.money.total
    told = _("It is not known yet what these projects cost.")
    if total.costs.cents:
        words = _("These projects cost %(amount)s: %(gap)s.")
        told = words % {"amount": amount_text(total.costs), "gap": gap_text(total)}
    return f"{told} {apart_text(seen.projects)}".strip()


def _point(desk: Desk, one: PlanPoint) -> dict[str, Any]:
    return {
        "text": capital(one.point.text),
        "kind_text": kind_text(one.point.kind),
        "url": desk.url("analysis", one.point.analysis_id),
        "proofs": [cited(desk.scope, each) for each in one.evidence],
    }


def _bottleneck(desk: Desk, seen: AreaPlanSeen, one: PlanBottleneck) -> dict[str, Any]:
    working = {each.id for each in seen.projects if each.state not in rules.UNCOUNTED}
    number = len(working.intersection(one.listed.project_ids))
    words = ngettext("%(n)d project works on it", "%(n)d projects work on it", number)
    return {
        "title": capital(one.listed.title),
        "url": thread_url(desk.scope, "knelpunt", one.listed.id),
        "heavy": one.listed.priority == Priority.HIGH,
        "remark": capital(one.listed.remark),
        "projects_text": words % {"n": number} if number else "",
        "proofs": [cited(desk.scope, each) for each in one.evidence],
    }


def _projects(desk: Desk, projects: Iterable[PlanProject]) -> list[dict[str, str]]:
    return [
        {
            "name": project_name(one.number, one.title),
            "url": project_url(desk.scope, one.id),
            "note": str(one.state.label),
            "text": one.plain or one.intended_result,
        }
        for one in projects
    ]


def _goal(desk: Desk, one: PlanGoal) -> dict[str, Any]:
    return {
        "title": one.title,
        "url": thread_url(desk.scope, "doel", one.id),
        "lines": [measured_text(line) for line in one.indicators],
    }
