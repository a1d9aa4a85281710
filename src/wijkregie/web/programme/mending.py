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

#: What is mended where one sees how the programme is measured.
_MEASURED: Final = frozenset({"L07", "L08", "L09", "L17", "L25"})


def mend(desk: Desk, one: CheckSeen, seen: ChecksSeen) -> tuple[str, str]:
    """Return where a finding is mended, and the words of the link."""
    about = one.finding.about
    if about.kind == Kind.PROJECT:
        return _project(desk, one)
    text = str(_BACK_TO[about.kind])
    if one.finding.check in _MEASURED:
        return _measuring(desk, one, seen)
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


def _measuring(desk: Desk, one: CheckSeen, seen: ChecksSeen) -> tuple[str, str]:
    """Return the form where a finding about measuring is mended, else where it stands."""
    key, found = seen.programme.key, one.finding
    page, steers = desk.url("measuring", key), seen.programme.may_steer
    if found.check == "L25":
        text = _("To the plan for the effect")
        place = int(found.place)
        url = desk.url("effect_change", key, place) if steers else f"{page}#effect-{place}"
        return url, text
    if found.check == "L08":
        place = int(found.place)
        name = "wave_change" if steers else "wave"
        return f"{desk.url(name, place)}{'#vraag' if steers else ''}", _("To the measurement")
    if found.check == "L17" and steers:
        form = desk.url("indicator_measuring", key, one.goal_id, found.about.id)
        return f"{form}#delen", _("To the numbers of people")
    return f"{page}#indicator-{found.about.id}", _("To how it is measured")


def _project(desk: Desk, one: CheckSeen) -> tuple[str, str]:
    pk, check = one.finding.about.id, one.finding.check
    if check == "L14":
        return f"{project_url(desk.scope, pk)}#money", _("To the money of the project")
    if one.may_accept and check in {"L10", "L13", "L15", "L20"}:
        return desk.url("project_change", pk), _("Change the project")
    return project_url(desk.scope, pk), _("To the project card")
