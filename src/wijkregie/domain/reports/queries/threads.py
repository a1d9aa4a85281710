"""The thread: one story from figure to answer, and the way to all that belongs to it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from wijkregie.domain.programme.models import Evidence, GoalIndicator
from wijkregie.domain.reports.queries import dots
from wijkregie.domain.reports.queries.gather import Gathered, gather
from wijkregie.domain.reports.queries.groups import groups_of, standing_of, target_of, title_of
from wijkregie.domain.reports.queries.reach import figure_start, reach, start_of
from wijkregie.domain.reports.queries.seen import Dot, Thread
from wijkregie.domain.reports.rules import of_here
from wijkregie.domain.reports.states import Knot
from wijkregie.domain.signals.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wijkregie.domain.programme.models import Bottleneck, Project
    from wijkregie.domain.reports.queries.reach import Reach, Start
    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

#: So many signals, and so many projects, are told of in one story.
MOST_TOLD: Final = 6
#: So many bottlenecks and goals, which say what it is all for.
MOST_AROUND: Final = 4
#: So many bottlenecks behind the goals, where none is linked directly.
MOST_BEHIND: Final = 2
#: So many payments.
MOST_PAID: Final = 6
#: With more than so many signals or projects each is told in short.
IN_FULL: Final = 3


def thread(viewer: Viewer, kind: Knot, pk: int, *, on: date) -> Thread | None:
    """Return the story of a figure, bottleneck, goal, signal, decision, project or euro.

    Of a round of a fund, a vote or a payment too. ``pk`` is the number of the row: of a
    figure that of its evidence, of a euro that of the line of costs or coverage, of a vote
    that of its count. Nothing where the viewer may not see it. Sixteen queries, however long
    the story.
    """
    start = start_of(viewer, kind, pk)
    return None if start is None else _told(viewer, start, on)


def figure_thread(viewer: Viewer, key: str, area_code: str, *, on: date) -> Thread | None:
    """Return the story of a figure by its key and area. Sixteen queries at most."""
    start = figure_start(viewer, key, area_code)
    return None if start is None else _told(viewer, start, on)


def figures_on_thread(viewer: Viewer, area_id: int) -> frozenset[str]:
    """Return which figures of an area a bottleneck or goal rests on, by key. One query."""
    shown = Evidence.objects.filter(of_here(viewer), area=area_id, indicator__isnull=False)
    measured = GoalIndicator.objects.filter(
        of_here(viewer), series_area=area_id, series__isnull=False
    )
    keys = shown.values_list("indicator__key").union(measured.values_list("series__key"))
    return frozenset(key for (key,) in keys)


def _told(viewer: Viewer, start: Start, on: date) -> Thread:
    found = reach(viewer, start)
    rest = gather(viewer, found)
    signals, projects = _told_signals(found), _told_projects(found)
    many = max(len(signals), len(projects)) > 1
    teller = dots.Teller(viewer, on, many=many)
    story = chain(
        _around(found, rest),
        _signals(teller, signals, rest),
        _decisions(teller, found, rest, (signals, projects)),
        _projects(projects, rest),
        _chosen(found, projects, rest),
        _money(projects, rest),
    )
    left = len(found.projects.rows) + found.projects.more - len(projects)
    if start.kind not in {Knot.SIGNAL, Knot.DECISION}:
        left += len(found.signals.rows) + found.signals.more - len(signals)
    return Thread(
        start=target_of(start.kind, start.row),
        title=title_of(start.kind, start.row, viewer),
        standing=standing_of(start.kind, start.row),
        dots=dots.in_order(story),
        groups=groups_of(viewer, found, rest),
        more=left,
        invented=any(signal.invented for signal in signals),
    )


def _told_signals(found: Reach) -> list[Signal]:
    rows = found.signals.rows
    if found.start.kind in {Knot.SIGNAL, Knot.DECISION}:
        own = [row for row in rows if row.own == 0]  # type: ignore[attr-defined] # annotated
        return own[:MOST_TOLD]
    return rows[:MOST_TOLD]


def _told_projects(found: Reach) -> list[Project]:
    return found.projects.rows[:MOST_TOLD]


def _around(found: Reach, rest: Gathered) -> Iterator[Dot]:
    """Tell what it is all for: the figures, bottlenecks and goals."""
    near = _near(found)
    shown = {row.pk for row in near}
    figures = [row for row in rest.evidence if row.indicator_id and row.bottleneck_id in shown]
    yield from map(dots.of_figure, figures[:MOST_TOLD])
    yield from map(dots.of_bottleneck, near)
    for goal in found.goals.rows[:MOST_AROUND]:
        yield dots.of_goal(goal, rest.indicators)


def _near(found: Reach) -> list[Bottleneck]:
    """Return the bottlenecks to tell of: those linked directly, else some behind the goals."""
    direct = [row for row in found.bottlenecks.rows if row.pk in found.direct]
    return direct[:MOST_AROUND] or found.bottlenecks.rows[:MOST_BEHIND]


def _signals(teller: dots.Teller, told: list[Signal], rest: Gathered) -> Iterator[Dot]:
    for signal in told:
        answers = [one for one in rest.answers if one.signal_id == signal.pk]
        yield dots.of_signal(teller, signal)
        yield from (dots.of_answer(teller, signal, one) for one in answers)
        if len(told) > IN_FULL:
            continue
        items = [one for one in rest.items if one.signal_id == signal.pk]
        instead = {State.ON_AGENDA} if items else set[State]()
        instead |= {State.ANSWERED} if answers else set()
        steps = [one for one in rest.steps if one.signal_id == signal.pk]
        yield from dots.of_steps(teller, signal, steps, frozenset(instead))
        yield from (dots.of_meeting(teller, one, signal) for one in items)


def _decisions(
    teller: dots.Teller, found: Reach, rest: Gathered, about: tuple[list[Signal], list[Project]]
) -> Iterator[Dot]:
    """Tell the decisions about what is told of, each once."""
    signals, projects = ({row.pk for row in rows} for rows in about)
    ids = {row.decision_id for rows in about for row in rows}
    ids |= {step.decision_id for step in rest.steps if step.signal_id in signals}
    ids |= {step.decision_id for step in rest.project_steps if step.project_id in projects}
    if found.start.kind == Knot.DECISION:
        ids.add(found.start.pk)
    own = [one for one in rest.items if one.signal_id is None]
    yield from (dots.of_meeting(teller, one, None) for one in own)
    told = [row for pk, row in sorted(rest.decisions.items()) if pk in ids]
    yield from dots.of_decisions(teller.viewer, told, named=len(told) > 1)


def _projects(told: list[Project], rest: Gathered) -> Iterator[Dot]:
    answers = {answer.text for answer in rest.answers}
    for project in told:
        steps = [one for one in rest.project_steps if one.project_id == project.pk]
        told_steps = steps if len(told) <= IN_FULL else steps[-1:]
        yield from dots.of_project(project, told_steps, answers)


def _chosen(found: Reach, told: list[Project], rest: Gathered) -> Iterator[Dot]:
    """Tell in which rounds plans became these projects, and how people voted."""
    if found.start.kind == Knot.ROUND:
        yield dots.of_round(found.start.row)
    elif found.start.kind == Knot.VOTE and not rest.awards:
        yield dots.of_vote(found.start.row, None)
    seen = {found.start.pk} if found.start.kind == Knot.ROUND else set()
    ids = {project.pk for project in told}
    for award in (one for one in rest.awards if one.project_id in ids):
        row = award.proposal.round
        if row.pk not in seen:
            seen.add(row.pk)
            yield dots.of_round(row)
        count = getattr(row, "count", None)
        if count is not None and count.told_at is not None:
            yield dots.of_vote(count, award)


def _money(told: list[Project], rest: Gathered) -> Iterator[Dot]:
    """Tell the euros, unless there are too many projects for that."""
    ids = {project.pk for project in told} if len(told) <= IN_FULL else set()
    for cost in rest.costs:
        if cost.project_id in ids:
            yield dots.of_cost(cost)
    for line in rest.coverage:
        if line.project_id in ids:
            yield dots.of_coverage(line)
    paid = [one for one in rest.payments if one.project_id in ids]
    yield from map(dots.of_payment, paid[:MOST_PAID])
