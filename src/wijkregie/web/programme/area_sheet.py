"""The plan of an area on one sheet A4: vision, three main points, two tracks, money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.states import Track
from wijkregie.kit import installation, typeset
from wijkregie.web.http.looks import code, colours
from wijkregie.web.programme import area_plans
from wijkregie.web.programme.words import (
    capital,
    date_text,
    joined,
    period_text,
    project_name,
    state_badge,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from wijkregie.domain.programme.queries import AreaPlanSeen, PlanPoint, PlanProject
    from wijkregie.web.programme.desk import Desk

TEMPLATE: Final = "web/programme/typst/area_plan.typ"
#: What fits on a sheet that somebody wants to read; the page tells the rest.
_VISION: Final = 700
_RESULT: Final = 160
_POINT: Final = 160
_PROJECTS: Final = 5
_BOTTLENECKS: Final = 4


def sheet(desk: Desk, seen: AreaPlanSeen, *, on: date, keep: bool) -> bytes:
    """Return the plan of an area as a PDF of one page. Raises ``typeset.TypesetFault``."""
    return typeset.pdf(TEMPLATE, values(desk, seen, on=on), keep=keep)


def values(desk: Desk, seen: AreaPlanSeen, *, on: date) -> dict[str, Any]:
    """Return everything on the sheet as words."""
    name, programme = seen.area.name or seen.area.code, seen.programme
    site = installation.reached_at()
    path = desk.url("area_plan", programme.key, seen.area.code)
    address = f"{site}{path}" if site else ""
    years = period_text(programme.from_year, programme.until_year)
    return {
        "title": _("Plan of %(area)s") % {"area": name},
        "municipality": desk.scope.name,
        "kind": f"{desk.scope.name} · {programme.name}, {years}",
        "vision": _shorter(seen.vision, _VISION) or _("The vision is not written down yet."),
        "agreed": area_plans.agreed_text(seen),
        "colours": colours(desk.scope),
        "agenda": {
            "title": _("Three main points"),
            "items": [_point(one) for one in seen.main_points],
            "none": _("The main points of this area are not chosen yet."),
        },
        "held": _held(seen),
        "tracks": [_track(seen, track) for track in Track],
        "others": _listed(_("Also in this area"), seen.tracks.unsorted, _going),
        "apart": _listed(_("Ideas, and what was stopped"), seen.projects, _apart),
        "wide": _wide(seen),
        "money": {
            "title": _("What it costs, and who pays"),
            "text": area_plans.money_text(seen),
        },
        "who": {"title": _("Who works on it"), "text": _who(seen)},
        "more": _("The whole plan, with where each figure comes from:"),
        "address": address,
        "code": code(address) if address else "",
        "code-alt": _("Code that leads a phone to %(address)s") % {"address": address},
        "footer": _("%(name)s, as it was on %(day)s")
        % {"name": desk.scope.name, "day": date_text(on)},
    }


def _shorter(words: str, most: int) -> str:
    return Truncator(" ".join(words.split())).chars(most)


def _point(one: PlanPoint) -> str:
    return _shorter(capital(one.point.text), _POINT)


def _held(seen: AreaPlanSeen) -> dict[str, Any]:
    rest = len(seen.bottlenecks) - _BOTTLENECKS
    named = seen.bottlenecks[:_BOTTLENECKS]
    return {
        "title": _("What holds the area back"),
        "items": [_shorter(capital(one.listed.title), _POINT) for one in named],
        "more": _more(rest),
        "none": _("No bottlenecks are named here."),
    }


def _track(seen: AreaPlanSeen, track: Track) -> dict[str, Any]:
    titles = {
        Track.NOW: _("What we do now: you see it soon"),
        Track.STRUCTURAL: _("What lasts: it takes longer"),
    }
    found = seen.tracks.now if track == Track.NOW else seen.tracks.structural
    return _listed(titles[track], found, _going, _("Nothing on this track yet."))


def _listed(
    title: str,
    projects: Iterable[PlanProject],
    keep: Callable[[PlanProject], bool],
    none: str = "",
) -> dict[str, Any]:
    found = [one for one in projects if keep(one)]
    return {
        "title": title,
        "items": [_project(one) for one in found[:_PROJECTS]],
        "more": _more(len(found) - _PROJECTS),
        "none": none,
    }


def _apart(one: PlanProject) -> bool:
    """Tell whether it is an idea, or stopped: nobody does it now."""
    return one.state in rules.UNCOUNTED


def _going(one: PlanProject) -> bool:
    return not _apart(one)


def _wide(seen: AreaPlanSeen) -> str:
    """Name what is there for the whole municipality."""
    found = [one for one in seen.town_wide if _going(one)][:_PROJECTS]
    if not found:
        return ""
    named = joined(f"{one.title} ({_when(one)})" for one in found)
    return _("For the whole municipality: %(projects)s.") % {"projects": named}


def _more(rest: int) -> str:
    if rest <= 0:
        return ""
    return ngettext("and %(n)d more", "and %(n)d more", rest) % {"n": rest}


def _project(one: PlanProject) -> dict[str, str]:
    who = joined(one.holders) or _("holder not known")
    return {
        "name": project_name(one.number, one.title),
        "result": _shorter(one.plain or one.intended_result, _RESULT),
        "who": f"{who} · {_when(one)} · {state_badge(one.state)['state_text'].lower()}",
    }


def _when(one: PlanProject) -> str:
    return period_text(one.from_year, one.until_year)


def _who(seen: AreaPlanSeen) -> str:
    names: Sequence[str] = [
        name for one in seen.projects if _going(one) for name in (*one.holders, *one.partners)
    ]
    unique = list(dict.fromkeys(names))[: 3 * _PROJECTS]
    return f"{capital(joined(unique))}." if unique else _("Not known yet.")
