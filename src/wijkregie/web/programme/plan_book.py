"""The plan of a programme as a document: vision, goals, what holds areas back, projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.states import Direction, Priority, Track
from wijkregie.web.http.addresses import area_url, goal_line_url, project_url, thread_url
from wijkregie.web.programme import blocks, plan_book_work
from wijkregie.web.programme.blocks import cell, point, row, section, unknown
from wijkregie.web.programme.cited import cited
from wijkregie.web.programme.fact_words import baseline_cell, targets_cell
from wijkregie.web.programme.plan import facts
from wijkregie.web.programme.words import (
    apart_text,
    capital,
    joined,
    period_text,
    project_name,
    project_where,
    state_badge,
    where_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import (
        BottleneckSeen,
        ChecksSeen,
        GoalSeen,
        IndicatorLine,
        PlanProject,
        ProgrammePlan,
    )
    from wijkregie.web.programme.blocks import Block
    from wijkregie.web.programme.desk import Desk


def document(desk: Desk, plan: ProgrammePlan, checks: ChecksSeen | None) -> dict[str, Any]:
    """Return the plan as ``programme/document.html`` and ``document.typ`` ask for it.

    ``checks`` are for who works along; without them nothing is told of what was accepted.
    """
    programme, scope = plan.programme, desk.scope
    years = period_text(programme.from_year, programme.until_year)
    return {
        "title": programme.name,
        "kind": _("Programme plan"),
        "kicker": _("Programme plan %(years)s") % {"years": years},
        "subtitle": years,
        "lead": programme.summary or _("What we want to reach, with whom, and what it costs."),
        "note": _("This is how the programme stands now. It is made anew whenever it changes."),
        "sections": [
            section("visie", _("Vision"), *_vision(plan)),
            section("doelen", _("What should get better"), *_goals(scope, plan)),
            section("knelpunten", _("What holds areas back, and why"), *_held(scope, plan)),
            section("projecten", _("What we do, on two tracks"), *_projects(scope, plan)),
            *plan_book_work.sections(desk, plan, checks),
        ],
    }


def _vision(plan: ProgrammePlan) -> list[Block | None]:
    words = blocks.text(plan.vision) or blocks.text(_("The vision is not written down yet."))
    found = [(one["name"], one["text"]) for one in facts(plan.programme)]
    return [words, blocks.facts(found)]


# ------------------------------------------------------------------------------- goals


def _goals(scope: Scope, plan: ProgrammePlan) -> list[Block | None]:
    if not plan.goals:
        return [blocks.text(_("The programme names no goals yet."))]
    return [_goal(scope, plan, one) for one in flat(plan.goals)]


def flat(goals: Iterable[GoalSeen]) -> Iterator[GoalSeen]:
    """Yield goals, each before those below it."""
    for one in goals:
        yield one
        yield from flat(one.children)


def _goal(scope: Scope, plan: ProgrammePlan, one: GoalSeen) -> Block:
    why = "" if one.indicators else _("Nothing is measured of this goal.")
    url = goal_line_url(scope, plan.programme.key, one.id)
    if one.open_because:
        why = _("Left open on purpose: %(why)s") % {"why": one.open_because}
    return blocks.goal(
        one.title,
        str(one.level.label),
        thread_url(scope, "doel", one.id),
        blocks.table(
            _("What is measured of “%(goal)s”") % {"goal": one.title},
            [_("Figure"), _("Baseline"), _("Target")],
            [_measured(line, url) for line in one.indicators],
            (42, 29, 29),
        ),
        aims=[capital(aim) for aim in one.aims],
        why=why,
    )


def _measured(line: IndicatorLine, url: str) -> Block:
    lower = line.direction == Direction.LOWER
    return row(
        cell(capital(line.title), note=line.source),
        baseline_cell(line, url, line.baseline_source),
        targets_cell(line.targets, line.unit, url, lower=lower),
    )


# -------------------------------------------------------------------------- bottlenecks


def _held(scope: Scope, plan: ProgrammePlan) -> list[Block | None]:
    if not plan.bottlenecks:
        return [blocks.text(_("The programme names no bottlenecks yet."))]
    areas: dict[tuple[int, ...], dict[str, list[BottleneckSeen]]] = {}
    for one in plan.bottlenecks:
        groups = areas.setdefault(tuple(area.id for area in one.areas), {})
        groups.setdefault(_about(one), []).append(one)
    found: list[Block | None] = []
    for groups in areas.values():
        named = next(iter(groups.values()))[0].areas
        url = area_url(scope, named[0]) if len(named) == 1 else ""
        found.append(blocks.heading(capital(where_text(named)), url))
        for about, group in groups.items():
            found.append(blocks.points([_bottleneck(scope, one) for one in group]))
            found.append(blocks.text(about))
    return found


def _bottleneck(scope: Scope, one: BottleneckSeen) -> Block:
    shown = joined(cited(scope, each)["text"] for each in one.evidence)
    heavy = one.priority == Priority.HIGH
    return point(
        capital(one.title),
        _("What shows it: %(proof)s.") % {"proof": shown} if shown else "",
        thread_url(scope, "knelpunt", one.id),
        blocks.badge(_("weighs heavily"), "warning", "warning") if heavy else None,
    )


def _about(one: BottleneckSeen) -> str:
    """Return what several bottlenecks of an area may have in common, told once."""
    goals = joined(f"“{each.title}”" for each in one.goals)
    words = [
        capital(one.remark),
        _("Goal: %(goals)s.") % {"goals": goals} if goals else "",
        _project_words(one),
    ]
    return " ".join(_stopped(each) for each in words if each)


def _project_words(one: BottleneckSeen) -> str:
    named = joined(
        project_name(each.number, each.title)
        for each in one.projects
        if each.state not in rules.UNCOUNTED
    )
    told = _("Works on it: %(projects)s.") % {"projects": named}
    none = _("No project works on this yet.")
    return f"{told if named else none} {apart_text(one.projects)}".strip()


def _stopped(words: str) -> str:
    """Return words that end as a sentence does."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


