"""How far a thread reaches: the rows that hang together with one thing, each sort asked once.

A thread runs up, towards what shows the need, and down, towards the euro. It does not turn
round on the way: a project leads to its goal, but not to the other projects of that goal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from django.db.models import Case, Count, F, IntegerField, Q, Value, When, Window

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.programme.models import (
    Bottleneck,
    BottleneckGoal,
    CostLine,
    CoverageLine,
    Evidence,
    Goal,
    GoalIndicator,
    Project,
    ProjectBottleneck,
    ProjectGoal,
    ProjectSignal,
    ProjectStep,
)
from wijkregie.domain.programme.queries import door
from wijkregie.domain.reports.queries.residents_money import payments, rounds, votes
from wijkregie.domain.reports.rules import of_here, sees_inside
from wijkregie.domain.reports.states import Knot
from wijkregie.domain.signals.models import Signal, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import Model, QuerySet

    from wijkregie.kit.viewer import Viewer

#: So many of a sort are named on one page; of the others it says how many there are.
MOST: Final = 12
#: So many lines of money or evidence are read.
MOST_LINES: Final = 100

Row = TypeVar("Row", bound="Model")


@dataclass(frozen=True, slots=True)
class Some(Generic[Row]):
    """The first rows of a list, and how many more there are."""

    rows: list[Row]
    more: int = 0

    @property
    def ids(self) -> list[int]:
        """The numbers of the rows."""
        return [row.pk for row in self.rows]


@dataclass(frozen=True, slots=True)
class Start:
    """What a thread is asked for: its sort, its number, and the row itself.

    Of a figure every row of evidence with the same indicator and area counts.
    """

    kind: Knot
    pk: int
    row: Any
    of_bottlenecks: Q = field(default_factory=lambda: Q(pk__in=()))
    of_goals: Q = field(default_factory=lambda: Q(pk__in=()))


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything that hangs on a thread, as far as the viewer may see it."""

    start: Start
    projects: Some[Project]
    goals: Some[Goal]
    bottlenecks: Some[Bottleneck]
    signals: Some[Signal]
    direct: frozenset[int]


def some(rows: QuerySet[Any], most: int = MOST) -> Some[Any]:
    """Fetch the first rows, and count them all along. One query."""
    found = list(rows.annotate(total=Window(Count("pk")))[:most])
    return Some(found, found[0].total - len(found) if found else 0)


def start_of(viewer: Viewer, kind: Knot, pk: int) -> Start | None:
    """Return what a thread begins with, if the viewer may see it. One query."""
    ask = _STARTS.get(kind)
    row = ask(viewer).filter(of_here(viewer), pk=pk).first() if ask else None
    return None if row is None else as_start(kind, row)


def figure_start(viewer: Viewer, key: str, area_code: str) -> Start | None:
    """Return the figure with this key of this area, if a bottleneck or goal rests on it.

    Two queries at most.
    """
    asked = Q(area__code=area_code, indicator__key=key)
    row = _evidence(viewer).filter(asked).order_by("-period", "pk").first()
    if row is not None:
        return as_start(Knot.FIGURE, row)
    asked = Q(series_area__code=area_code, series__key=key)
    found = GoalIndicator.objects.filter(of_here(viewer), asked, _area(viewer, "series_area"))
    line = found.select_related("series", "series_area").order_by("pk").first()
    if line is None or line.series is None or line.series_area is None:
        return None
    shown = Evidence(indicator=line.series, area=line.series_area, period=line.baseline_year)
    return as_start(Knot.FIGURE, shown)


