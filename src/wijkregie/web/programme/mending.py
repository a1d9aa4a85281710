"""Where what the checks find is mended, for who looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.core.logframe import Kind
from wijkregie.web.http.addresses import project_url, thread_url

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import CheckSeen, ChecksSeen
    from wijkregie.web.programme.desk import Desk

_BACK_TO: Final = {
    Kind.PROGRAMME: gettext_lazy("To the programme"),
    Kind.GOAL: gettext_lazy("To the goal"),
    Kind.INDICATOR: gettext_lazy("To the indicator"),
    Kind.BOTTLENECK: gettext_lazy("To the bottleneck"),
    Kind.AREA: gettext_lazy("To the areas"),
    Kind.ANALYSIS: gettext_lazy("To the analysis"),
    Kind.AGREEMENT: gettext_lazy("To the agreement"),
}


def mend(desk: Desk, one: CheckSeen, seen: ChecksSeen) -> tuple[str, str]:
    """Return where a finding is mended, and the words of the link."""
    about = one.finding.about
    if about.kind == Kind.PROJECT:
        return _project(desk, one)
    text = str(_BACK_TO[about.kind])
    if about.kind in {Kind.GOAL, Kind.INDICATOR}:
        return _goal(desk, one, seen), text
    places = {
        Kind.PROGRAMME: desk.url("goals", seen.programme.key),
        Kind.BOTTLENECK: thread_url(desk.scope, "knelpunt", about.id),
        Kind.AREA: desk.url("areas", seen.programme.key),
        Kind.ANALYSIS: desk.url("analysis", about.id),
        Kind.AGREEMENT: desk.url("agreement", about.id),
    }
    return places[about.kind], text


def _goal(desk: Desk, one: CheckSeen, seen: ChecksSeen) -> str:
    """Return the form of a goal or figure for who steers, else where it stands."""
    key, about = seen.programme.key, one.finding.about
    if not seen.programme.may_steer:
        return f"{desk.url('goals', key)}#doel-{one.goal_id}"
    if about.kind == Kind.GOAL:
        return desk.url("goal_change", key, about.id)
    return desk.url("indicator_change", key, one.goal_id, about.id)


def _project(desk: Desk, one: CheckSeen) -> tuple[str, str]:
    pk, check = one.finding.about.id, one.finding.check
    if check == "L14":
        return f"{project_url(desk.scope, pk)}#money", _("To the money of the project")
    if one.may_accept and check in {"L10", "L13", "L15", "L20"}:
        return desk.url("project_change", pk), _("Change the project")
    return project_url(desk.scope, pk), _("To the project card")
