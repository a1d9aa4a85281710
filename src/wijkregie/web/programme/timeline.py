"""The timeline of a programme: bars, who is in how much at once, and what has its day next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.programme.queries import LIVING
from wijkregie.web.programme import gantt
from wijkregie.web.programme.narrowing import Choice, frame, none_here
from wijkregie.web.programme.plan_words import (
    days_text,
    holders_text,
    named,
    point_state,
    point_when,
    sort_text,
    work_state,
)
from wijkregie.web.programme.timeline_table import table
from wijkregie.web.programme.words import capital, date_text, period_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from wijkregie.domain.programme.queries import Keyed, ProjectPlanned
    from wijkregie.web.programme.gantt import Axis, Load
    from wijkregie.web.programme.narrowing import Asked

#: In more projects at once than this is much, where the address names no other number.
MUCH: Final = "3"
_NEXT: Final = 10
_BARS: Final = (
    ("bar", "running", gettext_lazy("project that runs")),
    ("bar", "approved", gettext_lazy("approved, not begun yet")),
    ("bar", "finished", gettext_lazy("finished or handed over")),
    ("bar", "stopped", gettext_lazy("stopped")),
    ("work", "planned", gettext_lazy("activity; with a dashed edge when it is too late")),
)
_SIGNS: Final = (
    ("milestone-planned", gettext_lazy("milestone")),
    ("milestone-done", gettext_lazy("milestone, reached")),
    ("milestone-late", gettext_lazy("milestone, too late")),
    ("point-planned", gettext_lazy("moment to decide")),
    ("point-done", gettext_lazy("decided")),
    ("point-late", gettext_lazy("not decided, and too late")),
)


def asked_for(asked: Asked) -> Asked:
    """Return the question with the choices that only this page has."""
    axis = gantt.axis_of(asked.planning, asked.planning.projects, None)
    groups = {
        "wijk": _("by area"),
        "houder": _("by holder"),
        "niet": _("in the order of the programme"),
    }
    rows = {"samen": _("a row per project"), "elk": _("a row per activity too")}
    many = {str(number): str(number) for number in range(1, 10)}
    return asked.with_choices(
        [
            Choice("jaar", _("Years"), {str(year): str(year) for year in axis.years}, _("All")),
            Choice("groep", _("Order"), groups),
            Choice("rijen", _("Rows"), rows),
            Choice("tegelijk", _("Mark more at once than"), many, usual=MUCH),
        ]
    )


def page(asked: Asked, on: date) -> dict[str, Any]:
    """Return the timeline, as ``programme/timeline.html`` asks for it."""
    projects = asked.projects
    year = asked.values["jaar"]
    axis = gantt.axis_of(
        asked.planning, projects, None if asked.wrong or not year else int(year)
    )
    here = frame(
        asked, "timeline", _("Timeline"), {"timeline_csv": _("This timeline as a table (CSV)")}
    )
    return here | {
        "lead": _lead(projects),
        "chart": _chart(asked, axis, projects, on) if projects else None,
        "loads": _loads(asked, axis, projects),
        "much": int(asked.values["tegelijk"]) if not asked.wrong else int(MUCH),
        "next": _next(asked, projects, on),
        "table": table(asked, projects, on),
        "none": none_here(asked),
    }


def _lead(projects: Sequence[ProjectPlanned]) -> str:
    going = sum(one.state in LIVING for one in projects)
    told = ngettext("%(n)d project", "%(n)d projects", len(projects)) % {"n": len(projects)}
    return ngettext(
        "%(projects)s, of which %(going)d goes on or is to begin.",
        "%(projects)s, of which %(going)d go on or are to begin.",
        going,
    ) % {"projects": told, "going": going}


def _chart(
    asked: Asked, axis: Axis, projects: Sequence[ProjectPlanned], on: date
) -> dict[str, Any]:
    programme = asked.planning.programme
    span = gantt.Axis(
        axis.first.replace(year=programme.from_year),
        axis.last.replace(year=programme.until_year),
    )
    return {
        "ticks": [one | {"text": _tick_text(one)} for one in gantt.ticks(axis)],
        "period": axis.span(span.first, span.last),
        "period_text": _("The band is the period of the programme: %(years)s.")
        % {"years": period_text(programme.from_year, programme.until_year)},
        "today": axis.middle(on) if axis.shows(on) else "",
        "today_text": _("The red line is today, %(day)s.") % {"day": date_text(on)}
        if axis.shows(on)
        else "",
        "groups": [
            {
                "name": name,
                "rows": [row for one in found for row in _rows(asked, axis, one, on)],
            }
            for name, found in _groups(asked, projects)
        ],
        "legend": [
            {"bar": shape, "state": state, "text": str(text)} for shape, state, text in _BARS
        ]
        + [{"use": use, "text": str(text)} for use, text in _SIGNS],
    }


def _tick_text(tick: dict[str, Any]) -> str:
    if tick["word"] == "month":
        return date_format(tick["day"], "b")
    return str(tick["day"].year) if tick["word"] else ""


def _groups(
    asked: Asked, projects: Sequence[ProjectPlanned]
) -> list[tuple[str, list[ProjectPlanned]]]:
    """Return the projects in groups; one in several areas stands in each of them."""
    if asked.values["groep"] == "niet":
        return [("", list(projects))]
    found: dict[str, list[ProjectPlanned]] = {}
    for one in projects:
        for name in _group_names(one, by_holder=asked.values["groep"] == "houder"):
            found.setdefault(name, []).append(one)
    last = (_("No holder yet"), _("Whole municipality"), _("Area not known yet"))
    return sorted(found.items(), key=lambda pair: (pair[0] in last, pair[0].casefold()))


def _group_names(one: ProjectPlanned, *, by_holder: bool) -> list[str]:
    if by_holder:
        return [each.name for each in one.holders] or [_("No holder yet")]
    nowhere = _("Area not known yet") if one.nowhere_yet else _("Whole municipality")
    return [each.name for each in one.areas] or [nowhere]


def _rows(asked: Asked, axis: Axis, one: ProjectPlanned, on: date) -> Iterator[dict[str, Any]]:
    each_apart = asked.values["rijen"] == "elk"
    drawn = (
        {"marks": gantt.bar(axis, one), "height": 26}
        if each_apart
        else gantt.row(axis, one, on)
    )
    yield named(asked.desk.scope, one) | drawn | {"note": _note(one)}
    if each_apart:
        yield from _parts(axis, one, on)


def _note(one: ProjectPlanned) -> str:
    years = period_text(one.from_year, one.until_year)
    return f"{years} · {capital(str(one.state.label))} · {holders_text(one)}"


def _parts(axis: Axis, one: ProjectPlanned, on: date) -> Iterator[dict[str, Any]]:
    for each in one.activities:
        mark = gantt.work(axis, each, on)
        yield _part(
            capital(each.title),
            f"{sort_text(each)} · {days_text(each.begins_on, each.ends_on)} · "
            f"{work_state(each, on)['text']}",
            mark,
        )
    for point in one.points:
        yield _part(
            capital(point.question),
            f"{_('To decide')} · {point_when(point)} · {point_state(point, on)['text']}",
            gantt.point(axis, point, on),
        )


def _part(name: str, note: str, mark: dict[str, Any] | None) -> dict[str, Any]:
    lower = 10 if mark and mark["shape"] == "work" else 13
    marks = [mark | {"y": lower}] if mark else []
    return {"name": name, "note": note, "marks": marks, "height": 26, "part": True}


def _loads(
    asked: Asked, axis: Axis, projects: Sequence[ProjectPlanned]
) -> list[dict[str, Any]]:
    """Return a row for each partner that is in two projects at once, the busiest first."""
    most = int(asked.values["tegelijk"]) if not asked.wrong else 0
    rows = []
    for partner in asked.planning.partners:
        mine = [one for one in projects if partner.key in one.partner_keys]
        found = gantt.loads(axis, mine)
        highest = max((len(one.projects) for one in found), default=0)
        if highest > 1:
            rows.append((highest, _load(asked, axis, partner, found, most)))
    return [row for _highest, row in sorted(rows, key=lambda pair: -pair[0])]


def _load(
    asked: Asked, axis: Axis, partner: Keyed, found: Sequence[Load], most: int
) -> dict[str, Any]:
    highest = max(len(one.projects) for one in found)
    peak = next(one for one in found if len(one.projects) == highest)
    words = _("At most %(n)d at once, from %(first)s to %(last)s.")
    if highest > most:
        words = _("At most %(n)d at once, from %(first)s to %(last)s: more than %(most)d.")
    url = asked.desk.url("per_partner", asked.planning.programme.key)
    return {
        "name": partner.name,
        "url": f"{url}?partij={partner.key}",
        "note": words
        % {
            "n": highest,
            "first": date_format(peak.first, "F Y"),
            "last": date_format(peak.last, "F Y"),
            "most": most,
        },
        "many": highest > most,
        **gantt.load_row(axis, found, most),
    }


def _next(asked: Asked, projects: Sequence[ProjectPlanned], on: date) -> dict[str, Any]:
    """Return what has its day next, and what is past it: the first of both."""
    found: list[tuple[date, dict[str, Any]]] = []
    for one in projects:
        if one.state not in LIVING:
            continue
        project = named(asked.desk.scope, one)
        for work in one.activities:
            if work.done_on is None and work.ends_on is not None:
                badge = work_state(work, on)
                item = {"what": capital(work.title), "sort": sort_text(work), "badge": badge}
                found.append((work.ends_on, item | {"project": project}))
        for point in one.points:
            if point.decided_on is None and point.due is not None:
                badge = point_state(point, on)
                item = {"what": capital(point.question), "sort": _("To decide"), "badge": badge}
                found.append((point.due, item | {"project": project}))
    found.sort(key=lambda pair: pair[0])
    late = [(day, item) for day, item in found if day < on]
    ahead = [(day, item) for day, item in found if day >= on]
    kept = [*late[-_NEXT:], *ahead[:_NEXT]]
    left = len(found) - len(kept)
    more = ngettext("%(n)d more stands in the table.", "%(n)d more stand in the table.", left)
    return {
        "items": [item | {"day": date_text(day)} for day, item in kept],
        "more_text": more % {"n": left} if left else "",
    }