def as_start(kind: Knot, row: Any) -> Start:
    """Return a row as a start, with the bottlenecks and goals that it touches itself."""
    pk = row.pk or 0
    if kind == Knot.FIGURE:
        same = Evidence.objects.filter(indicator=row.indicator_id, area=row.area_id)
        series = GoalIndicator.objects.filter(series=row.indicator_id, series_area=row.area_id)
        touched = Q(pk__in=same.values("bottleneck"))
        answers = BottleneckGoal.objects.filter(bottleneck__in=same.values("bottleneck"))
        goals = Q(pk__in=series.values("goal")) | Q(pk__in=answers.values("goal"))
    elif kind == Knot.SIGNAL:
        shown = Evidence.objects.filter(signal=pk).values("bottleneck")
        touched = Q(pk__in=shown)
        goals = Q(pk__in=BottleneckGoal.objects.filter(bottleneck__in=shown).values("goal"))
    elif kind == Knot.BOTTLENECK:
        touched = Q(pk=pk)
        goals = Q(pk__in=BottleneckGoal.objects.filter(bottleneck=pk).values("goal"))
    elif kind == Knot.GOAL:
        touched = Q(
            pk__in=BottleneckGoal.objects.filter(goal__in=_tree(pk)).values("bottleneck")
        )
        goals = Q(pk__in=_tree(pk))
    else:
        touched = goals = Q(pk__in=())
    return Start(kind, pk, row, touched, goals)


def reach(viewer: Viewer, start: Start) -> Reach:
    """Return the projects, goals, bottlenecks and signals of a thread. Four queries."""
    projects = _projects(viewer, start)
    goals = _goals(viewer, start, projects.ids)
    bottlenecks = _bottlenecks(viewer, start, projects.ids)
    signals = _signals(viewer, start, projects.ids, bottlenecks.ids)
    return Reach(
        start,
        projects,
        goals,
        bottlenecks,
        signals,
        frozenset(row.pk for row in bottlenecks.rows if row.near == 0),  # type: ignore[attr-defined] # annotated
    )


def _tree(goal_id: int) -> QuerySet[Goal, Any]:
    below = Q(pk=goal_id) | Q(parent=goal_id) | Q(parent__parent=goal_id)
    return Goal.objects.filter(below).values("pk")


def _evidence(viewer: Viewer) -> QuerySet[Evidence]:
    found = Evidence.objects.filter(of_here(viewer), _area(viewer, "area"))
    return found.filter(indicator__isnull=False).select_related("indicator", "area")


def _area(viewer: Viewer, name: str) -> Q:
    """Keep rows without an area, and those whose area the viewer may see."""
    return (
        Q()
        if sees_inside(viewer)
        else Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__public": True})
    )


def signals_of_decision(decision_id: int) -> Q:
    """Return what keeps the signals that a decision is about."""
    steps = Step.objects.filter(decision=decision_id).values("signal")
    return Q(decision=decision_id) | Q(pk__in=steps)


def _projects(viewer: Viewer, start: Start) -> Some[Project]:
    found = (
        door.projects(viewer)
        .filter(_of_projects(start))
        .select_related("programme", "decision__body", "decision__handed_to", "handed_to")
    )
    return some(found.order_by(F("from_year").desc(nulls_last=True), "order", "pk"))


def _of_projects(start: Start) -> Q:
    if start.kind in _BELOW:
        return _BELOW[start.kind](start)
    goals = Goal.objects.filter(start.of_goals).values("pk")
    by_goal = Q(pk__in=ProjectGoal.objects.filter(goal__in=goals).values("project"))
    if start.kind == Knot.GOAL:
        return by_goal
    touched = Bottleneck.objects.filter(start.of_bottlenecks).values("pk")
    direct = ProjectBottleneck.objects.filter(bottleneck__in=touched).values("project")
    return Q(pk__in=direct) | by_goal


def _projects_of_signal(start: Start) -> Q:
    return Q(pk__in=ProjectSignal.objects.filter(signal=start.pk).values("project"))


def _projects_of_decision(start: Start) -> Q:
    signals = Signal.objects.filter(signals_of_decision(start.pk)).values("pk")
    links = ProjectSignal.objects.filter(signal__in=signals).values("project")
    steps = ProjectStep.objects.filter(decision=start.pk).values("project")
    return Q(decision=start.pk) | Q(pk__in=steps) | Q(pk__in=links)


