"""What a thread hangs together with: links to everything it runs through, by sort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.domain.reports.queries import words
from wijkregie.domain.reports.queries.dots import meeting_target
from wijkregie.domain.reports.queries.reach import MOST
from wijkregie.domain.reports.queries.seen import Link, Links, Target
from wijkregie.domain.reports.states import Knot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wijkregie.domain.budgets.models import Award
    from wijkregie.domain.meetings.models import AgendaItem
    from wijkregie.domain.reports.queries.gather import Gathered
    from wijkregie.domain.reports.queries.reach import Reach
    from wijkregie.kit.viewer import Viewer


def groups_of(viewer: Viewer, found: Reach, rest: Gathered) -> tuple[Links, ...]:
    """Return everything that a thread runs through, from figure to euro, without itself."""
    start = target_of(found.start.kind, found.start.row)

    def group(kind: Knot, rows: Iterable[Any], more: int = 0) -> Links:
        links: dict[Target, Link] = {}
        for row in rows:
            target = target_of(kind, row)
            if target != start:
                links.setdefault(
                    target, Link(target, title_of(kind, row, viewer), side_of(kind, row))
                )
        told = tuple(links.values())
        return Links(kind, told[:MOST], more + len(told[MOST:]))

    all_groups = (
        _figures(rest, start),
        group(Knot.BOTTLENECK, found.bottlenecks.rows, found.bottlenecks.more),
        group(Knot.GOAL, _goals(found), found.goals.more),
        group(Knot.SIGNAL, found.signals.rows, found.signals.more),
        _meetings(viewer, rest.items),
        group(Knot.ROUND, [one.proposal.round for one in rest.awards]),
        group(Knot.VOTE, filter(None, map(_told_count, rest.awards))),
        group(Knot.DECISION, [rest.decisions[pk] for pk in sorted(rest.decisions)]),
        group(Knot.PROJECT, found.projects.rows, found.projects.more),
        group(Knot.COST, rest.costs),
        group(Knot.COVERAGE, rest.coverage),
        group(Knot.PAYMENT, rest.payments),
    )
    return tuple(one for one in all_groups if one.links)


def target_of(kind: Knot, row: Any) -> Target:
    """Return where a row leads."""
    if kind == Knot.FIGURE:
        return Target(kind, 0, f"{row.indicator.key}/{row.area.code}")
    if kind == Knot.VOTE:
        return Target(kind, row.pk, str(row.round_id))
    return Target(kind, row.pk, row.reference if kind == Knot.SIGNAL else "")


def _told_count(award: Award) -> Any:
    """Return the count that chose a plan, once everyone could read the outcome."""
    count = getattr(award.proposal.round, "count", None)
    return count if count is not None and count.told_at is not None else None


def title_of(kind: Knot, row: Any, viewer: Viewer) -> str:
    """Return what a row is called."""
    if kind == Knot.SIGNAL:
        return words.signal_title(row, viewer)
    return _TITLES[kind](row) if kind in _TITLES else str(row.title)


def standing_of(kind: Knot, row: Any) -> str:
    """Tell how something stands now, where that is known."""
    if kind == Knot.SIGNAL:
        return words.signal_standing(row)
    if kind in {Knot.COST, Knot.COVERAGE, Knot.PAYMENT}:
        return words.project_standing(row.project)
    return words.project_standing(row) if kind == Knot.PROJECT else ""


def side_of(kind: Knot, row: Any) -> str:
    """Return a word or two beside the title of a row."""
    return str(_SIDES[kind](row)) if kind in _SIDES else ""


def _goals(found: Reach) -> list[Any]:
    """Return the goals, and above each those that it serves."""
    rows: list[Any] = []
    for goal in found.goals.rows:
        above = (goal.parent.parent if goal.parent else None, goal.parent, goal)
        rows += [one for one in above if one is not None and one not in rows]
    return rows


def _figures(rest: Gathered, start: Target) -> Links:
    pairs = [(row.indicator, row.area) for row in rest.evidence]
    pairs += [(row.series, row.series_area) for row in rest.indicators]
    found: dict[Target, Link] = {}
    for indicator, area in pairs:
        if indicator is not None and area is not None:
            target = Target(Knot.FIGURE, 0, f"{indicator.key}/{area.code}")
            found.setdefault(target, Link(target, _figure_title(indicator, area)))
    found.pop(start, None)
    told = tuple(found.values())
    return Links(Knot.FIGURE, told[:MOST], len(told[MOST:]))


def _figure_title(indicator: Any, area: Any) -> str:
    told = {"figure": indicator.name, "area": area.name or area.code}
    return _("%(figure)s in %(area)s") % told


def _money(row: Any, name: str) -> str:
    amount = _("amount not known") if row.cents is None else words.euros(row.cents)
    year = f" ({row.year})" if row.year else ""
    return f"{amount}{year}: {name}"


def _meetings(viewer: Viewer, items: list[AgendaItem]) -> Links:
    found: dict[int, Link] = {}
    for item in items:
        on = date_format(timezone.localtime(item.meeting.starts_at), "j F Y")
        link = Link(meeting_target(viewer, item), item.meeting.series.group.name, on)
        found.setdefault(item.meeting_id, link)
    told = tuple(found.values())
    return Links(Knot.MEETING, told[:MOST], len(told[MOST:]))


_TITLES: Final[dict[Knot, Callable[[Any], str]]] = {
    Knot.FIGURE: lambda row: _figure_title(row.indicator, row.area),
    Knot.DECISION: lambda row: str(row.subject),
    Knot.COST: lambda row: _money(row, row.what or _("Costs")),
    Knot.COVERAGE: lambda row: _money(row, row.funder.name),
    Knot.PAYMENT: lambda row: words.euros(row.cents),
    Knot.VOTE: lambda row: _("Vote of %(round)s") % {"round": row.round.title},
}
_SIDES: Final[dict[Knot, Callable[[Any], str]]] = {
    Knot.SIGNAL: lambda row: row.get_state_display(),
    Knot.PROJECT: lambda row: row.get_state_display(),
    Knot.GOAL: lambda row: row.get_level_display(),
    Knot.DECISION: lambda row: date_format(row.taken_on, "j F Y"),
    Knot.COST: lambda row: row.project.title,
    Knot.COVERAGE: lambda row: f"{row.get_pledge_display()}, {row.project.title}",
    Knot.PAYMENT: lambda row: f"{date_format(row.paid_on, 'j F Y')}, {row.project.title}",
    Knot.ROUND: lambda row: row.fund.name,
}
