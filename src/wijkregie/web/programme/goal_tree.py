"""The goals of a programme from the top down to projects and what those cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.programme import queries
from wijkregie.domain.programme.queries import YearMoney
from wijkregie.domain.programme.states import GoalLevel
from wijkregie.web.http.addresses import project_url, thread_url
from wijkregie.web.programme.measured import figure_page, indicator
from wijkregie.web.programme.measuring.told import shows_text
from wijkregie.web.programme.narrowing import frame
from wijkregie.web.programme.words import (
    amount_text,
    capital,
    gap_text,
    joined,
    period_text,
    project_name,
    project_where,
    state_badge,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wijkregie.domain.programme.queries import (
        AgreementNamed,
        GoalSeen,
        MeasurementPlanSeen,
        ProjectPlanned,
    )
    from wijkregie.web.programme.narrowing import Asked


@dataclass(frozen=True, slots=True)
class Tree:
    """The goals that are asked for, each with its projects; ``loose``: without a goal."""

    asked: Asked
    goals: tuple[GoalSeen, ...]
    projects: Mapping[int, tuple[ProjectPlanned, ...]]
    loose: tuple[ProjectPlanned, ...]
    agreements: Mapping[int, tuple[AgreementNamed, ...]]
    plan: MeasurementPlanSeen | None = None

    def of(self, goal: GoalSeen) -> tuple[ProjectPlanned, ...]:
        """Return the projects that work for a goal."""
        return self.projects.get(goal.id, ())

    def shows(self, goal: GoalSeen) -> bool:
        """Tell whether a goal is asked for: itself, or something below it has a project."""
        if not self.asked.is_narrowed:
            return not self.asked.wrong
        return bool(self.of(goal)) or any(self.shows(child) for child in goal.children)


def tree_of(asked: Asked) -> Tree:
    """Return what is asked for of the tree. At most sixteen queries."""
    goals = queries.goal_tree(asked.desk.viewer, asked.planning.programme.id, links=False)
    found: dict[int, list[ProjectPlanned]] = {}
    for one in asked.projects:
        for pk in one.goal_ids:
            found.setdefault(pk, []).append(one)
    return Tree(
        asked=asked,
        goals=goals,
        projects={pk: tuple(some) for pk, some in found.items()},
        loose=tuple(one for one in asked.projects if not one.goal_ids),
        agreements=queries.agreements_by_goal(asked.desk.viewer, asked.planning.programme.id),
        plan=queries.measurement_plan(
            asked.desk.viewer, asked.planning.programme.key, on=timezone.localdate()
        ),
    )


def page(tree: Tree) -> dict[str, Any]:
    """Return the tree as ``programme/goals.html`` asks for it."""
    asked = tree.asked
    files = {"goals_pdf": _("The goals on paper (PDF)"), "goals_csv": _("As a table (CSV)")}
    programme, desk = asked.planning.programme, asked.desk
    context = frame(asked, "goals", _("Goals"), files)
    return context | {
        "lead": lead(tree),
        "goals": [goal(tree, one) for one in tree.goals if tree.shows(one)],
        "loose": [project(tree, one) for one in tree.loose],
        "new_url": desk.url("goal_new", programme.key) if programme.may_steer else "",
        "none": _none(tree),
        "note_text": note(),
    }


def _none(tree: Tree) -> dict[str, str]:
    """Tell why no goal is shown: there is none yet, or none fits what was asked."""
    programme = tree.asked.planning.programme
    if tree.goals:
        return {
            "title": _("No goals here"),
            "text": _("No goal fits this choice. Look at all of them."),
            "url": tree.asked.desk.url("goals", programme.key),
            "url_text": _("Look at all goals"),
        }
    who = _("Who steers the programme writes them here.")
    how = _("Begin with the societal effect: what has to be different in the end?")
    return {"title": _("No goals yet"), "text": how if programme.may_steer else who}


def lead(tree: Tree) -> str:
    """Tell how many goals are shown, and of how many figures the way is known."""
    every = [*all_goals(tree.goals)]
    shown = [one for one in every if tree.shows(one)] if tree.asked.is_narrowed else every
    if not every:
        return _("No goal stands in this programme yet.")
    if not shown:
        return _("None of the goals fits this choice.")
    lines = [line for one in shown for line in one.indicators]
    number = ngettext("%(n)d goal", "%(n)d goals", len(every)) % {"n": len(every)}
    if len(shown) < len(every):
        number = _("%(shown)d of %(goals)s") % {"shown": len(shown), "goals": number}
    told = {
        "goals": number,
        "figures": len(lines),
        "known": sum(line.way is not None for line in lines),
    }
    if not lines:
        return _("%(goals)s. Nothing is measured of it yet.") % told
    return _("%(goals)s. Of %(known)d of the %(figures)d figures one sees the way.") % told


def note() -> str:
    """Tell what an interval takes into account, and what not."""
    return _(
        "Between two percentages stands what chance in the samples can make of it: of the "
        "figure of now, and of the baseline where its number of answers is known. It does not "
        "know of other questions, other people who answer, or people who moved."
    )


def all_goals(goals: Iterable[GoalSeen]) -> Iterable[GoalSeen]:
    """Yield goals with those below them, from the top down."""
    for one in goals:
        yield one
        yield from all_goals(one.children)


def goal(tree: Tree, one: GoalSeen) -> dict[str, Any]:
    """Return a goal and those below it, as ``programme/goals_goal.html`` asks for it."""
    desk, programme = tree.asked.desk, tree.asked.planning.programme
    found = {
        "id": one.id,
        "title": one.title,
        "url": thread_url(desk.scope, "doel", one.id),
        "level_text": capital(str(one.level.label)),
        "aims": [capital(aim) for aim in one.aims],
        "open_text": open_text(one),
        "indicators": [
            indicator(line, programme.baseline_source, figure_page(desk.scope, line))
            | {"change_url": _change(tree, "indicator_change", one.id, line.id)}
            | {"remove_url": _change(tree, "indicator_remove", one.id, line.id)}
            | _measured(tree, line.id)
            for line in one.indicators
        ],
        "bare_text": bare_text(one),
        "projects": [project(tree, each) for each in tree.of(one)],
        "agreements": [
            {
                "name": f"{each.title} ({each.partner_name})",
                "url": desk.url("agreement", each.id),
            }
            for each in tree.agreements.get(one.id, ())
        ],
        "means_text": means_text(tree.of(one)),
        "children": [goal(tree, child) for child in one.children if tree.shows(child)],
    }
    return found | _tools(tree, one)


def _measured(tree: Tree, pk: int) -> dict[str, str]:
    """Return what the next measurement can show of an indicator, and where more stands."""
    seen = tree.plan
    one = next((each for each in seen.indicators if each.id == pk), None) if seen else None
    if seen is None or one is None:
        return {"shows_text": "", "measuring_url": ""}
    url = f"{tree.asked.desk.url('measuring', seen.programme.key)}#indicator-{pk}"
    return {"shows_text": shows_text(seen, one), "measuring_url": url}


def open_text(one: GoalSeen) -> str:
    """Tell why a goal is deliberately left open."""
    if not one.open_because:
        return ""
    return _("Deliberately left open: %(why)s") % {"why": one.open_because}


def bare_text(one: GoalSeen) -> str:
    """Tell that nothing is measured of a goal that should show a change."""
    if one.indicators or one.level == GoalLevel.RESULT:
        return ""
    return _("Nothing is measured of this goal.")


def project(tree: Tree, one: ProjectPlanned) -> dict[str, Any]:
    """Return a project with its state, its place and its means."""
    return {
        "name": project_name(one.number, one.title),
        "url": project_url(tree.asked.desk.scope, one.id),
        "text": ". ".join(
            (
                capital(project_where(one)),
                capital(period_text(one.from_year, one.until_year)),
                joined(each.name for each in one.holders) or _("No holder known"),
            )
        ),
        "means_text": means_text([one]),
    } | state_badge(one.state)


def means_text(projects: Iterable[ProjectPlanned]) -> str:
    """Tell what projects cost together; ideas and what was stopped do not count."""
    counted = [one.money.total for one in projects if one.money.counted]
    if not counted:
        return ""
    total = sum(counted, start=YearMoney(None))
    if not total.costs.cents:
        return _("What it costs is not known yet")
    costs = _("%(amount)s costs") % {"amount": amount_text(total.costs)}
    return f"{costs}; {gap_text(total)}"


def _tools(tree: Tree, one: GoalSeen) -> dict[str, str]:
    """Return where who steers the programme changes a goal; else nothing."""
    key = tree.asked.planning.programme.key
    below = _change(tree, "goal_new")
    return {
        "change_url": _change(tree, "goal_change", one.id),
        "remove_url": _change(tree, "goal_remove", one.id),
        "measure_url": _change(tree, "indicator_new", one.id),
        "below_url": f"{below}?onder={one.id}" if below and key else "",
    }


def _change(tree: Tree, name: str, *args: int) -> str:
    programme = tree.asked.planning.programme
    if not programme.may_steer:
        return ""
    return tree.asked.desk.url(name, programme.key, *args)
