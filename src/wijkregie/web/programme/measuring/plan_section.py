"""How a programme is measured, in its plan: with what the next measurement can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries
from wijkregie.web.programme import blocks
from wijkregie.web.programme.blocks import cell, row, unknown
from wijkregie.web.programme.measuring.told import shows_text
from wijkregie.web.programme.words import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wijkregie.domain.programme.queries import GoalSeen, ProgrammePlan
    from wijkregie.web.programme.blocks import Block
    from wijkregie.web.programme.desk import Desk


def measured(desk: Desk, plan: ProgrammePlan) -> list[Block | None]:
    """Return how the figures of a programme are measured. At most eight queries."""
    goals = [one for one in _flat(plan.goals) if one.indicators]
    if not goals:
        return [blocks.text(_("The programme names no figures yet."))]
    lead = _(
        "Values are never typed twice: they come from the figures of the municipality, with "
        "the number of answers and the margin. What is not measured says so."
    )
    shows = _shows(desk, plan)
    found: list[Block | None] = [blocks.text(lead)]
    for one in goals:
        found += [blocks.heading(one.title), _measured(one, shows)]
    return found


def _shows(desk: Desk, plan: ProgrammePlan) -> Mapping[int, str]:
    """Return by indicator what the next measurement can show; nothing where not known."""
    seen = queries.measurement_plan(desk.viewer, plan.programme.key, on=timezone.localdate())
    return {one.id: shows_text(seen, one) for one in seen.indicators} if seen else {}


def _measured(goal: GoalSeen, shows: Mapping[int, str]) -> Block | None:
    """Return how the figures of one goal are measured: a short table, which stays whole."""
    rows = [
        row(
            cell(capital(line.title), note=shows.get(line.id, "")),
            cell(line.source) if line.source else unknown(),
            cell(capital(line.owner)) if line.owner else unknown(),
            cell(line.series_name) if line.series_name else unknown(_("no figure linked")),
        )
        for line in goal.indicators
    ]
    heads = [_("Figure"), _("Source"), _("Who sees to it"), _("Where the values stand")]
    name = _("How “%(goal)s” is measured") % {"goal": goal.title}
    return blocks.table(name, heads, rows, (34, 26, 18, 22))


def _flat(goals: Iterable[GoalSeen]) -> Iterator[GoalSeen]:
    for one in goals:
        yield one
        yield from _flat(one.children)