_BELOW: Final[dict[Knot, Callable[[Start], Q]]] = {
    Knot.SIGNAL: _projects_of_signal,
    Knot.DECISION: _projects_of_decision,
    Knot.PROJECT: lambda start: Q(pk=start.pk),
    Knot.COST: lambda start: Q(pk=start.row.project_id),
    Knot.COVERAGE: lambda start: Q(pk=start.row.project_id),
    Knot.PAYMENT: lambda start: Q(pk=start.row.project_id),
    Knot.ROUND: lambda start: Q(award__proposal__round=start.pk),
    Knot.VOTE: lambda start: Q(award__proposal__counted__count=start.pk),
}


def _goals(viewer: Viewer, start: Start, projects: Iterable[int]) -> Some[Goal]:
    wanted = start.of_goals
    if start.kind != Knot.GOAL:
        links = ProjectGoal.objects.filter(project__in=projects).values("goal")
        wanted |= Q(pk__in=links)
    found = Goal.objects.filter(of_here(viewer), wanted).select_related(
        "programme", "parent__parent"
    )
    own = Case(When(pk=start.pk, then=0), default=1, output_field=IntegerField())
    first = own if start.kind == Knot.GOAL else Value(0)
    return some(found.annotate(own=first).order_by("own", "order", "pk"))


def _bottlenecks(viewer: Viewer, start: Start, projects: Iterable[int]) -> Some[Bottleneck]:
    """Return the bottlenecks, first those that are linked without a goal between."""
    near = start.of_bottlenecks
    wanted = near
    if start.kind not in {Knot.FIGURE, Knot.BOTTLENECK, Knot.GOAL}:
        links = ProjectBottleneck.objects.filter(project__in=projects).values("bottleneck")
        goals = ProjectGoal.objects.filter(project__in=projects).values("goal")
        answered = BottleneckGoal.objects.filter(goal__in=goals).values("bottleneck")
        near = near | Q(pk__in=links)
        wanted = near | Q(pk__in=answered)
    found = Bottleneck.objects.filter(of_here(viewer), wanted).select_related("programme")
    rank = Case(When(near, then=0), default=1, output_field=IntegerField())
    return some(found.annotate(near=rank).order_by("near", "order", "pk"))


def _signals(
    viewer: Viewer, start: Start, projects: Iterable[int], bottlenecks: Iterable[int]
) -> Some[Signal]:
    links = ProjectSignal.objects.filter(project__in=projects).values("signal")
    shown = Evidence.objects.filter(bottleneck__in=bottlenecks, signal__isnull=False)
    own = Q(pk__in=())
    if start.kind == Knot.SIGNAL:
        own = Q(pk=start.pk)
    elif start.kind == Knot.DECISION:
        own = signals_of_decision(start.pk)
    wanted = own | Q(pk__in=links) | Q(pk__in=shown.values("signal"))
    found = Signal.objects.filter(of_here(viewer), wanted).select_related(
        "theme", "area", "owner", "decision__body", "decision__handed_to"
    )
    first = Case(When(own, then=0), default=1, output_field=IntegerField())
    return some(found.annotate(own=first).order_by("own", "-received_at", "pk"))


def _lines(viewer: Viewer, model: Any) -> QuerySet[Any]:
    seen = door.projects(viewer).values("pk")
    found: QuerySet[Any] = model.objects.filter(project__in=seen)
    return found


_STARTS: Final[dict[Knot, Callable[[Viewer], QuerySet[Any]]]] = {
    Knot.FIGURE: _evidence,
    Knot.BOTTLENECK: lambda _viewer: Bottleneck.objects.select_related("programme"),
    Knot.GOAL: lambda _viewer: Goal.objects.select_related("programme", "parent__parent"),
    Knot.SIGNAL: lambda _viewer: Signal.objects.select_related("theme", "area", "owner"),
    Knot.DECISION: lambda _viewer: Decision.objects.select_related("body", "handed_to"),
    Knot.PROJECT: door.projects,
    Knot.COST: lambda viewer: _lines(viewer, CostLine).select_related("project"),
    Knot.COVERAGE: lambda viewer: _lines(viewer, CoverageLine).select_related(
        "project", "funder"
    ),
    Knot.PAYMENT: payments,
    Knot.ROUND: rounds,
    Knot.VOTE: votes,
}
