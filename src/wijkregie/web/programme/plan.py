"""The page of a programme: goals and what is measured, bottlenecks, projects and money."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.states import GoalLevel, Priority
from wijkregie.web.http.addresses import area_url, optional, project_url, thread_url
from wijkregie.web.programme import tables
from wijkregie.web.programme.measured import figure_page, indicator
from wijkregie.web.programme.ways import ways
from wijkregie.web.programme.words import (
    amount_text,
    apart_text,
    capital,
    gap_text,
    joined,
    period_text,
    project_links,
    project_where,
    state_badge,
    where_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import (
        BottleneckListed,
        GoalSeen,
        ProgrammeSeen,
        ProgrammeWhole,
        ProjectInPlan,
        YearMoney,
    )
    from wijkregie.web.programme.desk import Desk


#: Of a large programme the page shows so many; the rest stands on pages of its own.
MOST: Final = 24
_UPPER: Final = frozenset({GoalLevel.IMPACT, GoalLevel.TACTICAL})


def page(desk: Desk, whole: ProgrammeWhole) -> dict[str, Any]:
    """Return all of a programme, as ``programme/detail.html`` asks for it."""
    scope, seen = desk.scope, whole.programme
    holds = grouped(whole)
    return {
        "crumbs": [
            {"name": _("Programme"), "url": desk.url("index")},
            {"name": seen.name, "url": ""},
        ],
        "programme": _head(desk, seen),
        "counts": counts(whole),
        "goals": [goal(scope, one, whole) for one in whole.goals],
        "bottlenecks": [_group(scope, held, whole) for held in holds[:MOST]],
        "more": _more(desk, whole, len(holds)),
        "areas_url": desk.url("areas", seen.key),
        "ways": ways(desk, seen.key, "detail"),
        "projects": listed(scope, whole),
        "money": _money(desk, whole),
        "regular": [
            {
                "name": one.name,
                "projects": project_links(
                    scope, (each for each in whole.projects if each.handed_to_id == one.id)
                ),
            }
            for one in whole.activities
        ],
    }


def _head(desk: Desk, seen: ProgrammeSeen) -> dict[str, Any]:
    years = {"years": period_text(seen.from_year, seen.until_year)}
    return {
        "name": seen.name,
        "kicker": _("Programme %(years)s") % years,
        "summary": seen.summary,
        "vision": seen.vision,
        "vision_url": desk.url("vision", seen.key) if seen.may_steer else "",
        "change_url": desk.url("change", seen.key) if seen.may_steer else "",
        "share_url": optional("practice:share", desk.scope.slug, seen.key),
        "facts": facts(seen),
    }


def _money(desk: Desk, whole: ProgrammeWhole) -> dict[str, Any]:
    """Return the money; of many projects the table of each stands on its own page."""
    money, key = whole.money, whole.programme.key
    few = money if len(money.projects) <= MOST else replace(money, projects=())
    return {
        "sentences": tables.sentences_of_programme(money),
        "tables": tables.of_programme(desk.scope, few),
        "note_text": note(),
        "csv_url": desk.url("money_lines", key),
        "money_url": desk.url("money", key),
    }


def _more(desk: Desk, whole: ProgrammeWhole, holds: int) -> dict[str, dict[str, str]]:
    """Return where all of it stands, of what is too much for this page."""
    key, projects = whole.programme.key, len(whole.projects)
    told = {
        "goals": (is_large(whole), _("All goals with figures and means"), "goals"),
        "bottlenecks": (holds > MOST, _("All bottlenecks"), "bridge"),
        "projects": (projects > MOST, _("All %(n)d projects") % {"n": projects}, "timeline"),
    }
    return {
        name: {"text": text, "url": desk.url(route, key)}
        for name, (much, text, route) in told.items()
        if much
    }


def is_large(whole: ProgrammeWhole) -> bool:
    """Tell whether the goals are too many for one page: then it shows the upper ones."""
    return sum(1 for _one in _all(whole.goals)) > MOST


def note() -> str:
    """Tell how the sums are made."""
    return _(
        "Covered is what a funder promised or committed. What was only asked for stands apart "
        "and does not count. What one project or year has left does not pay for another."
    )


def facts(seen: ProgrammeSeen) -> list[dict[str, str]]:
    """Return who owns the programme, who it answers to and how residents take part."""
    rung = str(seen.rung_planned.label) if seen.rung_planned else ""
    found = {
        _("Owner"): seen.owner,
        _("Prepared by"): seen.group_name,
        _("Answers to"): joined(seen.accountable_to),
        _("Sounding board"): joined(seen.sounding_board),
        _("How residents take part"): ", ".join(filter(None, (rung, seen.rung_ambition))),
        _("Baseline from"): seen.baseline_source,
    }
    return [{"name": name, "text": capital(text)} for name, text in found.items() if text]


def counts(whole: ProgrammeWhole) -> list[dict[str, Any]]:
    """Return what stands on the page in numbers; each leads to it."""
    money, projects, bottlenecks = whole.money, whole.projects, len(whole.bottlenecks)
    every = list(_all(whole.goals))
    lines = [line for one in every for line in one.indicators]
    without = sum(line.baseline is None for line in lines)
    measured = ngettext("goal", "goals", len(every))
    if without:
        measured = _("%(goals)s; %(number)d of %(all)d figures without a baseline") % {
            "goals": measured,
            "number": without,
            "all": len(lines),
        }
    return [
        {"value": len(every), "text": measured, "url": "#goals"},
        {
            "value": bottlenecks,
            "text": ngettext("bottleneck", "bottlenecks", bottlenecks),
            "url": "#bottlenecks",
        },
        {
            "value": len(projects),
            "text": ngettext("project", "projects", len(projects)),
            "url": "#projects",
        },
        {
            "value": amount_text(money.total.costs),
            "text": _("costs; %(gap)s") % {"gap": gap_text(money.total)},
            "url": "#money",
        },
    ]


def _all(goals: Iterable[GoalSeen]) -> Iterable[GoalSeen]:
    for one in goals:
        yield one
        yield from _all(one.children)


def goal(scope: Scope, one: GoalSeen, whole: ProgrammeWhole) -> dict[str, Any]:
    """Return a goal and those below it, as ``programme/goal.html`` asks for it."""
    projects = (each for each in whole.projects if one.id in each.goal_ids)
    below = one.children
    if below and one.level in _UPPER and is_large(whole):
        below = tuple(child for child in below if child.level in _UPPER)
    source = whole.programme.baseline_source
    return {
        "id": one.id,
        "title": one.title,
        "url": thread_url(scope, "doel", one.id),
        "level_text": str(one.level.label),
        "aims": [capital(aim) for aim in one.aims],
        "indicators": [
            indicator(line, source, figure_page(scope, line)) for line in one.indicators
        ],
        "projects": project_links(scope, projects),
        "children": [goal(scope, child, whole) for child in below],
        "below_text": _below_text(len(one.children) - len(below)),
    }


def _below_text(left_out: int) -> str:
    """Tell how many goals below it stand on the page of the goals only."""
    words = ngettext("%(n)d goal below it", "%(n)d goals below it", left_out)
    return words % {"n": left_out} if left_out else ""


def grouped(whole: ProgrammeWhole) -> list[list[BottleneckListed]]:
    """Return bottlenecks by the areas they are in and the projects that work on them."""
    groups: dict[tuple[object, ...], list[BottleneckListed]] = {}
    for one in whole.bottlenecks:
        key = (tuple(area.id for area in one.areas), one.project_ids, one.priority)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _group(
    scope: Scope, held: Sequence[BottleneckListed], whole: ProgrammeWhole
) -> dict[str, Any]:
    one = held[0]
    projects = [each for each in whole.projects if each.id in one.project_ids]
    working = (each for each in projects if each.state not in rules.UNCOUNTED)
    return {
        "areas": [
            {"name": area.name or area.code, "url": area_url(scope, area)} for area in one.areas
        ],
        "areas_text": capital(where_text(one.areas)),
        "badge_text": _("weighs heavily") if one.priority == Priority.HIGH else "",
        "items": [
            {
                "id": each.id,
                "title": capital(each.title),
                "url": thread_url(scope, "knelpunt", each.id),
                "remark": capital(each.remark),
            }
            for each in held
        ],
        "projects": project_links(scope, working),
        "apart_text": apart_text(projects),
        "nobody_text": _("No project works on this yet."),
    }


def listed(scope: Scope, whole: ProgrammeWhole) -> list[dict[str, Any]]:
    """Return the first projects with state and money."""
    sums = {one.project_id: one.total for one in whole.money.projects}
    return [_listed(scope, one, sums.get(one.id)) for one in whole.projects[:MOST]]


def _listed(scope: Scope, one: ProjectInPlan, total: YearMoney | None) -> dict[str, Any]:
    number = {"number": one.number if one.number.isdigit() else ""}
    return {
        "name": one.title,
        "url": project_url(scope, one.id),
        "number_text": (_("Project %(number)s") % number).strip(),
        "where_text": capital(project_where(one)),
        "years_text": period_text(one.from_year, one.until_year),
        "costs_text": _costs(total),
        "gap_text": capital(gap_text(total)) if total and _told(total) else "",
        "has_gap": bool(total and total.gap.known_cents),
    } | state_badge(one.state)


def _told(total: YearMoney) -> bool:
    return bool(total.costs.cents or total.gap.known_cents)


def _costs(total: YearMoney | None) -> str:
    if total is None:
        return _("does not count in the sums")
    if not total.costs.cents:
        return _("costs not known yet")
    return _("%(amount)s costs") % {"amount": amount_text(total.costs)}