# ----------------------------------------------------------------------------- projects


def _projects(scope: Scope, plan: ProgrammePlan) -> list[Block | None]:
    if not plan.projects:
        return [blocks.text(_("There are no projects yet."))]
    groups: dict[tuple[str, tuple[int, ...]], list[PlanProject]] = {}
    for one in plan.projects:
        name = capital(project_where(one))
        groups.setdefault((name, tuple(area.id for area in one.areas)), []).append(one)
    found: list[Block | None] = []
    for (name, _ids), group in groups.items():
        found += _area(scope, name, group)
    return found


def _area(scope: Scope, name: str, projects: list[PlanProject]) -> list[Block | None]:
    order = {Track.NOW: 0, Track.STRUCTURAL: 1, None: 2}
    table = blocks.table(
        _("Projects: %(area)s") % {"area": name},
        [_("Track"), _("Project"), _("Who"), _("When")],
        [
            _project(scope, one)
            for one in sorted(projects, key=lambda project: order[project.track])
        ],
        (16, 44, 24, 16),
    )
    return [blocks.heading(name), table]


def _project(scope: Scope, one: PlanProject) -> Block:
    result = one.plain or one.intended_result
    return row(
        cell(capital(str(one.track.label))) if one.track else unknown(),
        cell(project_name(one.number, one.title), project_url(scope, one.id), note=result),
        cell(joined(one.holders), note=_with(one)) if one.holders else unknown(_with(one)),
        cell(
            period_text(one.from_year, one.until_year),
            note=state_badge(one.state)["state_text"],
        ),
    )


def _with(one: PlanProject) -> str:
    return _("with %(partners)s") % {"partners": joined(one.partners)} if one.partners else ""
